/**
 * Words that live, but in the paragraph before the break: a colleague pressed Enter, and what stood around them moved
 * on without them. Here those that come after the break was made; `stranded.ts` has those that were there before it.
 */
import type * as Y from 'yjs'
import { deletes, type Request } from './asked.ts'
import { type Event, searchOf } from './burial.ts'
import type { Found } from './found.ts'
import { hasAsked, isSplit, type Place } from './grave.ts'
import { isLetters, type Letters, paragraphAround, textOf } from './spot.ts'
import { unaware } from './strays.ts'
import { itemAt } from './structs.ts'

export type Stray = { item: Letters; place: Place }

/** The grave of a dead sign, when the write's author has neither deleted it nor told to have heard of its death. */
const newsOf = (event: Event, request: Request, id: Y.ID): Place | null => {
  const place = event.graves.seen(id.client, id.clock)
  if (!place || deletes(request, id.client, id.clock)) return null
  return hasAsked(place, request.by) ? null : place
}

/** Typed right after words of their own that stand there: the person is at that place, and nowhere else. */
const goesOn = (event: Event, item: Letters): boolean => {
  let left = item.left
  while (left && (left.deleted || !isLetters(left)) && event.patience.spend()) left = left.left
  const { client, clock } = item.id
  const before = clock > 0 ? itemAt(event.transaction.doc, client, clock - 1) : null
  return left !== null && left === before && event.strays.get(left.lastId) === null
}

/** The nearest sign on the left that lived when the words were typed; `unheard` says which have died since. */
const leftPlace = (event: Event, item: Letters, unheard: (id: Y.ID) => Place | null): Place | 'alive' | 'start' => {
  for (let left = item.left; left && event.patience.spend(); left = left.left) {
    if (left.deleted) {
      const place = unheard(left.lastId)
      if (place) return { grave: place.grave, at: place.at + 1 }
    } else if (isLetters(left)) return event.strays.get(left.lastId)?.place ?? 'alive'
  }
  return 'start'
}

/** Where the words were typed, when that is a place that died and its typist cannot have known. */
const typedAt = (event: Event, request: Request, item: Letters): Place | null => {
  const { strays, death } = event
  const before = item.origin && item.origin.client === item.id.client ? strays.get(item.origin) : null
  if (before && death.at - before.at <= unaware) return before.place
  if (item.rightOrigin !== null) {
    // To its typist that sign lived, or it would not be named: so the break is news to them.
    const right = newsOf(event, request, item.rightOrigin)
    if (!right) return null
    const left = leftPlace(event, item, (id) => {
      const place = newsOf(event, request, id)
      return place?.grave.death === right.grave.death ? place : null
    })
    if (left === 'alive') return null
    return left === 'start' ? right : left
  }
  // At the end of the paragraph one also types knowing of the break, and names dead signs as the neighbour.
  if (goesOn(event, item)) return null
  const left = leftPlace(event, item, (id) => {
    const place = newsOf(event, request, id)
    const isTimely = request.isState || (place !== null && death.at - place.grave.death.at <= unaware)
    return isTimely && place && isSplit(place, event.patience) ? place : null
  })
  return typeof left === 'string' ? null : left
}

/** The place lives on in another text than the one the words stand in. */
const isElsewhere = (event: Event, { item, place }: Stray): boolean => {
  const search = searchOf(event)
  const text = textOf(item)
  let lives = false
  for (const at of [place.at - 1, place.at]) {
    for (const living of event.graves.living(search, { grave: place.grave, at })) {
      if (textOf(living.item) === text) return false
      lives = true
    }
  }
  return lives
}

/** Remembers the strays and tells of them, one find for what one person typed at one place. */
export const tellStrays = (event: Event, strays: readonly Stray[]): Found[] => {
  const told: { client: number; words: string; item: Letters; place: Place }[] = []
  for (const { item, place } of strays) {
    const { client, clock } = item.id
    event.strays.add(client, { clock, length: item.length, place, at: event.death.at })
    const last = told.at(-1)
    const goes = last?.client === client && last.place.grave === place.grave && last.place.at === place.at
    if (last && goes) last.words += item.content.str
    else told.push({ client, words: item.content.str, item, place })
  }
  // A blank alone is told too: it stands between two words whose keys came one by one.
  return told.map(({ client, words, item, place }) => ({
    kind: 'misplaced',
    client,
    words,
    standsIn: paragraphAround(textOf(item)),
    spot: event.graves.spot(searchOf(event), place),
  }))
}

/** Of what the write brings, the words that stand before a break that was made while they were typed. */
export const misplacedIn = (event: Event, request: Request): Found[] => {
  const { beforeState, doc } = event.transaction
  const strays: Stray[] = []
  for (const { id, length } of request.letters) {
    if (!event.patience.spend()) break
    for (let clock = id.clock; clock < id.clock + length; ) {
      const item = itemAt(doc, id.client, clock)
      clock = item ? item.id.clock + item.length : id.clock + length
      if (!isLetters(item) || item.deleted || item.id.clock < (beforeState.get(id.client) ?? 0)) continue
      if (event.graves.original(id.client, item.id.clock) || event.strays.get(item.id)) continue
      const place = typedAt(event, request, item)
      if (place && isElsewhere(event, { item, place })) strays.push({ item, place })
    }
  }
  return tellStrays(event, strays)
}
