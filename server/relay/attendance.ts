/** A room's presence as its connections hear of it: whose entry counts, and when the others are told. */
import { limits } from '../../shared/protocol.ts'
import type { Connection } from './connection.ts'
import type { Owners } from './owners.ts'
import { type Entry, Presence, readAwareness } from './presence.ts'

/** Carets of one moment go out together: 200 people moving theirs cost one frame each per 50 ms, not 200. */
const pause = 50

export class Attendance {
  readonly #presence = new Presence<Connection>()
  readonly #owners: Owners
  readonly #connections: ReadonlySet<Connection>
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
    const speaking = newcomers.filter((entry) => entry.state !== null)
    return speaking.length === 0 ? null : this.#claim(connection, speaking)
  }

  leave(connection: Connection): void {
    this.#presence.leave(connection)
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
    if (!connection.ended) this.#take(connection, own)
  }

  #take(connection: Connection, entries: readonly Entry[]): void {
    const { memberId, name, role, municipality } = connection.admission
    for (const entry of entries) this.#presence.take(entry, connection, { memberId, name, role, municipality })
    if (entries.length > 0) this.#spread()
  }

  #spread(): void {
    this.#timer ??= setTimeout(() => {
      this.#timer = null
      const news = this.#presence.news()
      if (news) for (const connection of this.#connections) connection.send(news)
    }, pause)
  }
}
