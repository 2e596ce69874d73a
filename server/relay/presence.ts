/**
 * Who is in the text and where their carets are. A client speaks for itself only, and only about its caret: what it
 * says of its name is replaced by what the server knows (P17, P18).
 */
import * as decoding from 'lib0/decoding'
import * as encoding from 'lib0/encoding'
import { Problem } from '../../shared/problem.ts'
import { message } from '../../shared/protocol.ts'

/** What everyone may know of a person in the text. */
export type Person = { memberId: string; name: string; role: string; municipality: string | null }

/** One clientID's entry in an awareness message, as y-protocols writes it; `state` null = it left. */
export type Entry = { client: number; clock: number; state: Record<string, unknown> | null }

/** The keys of a state that are the client's own to set (the caret of y-tiptap). */
const ownKeys = ['cursor'] as const

const maxEntries = 10_000
/** Clocks grow by one with each caret move; beyond this a client is making them up. */
const maxClock = 2 ** 31

const parseState = (json: string): Entry['state'] => {
  const state: unknown = JSON.parse(json)
  if (state === null) return null
  if (typeof state !== 'object' || Array.isArray(state)) throw new Error('a state is an object or null')
  return state as Record<string, unknown> // an object by the lines above
}

/** `maxState`: bytes of one state as JSON; a larger one is `too-big`, anything unreadable `malformed-update`. */
export const readAwareness = (bytes: Uint8Array, isOwn: (client: number) => boolean, maxState: number): Entry[] => {
  try {
    const decoder = decoding.createDecoder(bytes)
    const count = decoding.readVarUint(decoder)
    if (count > maxEntries) throw new Error('too many entries')
    const entries: Entry[] = []
    for (let i = 0; i < count; i++) {
      const client = decoding.readVarUint(decoder)
      const clock = decoding.readVarUint(decoder)
      const json = decoding.readVarString(decoder)
      if (!isOwn(client)) continue
      if (json.length > maxState) throw new Problem('too-big', 'awareness state')
      if (clock < maxClock) entries.push({ client, clock, state: parseState(json) })
    }
    return entries
  } catch (error) {
    if (error instanceof Problem) throw error
    throw new Problem('malformed-update', `awareness: ${String(error)}`)
  }
}

const encode = (entries: Iterable<{ client: number; clock: number; json: string }>): Uint8Array => {
  const list = [...entries]
  const states = encoding.createEncoder()
  encoding.writeVarUint(states, list.length)
  for (const { client, clock, json } of list) {
    encoding.writeVarUint(states, client)
    encoding.writeVarUint(states, clock)
    encoding.writeVarString(states, json)
  }
  const encoder = encoding.createEncoder()
  encoding.writeVarUint(encoder, message.awareness)
  encoding.writeVarUint8Array(encoder, encoding.toUint8Array(states))
  return encoding.toUint8Array(encoder)
}

type Standing<Holder> = { clock: number; json: string; holder: Holder }

/** The states of one room. `Holder` is whose connection an entry stands on; when that ends, the entry goes (P19). */
export class Presence<Holder> {
  #standing = new Map<number, Standing<Holder>>()
  #dirty = new Map<number, { clock: number; json: string }>()

  /**
   * Takes in an entry of the holder's own. The same clientID on another connection keeps its place unless the new
   * clock is higher: a tab re-sends what it has heard of its sibling, and that is no news.
   */
  take(entry: Entry, holder: Holder, person: Person): void {
    const before = this.#standing.get(entry.client)
    if (before && before.holder !== holder && entry.clock <= before.clock) return
    if (entry.state === null) {
      if (before) this.#remove(entry.client, entry.clock)
      return
    }
    const own = Object.fromEntries(ownKeys.filter((k) => k in (entry.state ?? {})).map((k) => [k, entry.state?.[k]]))
    const standing = { clock: entry.clock, json: JSON.stringify({ ...own, user: person }), holder }
    this.#standing.set(entry.client, standing)
    this.#dirty.set(entry.client, standing)
  }

  leave(holder: Holder): void {
    for (const [client, standing] of this.#standing) {
      if (standing.holder === holder) this.#remove(client, standing.clock)
    }
  }

  /** A message with all that changed since the last time; null when nothing did. */
  news(): Uint8Array | null {
    if (this.#dirty.size === 0) return null
    const bytes = encode([...this.#dirty].map(([client, { clock, json }]) => ({ client, clock, json })))
    this.#dirty.clear()
    return bytes
  }

  /** A message with everyone, for a newcomer. */
  everyone(): Uint8Array {
    return encode([...this.#standing].map(([client, { clock, json }]) => ({ client, clock, json })))
  }

  #remove(client: number, clock: number): void {
    this.#standing.delete(client)
    this.#dirty.set(client, { clock, json: 'null' })
  }
}
