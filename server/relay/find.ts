/**
 * What a batch does to words that nobody meant: lost, misplaced, doubled. Looked at once for each transaction, while
 * Yjs still holds what it deleted; for plain typing it looks at the new letters' neighbours and at nothing else.
 *
 *   asked, askers      what each write asked for, read from its bytes
 *   burial, stillborn  what died, and what came into a dead text; its graves stay known (grave, graves, ranges)
 *   copies             what was written anew of it (sources, matching, seeds)
 *   lost               died, and nobody who had it on screen deleted it (fate)
 *   misplaced          lives, but not where the words around it went (stranded, strays)
 *   doubled            lives twice
 *   spot               where it belongs, in words that a person recognises
 *   patience           how much is looked at before the rest is told to be lost
 */
import * as Y from 'yjs'
import { type Asked, keptParts, readRequest, type Request } from './asked.ts'
import { Askers } from './askers.ts'
import { buryIn, diedIn, type Event } from './burial.ts'
import { copiesIn } from './copies.ts'
import { doubledIn } from './doubled.ts'
import type { Found } from './found.ts'
import type { Grave } from './grave.ts'
import { Graves } from './graves.ts'
import { lostIn } from './lost.ts'
import { misplacedIn } from './misplaced.ts'
import { Patience } from './patience.ts'
import { isLetters } from './spot.ts'
import { anySwept, sweptIn } from './stillborn.ts'
import { strandedIn } from './stranded.ts'
import { Strays } from './strays.ts'
import { itemAt, structsBetween } from './structs.ts'

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
const hasAll = (request: Pick<Request, 'deletes'>, { parts }: Grave, patience: Patience): boolean =>
  parts.every((part) => patience.spend() && keptParts(request, part.client, part).length === 0)

/**
 * The first death that a whole state's author has not heard of: everyone hears of them in their order, and one that is
 * heard of is in the state from then on. What else the state deletes is from there on the author's own doing.
 */
const withNews = (request: Omit<Request, 'news'>, { graves, deaths }: Memory, patience: Patience): Request => {
  if (!request.isState) return { ...request, news: 0 }
  const unheard = graves.first((grave) => !hasAll(request, grave, patience))
  // Out of patience it is all hearsay: nobody's will, and what dies by it is told to be lost.
  return { ...request, news: patience.isOut ? deaths : (unheard?.death.nth ?? deaths) }
}

type Look = { memory: Memory; patience: Patience }

const findIn = (transaction: Y.Transaction, { memory, patience }: Look, { asked, at, owner }: Batch): Found[] => {
  const swept = anySwept(transaction)
  const suspicious = isSuspicious(transaction, memory, at) || swept || isRepeated(transaction, memory)
  if (transaction.deleteSet.clients.size === 0 && !suspicious) return []
  const died = diedIn(transaction)
  if (died.texts.size + died.elements.length === 0 && !suspicious) return []
  const { graves, strays } = memory
  const nth = ++memory.deaths
  const requests = asked.map((each) => withNews(readRequest(each), memory, patience))
  const askers = new Askers(requests)
  const event: Event = { transaction, graves, strays, owner, death: { at, nth }, requests, askers, patience }
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
      return findIn(transaction, this.#look(), batch)
    } catch {
      // What is remembered must refuse nobody's words; that something is lost is seen without it.
      this.#forget()
    }
    try {
      return findIn(transaction, this.#look(), batch)
    } catch {
      // Nor must the search: an update that cannot be looked through is an update all the same.
      this.#forget()
      return []
    }
  }

  /** As `find`, of what was found when it was written; how many steps that took. Never throws: a text must open. */
  recall(transaction: Y.Transaction, batch: Batch): number {
    const look = this.#look()
    try {
      findIn(transaction, look, batch)
    } catch {
      this.#forget()
    }
    return look.patience.spent
  }

  /** At one transaction. */
  #look(): Look {
    return { memory: this, patience: new Patience() }
  }

  #forget(): void {
    this.graves = new Graves()
    this.strays = new Strays()
  }
}
