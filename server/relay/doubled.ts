/** Pieces that two people moved at once, each without the other's knowledge: the words stand in both places. */
import { deletes } from './asked.ts'
import type { Event } from './burial.ts'
import type { Fresh } from './copies.ts'
import type { Found } from './found.ts'
import type { Grave, Living, Place } from './graves.ts'
import { isLetters, paragraphAround, textOf } from './spot.ts'

type Doubled = { grave: Grave; at: number; words: string; client: number; here: Living; there: Living }

/** Less than so many signs in a row, or two whole words, stands in many places of any text. */
const longEnough = 12

const isOfWord = (sign: string): boolean => /[\p{L}\p{N}]/u.test(sign)

/** Words of the piece that are cut neither where it begins nor where it ends. */
const wholeWords = ({ grave, at, words }: Doubled): number => {
  const isCut = isOfWord(grave.words.charAt(at - 1) || grave.before.slice(-1))
  const isCutAfter = isOfWord(grave.words.charAt(at + words.length) || grave.after.charAt(0))
  const from = isCut ? words.replace(/^[\p{L}\p{N}]+/u, '') : words
  const whole = isCutAfter ? from.replace(/[\p{L}\p{N}]+$/u, '') : from
  return whole.match(/[\p{L}\p{N}]+/gu)?.length ?? 0
}

/** All that stands in its text. */
const isAll = ({ here, words }: Doubled): boolean => {
  let all = ''
  for (let item = textOf(here.item)?._start ?? null; item; item = item.right) {
    if (isLetters(item) && !item.deleted) all += item.content.str
  }
  return all === words
}

const isWorth = (piece: Doubled): boolean =>
  /[\p{L}\p{N}]{3,}/u.test(piece.words) && (piece.words.length >= longEnough || wholeWords(piece) >= 2 || isAll(piece))

const isTold = ({ grave, at }: Place): boolean => grave.told.some((each) => at >= each.at && at < each.at + each.length)

/** The sign of a fresh copy, beside another's copy of the same dead sign that lives. */
const doubledSign = (event: Event, { grave, copy }: Fresh, at: number): Omit<Doubled, 'words'> | null => {
  if (isTold({ grave, at })) return null
  const living = event.graves.living(event.transaction.doc, { grave, at })
  const here = living.find(({ by }) => by === copy.by)
  const there = living.find(({ by }) => by !== copy.by)
  return here && there ? { grave, at, client: copy.client, here, there } : null
}

const isAlone = ({ grave, copy }: Fresh): boolean => grave.copies.every(({ by }) => by === copy.by)

/**
 * Its author deleted the very signs of which another has made a copy, so they had not seen that copy. Whoever writes
 * in a text that was undone or taken back deletes its new signs, of which there is no copy but their own.
 */
const isBlind = ({ graves }: Event, { grave, copy, request }: Fresh): boolean => {
  const sign = request.isState ? graves.signAt({ grave, at: copy.at }) : null
  return (
    (sign !== null && deletes(request, sign.client, sign.clock)) ||
    grave.askers.some(({ by, at, length }) => by === copy.by && at < copy.at + copy.length && copy.at < at + length)
  )
}

const isNext = (last: Doubled, next: Omit<Doubled, 'words'>): boolean =>
  last.grave === next.grave &&
  next.at === last.at + last.words.length &&
  textOf(last.here.item) === textOf(next.here.item) &&
  textOf(last.there.item) === textOf(next.there.item)

/** Pieces between the same two paragraphs become one find. */
const inWords = (pieces: readonly Doubled[]): Found[] => {
  const all: (Found & { kind: 'doubled' })[] = []
  for (const { words, client, here, there } of pieces) {
    const first = paragraphAround(textOf(there.item))
    const second = paragraphAround(textOf(here.item))
    const last = all.at(-1)
    if (last && last.first === first && last.second === second) last.words += ` ${words}`
    else all.push({ kind: 'doubled', client, words, first, second })
  }
  return all
}

/** Of what one write has written anew; to be asked for each in turn, so that a pair is told of once. */
export const doubledIn = (event: Event, fresh: readonly Fresh[]): Found[] => {
  const pieces: Doubled[] = []
  // All of one person's: asked once for each grave, which may have thousands of parts.
  const alone = new Map<Grave, boolean>()
  for (const each of fresh) {
    const { grave, copy } = each
    if (!alone.has(grave)) alone.set(grave, isAlone(each))
    if (copy.unseen || alone.get(grave) || !isBlind(event, each)) continue
    for (let at = copy.at; at < copy.at + copy.length; at++) {
      const sign = doubledSign(event, each, at)
      if (!sign) continue
      const last = pieces.at(-1)
      const letter = grave.words.charAt(at)
      if (last && isNext(last, sign)) last.words += letter
      else pieces.push({ ...sign, words: letter })
    }
  }
  const worth = pieces.filter(isWorth)
  for (const { grave, at, words } of worth) grave.told.push({ at, length: words.length })
  return inWords(worth)
}
