/**
 * What texts begin with while no room holds them as documents (R42). A document of two hundred pages takes a tenth of a
 * second to build, so a thread of its own does that; what came of it is kept until a room has changed the text.
 */
import { Worker } from 'node:worker_threads'
import type { Beginning } from '../../shared/beginning.ts'
import { Problem } from '../../shared/problem.ts'
import type { StoredText, Texts } from '../store/store.ts'

export type Task = { number: number; stored: StoredText }

export type FromWorker = { number: number; beginning: Beginning } | { number: number; failed: string }

/**
 * What a closing room knows: what its text begins with now, that it has changed nothing, or nothing that is sure to be
 * on disk.
 */
export type Last = Beginning | 'unchanged' | 'unsure'

/** Texts whose beginnings are kept, some 30 kB each. */
const keptAtMost = 64

/** The worker's heap, MB: a text of many years fits. */
const heap = 512

type Waiting = { resolve: (beginning: Beginning) => void; reject: (error: Error) => void }

export class Beginnings {
  readonly #texts: Pick<Texts, 'load'>
  /** Oldest first. A promise, so that those who ask at once wait for one reading. */
  readonly #kept = new Map<string, Promise<Beginning | null>>()
  readonly #waiting = new Map<number, Waiting>()
  #worker: Worker | null = null
  #asked = 0
  #closed = false

  constructor(texts: Pick<Texts, 'load'>) {
    this.#texts = texts
  }

  /** Null when there is no such text. Rejects with the store's errors, and when the text cannot be built. */
  of(textId: string): Promise<Beginning | null> {
    const kept = this.#kept.get(textId)
    if (kept) {
      this.#keep(textId, kept)
      return kept
    }
    const read = this.#read(textId)
    this.#keep(textId, read)
    const forget = (): void => {
      if (this.#kept.get(textId) === read) this.#kept.delete(textId)
    }
    read.then((beginning) => beginning ?? forget(), forget)
    return read
  }

  /** Told by each room that closes: only a room changes a text. */
  closed(textId: string, last: Last): void {
    if (last === 'unchanged') return
    if (last === 'unsure') this.#kept.delete(textId)
    else this.#keep(textId, Promise.resolve(last))
  }

  /** Ends the worker; what waits is rejected with `restarting`. */
  async close(): Promise<void> {
    this.#closed = true
    const worker = this.#worker
    this.#lose(worker, new Problem('restarting'))
    await worker?.terminate()
  }

  #keep(textId: string, beginning: Promise<Beginning | null>): void {
    this.#kept.delete(textId)
    this.#kept.set(textId, beginning)
    for (const oldest of this.#kept.keys()) {
      if (this.#kept.size <= keptAtMost) return
      this.#kept.delete(oldest)
    }
  }

  async #read(textId: string): Promise<Beginning | null> {
    const stored = await this.#texts.load(textId)
    if (stored === null) return null
    if (this.#closed) throw new Problem('restarting')
    return new Promise((resolve, reject) => {
      this.#worker ??= this.#start()
      this.#worker.ref()
      this.#asked += 1
      this.#waiting.set(this.#asked, { resolve, reject })
      const task: Task = { number: this.#asked, stored }
      this.#worker.postMessage(task)
    })
  }

  #start(): Worker {
    const worker = new Worker(new URL('./beginning-worker.ts', import.meta.url), {
      resourceLimits: { maxOldGenerationSizeMb: heap },
    })
    worker.on('message', (message: FromWorker) => this.#hear(message))
    worker.on('error', (error: Error) => this.#lose(worker, error))
    return worker
  }

  #hear(message: FromWorker): void {
    const waiting = this.#waiting.get(message.number)
    this.#waiting.delete(message.number)
    if (this.#waiting.size === 0) this.#worker?.unref()
    if ('beginning' in message) waiting?.resolve(message.beginning)
    else waiting?.reject(new Error(`a text could not be built: ${message.failed}`))
  }

  /** The next who asks starts another. */
  #lose(worker: Worker | null, error: Error): void {
    if (this.#worker !== worker) return
    this.#worker = null
    const waiting = [...this.#waiting.values()]
    this.#waiting.clear()
    for (const { reject } of waiting) reject(error)
  }
}
