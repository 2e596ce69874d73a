/** What died in one text at once: which signs, in which order, who deleted them, and where they were written anew. */
import type * as Y from 'yjs'
import type { Patience } from './patience.ts'
import { narrow, type Reach, Stretches } from './ranges.ts'

/** One transaction that deleted, in their order; all graves of one death were dug by one batch. */
export type Death = { at: number; nth: number }

/** Signs of the grave from `at` on, written anew by somebody as the signs from `clock` on. */
export type Copy = {
  by: string
  at: number
  length: number
  client: number
  clock: number
  /** Into a paragraph that was made for it. */
  isNew: boolean
  /** In which transaction. */
  made: Death
  /** Of words that had died unseen, and have no sign in the grave. */
  unseen: Unseen | null
}

/** What is known of signs that died unseen: each is 1 once a rescue holds it. */
export type Unseen = { told: Uint8Array; from: number; client: number; clock: number }

type Part = { client: number; clock: number; at: number; length: number }

export type Grave = {
  death: Death
  paragraphId: string | null
  /** The outermost box that died with it. */
  box: Y.ID | null
  /** What lived on each side of it. */
  before: string
  after: string
  /** What those who deleted it had on their screens, in the order of the text. */
  words: string
  parts: Part[]
  /** Who deleted which signs, having seen them, and in which transaction last: its `nth`. */
  askers: Map<string, Stretches<number>>
  /** Cut where a copy begins or ends: all signs of a stretch have the same copies, the first that was made first. */
  copies: Stretches<Copy[]>
  /** Who made them. */
  copiers: Set<string>
  /** Signs of it that were told to be doubled. */
  told: Stretches<true>
}

/** In front of the grave's sign number `at`. */
export type Place = { grave: Grave; at: number }

/** Where words that died unseen lie: they have no sign in the grave. */
export const unseenAt = -1

/** Copies of one sign that are remembered. A sign of more is searched without an end, and then told to be lost. */
const mostCopies = 1000

/** What stood on a grave that knows no words. */
export const emptyGrave = (death: Death, paragraphId: string | null): Grave => ({
  death,
  paragraphId,
  box: null,
  before: '',
  after: '',
  words: '',
  parts: [],
  askers: new Map(),
  copies: new Stretches(),
  copiers: new Set(),
  told: new Stretches(),
})

/** Which sign lies there. */
export const signAt = ({ grave, at }: Place, reach?: Reach): { client: number; clock: number } | null => {
  const { parts } = grave
  let [low, high] = [0, parts.length]
  while (low < high) {
    const middle = (low + high) >> 1
    // `middle` is within the array, since low ≤ middle < high ≤ length; parts stand in the order of their signs.
    if ((parts[middle] as Part).at <= at) low = middle + 1
    else high = middle
  }
  const part = parts[low - 1]
  const isIn = part !== undefined && at < part.at + part.length
  narrow(reach, isIn ? part.at + part.length - at : (parts[low]?.at ?? Infinity) - at)
  return isIn ? { client: part.client, clock: part.clock + at - part.at } : null
}

const noCopies: readonly Copy[] = []

/** All that was written anew of the sign, the first first. */
export const copiesAt = ({ grave, at }: Place, reach?: Reach): readonly Copy[] =>
  grave.copies.at(at, reach)?.value ?? noCopies

/** The sign went on into a paragraph made for it. */
export const isSplit = (place: Place, patience: Patience): boolean =>
  copiesAt(place).some(({ isNew }) => patience.spend() && isNew)

export const addCopy = (grave: Grave, copy: Copy): void => {
  const { at, length } = copy
  const { copies } = grave
  grave.copiers.add(copy.by)
  const free = { length }
  if (!copies.at(at, free) && free.length === length) return copies.add({ from: at, length, value: [copy] })
  for (const edge of [at, at + length]) copies.cut(edge, (list) => [...list])
  let next = at
  const fresh: { from: number; length: number; value: Copy[] }[] = []
  for (const { from, length: known, value } of copies.within(at, length)) {
    if (from > next) fresh.push({ from: next, length: from - next, value: [copy] })
    if (value.length < mostCopies) value.push(copy)
    next = from + known
  }
  if (next < at + length) fresh.push({ from: next, length: at + length - next, value: [copy] })
  for (const stretch of fresh) copies.add(stretch)
}

/** They had the signs from there on before their eyes, and deleted them. */
export const ask = ({ grave, at }: Place, length: number, { by, nth }: { by: string; nth: number }): void => {
  const asked = grave.askers.get(by) ?? new Stretches<number>()
  grave.askers.set(by, asked)
  asked.put({ from: at, length, value: nth })
}

export const hasAsked = ({ grave, at }: Place, by: string): boolean => grave.askers.get(by)?.at(at) != null

/** The unseen signs from the one `by` signs further on. */
export const further = (unseen: Unseen, by: number): Unseen => ({
  ...unseen,
  from: unseen.from + by,
  clock: unseen.clock + by,
})

/** Whether a rescue holds it. */
export const isTold = (told: Uint8Array, from: number, reach?: Reach): boolean => {
  if (reach) {
    const end = Math.min(told.length, from + reach.length)
    let same = from + 1
    while (same < end && told[same] === told[from]) same++
    narrow(reach, same - from)
  }
  return told[from] === 1
}
