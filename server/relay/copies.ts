/**
 * Words written anew: to Yjs a split, a join, a move and a paste are a deletion and an insertion that know nothing of
 * each other. What a write inserts is looked for in what it, or the same person just before, deleted.
 */
import type * as Y from 'yjs'
import type { Inserted, Request } from './asked.ts'
import type { Event } from './burial.ts'
import { type Copy, further, type Grave, unseenAt } from './grave.ts'
import { type Match, matchWith } from './matching.ts'
import { earlierSources, ownSources, type Segment, type Source } from './sources.ts'
import { textOf } from './spot.ts'
import { itemAt } from './structs.ts'

/** A copy made in this transaction, and of what. */
export type Fresh = { grave: Grave; copy: Copy; request: Request }

/** What somebody cut in one write and wrote anew in a later one is so long, or all of it: words typed may be alike. */
const pasted = 8
/** And so long what a whole state has, when it is like words of which its author may only have heard that they died. */
const heard = 8
/** Signs cut earlier in which a later write is looked for, more for a long one: the whole would cost 20 ms a word. */
const searched = 20_000
const timesSearched = 4
/** Signs that are looked through in one of the batch's steps, and steps for each piece that may be a copy. */
const signsPerStep = 4
const stepsPerPiece = 10

/** `length` signs of what was inserted, from `from` on, are the segment's from `at` on. */
type Piece = { from: number; at: number; length: number; segment: Segment }

const isNewParagraph = ({ transaction }: Event, item: Y.Item | null): boolean => {
  const paragraph = item && textOf(item)?._item?.parent
  const made = paragraph && '_item' in paragraph ? paragraph._item : null
  return made ? made.id.clock >= (transaction.beforeState.get(made.id.client) ?? 0) : false
}

type Held = { from: number; length: number }

/** Those that hold a part of [from, to), of stretches in their order without overlaps. */
const holding = <T>(all: readonly T[], heldBy: (each: T) => Held, [from, to]: [number, number]): T[] => {
  let [low, high] = [0, all.length]
  while (low < high) {
    const middle = (low + high) >> 1
    const held = heldBy(all[middle] as T) // low ≤ middle < high ≤ length
    if (held.from + held.length <= from) low = middle + 1
    else high = middle
  }
  let end = low
  for (let each = all[end]; each !== undefined && heldBy(each).from < to; each = all[end]) end++
  return all.slice(low, end)
}

/** The match, cut where the source goes from one grave to the next. */
const piecesOf = (match: Match, { segments }: Source): Piece[] =>
  holding(segments, (segment) => segment, [match.at, match.at + match.length]).map((segment) => {
    const start = Math.max(match.at, segment.from)
    const end = Math.min(match.at + match.length, segment.from + segment.length)
    return { from: match.from + start - match.at, at: start - segment.from, length: end - start, segment }
  })

/** Undone, or cut and pasted, without anything left over on either side. */
const isAll = ({ words }: Inserted, { segment, length }: Piece): boolean =>
  words.length === length && segment.grave.words.length === length

type Made = { request: Request; inserted: Inserted; piece: Piece }

/** The piece, cut where what was inserted goes from one item to the next. */
const copiesOf = (event: Event, { request, inserted, piece }: Made): Fresh[] =>
  holding(inserted.parts, ({ at, length }) => ({ from: at, length }), [piece.from, piece.from + piece.length]).map(
    (part): Fresh => {
      const start = Math.max(piece.from, part.at)
      const end = Math.min(piece.from + piece.length, part.at + part.length)
      const { grave, at: first, unseen: of } = piece.segment
      const clock = part.clock + start - part.at
      const item = itemAt(event.transaction.doc, part.client, clock)
      const into = piece.at + start - piece.from
      const at = of ? unseenAt : first + into
      const unseen = of && further(of, into)
      const place = { at, length: end - start, client: part.client, clock }
      return {
        grave,
        copy: { ...place, by: request.by, isNew: isNewParagraph(event, item), made: event.death, unseen },
        request,
      }
    },
  )

const goesOn = (last: Fresh, { grave, copy }: Fresh): boolean =>
  last.grave === grave &&
  last.copy.unseen === null &&
  copy.unseen === null &&
  last.copy.isNew === copy.isNew &&
  last.copy.client === copy.client &&
  last.copy.at + last.copy.length === copy.at &&
  last.copy.clock + last.copy.length === copy.clock

/** A paragraph typed in eight thousand pieces and moved is one copy, not as many. */
const joined = (fresh: readonly Fresh[]): Fresh[] => {
  const all: Fresh[] = []
  for (const each of fresh) {
    const last = all.at(-1)
    if (last && goesOn(last, each)) last.copy.length += each.copy.length
    else all.push(each)
  }
  return all
}

type Search = { event: Event; request: Request }

/** Finds words of what was inserted in the sources. */
const searchIn = (
  { event, request }: Search,
  sources: readonly Source[],
  atMost?: number,
): ((words: string) => Piece[]) => {
  const may = (signs: number): boolean => event.patience.spend(signs / signsPerStep)
  const texts = sources.map(({ words }) => words)
  const match = matchWith(texts, { may, ...(atMost !== undefined && { atMost }) })
  return (words) =>
    match(words).flatMap((each) => {
      const source = sources[each.text]
      const pieces = source ? piecesOf(each, source) : []
      return pieces.filter(({ segment: { grave }, length }) => {
        const isOwn = grave.death.nth >= request.news || grave.askers.has(request.by)
        return isOwn || length >= heard
      })
    })
}

/** Finds words of what was inserted in what the same person cut before. */
const searchEarlier = ({ event, request }: Search): ((words: string) => Piece[]) => {
  const sources = earlierSources(event, request)
  const signs = request.inserted.reduce((sum, { words }) => sum + words.length, 0)
  const search = searchIn({ event, request }, sources, Math.max(searched, timesSearched * signs))
  const whole = new Set(sources.map(({ words }) => words))
  // Of so few signs only all of what was cut counts: nothing has to be looked through.
  return (words) => (words.length >= pasted || whole.has(words) ? search(words) : [])
}

/** Finds and remembers what the write has written anew. */
export const copiesIn = (event: Event, request: Request): Fresh[] => {
  if (request.inserted.length === 0) return []
  const own = searchIn({ event, request }, ownSources(event, request))
  let earlier: ReturnType<typeof searchIn> | null = null
  const found = request.inserted.flatMap((inserted) => {
    // Nobody writes ten thousand pieces at once; what is not known to be a copy is told to be lost when it dies.
    if (!event.patience.spend(stepsPerPiece)) return []
    const pieces = own(inserted.words)
    if (pieces.length === 0 && inserted.words.length > 2) {
      earlier ??= searchEarlier({ event, request })
      pieces.push(...earlier(inserted.words).filter((piece) => piece.length >= pasted || isAll(inserted, piece)))
    }
    return pieces.flatMap((piece) => copiesOf(event, { request, inserted, piece }))
  })
  const fresh = joined(found)
  for (const { grave, copy } of fresh) event.graves.copy(grave, copy)
  return fresh
}
