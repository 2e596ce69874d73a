/** All open rooms: joining, allowances per member, what happens when rights change, and the end. */
import type { WebSocket } from 'ws'
import type { Beginning } from '../../shared/beginning.ts'
import { Problem, type ProblemCode } from '../../shared/problem.ts'
import { type Changed, encodeServerMessage, limits as defaults } from '../../shared/protocol.ts'
import { Damaged, type Store } from '../store/store.ts'
import { Beginnings, type Last } from './beginnings.ts'
import { type Admission, Connection } from './connection.ts'
import { heartbeat } from './frames.ts'
import { createOwners } from './owners.ts'
import type { Log, RoomContext } from './context.ts'
import type { Found } from './found.ts'
import type { TextChange } from './livetext.ts'
import { Room } from './room.ts'
import type { Trial } from './trial.ts'
import type { Losses } from './watch.ts'

/** What a member may use, and `backlog` of a socket; the benchmark lifts them and says so. */
export type Allowances = { [name in 'socketsPerMember' | 'bytesPerMinute' | 'clientIdsPerDay' | 'backlog']: number }

export type RoomsOptions = {
  store: Store
  trial: Trial
  log: Log
  now: () => number
  /** Who may come in now, and whether they may write: asked at the door and again whenever rights may have changed. */
  admit: (textId: string, memberId: string, sessionId: string) => Promise<Admission | ProblemCode>
  /** Keeps what a batch of that text has lost, misplaced or doubled; the batch waits for it (P33). */
  found: (textId: string, found: readonly Found[]) => Promise<void>
  /** Keeps what is deleted in masses, and tells of it. */
  losses: Losses
  allowances?: Allowances
}

/** A socket from its opening to its closing; `room` is null until its text has been opened. */
type Guest = { connection: Connection; socket: WebSocket; textId: string; sessionId: string; room: Room | null }

/** Bytes that may come before the text has been opened: a whole SyncStep2, and some. */
const earlyBytes = defaults.step2 + defaults.update

const minute = 60_000
/** A peer that has not answered a ping for this long is gone, whatever TCP believes. */
const pingPause = 30_000

export class Rooms {
  readonly #options: RoomsOptions
  readonly #context: RoomContext
  readonly #allowances: Allowances
  readonly #rooms = new Map<string, Promise<Room | null>>()
  readonly #beginnings: Beginnings
  readonly #guests = new Map<WebSocket, Guest>()
  readonly #socketsOf = new Map<string, number>()
  readonly #spent = new Map<string, { since: number; bytes: number }>()
  readonly #silent = new Set<WebSocket>()
  #lastPing = 0
  #stopping = false

  constructor(options: RoomsOptions) {
    this.#options = options
    this.#allowances = options.allowances ?? defaults
    const { store, trial, log, now, found, losses } = options
    this.#beginnings = new Beginnings(store.texts)
    const owners = createOwners(store.records, this.#allowances.clientIdsPerDay, now)
    const spend = (memberId: string, bytes: number): boolean => this.#spend(memberId, bytes)
    this.#context = { texts: store.texts, owners, trial, log, now, spend, found, losses }
  }

  /** Takes in a socket whose session, Origin and right to read have been checked; closes it with the reason if not. */
  async join(socket: WebSocket, textId: string, admission: Admission, sessionId: string): Promise<void> {
    const connection = new Connection(socket, admission, { now: this.#options.now, backlog: this.#allowances.backlog })
    const guest: Guest = { connection, socket, textId, sessionId, room: null }
    const early = this.#listen(guest)
    try {
      const room = await this.#arrive(guest)
      if (room === null) return
      // From the last look at the room to here nothing is awaited: an empty room may be closed at any turn.
      guest.room = room
      room.join(connection)
      for (const bytes of early.splice(0)) room.receive(connection, bytes)
    } catch (error) {
      this.#options.log.error({ text: textId, err: error }, 'a socket could not be taken in')
      connection.end('restarting')
    }
  }

  /**
   * Changes a text for a command, whether anybody has it open or not (P37). Rejects with why not: what `make` or
   * `commit` threw, `not-found`, `restarting`.
   */
  async write(textId: string, change: TextChange): Promise<void> {
    let room: Room | null
    do {
      if (this.#stopping) throw new Problem('restarting')
      room = await this.#room(textId)
      if (room === null) throw new Problem('not-found', 'text')
    } while (room.closed)
    try {
      await room.write(change)
    } finally {
      void room.closeWhenEmpty()
    }
  }

  /**
   * What a text begins with, as it is on disk, whether anybody has it open or not (R42). Null when there is no such
   * text. Nobody waits for it but the one who asks.
   */
  async beginning(textId: string): Promise<Beginning | null> {
    try {
      const room = await this.#rooms.get(textId)
      return (await room?.beginning()) ?? (await this.#beginnings.of(textId))
    } catch (error) {
      throw error instanceof Damaged ? new Problem('text-quarantined', error.message) : error
    }
  }

  /** Asks again about the connections of a member (of all, without one): rights are decided at the door only (P22). */
  async reconsider(memberId?: string): Promise<void> {
    const concerned = [...this.#guests.values()].filter(
      ({ connection }) => memberId === undefined || connection.admission.memberId === memberId,
    )
    await Promise.all(concerned.map((guest) => this.#reconsider(guest)))
  }

  /** A session has ended: its sockets go with it. */
  endSession(sessionId: string): void {
    for (const guest of this.#guests.values()) if (guest.sessionId === sessionId) guest.connection.end('not-signed-in')
  }

  /** Tells everyone that a record has changed (P24). */
  announce(changed: Changed): void {
    const bytes = encodeServerMessage({ type: 'changed', changed })
    for (const { connection } of this.#guests.values()) connection.send(bytes)
  }

  /** To be called about once a second: heartbeats, pings. */
  tick(): void {
    const now = this.#options.now()
    for (const { connection } of this.#guests.values()) {
      if (now - connection.quietSince() >= defaults.heartbeat) connection.send(heartbeat)
    }
    if (now - this.#lastPing < pingPause) return
    this.#lastPing = now
    for (const socket of this.#guests.keys()) {
      if (this.#silent.has(socket)) socket.terminate()
      this.#silent.add(socket)
      socket.ping()
    }
  }

  /**
   * Puts on disk and answers what has come in, then closes every socket with 1012 (P23). What still comes is not read.
   */
  async stop(): Promise<void> {
    this.#stopping = true
    for (const opened of await Promise.allSettled(this.#rooms.values())) {
      if (opened.status === 'fulfilled') await opened.value?.settled()
    }
    for (const { connection } of this.#guests.values()) connection.end('restarting')
    await this.#beginnings.close()
  }

  /** Hears the socket from here on; what comes before the text has been opened is kept in what is returned. */
  #listen(guest: Guest): Uint8Array[] {
    const { connection, socket } = guest
    const { memberId } = connection.admission
    const early: Uint8Array[] = []
    let bytes = 0
    socket.binaryType = 'nodebuffer'
    socket.on('message', (data: Buffer, isBinary) => {
      // A peer that does not answer the closing of its socket can go on sending for half a minute.
      if (connection.ended || this.#stopping) return
      if (!isBinary) connection.end('malformed-update')
      else if (guest.room) guest.room.receive(connection, data)
      else if ((bytes += data.length) > earlyBytes) connection.end('too-fast')
      else early.push(data)
    })
    socket.on('pong', () => this.#silent.delete(socket))
    socket.on('error', (error) => this.#options.log.info({ err: error }, 'a socket broke'))
    this.#guests.set(socket, guest)
    this.#count(memberId, 1)
    socket.on('close', () => {
      this.#count(memberId, -1)
      this.#leave(socket)
    })
    return early
  }

  /** The room, open and to be joined at once; null when the connection is not to come in. */
  async #arrive({ connection, textId, sessionId }: Guest): Promise<Room | null> {
    let room: Room | null
    do {
      room = await this.#enter(connection, textId)
      // Rights may have changed between the door and `#listen`; of a change after that `reconsider` knows.
      const still = await this.#options.admit(textId, connection.admission.memberId, sessionId)
      if (typeof still === 'string') connection.end(still)
      else connection.admission = still
    } while (room?.closed)
    if (this.#stopping) connection.end('restarting')
    if (!connection.gone) return room
    void room?.closeWhenEmpty()
    return null
  }

  async #enter(connection: Connection, textId: string): Promise<Room | null> {
    if (this.#stopping) {
      connection.end('restarting')
      return null
    }
    if ((this.#socketsOf.get(connection.admission.memberId) ?? 0) > this.#allowances.socketsPerMember) {
      connection.end('too-fast')
      return null
    }
    try {
      const room = await this.#room(textId)
      if (!room) connection.end('text-quarantined')
      return room
    } catch (error) {
      this.#options.log.error({ text: textId, err: error }, 'a text could not be opened')
      connection.end(error instanceof Damaged ? 'text-quarantined' : 'storage-failing')
      return null
    }
  }

  #room(textId: string): Promise<Room | null> {
    const open = this.#rooms.get(textId)
    if (open) return open
    const opening = Room.open(textId, this.#context)
    this.#rooms.set(textId, opening)
    const forget = (): void => {
      if (this.#rooms.get(textId) === opening) this.#rooms.delete(textId)
    }
    const closed = (last: Last): void => {
      forget()
      this.#beginnings.closed(textId, last)
    }
    opening.then((room) => {
      if (room === null) forget()
      else room.onClosed(closed)
    }, forget)
    return opening
  }

  #leave(socket: WebSocket): void {
    const guest = this.#guests.get(socket)
    this.#guests.delete(socket)
    this.#silent.delete(socket)
    guest?.room?.leave(guest.connection)
  }

  #count(memberId: string, by: number): void {
    const count = (this.#socketsOf.get(memberId) ?? 0) + by
    if (count > 0) this.#socketsOf.set(memberId, count)
    else this.#socketsOf.delete(memberId)
  }

  async #reconsider({ connection, textId, sessionId }: Guest): Promise<void> {
    const before = connection.admission
    const now = await this.#options.admit(textId, before.memberId, sessionId)
    if (typeof now === 'string') connection.end(now)
    else if (before.mayWrite === true && now.mayWrite !== true) connection.end(now.mayWrite)
    else if (JSON.stringify(now) !== JSON.stringify(before)) connection.end('restarting')
  }

  #spend(memberId: string, bytes: number): boolean {
    const now = this.#options.now()
    const before = this.#spent.get(memberId)
    const spent = before && now - before.since < minute ? before : { since: now, bytes: 0 }
    if (spent.bytes + bytes > this.#allowances.bytesPerMinute) return false
    spent.bytes += bytes
    this.#spent.set(memberId, spent)
    return true
  }
}
