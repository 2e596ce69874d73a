/**
 * Which member a Yjs clientID belongs to: the one who first used it, for ever (P8). Without it a few dozen bytes put
 * words in a colleague's mouth, or make a colleague's unsent writing be ignored.
 */
import { Problem } from '../../shared/problem.ts'
import { Conflict, type Records } from '../store/store.ts'

const collection = 'clients'
const dayLength = 24 * 60 * 60 * 1000

export type Owners = {
  /** The owner if it is known in this process; undefined says nothing. */
  known(client: number): string | undefined
  /** Binds the clientID to the member unless it is somebody's already; resolves, when it is on disk, to its owner. */
  claim(client: number, member: string): Promise<string>
}

type Allowance = { since: number; count: number }

/** `perDay`: how many new clientIDs one member may bring in a day; more is `too-fast`. */
export const createOwners = (records: Records, perDay: number, now: () => number): Owners => {
  const owners = new Map<number, string>()
  const allowances = new Map<string, Allowance>()

  const spend = (member: string): void => {
    const at = now()
    const before = allowances.get(member)
    const allowance = before && at - before.since < dayLength ? before : { since: at, count: 0 }
    if (allowance.count >= perDay) throw new Problem('too-fast', 'new clientIDs')
    allowance.count++
    allowances.set(member, allowance)
  }

  const stored = async (client: number): Promise<string | null> => {
    const record = await records.get(collection, String(client))
    return record && String(record.value.by)
  }

  const bind = async (client: number, member: string): Promise<string> => {
    const before = await stored(client)
    if (before !== null) return before
    spend(member)
    try {
      const change = { collection, id: String(client), expected: 0, value: { by: member, at: now() } }
      await records.commit({ at: now(), changes: [change], audit: null })
      return member
    } catch (error) {
      if (!(error instanceof Conflict)) throw error
      const winner = await stored(client)
      if (winner === null) throw error
      return winner
    }
  }

  /** A struct and an awareness message bring a new clientID in one tick: the second waits for the first's claim. */
  const pending = new Map<number, Promise<string>>()
  const claimOnce = async (client: number, member: string): Promise<string> => {
    try {
      const owner = await bind(client, member)
      owners.set(client, owner)
      return owner
    } finally {
      pending.delete(client)
    }
  }

  return {
    known: (client) => owners.get(client),
    claim: (client, member) => {
      const owner = owners.get(client)
      if (owner !== undefined) return Promise.resolve(owner)
      const claim = pending.get(client) ?? claimOnce(client, member)
      pending.set(client, claim)
      return claim
    },
  }
}
