/** Pieces that two people moved at once, each without the other's knowledge: the words stand in both places. */
import type { Event } from './burial.ts'
import type { Fresh } from './copies.ts'
import type { Found } from './found.ts'
import { type Grave, type Living, type Place } from './graves.ts'
import { paragraphAround, textOf } from './spot.ts'

type Doubled = { grave: Grave; at: number; words: string; client: number; here: Living; there: Living }

/** Fewer letters in a row are no word worth a notice. */
const hasWord = (words: string): boolean => /[\p{L}\p{N}]{3,}/u.test(words)

const isTold = ({ grave, at }: Place): boolean => grave.told.some((each) => at >= each.at && at < each.at + each.length)

/** The sign of a fresh copy, beside another's that lives. */
const doubledSign = (event: Event, { grave, copy }: Fresh, at: number): Omit<Doubled, 'words'> | null => {
  const { doc } = event.transaction
  const root = event.graves.root({ grave, at })
  if (isTold(root)) return null
  const [here] = event.graves.living(doc, { grave, at }).filter((each) => each.by === copy.by)
  const there = event.graves.living(doc, root).find((each) => each.by !== copy.by)
  return here && there ? { ...root, client: copy.client, here, there } : null
}

/** One person alone wrote the words anew, and for the first time: there is nothing to compare. */
const isAlone = ({ graves }: Event, { grave, copy }: Fresh): boolean =>
  grave.copies.every(({ by }) => by === copy.by) &&
  grave.parts.every(({ client, clock }) => graves.original(client, clock) === null)

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
    if (!alone.has(grave)) alone.set(grave, isAlone(event, each))
    if (copy.unseen || alone.get(grave)) continue
    for (let at = copy.at; at < copy.at + copy.length; at++) {
      const sign = doubledSign(event, each, at)
      if (!sign) continue
      const last = pieces.at(-1)
      const letter = grave.words.charAt(at)
      if (last && isNext(last, sign)) last.words += letter
      else pieces.push({ ...sign, words: letter })
    }
  }
  const worth = pieces.filter(({ words }) => hasWord(words))
  for (const { grave, at, words } of worth) grave.told.push({ at, length: words.length })
  return inWords(worth)
}
