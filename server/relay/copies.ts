/**
 * Words written anew: to Yjs a split, a join, a move and a paste are a deletion and an insertion that know nothing of
 * each other. What a write inserts is looked for in what it, or the same person just before, deleted.
 */
import type * as Y from 'yjs'
import type { Inserted, Request } from './asked.ts'
import type { Event } from './burial.ts'
import { type Copy, further, type Grave, itemAt, unseenAt } from './graves.ts'
import { type Match, matchWith } from './matching.ts'
import { earlierSources, ownSources, type Segment, type Source } from './sources.ts'
import { textOf } from './spot.ts'

/** A copy made in this transaction, and of what. */
export type Fresh = { grave: Grave; copy: Copy; request: Request }

/** What somebody cut in one write and wrote anew in a later one is so long, or all of it: words typed may be alike. */
const pasted = 8
/** And so long what a whole state has, when it is like words of which its author may only have heard that they died. */
const heard = 8
/** Signs cut earlier in which a later write is looked for, more for a long one: the whole would cost 50 ms a word. */
const searched = 20_000
const timesSearched = 4

/** `length` signs of what was inserted, from `from` on, are the segment's from `at` on. */
type Piece = { from: number; at: number; length: number; segment: Segment }

const isNewParagraph = ({ transaction }: Event, item: Y.Item | null): boolean => {
  const paragraph = item && textOf(item)?._item?.parent
  const made = paragraph && '_item' in paragraph ? paragraph._item : null
  return made ? made.id.clock >= (transaction.beforeState.get(made.id.client) ?? 0) : false
}

/** The match, cut where the source goes from one grave to the next. */
const piecesOf = (match: Match, { segments }: Source): Piece[] =>
  segments.flatMap((segment) => {
    const start = Math.max(match.at, segment.from)
    const end = Math.min(match.at + match.length, segment.from + segment.length)
    if (end <= start) return []
    return [{ from: match.from + start - match.at, at: start - segment.from, length: end - start, segment }]
  })

/** Undone, or cut and pasted, without anything left over on either side. */
const isAll = ({ words }: Inserted, { segment, length }: Piece): boolean =>
  words.length === length && segment.grave.words.length === length

type Made = { request: Request; inserted: Inserted; piece: Piece }

/** The piece, cut where what was inserted goes from one item to the next. */
const copiesOf = (event: Event, { request, inserted, piece }: Made): Fresh[] =>
  inserted.parts.flatMap((part): Fresh[] => {
    const start = Math.max(piece.from, part.at)
    const end = Math.min(piece.from + piece.length, part.at + part.length)
    if (end <= start) return []
    const { grave, at: first, unseen: of } = piece.segment
    const clock = part.clock + start - part.at
    const item = itemAt(event.transaction.doc, part.client, clock)
    const into = piece.at + start - piece.from
    const at = of ? unseenAt : first + into
    const unseen = of && further(of, into)
    const place = { at, length: end - start, client: part.client, clock }
    return [
      {
        grave,
        copy: { ...place, by: request.by, isNew: isNewParagraph(event, item), made: event.death, unseen },
        request,
      },
    ]
  })

/** Finds words of what was inserted in the sources. */
const searchIn = (request: Request, sources: readonly Source[], atMost?: number): ((words: string) => Piece[]) => {
  const match = matchWith(
    sources.map(({ words }) => words),
    atMost,
  )
  return (words) =>
    match(words).flatMap((each) => {
      const source = sources[each.text]
      const pieces = source ? piecesOf(each, source) : []
      return pieces.filter(({ segment: { grave }, length }) => {
        const isOwn = grave.death.nth >= request.news || grave.askers.some(({ by }) => by === request.by)
        return isOwn || length >= heard
      })
    })
}

/** Finds words of what was inserted in what the same person cut before. */
const searchEarlier = (event: Event, request: Request): ((words: string) => Piece[]) => {
  const sources = earlierSources(event, request)
  const signs = request.inserted.reduce((sum, { words }) => sum + words.length, 0)
  const search = searchIn(request, sources, Math.max(searched, timesSearched * signs))
  const whole = new Set(sources.map(({ words }) => words))
  // Of so few signs only all of what was cut counts: nothing has to be looked through.
  return (words) => (words.length >= pasted || whole.has(words) ? search(words) : [])
}

/** Finds and remembers what the write has written anew. */
export const copiesIn = (event: Event, request: Request): Fresh[] => {
  if (request.inserted.length === 0) return []
  const own = searchIn(request, ownSources(event, request))
  let earlier: ReturnType<typeof searchIn> | null = null
  const fresh = request.inserted.flatMap((inserted) => {
    const pieces = own(inserted.words)
    if (pieces.length === 0 && inserted.words.length > 2) {
      earlier ??= searchEarlier(event, request)
      pieces.push(...earlier(inserted.words).filter((piece) => piece.length >= pasted || isAll(inserted, piece)))
    }
    return pieces.flatMap((piece) => copiesOf(event, { request, inserted, piece }))
  })
  for (const { grave, copy } of fresh) event.graves.copy(grave, copy)
  return fresh
}
