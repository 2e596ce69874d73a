/**
 * Wrong passwords, counted by account and never by address: eight leaders sit behind one meeting room's address (R12).
 * The price is that anyone can keep someone else out for ten minutes at a time. Kept in memory: a restart forgets.
 */
import { Problem } from '../../shared/problem.ts'

const wrongAtMost = 8
const within = 10 * 60_000

/** More accounts than this at once is someone trying names: the one longest quiet is forgotten first. */
const accountsAtMost = 10_000

export type Attempts = {
  /** Counts an attempt before its password is tried, so that many at once cannot slip through together. */
  begin(account: string): void
  /** The password was right: the account starts afresh. */
  succeeded(account: string): void
}

export const countAttempts = (clock: () => number): Attempts => {
  const times = new Map<string, number[]>()
  return {
    begin: (account) => {
      const now = clock()
      const earlier = times.get(account) ?? []
      // A refused attempt is not counted: the lock ends ten minutes after the last that was, however often one knocks.
      // guard: attempts
      if (earlier.length >= wrongAtMost && now - (earlier.at(-1) ?? 0) < within) throw new Problem('too-many-attempts')
      times.delete(account)
      times.set(account, [...earlier.filter((at) => now - at < within), now])
      const oldest = times.keys().next().value
      if (times.size > accountsAtMost && oldest !== undefined) times.delete(oldest)
    },
    succeeded: (account) => {
      times.delete(account)
    },
  }
}
