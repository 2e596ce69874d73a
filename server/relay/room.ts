/**
 * One open text and everyone who has it open. Frames are taken in batches of one tick; a batch is judged, applied,
 * appended with one fsync, and only then shown and acknowledged (PROTOCOL.md). Between two batches the document is
 * exactly what is on disk.
 */
import { Attendance } from './attendance.ts'
import { Problem } from '../../shared/problem.ts'
import { limits, sync } from '../../shared/protocol.ts'
import { StorageFailed } from '../store/store.ts'
import { type Connection, type Frame } from './connection.ts'
import { encodeSync, readFrame } from './frames.ts'
import { type Result, takeIn } from './intake.ts'
import { Replica } from './replica.ts'
import { Queue } from './queue.ts'
import type { RoomContext } from './context.ts'

/** What the smallest frame takes of its member's allowance, bytes: each is an object here, and a turn for everyone. */
const frameCost = 64
/** What a SyncStep1 takes at least: to answer it the whole text is read. */
const askCost = 8 * 1024

export class Room {
  readonly textId: string
  readonly #context: RoomContext
  readonly #replica: Replica
  readonly #connections = new Set<Connection>()
  readonly #attendance: Attendance
  readonly #queue = new Queue()
  #working: Promise<void> | null = null
  #failing = false
  #closed = false
  #onClosed: () => void = () => {}

  private constructor(textId: string, replica: Replica, context: RoomContext) {
    this.textId = textId
    this.#replica = replica
    this.#context = context
    this.#attendance = new Attendance(context.owners, this.#connections)
  }

  /** Null when there is no such text. */
  static async open(textId: string, context: RoomContext): Promise<Room | null> {
    const replica = await Replica.open(context.texts, textId)
    return replica && new Room(textId, replica, context)
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

  /** Called once, when nobody may join any more; the next who comes opens the text anew. */
  onClosed(listener: () => void): void {
    this.#onClosed = listener
  }

  /** A text that nobody has open costs nothing. */
  async closeWhenEmpty(): Promise<void> {
    if (this.#connections.size > 0) return
    await this.settled()
    if (this.#connections.size === 0 && !this.#closed) this.#close()
  }

  #close(): void {
    this.#closed = true
    this.#attendance.destroy()
    this.#replica.destroy()
    this.#onClosed()
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
        for (const connection of newcomers) this.#greet(connection)
        for (const [connection, vector] of asked) this.#serve(connection, vector)
      } catch (error) {
        this.#context.log.error({ text: this.textId, err: error }, 'the room failed and is closed')
        for (const connection of this.#connections) connection.end('restarting')
        if (!this.#closed) this.#close()
        return
      }
    }
  }

  async #step(frames: readonly Frame[]): Promise<void> {
    if (this.#failing) {
      for (const connection of new Set(frames.map((f) => f.connection))) connection.tellProblem('storage-failing')
      return
    }
    const { owners, texts, now } = this.#context
    const writes = frames.map(({ connection, kind, update, verdict }) => {
      const { memberId, mayWrite } = connection.admission
      return { source: connection, by: memberId, mayWrite, kind, update, verdict }
    })
    const taken = await takeIn(this.#replica, writes, { owner: (client) => owners.known(client), at: now() })
    if (taken.entries.length > 0) {
      try {
        await texts.append(this.textId, taken.entries)
      } catch (error) {
        if (!(error instanceof StorageFailed)) throw error
        await this.#fail(error)
        return
      }
    }
    const writers = new Set(frames.filter((_, i) => taken.results[i]?.kind === 'taken').map((f) => f.connection))
    this.#show(taken.added, writers)
    frames.forEach((frame, i) => {
      const result = taken.results[i]
      if (result) this.#answer(frame, result)
    })
    for (const connection of new Set(frames.map((f) => f.connection))) connection.tellSaved()
    this.#replica.compactAfter(taken.entries)?.catch((error: unknown) => {
      this.#context.log.error({ text: this.textId, err: error }, 'compaction failed; the log is as it was')
    })
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

  #answer(frame: Frame, result: Result): void {
    const { connection } = frame
    switch (result.kind) {
      case 'taken':
      case 'known':
        connection.settle(frame)
        break
      case 'gap': {
        const answer = connection.gap(frame)
        if (answer === 'refuse') this.#refuse(connection, new Problem('malformed-update', 'a gap that is not filled'))
        if (answer === 'ask') connection.send(encodeSync(sync.step1, this.#replica.vector()))
        break
      }
      case 'unclaimed':
        this.#hold(frame, this.#claim(connection, result.clients))
        break
      case 'costly':
        this.#hold(frame, this.#tryOut(frame))
        break
      case 'held':
        connection.wait(frame)
        break
      case 'refused':
        this.#refuse(connection, result.problem)
        break
      default:
        result satisfies never
    }
  }

  #hold(frame: Frame, until: Promise<void>): void {
    const { connection } = frame
    connection.hold(frame)
    until.then(
      () => {
        this.#queue.addFirst(connection.release())
        this.#wake()
      },
      (error: unknown) => {
        connection.release()
        this.#refuseOver(connection, error)
      },
    )
  }

  async #claim(connection: Connection, clients: readonly number[]): Promise<void> {
    for (const client of clients) await this.#context.owners.claim(client, connection.admission.memberId)
  }

  async #tryOut(frame: Frame): Promise<void> {
    const { update, kind } = frame
    frame.verdict = await this.#context.trial.tryOut({ state: this.#replica.state(), update, kind })
  }

  #greet(connection: Connection): void {
    connection.send(encodeSync(sync.step1, this.#replica.vector()))
    connection.send(this.#attendance.everyone())
    if (this.#failing) connection.tellProblem('storage-failing')
  }

  #serve(connection: Connection, vector: Uint8Array): void {
    if (connection.gone) return
    try {
      connection.send(encodeSync(sync.step2, this.#replica.since(vector)))
      connection.served = true
    } catch (error) {
      this.#refuse(connection, new Problem('malformed-update', `state vector: ${String(error)}`))
    }
  }

  /** Nothing that was not appended may stay in memory. */
  async #fail(error: StorageFailed): Promise<void> {
    await this.#replica.rebuild()
    this.#readOnly(error)
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
