/** Giving a member a role from a day on: what that makes of the terms they have. */
import type { Day } from '../../shared/calendar.ts'
import type { Term } from '../../shared/people.ts'

/** The day before, in the same calendar. */
export const dayBefore = (day: Day): Day =>
  new Date(new Date(`${day}T00:00:00Z`).getTime() - 86_400_000).toISOString().slice(0, 10)

/**
 * The new term takes the place of what was to hold in its days: earlier terms end the day before it, later ones that
 * would overlap it give way. What has been stays as it was.
 */
export const withTerm = (terms: readonly Term[], added: Term): Term[] => {
  const kept = terms.flatMap((term): Term[] => {
    const endsBefore = term.to !== null && term.to < added.from
    const beginsAfter = added.to !== null && term.from > added.to
    if (endsBefore || beginsAfter) return [term]
    return term.from < added.from ? [{ ...term, to: dayBefore(added.from) }] : []
  })
  return [...kept, added].sort((a, b) => a.from.localeCompare(b.from))
}
