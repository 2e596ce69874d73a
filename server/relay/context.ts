/** What a room is given: it reads no clock, disk or network of its own. */
import type { Texts } from '../store/store.ts'
import type { Found } from './found.ts'
import type { Owners } from './owners.ts'
import type { Trial } from './trial.ts'
import type { Losses } from './watch.ts'

/** pino's shape. No personal text goes in: ids, codes and counts only. */
export type Log = {
  info(fields: object, text: string): void
  warn(fields: object, text: string): void
  error(fields: object, text: string): void
}

export type RoomContext = {
  texts: Texts
  owners: Owners
  trial: Trial
  log: Log
  /** ms since 1970 */
  now: () => number
  /** Takes from a member's allowance; false when it is used up. */
  spend: (memberId: string, bytes: number) => boolean
  /** Told what a batch has lost, misplaced or doubled, before the batch is appended; resolves when that is on disk. */
  found: (textId: string, found: readonly Found[]) => Promise<void>
  losses: Losses
}
