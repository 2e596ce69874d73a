/**
 * One open text and everyone who has it open. Frames are taken in batches of one tick; a batch is judged, applied,
 * appended with one fsync, and only then shown and acknowledged (PROTOCOL.md). Between two batches the document is
 * exactly what is on disk.
 */
import { answer, type Desk } from './answer.ts'
import { Attendance } from './attendance.ts'
import type { Beginning } from '../../shared/beginning.ts'
import { Problem } from '../../shared/problem.ts'
import { limits, sync } from '../../shared/protocol.ts'
import { StorageFailed } from '../store/store.ts'
import type { Last } from './beginnings.ts'
import { type Connection, type Frame } from './connection.ts'
import { encodeSync, readFrame } from './frames.ts'
import { type Kept, LiveText, type TextChange } from './livetext.ts'
import { Queue, type Waiting } from './queue.ts'
import type { RoomContext } from './context.ts'

/** What the smallest frame takes of its member's allowance, bytes: each is an object here, and a turn for everyone. */
const frameCost = 64
/** What a SyncStep1 takes at least: to answer it the whole text is read. */
const askCost = 8 * 1024

export class Room {
  readonly textId: string
  readonly #context: RoomContext
  readonly #text: LiveText
  readonly #connections = new Set<Connection>()
  readonly #attendance: Attendance
  readonly #queue = new Queue()
  readonly #desk: Desk
  #working: Promise<void> | null = null
  #failing = false
  #closed = false
  #onClosed: (last: Last) => void = () => {}

  private constructor(textId: string, text: LiveText, context: RoomContext) {
    this.textId = textId
    this.#text = text
    this.#context = context
    this.#attendance = new Attendance(context.owners, this.#connections)
    this.#desk = {
      text,
      context,
      again: (frames) => {
        this.#queue.addFirst(frames)
        this.#wake()
      },
      refuse: (connection, error) => this.#refuseOver(connection, error),
    }
  }

  /** Null when there is no such text. */
  static async open(textId: string, context: RoomContext): Promise<Room | null> {
    const text = await LiveText.open(textId, context)
    return text && new Room(textId, text, context)
  }

  /** True when nobody may join any more: it was empty and is closed, or what it holds in memory may be wrong. */
  get closed(): boolean {
    return this.#closed
  }

  join(connection: Connection): void {
    this.#connections.add(connection)
    this.#queue.greet(connection)
    this.#wake()
  }

  leave(connection: Connection): void {
    if (!this.#connections.delete(connection)) return
    this.#attendance.leave(connection)
    void this.closeWhenEmpty()
  }

  /** Rejects with why the text was not changed; on a closed room at once, with `restarting`. */
  write(change: TextChange): Promise<void> {
    return new Promise((done, refused) => {
      if (this.#closed) return refused(new Problem('restarting'))
      this.#queue.change({ change, done, refused })
      this.#wake()
    })
  }

  /** One frame as it came from the socket. Whatever is wrong with it ends that connection and no other. */
  receive(connection: Connection, bytes: Uint8Array): void {
    if (connection.ended) return
    try {
      this.#receive(connection, bytes)
    } catch (error) {
      this.#refuseOver(connection, error)
    }
  }

  #receive(connection: Connection, bytes: Uint8Array): void {
    const frame = readFrame(bytes)
    switch (frame.type) {
      case 'step1':
        if (frame.vector.length > limits.step1) throw new Problem('too-big', 'state vector')
        this.#spend(connection, Math.max(frame.vector.length, askCost))
        this.#queue.ask(connection, frame.vector)
        this.#wake()
        break
      case 'step2':
      case 'update': {
        if (frame.update.length > limits[frame.type]) throw new Problem('too-big', frame.type)
        // A SyncStep2 counts as one Update at most: it is what was written without contact, and comes once.
        this.#spend(connection, Math.max(Math.min(frame.update.length, limits.update), frameCost))
        const numbered = connection.frame(frame.type, frame.update)
        if (connection.wait(numbered)) break
        this.#queue.add(numbered)
        this.#wake()
        break
      }
      case 'awareness':
        this.#attendance.hear(connection, frame.states)?.catch((error: unknown) => this.#refuseOver(connection, error))
        break
      case 'queryAwareness':
        connection.send(this.#attendance.everyone())
        break
      default:
        frame satisfies never
    }
  }

  /** Resolves when everything received until now is on disk and answered. */
  async settled(): Promise<void> {
    while (this.#working) await this.#working
  }

  /** What the text on disk begins with; null when that cannot be told at once, or the room is closed. */
  async beginning(): Promise<Beginning | null> {
    await this.settled()
    return this.#closed ? null : this.#text.beginning()
  }

  /** Called once, when nobody may join any more; the next who comes opens the text anew. */
  onClosed(listener: (last: Last) => void): void {
    this.#onClosed = listener
  }

  /** A text that nobody has open costs nothing. */
  async closeWhenEmpty(): Promise<void> {
    if (this.#connections.size > 0) return
    await this.settled()
    const idle = this.#connections.size === 0 && this.#working === null
    if (idle && !this.#closed) this.#close(this.#text.beginning() ?? 'unchanged')
  }

  #close(last: Last): void {
    this.#closed = true
    this.#attendance.destroy()
    this.#text.destroy()
    for (let next = this.#queue.nextChange(); next; next = this.#queue.nextChange()) {
      next.refused(new Problem('restarting'))
    }
    this.#onClosed(last)
  }

  #spend({ admission }: Connection, bytes: number): void {
    if (!this.#context.spend(admission.memberId, bytes)) throw new Problem('too-fast', 'bytes') // guard: allowance
  }

  #wake(): void {
    this.#working ??= this.#work().finally(() => {
      this.#working = null
      if (!this.#queue.empty) this.#wake()
    })
  }

  async #work(): Promise<void> {
    // One turn of the event loop gathers what came in this tick; nothing waits for a timer (P16).
    await new Promise((resolve) => setImmediate(resolve))
    while (!this.#queue.empty) {
      const { frames, newcomers, asked } = this.#queue.take()
      try {
        if (frames.length > 0) await this.#step(frames)
        for (let next = this.#queue.nextChange(); next; next = this.#queue.nextChange()) await this.#change(next)
        for (const connection of newcomers) this.#greet(connection)
        for (const [connection, vector] of asked) this.#serve(connection, vector)
      } catch (error) {
        this.#context.log.error({ text: this.textId, err: error }, 'the room failed and is closed')
        for (const connection of this.#connections) connection.end('restarting')
        if (!this.#closed) this.#close('unsure')
        return
      }
    }
  }

  async #step(frames: readonly Frame[]): Promise<void> {
    if (this.#failing) {
      for (const connection of new Set(frames.map((f) => f.connection))) connection.tellProblem('storage-failing')
      return
    }
    const taken = await this.#taken(frames)
    if (taken === null) return
    const writers = new Set(frames.filter((_, i) => taken.results[i]?.kind === 'taken').map((f) => f.connection))
    this.#show(taken.added, writers)
    this.#show(taken.mended, new Set())
    frames.forEach((frame, i) => {
      const result = taken.results[i]
      if (result) answer(this.#desk, frame, result)
    })
    for (const connection of new Set(frames.map((f) => f.connection))) connection.tellSaved()
  }

  /** Null when it could not be put on disk; that has then been said. */
  async #taken(frames: readonly Frame[]): Promise<Kept | null> {
    const writes = frames.map(({ connection, kind, update, verdict }) => {
      const { memberId, mayWrite } = connection.admission
      return { source: connection, by: memberId, mayWrite, kind, update, verdict }
    })
    try {
      return await this.#text.take(writes)
    } catch (error) {
      if (!(error instanceof StorageFailed)) throw error
      this.#readOnly(error)
      return null
    }
  }

  async #change({ change, done, refused }: Waiting): Promise<void> {
    if (this.#failing) return refused(new Problem('storage-failing'))
    try {
      const outcome = await this.#text.change(change)
      if (outcome.kind === 'changed') {
        this.#show(outcome.added, new Set())
        return done()
      }
      const { error } = outcome
      if (error instanceof StorageFailed) this.#readOnly(error)
      refused(error)
    } catch (error) {
      refused(error)
      throw error
    }
  }

  /** Only now, after the fsync. A lone writer is not sent its own words back. */
  #show(added: readonly Uint8Array[], writers: ReadonlySet<Connection>): void {
    for (const update of added) {
      const bytes = encodeSync(sync.update, update)
      for (const connection of this.#connections) {
        if (connection.served && !(writers.size === 1 && writers.has(connection))) connection.send(bytes)
      }
    }
  }

  #greet(connection: Connection): void {
    connection.send(encodeSync(sync.step1, this.#text.vector()))
    connection.send(this.#attendance.everyone())
    if (this.#failing) connection.tellProblem('storage-failing')
  }

  #serve(connection: Connection, vector: Uint8Array): void {
    if (connection.gone) return
    try {
      connection.send(encodeSync(sync.step2, this.#text.since(vector)))
      connection.served = true
    } catch (error) {
      this.#refuse(connection, new Problem('malformed-update', `state vector: ${String(error)}`))
    }
  }

  /** From here on the text is only read, and that is said (P15). */
  #readOnly(error: StorageFailed): void {
    if (this.#failing) return
    this.#failing = true
    this.#context.log.error({ text: this.textId, err: error }, 'storage is failing: the text is read-only')
    for (const connection of this.#connections) connection.tellProblem('storage-failing')
  }

  #refuseOver(connection: Connection, error: unknown): void {
    if (error instanceof Problem) this.#refuse(connection, error)
    else if (error instanceof StorageFailed) this.#readOnly(error)
    else {
      this.#context.log.error({ text: this.textId, err: error }, 'a frame could not be taken in')
      connection.end('restarting')
    }
  }

  #refuse(connection: Connection, problem: Problem): void {
    const { memberId } = connection.admission
    this.#context.log.warn({ text: this.textId, member: memberId, why: problem.message }, 'a frame was refused')
    connection.end(problem)
  }
}
