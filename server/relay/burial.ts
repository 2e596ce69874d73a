/**
 * Digs the graves of one transaction: for each text in which words died, the signs that somebody asked to have deleted,
 * in the order of the text, and apart from them those that died unseen. Before Yjs sweeps up: they are still there.
 */
import * as Y from 'yjs'
import type { Request } from './asked.ts'
import type { Askers } from './askers.ts'
import { ask, type Death, emptyGrave, type Grave, type Place } from './grave.ts'
import type { Graves, Search } from './graves.ts'
import type { Patience } from './patience.ts'
import type { Reach } from './ranges.ts'
import type { Strays } from './strays.ts'
import { deadBoxOf, idOf, isLetters, type Letters, paragraphAround, textOf, wordsAfter, wordsBefore } from './spot.ts'
import { structsBetween } from './structs.ts'

/** Signs that died though nobody who saw them asked for it, and where they stood. */
export type Unseen = { client: number; clock: number; words: string; place: Place }

type Text = Y.AbstractType<unknown>
type Died = { texts: Map<Text, Letters[]>; elements: Y.Item[] }
export type Event = {
  transaction: Y.Transaction
  requests: readonly Request[]
  /** Of all requests. */
  askers: Askers
  patience: Patience
  graves: Graves
  strays: Strays
  death: Death
  /** Whose a clientID is. */
  owner: (client: number) => string | undefined
}

/** In the text as it stands after the event. */
export const searchOf = ({ transaction, patience }: Event, reach?: Reach): Search => ({
  doc: transaction.doc,
  patience,
  ...(reach && { reach }),
})

/** So many signs, erased in a text that lives on, are no grave: nothing can stand in them, or die in them. */
const slip = 1

/** What the transaction deleted that can hold words, or be them. */
export const diedIn = ({ deleteSet, doc }: Y.Transaction): Died => {
  const died: Died = { texts: new Map(), elements: [] }
  for (const [client, ranges] of deleteSet.clients) {
    for (const { clock, len } of ranges) {
      for (const struct of structsBetween(doc, client, clock, clock + len)) {
        if (isLetters(struct)) {
          const text = textOf(struct)
          const signs = text && died.texts.get(text)
          if (signs) signs.push(struct)
          else if (text) died.texts.set(text, [struct])
        } else if (struct instanceof Y.Item && struct.content instanceof Y.ContentType) {
          const { type } = struct.content
          const text: Text = type
          if (type instanceof Y.XmlText) died.texts.set(text, died.texts.get(text) ?? [])
          else died.elements.push(struct)
        }
      }
    }
  }
  return died
}

/** Puts the item's signs into the grave, and returns those that nobody asked for. */
const bury = (item: Letters, grave: Grave, askers: Askers): Unseen[] => {
  const { client } = item.id
  const { nth } = grave.death
  return askers.parts(client, { clock: item.id.clock, length: item.length }).flatMap(({ clock, length, by: all }) => {
    const from = clock - item.id.clock
    const words = item.content.str.slice(from, from + length)
    const place = { grave, at: grave.words.length }
    if (all.length === 0) return [{ client, clock, words, place }]
    grave.words += words
    grave.parts.push({ client, clock, at: place.at, length })
    for (const { by } of all) ask(place, length, { by, nth })
    return []
  })
}

/** All that stands in the text, dead or alive. */
const itemsOf = (text: Text): Y.Item[] => {
  const items: Y.Item[] = []
  for (let item = text._start; item; item = item.right) items.push(item)
  return items
}

const lengthOf = (signs: readonly Letters[]): number => signs.reduce((sum, { length }) => sum + length, 0)

/** One text's grave; what had died in it before keeps its place there, for those who have not heard of it. */
const dig = ({ requests, askers, graves, death }: Event, text: Text, signs: readonly Letters[]): Unseen[] => {
  const isDead = text._item?.deleted ?? false
  const dead = new Set<Y.Item>(signs)
  const isSlip = lengthOf(signs) <= slip && !requests.some(({ types }) => types.length > 0)
  if (!isDead && isSlip) return []
  const grave = { ...emptyGrave(death, paragraphAround(text)), box: deadBoxOf(text) }
  const unseen: Unseen[] = []
  const blanks: { item: Y.Item; at: number }[] = []
  let last: Y.Item | null = null
  for (const item of itemsOf(text)) {
    if (dead.has(item) && isLetters(item)) {
      if (last === null && !isDead) grave.before = wordsBefore(item.left)
      unseen.push(...bury(item, grave, askers))
      last = item
    } else if (isDead) blanks.push({ item, at: grave.words.length })
  }
  if (!isDead) grave.after = wordsAfter(last)
  graves.add(grave)
  for (const { client, clock, words, place } of unseen) {
    const { length } = words
    graves.know(client, { clock, length, known: { kind: 'unseen', told: new Uint8Array(length), words, ...place } })
  }
  for (const { item, at } of blanks) {
    graves.know(item.id.client, { clock: item.id.clock, length: item.length, known: { kind: 'blank', grave, at } })
  }
  if (isDead && text._item) {
    const { client, clock } = text._item.id
    graves.know(client, { clock, length: 1, known: { kind: 'blank', grave, at: 0 } })
  }
  return unseen
}

/** A paragraph without a text that has died; and boxes of paragraphs, whose place nobody can tell. */
const digElement = ({ graves, death }: Event, item: Y.Item): void => {
  const type = item.content instanceof Y.ContentType ? item.content.type : null
  const isParagraph = type instanceof Y.XmlElement && type.nodeName === 'paragraph'
  const grave = emptyGrave(death, isParagraph ? idOf(type) : paragraphAround(type))
  graves.add(grave)
  const { client, clock } = item.id
  graves.know(client, { clock, length: 1, known: { kind: 'blank', grave, at: 0 } })
}

/** Who asks for what others have deleted already had it on their screen too. A whole state may repeat hearsay. */
const askToo = ({ graves, death }: Event, request: Request): void => {
  if (request.isState) return
  const asked = new Map<Grave, { at: number; length: number }[]>()
  for (const [client, ranges] of request.deletes) {
    for (const { clock, len } of ranges) {
      for (const { value, into, length } of graves.knownWithin(client, clock, len)) {
        if (value.kind !== 'seen' || value.grave.death === death) continue
        const part = { at: value.at + into, length }
        const parts = asked.get(value.grave)
        if (parts) parts.push(part)
        else asked.set(value.grave, [part])
      }
    }
  }
  const asker = { by: request.by, nth: death.nth }
  for (const [grave, parts] of asked) for (const { at, length } of inOrder(parts)) ask({ grave, at }, length, asker)
}

/** Parts without overlaps, those that follow each other as one: what was typed backwards has clocks that run back. */
const inOrder = (parts: { at: number; length: number }[]): { at: number; length: number }[] => {
  const all: { at: number; length: number }[] = []
  for (const part of parts.sort((a, b) => a.at - b.at)) {
    const last = all.at(-1)
    if (last && last.at + last.length === part.at) last.length += part.length
    else all.push(part)
  }
  return all
}

/** Digs all graves of the transaction and returns what died unseen. */
export const buryIn = (event: Event, died: Died): Unseen[] => {
  for (const request of event.requests) askToo(event, request)
  const unseen = [...died.texts].flatMap(([text, signs]) => dig(event, text, signs))
  for (const item of died.elements) digElement(event, item)
  return unseen
}
