/**
 * What moves together in a text, and where to: a heading with everything under it, a goal with what says more about it.
 * Plain data in, plain data out.
 */
import type { Entry, Outline } from './outline.ts'

/** A line of the outline that may be moved: its blocks from `from` up to `to`, and the lines that go with it. */
export type Section = { entry: Entry; from: number; to: number; row: number; lastRow: number }

/** Where a section may go: before that row (or after the last), which is before block `at` of the text. */
export type Place = { row: number; at: number }

/** One list of the outline: what it shows, and where each of its lines may go. */
export type Rows = {
  kind: 'chapters' | 'goals'
  sections: readonly Section[]
  places: (section: Section) => Place[]
}

/** How a section ends. A role without a level is below every heading. */
const rankOf = ({ level, role }: Entry): number => {
  if (level > 0) return level
  return role === 'goal' ? 6 : 5
}

/** Whether what begins at `section` ends where `next` begins. */
const ends = (section: Entry, next: Entry): boolean => {
  const { role, level } = section
  // An area has its goals, also where they are headings of its own level.
  if (role === 'focusArea' && next.role === 'goal') return level > 0 && next.level > 0 && next.level < level
  if (role === 'goal' && next.role !== 'none') return true
  return rankOf(next) <= rankOf(section) || (level === 0 && role !== 'focusArea')
}

/** Up to which block a section goes. */
const endOf = (entries: readonly Entry[], nth: number, blocks: number): number => {
  const section = entries[nth]
  const next = section && entries.slice(nth + 1).find((entry) => ends(section, entry))
  return next?.block ?? blocks
}

const sectionsOf = ({ entries, blocks }: Outline, isShown: (entry: Entry) => boolean): Section[] => {
  const top = entries.filter((entry) => entry.atTop)
  const shown = top.flatMap((entry, nth) =>
    isShown(entry) ? [{ entry, from: entry.block, to: endOf(top, nth, blocks) }] : [],
  )
  return shown.map((section, row) => {
    const after = shown.findIndex((other, i) => i > row && other.from >= section.to)
    return { ...section, row, lastRow: (after < 0 ? shown.length : after) - 1 }
  })
}

/** Before each heading of its level or above, and at the text's end: so it takes nobody else's parts with it. */
const chapterPlaces = (sections: readonly Section[], blocks: number, { entry }: Section): Place[] => {
  const places: Place[] = []
  let highest = Number.POSITIVE_INFINITY
  sections.forEach((section, row) => {
    // A part stands below some chapter.
    const isBelow = entry.level === 1 || highest < entry.level
    if (section.entry.level <= entry.level && isBelow) places.push({ row, at: section.from })
    highest = Math.min(highest, section.entry.level)
  })
  return [...places, { row: sections.length, at: blocks }]
}

/** The text's headings as chapters and their parts. */
export const chapterRows = (outline: Outline): Rows => {
  const sections = sectionsOf(outline, (entry) => entry.level > 0)
  return { kind: 'chapters', sections, places: (section) => chapterPlaces(sections, outline.blocks, section) }
}

/** An area's own goals, however deep the headings are. */
const goalsUnder = (sections: readonly Section[], area: Section): Section[] => {
  const after = sections.slice(area.row + 1)
  const next = after.findIndex(({ entry }) => entry.role === 'focusArea')
  return next < 0 ? after : after.slice(0, next)
}

const areaPlaces = (sections: readonly Section[]): Place[] => {
  const areas = sections.filter(({ entry }) => entry.role === 'focusArea')
  const ends = areas.map((area): Place => ({ row: area.row + goalsUnder(sections, area).length + 1, at: area.to }))
  const first = areas[0]
  return first ? [{ row: first.row, at: first.from }, ...ends] : []
}

const goalPlaces = (sections: readonly Section[]): Place[] =>
  sections
    .filter(({ entry }) => entry.role === 'focusArea')
    .flatMap((area): Place[] => {
      const goals = goalsUnder(sections, area)
      const first: Place = { row: area.row + 1, at: goals[0]?.from ?? area.to }
      return [first, ...goals.map((goal): Place => ({ row: goal.row + 1, at: goal.to }))]
    })

/** Focus areas and their goals. An area moves past areas, a goal within its area and into the others. */
export const goalRows = (outline: Outline): Rows => {
  const sections = sectionsOf(outline, ({ role }) => role === 'focusArea' || role === 'goal')
  return {
    kind: 'goals',
    sections,
    places: ({ entry }) => (entry.role === 'goal' ? goalPlaces(sections) : areaPlaces(sections)),
  }
}

/** Those that would not leave everything as it is. */
export const otherPlaces = (rows: Rows, section: Section): Place[] =>
  rows.places(section).filter(({ at }) => at < section.from || at > section.to)

/** The next place in a direction; null at the end. */
export const nextPlace = (rows: Rows, section: Section, direction: 'up' | 'down'): Place | null => {
  const places = otherPlaces(rows, section)
  const next =
    direction === 'up'
      ? places.findLast(({ row }) => row < section.row)
      : places.find(({ row }) => row > section.lastRow + 1)
  return next ?? null
}

/** The first of its kind is 1: of chapters those with its level and the same chapter above, of goals its area's. */
export const ordinalOf = (rows: Rows, section: Section): { number: number; of: number } => {
  const above = (one: Section): Section | undefined =>
    rows.sections.findLast(({ row, lastRow }) => row < one.row && one.row <= lastRow)
  const parent = above(section)
  const isLike = ({ level, role }: Entry): boolean =>
    rows.kind === 'chapters' ? level === section.entry.level : role === section.entry.role
  const siblings = rows.sections.filter((one) => isLike(one.entry) && above(one) === parent)
  return { number: siblings.indexOf(section) + 1, of: siblings.length }
}

/** The innermost section that a block of the text belongs to. */
export const sectionAt = ({ sections }: Rows, block: number): Section | null =>
  sections.findLast(({ from, to }) => from <= block && block < to) ?? null
