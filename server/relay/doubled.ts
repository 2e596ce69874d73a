/** Pieces that two people moved at once, each without the other's knowledge: the words stand in both places. */
import { deletes } from './asked.ts'
import { type Event, searchOf } from './burial.ts'
import type { Fresh } from './copies.ts'
import type { Found } from './found.ts'
import { type Grave, signAt } from './grave.ts'
import type { Living } from './graves.ts'
import type { Reach } from './ranges.ts'
import { paragraphAround, textOf, wordsAfter } from './spot.ts'

type Doubled = { grave: Grave; at: number; words: string; client: number; here: Living; there: Living }
type Sign = Omit<Doubled, 'words'>

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

/** All that stands in its text; a long one is more than the few words of which it is asked. */
const isAll = ({ here, words }: Doubled): boolean => wordsAfter(textOf(here.item)?._start ?? null) === words

const isWorth = (piece: Doubled): boolean =>
  /[\p{L}\p{N}]{3,}/u.test(piece.words) && (piece.words.length >= longEnough || wholeWords(piece) >= 2 || isAll(piece))

/** The sign of a fresh copy, beside another's copy of the same dead sign that lives. */
const doubledSign = (event: Event, { fresh, at }: { fresh: Fresh; at: number }, reach: Reach): Sign | null => {
  const { grave, copy } = fresh
  if (grave.told.at(at, reach)) return null
  let here: Living | null = null
  let there: Living | null = null
  for (const living of event.graves.living(searchOf(event, reach), { grave, at })) {
    if (living.by === copy.by) here ??= living
    else there ??= living
    if (here && there) return { grave, at, client: copy.client, here, there }
  }
  return null
}

/**
 * Its author deleted the very signs of which another has made a copy, so they had not seen that copy. Whoever writes
 * in a text that was undone or taken back deletes its new signs, of which there is no copy but their own.
 */
const isBlind = ({ grave, copy, request }: Fresh): boolean => {
  const sign = request.isState ? signAt({ grave, at: copy.at }) : null
  if (sign !== null && deletes(request, sign.client, sign.clock)) return true
  return grave.askers.get(copy.by)?.within(copy.at, copy.length).next().done === false
}

const isNext = (last: Doubled, next: Sign): boolean =>
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
  for (const each of fresh) {
    const { grave, copy } = each
    // All that was made of the grave is one person's: they know of it.
    if (copy.unseen || grave.copiers.size === 1 || !isBlind(each)) continue
    const end = copy.at + copy.length
    for (let at = copy.at; at < end; ) {
      const reach = { length: end - at }
      const sign = doubledSign(event, { fresh: each, at }, reach)
      const last = pieces.at(-1)
      const words = grave.words.slice(at, at + reach.length)
      if (sign && last && isNext(last, sign)) last.words += words
      else if (sign) pieces.push({ ...sign, words })
      at += reach.length
    }
  }
  const worth = pieces.filter(isWorth)
  for (const { grave, at, words } of worth) grave.told.put({ from: at, length: words.length, value: true })
  return inWords(worth)
}
