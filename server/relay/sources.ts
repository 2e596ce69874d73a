/** Words that a write's author had on screen and deleted, then or lately: they may stand in what the write inserts. */
import type { Request } from './asked.ts'
import type { Event } from './burial.ts'
import { type Grave, type Unseen, unseenAt } from './grave.ts'

/** `length` signs of a source from `from` on lie in the grave from `at` on. */
export type Segment = { from: number; length: number; grave: Grave; at: number; unseen: Unseen | null }
/** Segments in the order of their signs. `nth`: of the latest death in it. */
export type Source = { words: string; segments: Segment[]; nth: number }

/** `place`: where in the grave; what died unseen has no signs there and stands between two. */
type Stretch = { words: string; grave: Grave; at: number; place: number; unseen: Unseen | null }

const sourceOf = (stretches: readonly Stretch[]): Source => {
  const source: Source = { words: '', segments: [], nth: 0 }
  for (const { words, grave, at, unseen } of stretches) {
    source.segments.push({ from: source.words.length, length: words.length, grave, at, unseen })
    source.words += words
    source.nth = Math.max(source.nth, grave.death.nth)
  }
  return source
}

/** What died unseen stands in front of the sign at its place. */
const byPlace = (a: Stretch, b: Stretch): number =>
  a.place - b.place || Number(b.at === unseenAt) - Number(a.at === unseenAt)

/** Stretches of each grave, in the order of the text as it stood. */
const byText = (stretches: readonly Stretch[]): Source[] => {
  const graves = new Map<Grave, Stretch[]>()
  for (const stretch of stretches) {
    const all = graves.get(stretch.grave)
    if (all) all.push(stretch)
    else graves.set(stretch.grave, [stretch])
  }
  return [...graves.values()].flatMap((all) => {
    const joined: Stretch[][] = []
    let end = -1
    for (const stretch of all.sort(byPlace)) {
      const last = joined.at(-1)
      if (last && stretch.place === end) last.push(stretch)
      else joined.push([stretch])
      end = stretch.place + (stretch.at === unseenAt ? 0 : stretch.words.length)
    }
    // Each by itself too: what is taken away between the two may be no part of what was written anew.
    return [...joined, ...joined.filter(({ length }) => length > 1).flatMap((each) => each.map((one) => [one]))].map(
      sourceOf,
    )
  })
}

/** What the write itself asks to have deleted, lately dead or dying now. */
export const ownSources = ({ graves }: Event, request: Request): Source[] => {
  const all: Stretch[] = []
  const byClock: Source[] = []
  for (const [client, ranges] of request.deletes) {
    for (const { clock, len } of ranges) {
      const stretches: Stretch[] = []
      for (const { value, into, clock: found, length } of graves.knownWithin(client, clock, len)) {
        if (value.kind === 'blank') continue
        const isSeen = value.kind === 'seen'
        const words = (isSeen ? value.grave.words.slice(value.at) : value.words).slice(into, into + length)
        const place = isSeen ? value.at + into : value.at
        const unseen = isSeen ? null : { told: value.told, from: into, client, clock: found }
        stretches.push({ words, grave: value.grave, place, at: isSeen ? place : unseenAt, unseen })
      }
      all.push(...stretches)
      // What died piece by piece has no order but that of the writing; most is written from left to right.
      if (new Set(stretches.map(({ grave }) => grave)).size > 1) byClock.push(sourceOf(stretches))
    }
  }
  // The latest first: what was moved twice is a copy of its copy.
  return [...byText(all), ...byClock].sort((a, b) => b.nth - a.nth)
}

/** Lately deleted by the same person, in other writes; the latest first. */
export const earlierSources = ({ graves }: Event, { by }: Request): Source[] =>
  graves
    .latest()
    .filter((grave) => grave.askers.has(by))
    .map((grave) => sourceOf([{ words: grave.words, grave, at: 0, place: 0, unseen: null }]))
