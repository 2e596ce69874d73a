/** Which words of one text stand in others: pure, and linear for whatever texts. */
import { seed, Seeds } from './seeds.ts'

/** `length` signs from `from` on in the text looked for are those of text number `text`, from `at` on. */
export type Match = { from: number; text: number; at: number; length: number }

/** Signs of which the seeds are kept. */
const mostSigns = 300_000
/** Of few signs, those at the beginning or the end are enough: so many must agree. */
const ends = 2

type Texts = readonly string[]
type Stretch = { at: number; length: number }

/** How many signs agree from there on. */
const agreement = (...[a, from, b, at]: [string, number, string, number]): number => {
  const most = Math.min(a.length - from, b.length - at)
  let length = 0
  while (length < most && a.charCodeAt(from + length) === b.charCodeAt(at + length)) length++
  return length
}

/** As `agreement`, backwards from the ends. */
const agreementOfEnds = (a: string, b: string): number => {
  const most = Math.min(a.length, b.length)
  let length = 0
  while (length < most && a.charCodeAt(a.length - 1 - length) === b.charCodeAt(b.length - 1 - length)) length++
  return length
}

/** The parts of [0, length) that nothing of what is taken holds. */
const gaps = (length: number, taken: readonly Stretch[]): Stretch[] => {
  const free: Stretch[] = []
  let from = 0
  for (const each of [...taken].sort((a, b) => a.at - b.at)) {
    if (each.at > from) free.push({ at: from, length: each.at - from })
    from = Math.max(from, each.at + each.length)
  }
  if (length > from) free.push({ at: from, length: length - from })
  return free
}

/** The first number of each key. */
const firsts = (texts: Texts, key: (words: string) => string | null): Map<string, number> => {
  const first = new Map<string, number>()
  for (const [i, words] of texts.entries()) {
    const found = key(words)
    if (found !== null && !first.has(found)) first.set(found, i)
  }
  return first
}

/** What is looked up in some texts, made when it is first asked for. */
class Index {
  readonly texts: Texts
  #whole: Map<string, number> | null = null
  #heads: Map<string, number> | null = null
  #tails: Map<string, number> | null = null

  constructor(texts: Texts) {
    this.texts = texts
  }

  /** The first text that is the same. */
  whole(words: string): number | undefined {
    this.#whole ??= firsts(this.texts, (text) => text)
    return this.#whole.get(words)
  }

  /** The first text whose first or last signs are those of the words. */
  byEnds(words: string): number | undefined {
    const [head, tail] = [(text: string) => text.slice(0, ends), (text: string) => text.slice(-ends)]
    const ifLong = (key: (text: string) => string) => (text: string) => (text.length < ends ? null : key(text))
    this.#heads ??= firsts(this.texts, ifLong(head))
    this.#tails ??= firsts(this.texts, ifLong(tail))
    const [first, last] = [this.#heads.get(head(words)), this.#tails.get(tail(words))]
    return first === undefined || (last !== undefined && last < first) ? last : first
  }
}

/** What is left over on both sides and is the same: pieces too short to be found by a seed. */
const leftOver = (words: string, index: Index, found: readonly Match[]): Match[] => {
  const left = gaps(
    words.length,
    found.map(({ from, length }) => ({ at: from, length })),
  )
  if (left.length === 0) return []
  const matched = new Map<number, Match[]>()
  for (const each of found) {
    const all = matched.get(each.text)
    if (all) all.push(each)
    else matched.set(each.text, [each])
  }
  const free = new Map<string, { text: number; at: number }>()
  for (const [text, all] of [...matched].sort(([a], [b]) => a - b)) {
    const source = index.texts[text] ?? ''
    for (const { at, length } of gaps(source.length, all)) {
      const piece = source.slice(at, at + length)
      if (!free.has(piece)) free.set(piece, { text, at })
    }
  }
  return left.flatMap(({ at: from, length }) => {
    const piece = words.slice(from, from + length)
    const [inPart, text] = [free.get(piece), index.whole(piece)]
    const whole = text === undefined || matched.has(text) ? undefined : { text, at: 0 }
    const same = inPart && (!whole || inPart.text < whole.text) ? inPart : whole
    return same ? [{ from, ...same, length }] : []
  })
}

const shortMatch = (words: string, index: Index): Match[] => {
  if (words.length > 2 * seed || words.length < ends) return []
  const text = index.byEnds(words)
  if (text === undefined) return []
  const source = index.texts[text] ?? ''
  const head = agreement(words, 0, source, 0)
  if (head >= ends) return [{ from: 0, text, at: 0, length: head }]
  const tail = agreementOfEnds(words, source)
  return [{ from: words.length - tail, text, at: source.length - tail, length: tail }]
}

type Limits = {
  /** Signs of the texts that are looked through, in their order. */
  atMost: number
  /** Whether so many signs more may be looked through. */
  may: (signs: number) => boolean
}

/**
 * Answers which words of a text stand in `texts` too, each at the place where most agrees. What may not be looked
 * through is known only when it is the same as all of one.
 */
export const matchWith = (
  texts: Texts,
  { atMost = mostSigns, may = () => true }: Partial<Limits> = {},
): ((words: string) => Match[]) => {
  const index = new Index(texts)
  const signs = Math.min(
    atMost,
    mostSigns,
    texts.reduce((sum, { length }) => sum + length, 0),
  )
  let seeds: Seeds | null = null
  const longest = (words: string, from: number, places: readonly { text: number; at: number }[]): Match | null => {
    let best: Match | null = null
    for (const { text, at } of places) {
      const length = agreement(words, from, texts[text] ?? '', at)
      if (!best || length > best.length) best = { from, text, at, length }
    }
    return best
  }
  return (words) => {
    const same = index.whole(words)
    if (same !== undefined) return [{ from: 0, text: same, at: 0, length: words.length }]
    if (!may(words.length + (seeds ? 0 : signs))) return []
    seeds ??= new Seeds(texts, signs)
    const placesAt = seeds.in(words)
    const all: Match[] = []
    for (let from = 0; from + seed <= words.length; ) {
      const best = longest(words, from, placesAt(from))
      if (best) all.push(best)
      from += best ? best.length : 1
    }
    return all.length > 0 ? [...all, ...leftOver(words, index, all)] : shortMatch(words, index)
  }
}
