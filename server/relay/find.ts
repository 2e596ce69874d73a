/**
 * What a batch does to words that nobody meant: lost, misplaced, doubled. Looked at once for each transaction, while
 * Yjs still holds what it deleted; for plain typing it looks at the new letters' neighbours and at nothing else.
 */
import * as Y from 'yjs'
import { type Asked, askedParts, readRequest, type Request } from './asked.ts'
import { buryIn, diedIn, type Event } from './burial.ts'
import { copiesIn } from './copies.ts'
import { doubledIn } from './doubled.ts'
import type { Found } from './found.ts'
import { type Grave, Graves, itemAt } from './graves.ts'
import { lostIn } from './lost.ts'
import { misplacedIn } from './misplaced.ts'
import { isLetters } from './spot.ts'
import { anySwept, sweptIn } from './stillborn.ts'
import { strandedIn } from './stranded.ts'
import { Strays } from './strays.ts'
import { structsBetween } from './structs.ts'

export type Batch = {
  asked: readonly Asked[]
  /** ms since 1970 */
  at: number
  owner: (client: number) => string | undefined
}

const isDead = (doc: Y.Doc, id: Y.ID | null): boolean =>
  id !== null && itemAt(doc, id.client, id.clock)?.deleted !== false

/** Something came that stands beside the dead or after strayed words, or is more than one key: words written anew? */
const isSuspicious = (
  { beforeState, afterState, doc }: Y.Transaction,
  { graves, strays }: Memory,
  at: number,
): boolean => {
  let suspicious = false
  for (const [client, after] of afterState) {
    const before = beforeState.get(client) ?? 0
    if (after === before) continue
    strays.arrive(client, before, at)
    if (suspicious || graves.empty) continue
    for (const item of structsBetween(doc, client, before)) {
      if (!(item instanceof Y.Item)) continue
      const { origin, rightOrigin } = item
      if (item.content instanceof Y.ContentType) suspicious = true
      if (!isLetters(item)) continue
      const isAfterStray = !strays.empty && origin !== null && strays.get(origin) !== null
      if (isAfterStray || item.length > 1 || isDead(doc, origin) || isDead(doc, rightOrigin)) suspicious = true
    }
  }
  return suspicious
}

/** Nothing came of it, so it asked for what others had deleted before. */
const isRepeated = ({ beforeState, afterState, deleteSet }: Y.Transaction, { graves }: Memory): boolean => {
  if (graves.empty || deleteSet.clients.size > 0) return false
  for (const [client, after] of afterState) if (after !== (beforeState.get(client) ?? 0)) return false
  return true
}

/** Whether the write deletes every sign of the grave. */
const hasAll = (request: Parameters<typeof askedParts>[0][number], { parts }: Grave): boolean =>
  parts.every(({ client, clock, length }) => {
    const asked = askedParts([request], client, { clock, length })
    return asked.every(({ by }) => by.length > 0)
  })

/**
 * The first death that a whole state's author has not heard of: everyone hears of them in their order, and one that is
 * heard of is in the state from then on. What else the state deletes is from there on the author's own doing.
 */
const withNews = (request: Omit<Request, 'news'>, graves: Graves, now: number): Request => {
  const unheard = request.isState ? graves.first((grave) => !hasAll(request, grave)) : null
  return { ...request, news: request.isState ? (unheard?.death.nth ?? now) : 0 }
}

const findIn = (transaction: Y.Transaction, memory: Memory, { asked, at, owner }: Batch): Found[] => {
  const swept = anySwept(transaction)
  const suspicious = isSuspicious(transaction, memory, at) || swept || isRepeated(transaction, memory)
  if (transaction.deleteSet.clients.size === 0 && !suspicious) return []
  const died = diedIn(transaction)
  if (died.texts.size + died.elements.length === 0 && !suspicious) return []
  const { graves, strays } = memory
  const nth = ++memory.deaths
  const requests = asked.map((each) => withNews(readRequest(each), graves, nth))
  const event: Event = { transaction, graves, strays, owner, death: { at, nth }, requests }
  const unseen = [...buryIn(event, died), ...(swept ? event.requests.flatMap((each) => sweptIn(event, each)) : [])]
  const copies = event.requests.map((each) => copiesIn(event, each))
  return [
    ...lostIn(event, unseen),
    ...event.requests.flatMap((each) => misplacedIn(event, each)),
    ...strandedIn(event, copies.flat()),
    ...copies.flatMap((fresh) => doubledIn(event, fresh)),
  ]
}

/** What is remembered of a text between its batches. Asked in `afterTransaction`, with what was applied in it. */
export class Memory {
  graves = new Graves()
  strays = new Strays()
  deaths = 0

  find(transaction: Y.Transaction, batch: Batch): Found[] {
    try {
      return findIn(transaction, this, batch)
    } catch {
      // What is remembered must refuse nobody's words; that something is lost is seen without it.
      this.#forget()
    }
    try {
      return findIn(transaction, this, batch)
    } catch {
      // Nor must the search: an update that cannot be looked through is an update all the same.
      this.#forget()
      return []
    }
  }

  /** As `find`, of what was found when it was written. Never throws: a text must open. */
  recall(transaction: Y.Transaction, batch: Batch): void {
    try {
      findIn(transaction, this, batch)
    } catch {
      this.#forget()
    }
  }

  #forget(): void {
    this.graves = new Graves()
    this.strays = new Strays()
  }
}
