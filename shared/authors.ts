/** Who wrote what: an author as they stood on the day, and the stretches of a text that are theirs. */
import { dayInSweden } from './calendar.ts'
import { type Member, type MunicipalityId, type Role, termOn } from './people.ts'

/** A member with the role they held on the day they wrote; `role` is null when they held none that day. */
export type Author = { memberId: string; name: string; role: Role | null; municipality: MunicipalityId | null }

/** That somebody was made inactive later takes nothing from the role they wrote in. */
export const authorAt = (member: Member, at: number): Author => {
  const term = termOn({ ...member, active: true }, dayInSweden(at))
  return {
    memberId: member.id,
    name: member.name,
    role: term?.role ?? null,
    municipality: term?.municipality ?? null,
  }
}

/**
 * So many clocks of one clientID (a clock is a sign, or a piece of structure), begun at `at`, ms since 1970. `author`
 * is null for what no member wrote.
 */
export type AuthorRun = { client: number; clock: number; length: number; author: Author | null; at: number }
