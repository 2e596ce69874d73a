/**
 * A text in memory: a cache of its log, never the truth. While it is only read it is kept as bytes (a Y.Doc takes
 * eleven times as much); the first write makes the document. It may be ahead of the log only inside the room's one
 * step, and is built anew whenever it may be wrong.
 */
import * as Y from 'yjs'
import { textRoot } from '../../shared/protocol.ts'
import type { StoredText, TextEntry, Texts } from '../store/store.ts'

const build = (stored: StoredText): Y.Doc => {
  const doc = new Y.Doc({ gc: true })
  doc.getXmlFragment(textRoot)
  if (stored.snapshot) Y.applyUpdate(doc, stored.snapshot)
  // One transaction each: all in one is quicker, but forged neighbours that fit the form can then give another text.
  for (const entry of stored.entries) Y.applyUpdate(doc, entry.update)
  return doc
}

/** Bytes of new entries after which the store is asked whether compacting pays. */
const compactionStep = 256 * 1024

type Held = { as: 'bytes'; state: Uint8Array } | { as: 'document'; doc: Y.Doc; state: Uint8Array | null }

const load = async (texts: Texts, textId: string): Promise<Held | null> => {
  const stored = await texts.load(textId)
  if (!stored) return null
  if (stored.snapshot && stored.entries.length === 0) return { as: 'bytes', state: stored.snapshot }
  return { as: 'document', doc: build(stored), state: null }
}

export class Replica {
  readonly #texts: Texts
  readonly #textId: string
  #held: Held
  #grown = 0

  private constructor(texts: Texts, textId: string, held: Held) {
    this.#texts = texts
    this.#textId = textId
    this.#held = held
  }

  /** Null when there is no such text. Rejects with the store's `Damaged` when its log is not what was written. */
  static async open(texts: Texts, textId: string): Promise<Replica | null> {
    const held = await load(texts, textId)
    return held && new Replica(texts, textId, held)
  }

  /** The whole text as one V1 update; the same bytes are shared by all who ask until something changes. */
  state(): Uint8Array {
    const held = this.#held
    if (held.as === 'bytes') return held.state
    held.state ??= Y.encodeStateAsUpdate(held.doc)
    return held.state
  }

  /** What a client with this encoded state vector lacks. Throws on a vector that cannot be read. */
  since(vector: Uint8Array): Uint8Array {
    if (vector.length <= 1) return this.state()
    if (this.#held.as === 'document') return Y.encodeStateAsUpdate(this.#held.doc, vector)
    return Y.diffUpdate(this.#held.state, vector)
  }

  vector(): Uint8Array {
    const held = this.#held
    return held.as === 'document' ? Y.encodeStateVector(held.doc) : Y.encodeStateVectorFromUpdate(held.state)
  }

  /**
   * Runs `work` in one transaction and returns what came of it as updates, in order; none if nothing did. After the
   * first there may be another: Yjs tidies away formatting that has become redundant, in a transaction of its own.
   * Whatever `work` throws goes on out; the document may then be half changed and must be rebuilt.
   */
  change(work: (doc: Y.Doc) => void): Uint8Array[] {
    const { doc } = this.#document()
    const added: Uint8Array[] = []
    const note = (update: Uint8Array): void => {
      added.push(update)
    }
    this.#held = { as: 'document', doc, state: null }
    doc.on('update', note)
    try {
      doc.transact(() => work(doc))
    } finally {
      doc.off('update', note)
    }
    if (doc.store.pendingStructs !== null || doc.store.pendingDs !== null) {
      // The gate lets no gap through, so this update was not what the gate took it for.
      throw new Error('an update left something pending')
    }
    return added
  }

  /** Throws the cache away and reads the log again. */
  async rebuild(): Promise<void> {
    this.destroy()
    const held = await load(this.#texts, this.#textId)
    if (!held) throw new Error(`text ${this.#textId} has gone from the store`)
    this.#held = held
  }

  /**
   * Told what was appended; compacts the log when that pays: twice the compacted state, and some, is what a text may
   * take on disk. Null when there is nothing to wait for.
   */
  compactAfter(entries: readonly TextEntry[]): Promise<void> | null {
    for (const { update } of entries) this.#grown += update.length
    if (this.#grown < compactionStep) return null
    this.#grown = 0
    return this.#compact()
  }

  async #compact(): Promise<void> {
    const { bytes, afterSnapshot } = await this.#texts.size(this.#textId)
    if (afterSnapshot >= compactionStep && afterSnapshot * 2 > bytes) await this.#texts.compact(this.#textId)
  }

  /** Only `rebuild` makes it usable again. */
  destroy(): void {
    if (this.#held.as === 'document') this.#held.doc.destroy()
  }

  #document(): Held & { as: 'document' } {
    if (this.#held.as === 'bytes') {
      const { state } = this.#held
      this.#held = { as: 'document', doc: build({ snapshot: state, entries: [], sequence: 0 }), state }
    }
    return this.#held
  }
}
