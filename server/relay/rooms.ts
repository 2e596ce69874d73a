/** All open rooms: joining, allowances per member, what happens when rights change, and the end. */
import type { WebSocket } from 'ws'
import type { ProblemCode } from '../../shared/problem.ts'
import { type Changed, encodeServerMessage, limits as defaults } from '../../shared/protocol.ts'
import { Damaged, type Store } from '../store/store.ts'
import { type Admission, Connection } from './connection.ts'
import { heartbeat } from './frames.ts'
import { createOwners } from './owners.ts'
import type { Log, RoomContext } from './context.ts'
import { Room } from './room.ts'
import type { Trial } from './trial.ts'

/** What a member may use, and `backlog` of a socket; the benchmark lifts them and says so. */
export type Allowances = { [name in 'socketsPerMember' | 'bytesPerMinute' | 'clientIdsPerDay' | 'backlog']: number }

export type RoomsOptions = {
  store: Store
  trial: Trial
  log: Log
  now: () => number
  /** Who may come in now, and whether they may write: asked at the door and again whenever rights may have changed. */
  admit: (textId: string, memberId: string, sessionId: string) => Promise<Admission | ProblemCode>
  allowances?: Allowances
}

type Guest = { connection: Connection; socket: WebSocket; room: Room; sessionId: string }

const minute = 60_000
/** A peer that has not answered a ping for this long is gone, whatever TCP believes. */
const pingPause = 30_000

export class Rooms {
  readonly #options: RoomsOptions
  readonly #context: RoomContext
  readonly #allowances: Allowances
  readonly #rooms = new Map<string, Promise<Room | null>>()
  readonly #guests = new Map<WebSocket, Guest>()
  readonly #socketsOf = new Map<string, number>()
  readonly #spent = new Map<string, { since: number; bytes: number }>()
  readonly #silent = new Set<WebSocket>()
  #lastPing = 0
  #stopping = false

  constructor(options: RoomsOptions) {
    this.#options = options
    this.#allowances = options.allowances ?? defaults
    const { store, trial, log, now } = options
    const owners = createOwners(store.records, this.#allowances.clientIdsPerDay, now)
    const spend = (memberId: string, bytes: number): boolean => this.#spend(memberId, bytes)
    this.#context = { texts: store.texts, owners, trial, log, now, spend }
  }

  /** Takes in a socket whose session, Origin and right to read have been checked; closes it with the reason if not. */
  async join(socket: WebSocket, textId: string, admission: Admission, sessionId: string): Promise<void> {
    const connection = new Connection(socket, admission, { now: this.#options.now, backlog: this.#allowances.backlog })
    const early: Uint8Array[] = []
    let guest: Guest | null = null
    socket.binaryType = 'nodebuffer'
    socket.on('message', (data: Buffer, isBinary) => {
      if (!isBinary) connection.end('malformed-update')
      else if (guest) guest.room.receive(connection, data)
      else early.push(data)
    })
    this.#count(admission.memberId, 1)
    socket.on('close', () => {
      this.#count(admission.memberId, -1)
      this.#leave(socket)
    })
    socket.on('error', (error) => this.#options.log.info({ err: error }, 'a socket broke'))
    let room: Room | null
    do {
      room = await this.#enter(connection, textId)
      // Rights may have changed while the text was read, when nobody could yet close this connection for it.
      const still = await this.#options.admit(textId, admission.memberId, sessionId)
      if (typeof still === 'string') connection.end(still)
      else connection.admission = still
    } while (room?.closed)
    if (!room || connection.ended) return
    // From here to room.join nothing is awaited: an empty room may be closed at any turn.
    guest = { connection, socket, room, sessionId }
    this.#guests.set(socket, guest)
    socket.on('pong', () => this.#silent.delete(socket))
    room.join(connection)
    for (const bytes of early) room.receive(connection, bytes)
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

  /** Puts on disk and answers what has come in, then closes every socket with 1012 (P23). */
  async stop(): Promise<void> {
    this.#stopping = true
    for (const opened of this.#rooms.values()) await (await opened)?.settled()
    for (const { connection } of this.#guests.values()) connection.end('restarting')
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
    opening.then((room) => {
      if (room === null) forget()
      else room.onClosed(forget)
    }, forget)
    return opening
  }

  #leave(socket: WebSocket): void {
    const guest = this.#guests.get(socket)
    this.#guests.delete(socket)
    this.#silent.delete(socket)
    guest?.room.leave(guest.connection)
  }

  #count(memberId: string, by: number): void {
    const count = (this.#socketsOf.get(memberId) ?? 0) + by
    if (count > 0) this.#socketsOf.set(memberId, count)
    else this.#socketsOf.delete(memberId)
  }

  async #reconsider({ connection, room, sessionId }: Guest): Promise<void> {
    const before = connection.admission
    const now = await this.#options.admit(room.textId, before.memberId, sessionId)
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
