/** Misplaced words that were in the text already when a colleague, who had not seen them, pressed Enter before them. */
import type * as Y from 'yjs'
import type { Request } from './asked.ts'
import { type Event, searchOf } from './burial.ts'
import type { Fresh } from './copies.ts'
import type { Found } from './found.ts'
import type { Grave, Place } from './grave.ts'
import { type Stray, tellStrays } from './misplaced.ts'
import { Stretches } from './ranges.ts'
import { isLetters, type Letters, textOf } from './spot.ts'
import { unaware } from './strays.ts'
import { itemAt } from './structs.ts'

/** What a write moved out of a grave, whose text still lives. */
type Moved = {
  text: Text
  grave: Grave
  request: Request
  signs: Stretches<true>
  /** Those that went into a paragraph that was made for them. */
  split: Stretches<true>
  /** Of each client the first clock that the write does not prove to know. */
  known: ReadonlyMap<number, number>
}

/** Between two dead signs of a grave, `right` null at the end of the text; living letters in it by their numbers. */
type Gap = { left: number; right: number | null; from: number; to: number }

type Text = Y.AbstractType<unknown>
/** `alive`: its letters, in their order. */
type Gaps = { alive: Letters[]; of: Map<Grave, Gap[]> }

const knownTo = (request: Request): Map<number, number> => {
  const known = new Map<number, number>()
  const note = (client: number, clock: number): void => {
    known.set(client, Math.max(clock, known.get(client) ?? 0))
  }
  for (const [client, ranges] of request.deletes) {
    for (const { clock, len } of ranges) note(client, clock + len)
  }
  for (const { origin, rightOrigin } of request.letters) {
    for (const id of [origin, rightOrigin]) if (id) note(id.client, id.clock + 1)
  }
  return known
}

/** The text that the grave was dug in, if it lives. */
const textAround = ({ transaction }: Event, { parts: [part] }: Grave): Text | null => {
  const item = part ? itemAt(transaction.doc, part.client, part.clock) : null
  const text = item && textOf(item)
  return text?._item?.deleted === false ? text : null
}

/** What each write moved out of each grave, if its text lives. */
const movedBy = (event: Event, fresh: readonly Fresh[]): Moved[] => {
  const requests = new Map<Request, Map<Grave, Moved | null>>()
  const known = new Map<Request, Moved['known']>()
  const begin = (grave: Grave, request: Request): Moved | null => {
    const text = textAround(event, grave)
    if (!text) return null
    const knows = known.get(request) ?? knownTo(request)
    known.set(request, knows)
    return { text, grave, request, signs: new Stretches(), split: new Stretches(), known: knows }
  }
  for (const { grave, copy, request } of fresh) {
    const graves = requests.get(request) ?? new Map<Grave, Moved | null>()
    requests.set(request, graves)
    const moved = graves.has(grave) ? graves.get(grave) : begin(grave, request)
    if (!graves.has(grave)) graves.set(grave, moved ?? null)
    if (!moved || copy.unseen) continue
    const stretch = { from: copy.at, length: copy.length, value: true } as const
    moved.signs.put(stretch)
    if (copy.isNew) moved.split.put(stretch)
  }
  return [...requests.values()].flatMap((graves) => [...graves.values()].filter((moved) => moved !== null))
}

/** One walk through the text, however many graves are in it. */
const gapsIn = (event: Event, text: Text): Gaps => {
  const gaps: Gaps = { alive: [], of: new Map() }
  const { alive } = gaps
  const open = new Map<Grave, { left: number; from: number }>()
  const close = (grave: Grave, right: number | null): void => {
    const gap = open.get(grave)
    if (!gap || alive.length === gap.from) return
    const all = gaps.of.get(grave) ?? []
    gaps.of.set(grave, all)
    all.push({ ...gap, right, to: alive.length })
  }
  for (let item = text._start; item; item = item.right) {
    if (!item.deleted) {
      if (isLetters(item)) alive.push(item)
      continue
    }
    const place = event.graves.seen(item.id.client, item.id.clock)
    if (!place) continue
    close(place.grave, place.at)
    open.set(place.grave, { left: place.at + item.length - 1, from: alive.length })
  }
  for (const grave of open.keys()) close(grave, null)
  return gaps
}

/** Whoever wrote the words around the gap anew cannot have seen what stands in it. */
const isUnseen = (event: Event, { moved, gap }: { moved: Moved; gap: Gap }, item: Letters): boolean => {
  const { request, signs, split, known } = moved
  if (event.owner(item.id.client) === request.by || (known.get(item.id.client) ?? 0) > item.id.clock) return false
  // The words run straight on where the gap was.
  if (gap.right !== null) return gap.right === gap.left + 1 && signs.at(gap.right) !== null
  // All that follows a break moves with it, if it was seen; unless it was no break but a piece that was taken out.
  const arrived = event.strays.arrived(item.id)
  const isLate = arrived !== null && (request.isState || event.death.at - arrived <= unaware)
  return isLate && split.at(gap.left) !== null
}

const isNews = ({ strays, graves }: Event, { id }: Letters): boolean =>
  strays.get(id) === null && graves.original(id.client, id.clock) === null

const strandedBy = (event: Event, moved: Moved, { alive, of }: Gaps): Stray[] => {
  const { text, grave, signs } = moved
  return (of.get(grave) ?? []).flatMap((gap) => {
    if (!signs.at(gap.left) || !event.patience.spend(gap.to - gap.from)) return []
    const there = event.graves.alive(searchOf(event), { grave, at: gap.left })
    if (!there || textOf(there.item) === text) return []
    const place: Place = { grave, at: gap.left + 1 }
    return alive
      .slice(gap.from, gap.to)
      .filter((item) => isNews(event, item) && isUnseen(event, { moved, gap }, item))
      .map((item) => ({ item, place }))
  })
}

export const strandedIn = (event: Event, fresh: readonly Fresh[]): Found[] => {
  const texts = new Map<Text, Gaps>()
  return movedBy(event, fresh).flatMap((moved) => {
    const gaps = texts.get(moved.text) ?? gapsIn(event, moved.text)
    texts.set(moved.text, gaps)
    return tellStrays(event, strandedBy(event, moved, gaps))
  })
}
