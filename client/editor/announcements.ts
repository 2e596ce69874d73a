/**
 * What the others do in the text, for those who hear it: one sentence at a time, each some seconds' work of everybody.
 * Pure; the page's clock, its words and the region that is read aloud are passed in.
 */

export type Who = {
  /** The person: the same in each of their tabs. */
  id: string
  name: string
  /** For where several are named: the municipality, or the name of one who has none. */
  short: string
}

export type Kind = 'wrote' | 'moved' | 'removed'

/** `who` null: nobody who is known. `where`: a heading's words; null before the first of them. */
export type Told = { who: Who | null; kind: Kind; where: string | null }

export type Say = {
  someone: string
  and: string
  more: (count: number) => string
  start: string
  section: (heading: string) => string
} & Record<Kind, (who: string, where: string) => string>

/** No more in one sentence than can be kept in mind. */
const most = 3

export const joined = (given: readonly string[], say: Pick<Say, 'and' | 'more'>): string => {
  const all = [...new Set(given)]
  const named = all.length > most ? [...all.slice(0, most - 1), say.more(all.length - most + 1)] : all
  const last = named.at(-1) ?? ''
  return named.length < 2 ? last : `${named.slice(0, -1).join(', ')} ${say.and} ${last}`
}

const whoOf = (told: readonly Told[], say: Say): string => {
  const people = new Map(told.map(({ who }) => [who?.id ?? '', who]))
  const [only] = people.values()
  if (people.size === 1) return only?.name ?? say.someone
  return joined(
    [...people.values()].map((who) => who?.short ?? say.someone),
    say,
  )
}

const whereOf = (told: readonly Told[], say: Say): string => {
  const places = [...new Set(told.map(({ where }) => where))]
  const [only] = places
  if (places.length === 1 && typeof only === 'string') return say.section(only)
  return joined(
    places.map((where) => where ?? say.start),
    say,
  )
}

/** One sentence for each thing that was done, whoever did it. */
export const sentenceOf = (told: readonly Told[], say: Say): string =>
  (['wrote', 'moved', 'removed'] as const)
    .map((kind) => told.filter((one) => one.kind === kind))
    .filter((some) => some.length > 0)
    .map((some) => say[some[0]?.kind ?? 'wrote'](whoOf(some, say), whereOf(some, say)))
    .join('. ')

/** At most one sentence in so long, ms. */
export const apart = 10_000

/** So long the first is waited for, ms: a word takes some seconds to write, and its sentence should be about it. */
export const gathering = 3_000

/** The same sentence is not said again within so long, ms: who writes for an hour is told of now and then. */
export const repeated = 60_000

export type AnnouncementParts = {
  say: Say
  now: () => number
  /** Calls once, so many ms later; returns how to call it off. */
  later: (ms: number, call: () => void) => () => void
  isHidden: () => boolean
  announce: (sentence: string) => void
}

export type Announcements = { hear(told: readonly Told[]): void; stop(): void }

export const openAnnouncements = ({ say, now, later, isHidden, announce }: AnnouncementParts): Announcements => {
  let gathered: Told[] = []
  let callOff: (() => void) | null = null
  let last: { at: number; sentence: string } = { at: -Infinity, sentence: '' }
  let saidAt = -Infinity

  const tell = (): void => {
    callOff = null
    const sentence = sentenceOf(gathered, say)
    gathered = []
    if (isHidden() || (sentence === last.sentence && now() - last.at < repeated)) return
    saidAt = now()
    last = { at: saidAt, sentence }
    announce(sentence)
  }

  return {
    hear(told) {
      // Whoever comes back to the page sees what it has become; an hour's work in one breath helps nobody.
      if (told.length === 0 || isHidden()) return
      const isNew = (one: Told): boolean =>
        !gathered.some(({ who, kind, where }) => who?.id === one.who?.id && kind === one.kind && where === one.where)
      gathered.push(...told.filter(isNew))
      callOff ??= later(Math.max(gathering, saidAt + apart - now()), tell)
    },
    stop() {
      callOff?.()
      callOff = null
      gathered = []
    },
  }
}
