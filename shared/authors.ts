/** Who wrote what: an author as they stood on the day, and the stretches of a text that are theirs. */
import type { MunicipalityId, Role } from './people.ts'

/** A member with the role they held on the day they wrote; `role` is null when they held none that day. */
export type Author = { memberId: string; name: string; role: Role | null; municipality: MunicipalityId | null }

/**
 * So many clocks of one clientID (a clock is a sign, or a piece of structure), begun at `at`, ms since 1970. `author`
 * is null for what no member wrote.
 */
export type AuthorRun = { client: number; clock: number; length: number; author: Author | null; at: number }
