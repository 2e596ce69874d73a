/** A room's presence as its connections hear of it: whose entry counts, and when the others are told. */
import { Problem } from '../../shared/problem.ts'
import { limits } from '../../shared/protocol.ts'
import type { Connection } from './connection.ts'
import type { Owners } from './owners.ts'
import { type Entry, Presence, readAwareness } from './presence.ts'

/** Carets of one moment go out together: 200 people moving theirs cost one frame each per 50 ms, not 200. */
const pause = 50

/** A client has one caret; it also re-sends what it hears of its person's other tabs. */
const mostVoices = 4

/** The stock client re-sends all it hears, at most everyone's state at once, bytes. */
const mostHeard = 1024 * 1024

export class Attendance {
  readonly #presence = new Presence<Connection>()
  readonly #owners: Owners
  readonly #connections: ReadonlySet<Connection>
  /** The clientIDs that a connection has spoken for. */
  readonly #voices = new Map<Connection, Set<number>>()
  #timer: NodeJS.Timeout | null = null

  constructor(owners: Owners, connections: ReadonlySet<Connection>) {
    this.#owners = owners
    this.#connections = connections
  }

  /**
   * Takes in an awareness message; throws what `readAwareness` throws. A clientID that nobody has used is claimed for
   * the speaker first: then a promise is returned that rejects when it cannot be.
   */
  hear(connection: Connection, states: Uint8Array): Promise<void> | null {
    if (states.length > mostHeard) throw new Problem('too-big', 'awareness')
    const unknown = new Set<number>()
    const isOwn = (client: number): boolean => {
      const owner = this.#owners.known(client)
      if (owner === undefined) unknown.add(client)
      return owner === connection.admission.memberId
    }
    this.#take(connection, readAwareness(states, isOwn, limits.awareness))
    if (unknown.size === 0) return null
    const newcomers = readAwareness(states, (client) => unknown.has(client), limits.awareness)
    // Somebody who only leaves needs no clientID: after a restart the stock client re-sends departures of others.
    const speaking = newcomers.filter((entry) => entry.state !== null).slice(0, mostVoices)
    return speaking.length === 0 ? null : this.#claim(connection, speaking)
  }

  leave(connection: Connection): void {
    this.#presence.leave(connection)
    this.#voices.delete(connection)
    this.#spread()
  }

  everyone(): Uint8Array {
    return this.#presence.everyone()
  }

  destroy(): void {
    if (this.#timer) clearTimeout(this.#timer)
  }

  async #claim(connection: Connection, entries: readonly Entry[]): Promise<void> {
    const me = connection.admission.memberId
    const own: Entry[] = []
    for (const entry of entries) {
      if ((await this.#owners.claim(entry.client, me)) === me) own.push(entry)
    }
    if (!connection.gone) this.#take(connection, own)
  }

  /** Otherwise one connection could fill everybody's screen, and sockets, with carets. */
  #maySpeak(connection: Connection, client: number): boolean {
    const voices = this.#voices.get(connection) ?? new Set()
    this.#voices.set(connection, voices)
    if (voices.size < mostVoices) voices.add(client)
    return voices.has(client)
  }

  #take(connection: Connection, entries: readonly Entry[]): void {
    const { memberId, name, role, municipality } = connection.admission
    for (const entry of entries) {
      if (entry.state !== null && !this.#maySpeak(connection, entry.client)) continue // guard: voices
      this.#presence.take(entry, connection, { memberId, name, role, municipality })
    }
    if (entries.length > 0) this.#spread()
  }

  #spread(): void {
    this.#timer ??= setTimeout(() => {
      this.#timer = null
      const news = this.#presence.news()
      if (!news) return
      // Nobody is closed as too slow over carets: who misses some sees the next, and y-protocols forgets stale ones.
      for (const connection of this.#connections) if (!connection.behind) connection.send(news)
    }, pause)
  }
}
