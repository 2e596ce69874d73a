/** Misplaced words that were in the text already when a colleague, who had not seen them, pressed Enter before them. */
import type * as Y from 'yjs'
import type { Request } from './asked.ts'
import type { Event } from './burial.ts'
import type { Fresh } from './copies.ts'
import type { Found } from './found.ts'
import { type Copy, type Grave, itemAt, type Place } from './graves.ts'
import { type Stray, tellStrays } from './misplaced.ts'
import { isLetters, type Letters, textOf } from './spot.ts'
import { unaware } from './strays.ts'

/** The first clock of the client's that the write does not prove to know. */
const knownUpTo = (request: Request, client: number): number => {
  let clock = 0
  for (const range of request.deletes.get(client) ?? []) clock = Math.max(clock, range.clock + range.len)
  for (const { origin, rightOrigin } of request.letters) {
    for (const id of [origin, rightOrigin]) if (id?.client === client) clock = Math.max(clock, id.clock + 1)
  }
  return clock
}

/** The living letters that stand between two dead signs of the grave; null at the end of the text. */
type Gap = { left: number; right: number | null; items: Letters[] }

const gapsIn = (event: Event, grave: Grave, text: Y.AbstractType<unknown>): Gap[] => {
  const gaps: Gap[] = []
  let left: number | null = null
  let items: Letters[] = []
  for (let item = text._start; item; item = item.right) {
    if (!item.deleted) {
      if (isLetters(item)) items.push(item)
      continue
    }
    const known = event.graves.known(item.id.client, item.id.clock)
    if (known?.value.kind !== 'seen' || known.value.grave !== grave) continue
    const right = known.value.at + known.into
    if (left !== null && items.length > 0) gaps.push({ left, right, items })
    left = right + item.length - 1
    items = []
  }
  if (left !== null && items.length > 0) gaps.push({ left, right: null, items })
  return gaps
}

const holds = (copy: Copy, at: number): boolean => at >= copy.at && at < copy.at + copy.length

/** Whoever wrote the words around the gap anew cannot have seen what stands in it. */
const isUnseen = (event: Event, { copies, request }: Moved, gap: Gap, item: Letters): boolean => {
  if (event.owner(item.id.client) === request.by || knownUpTo(request, item.id.client) > item.id.clock) return false
  // The words run straight on where the gap was.
  if (gap.right !== null) return gap.right === gap.left + 1 && copies.some((copy) => holds(copy, gap.right ?? 0))
  // All that follows a break moves with it, if it was seen; unless it was no break but a piece that was taken out.
  const arrived = event.strays.arrived(item.id)
  const isLate = arrived !== null && (request.isState || event.death.at - arrived <= unaware)
  return isLate && copies.some((copy) => copy.isNew && holds(copy, gap.left))
}

type Moved = { grave: Grave; request: Request; copies: Copy[] }

/** What each write moved out of each grave. */
const movedBy = (fresh: readonly Fresh[]): Moved[] => {
  const all: Moved[] = []
  for (const { grave, copy, request } of fresh) {
    const moved = all.find((each) => each.grave === grave && each.request === request)
    if (moved) moved.copies.push(copy)
    else all.push({ grave, request, copies: [copy] })
  }
  return all
}

const strandedBy = (event: Event, moved: Moved): Stray[] => {
  const { grave, copies } = moved
  const { doc } = event.transaction
  const [part] = grave.parts
  const item = part ? itemAt(doc, part.client, part.clock) : null
  const text = item && textOf(item)
  if (!text || text._item?.deleted) return []
  return gapsIn(event, grave, text).flatMap((gap) => {
    const place: Place = { grave, at: gap.left + 1 }
    const [there] = event.graves.living(doc, { grave, at: gap.left })
    if (!there || textOf(there.item) === text || !copies.some((copy) => holds(copy, gap.left))) return []
    return gap.items
      .filter(
        (each) => event.strays.get(each.id) === null && event.graves.original(each.id.client, each.id.clock) === null,
      )
      .filter((each) => isUnseen(event, moved, gap, each))
      .map((each) => ({ item: each, place }))
  })
}

export const strandedIn = (event: Event, fresh: readonly Fresh[]): Found[] =>
  movedBy(fresh).flatMap((moved) => tellStrays(event, strandedBy(event, moved)))
