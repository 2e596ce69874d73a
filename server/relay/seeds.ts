/** Where in some texts four signs in a row stand: tables of numbers, for a Map of a long text's words takes 90 ms. */

/** Signs that must agree before it is looked further. */
export const seed = 4
/** Places kept of one seed: a text of one word repeated must not take its square. */
const mostPlaces = 8
/** Other seeds of the same hash that are passed: honest text has a few; of what is made to have more none is found. */
const mostPassed = 64

export type Found = { text: number; at: number }

const hash = (codes: ArrayLike<number>, at: number): number => {
  let mixed = 0
  for (let i = 0; i < seed; i++) mixed = Math.imul(mixed ^ (codes[at + i] ?? 0), 0x9e3779b1) ^ (mixed >>> 13)
  return Math.imul(mixed ^ (mixed >>> 15), 0x2c1b3c6d) >>> 7
}

const codesOf = (words: string, into: Uint16Array = new Uint16Array(words.length), from = 0): Uint16Array => {
  for (let i = 0; i < words.length && from + i < into.length; i++) into[from + i] = words.charCodeAt(i)
  return into
}

/** A place is where its seed begins in `codes`; in the tables it stands one higher, and 0 is none. */
export class Seeds {
  readonly #codes: Uint16Array
  /** Where each text begins in them. */
  readonly #starts: number[] = []
  /** Of each hash the first place; and of the first place of a seed that of another seed with the same hash. */
  readonly #heads: Int32Array
  readonly #others: Int32Array
  /** Of each place the next one of the same seed; of the first place how many there are, and the last. */
  readonly #next: Int32Array
  readonly #counts: Uint8Array
  readonly #lasts: Int32Array

  /** Of so many signs of the texts, in their order. */
  constructor(texts: readonly string[], atMost: number) {
    const all = texts.reduce((sum, { length }) => sum + length, 0)
    const count = Math.max(0, Math.min(all, atMost + texts.length * seed))
    this.#codes = new Uint16Array(count)
    this.#heads = new Int32Array(2 ** Math.ceil(Math.log2(Math.min(count, atMost) + 1)))
    this.#others = new Int32Array(count)
    this.#next = new Int32Array(count)
    this.#counts = new Uint8Array(count)
    this.#lasts = new Int32Array(count)
    let left = Math.min(atMost, all)
    let start = 0
    for (const words of texts) {
      if (left <= 0) break
      this.#starts.push(start)
      codesOf(words, this.#codes, start)
      const places = Math.min(words.length - seed + 1, left)
      for (let at = 0; at < places; at++) this.#add(start + at)
      left -= Math.max(0, places)
      start += words.length
    }
  }

  /** For each place in the words the first places of the seed that begins there, in the order of the texts. */
  in(words: string): (from: number) => Found[] {
    const codes = codesOf(words)
    return (from) => (from + seed > words.length ? [] : this.#places(codes, from))
  }

  #places(codes: Uint16Array, from: number): Found[] {
    const found: Found[] = []
    for (let place = this.#first(codes, from); place > 0; place = this.#next[place - 1] ?? 0) {
      const text = this.#textOf(place - 1)
      found.push({ text, at: place - 1 - (this.#starts[text] ?? 0) })
    }
    return found
  }

  #add(at: number): void {
    const place = at + 1
    const first = this.#first(this.#codes, at)
    if (first === 0) return this.#begin(place)
    const count = this.#counts[first - 1] ?? 0
    if (count === mostPlaces) return
    this.#next[(this.#lasts[first - 1] ?? 0) - 1] = place
    this.#lasts[first - 1] = place
    this.#counts[first - 1] = count + 1
  }

  /** The first place of a new seed, before the others of its hash. */
  #begin(place: number): void {
    const slot = hash(this.#codes, place - 1) & (this.#heads.length - 1)
    this.#others[place - 1] = this.#heads[slot] ?? 0
    this.#heads[slot] = place
    this.#lasts[place - 1] = place
    this.#counts[place - 1] = 1
  }

  /** The first place of the seed that begins at `from`. */
  #first(codes: Uint16Array, from: number): number {
    let place = this.#heads[hash(codes, from) & (this.#heads.length - 1)] ?? 0
    for (let passed = 0; place > 0; place = this.#others[place - 1] ?? 0) {
      if (this.#isSame(place - 1, codes, from)) return place
      if (++passed === mostPassed) return 0
    }
    return 0
  }

  #isSame(at: number, codes: Uint16Array, from: number): boolean {
    for (let i = 0; i < seed; i++) if (this.#codes[at + i] !== codes[from + i]) return false
    return true
  }

  #textOf(at: number): number {
    let [low, high] = [0, this.#starts.length]
    while (low < high) {
      const middle = (low + high) >> 1
      if ((this.#starts[middle] ?? 0) <= at) low = middle + 1
      else high = middle
    }
    return low - 1
  }
}
