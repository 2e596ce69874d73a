/** What a room has heard and not yet dealt with: the next batch. */
import type { Connection, Frame } from './connection.ts'
import type { TextChange } from './livetext.ts'

/** A command's change of the text, and who waits for it. */
export type Waiting = { change: TextChange; done: () => void; refused: (error: unknown) => void }

export type Batch = {
  frames: readonly Frame[]
  newcomers: readonly Connection[]
  /** The state vectors of those who ask for what they lack; who asks twice in one batch is answered once. */
  asked: ReadonlyMap<Connection, Uint8Array>
}

export class Queue {
  #frames: Frame[] = []
  #newcomers: Connection[] = []
  #asked = new Map<Connection, Uint8Array>()
  #changes: Waiting[] = []

  get empty(): boolean {
    const heard = this.#frames.length + this.#newcomers.length + this.#asked.size
    return heard === 0 && this.#changes.length === 0
  }

  add(frame: Frame): void {
    this.#frames.push(frame)
  }

  /** Frames that have waited are older than anything of their connection that stands here: they go to the front. */
  addFirst(frames: readonly Frame[]): void {
    this.#frames = frames.concat(this.#frames)
  }

  greet(connection: Connection): void {
    this.#newcomers.push(connection)
  }

  ask(connection: Connection, vector: Uint8Array): void {
    this.#asked.set(connection, vector)
  }

  change(waiting: Waiting): void {
    this.#changes.push(waiting)
  }

  /** Commands' changes stand between two batches, one at a time. */
  nextChange(): Waiting | undefined {
    return this.#changes.shift()
  }

  /** All that was heard, but not of those who were closed, nor what must wait behind an earlier frame of its own. */
  take(): Batch {
    const frames = this.#frames.filter(({ connection }) => !connection.ended)
    const batch = {
      frames: frames.filter((frame) => !frame.connection.wait(frame)), // guard: in-order
      newcomers: this.#newcomers,
      asked: this.#asked,
    }
    this.#frames = []
    this.#newcomers = []
    this.#asked = new Map()
    return batch
  }
}
