/**
 * What is known of stretches: of a grave's signs, or of each client's clocks. Stretches do not overlap, and are found
 * by anything that lies in them. They are kept in chunks: one more amid a hundred thousand moves a few hundred.
 */

/** From `from` on, so many signs or clocks of which the same is known. */
export type Stretch<T> = { from: number; length: number; value: T }

/**
 * How far an answer holds. Whoever asks of a sign what will be asked of all that follow begins with their number, and
 * every look narrows it to what was looked at: the answer is then the same, sign for sign, for so many.
 */
export type Reach = { length: number }

export const narrow = (reach: Reach | undefined, length: number): void => {
  if (reach && length < reach.length) reach.length = length
}

const chunk = 256

/** Index of the last that begins at `from` or before it; -1 if none does. */
const floor = (each: (index: number) => number, count: number, from: number): number => {
  let [low, high] = [0, count]
  while (low < high) {
    const middle = (low + high) >> 1
    if (each(middle) <= from) low = middle + 1
    else high = middle
  }
  return low - 1
}

export class Stretches<T> {
  /** None is empty. */
  readonly #chunks: Stretch<T>[][] = []

  /** It overlaps none that is there. */
  add(stretch: Stretch<T>): void {
    const { chunk: i, index } = this.#find(stretch.from)
    const into = this.#chunks[i]
    if (!into) {
      this.#chunks.push([stretch])
      return
    }
    into.splice(index + 1, 0, stretch)
    if (into.length > 2 * chunk) this.#chunks.splice(i + 1, 0, into.splice(chunk))
  }

  /** The stretch that holds it. */
  at(from: number, reach?: Reach): Stretch<T> | null {
    const { chunk: i, index } = this.#find(from)
    const found = this.#chunks[i]?.[index]
    if (found && from < found.from + found.length) {
      narrow(reach, found.from + found.length - from)
      return found
    }
    if (reach) {
      const next = this.#chunks[i]?.[index + 1] ?? this.#chunks[i + 1]?.[0]
      if (next) narrow(reach, next.from - from)
    }
    return null
  }

  /** Those that share something with [from, from + length), in order. Nothing may be added meanwhile. */
  *within(from: number, length: number): Generator<Stretch<T>> {
    const start = this.#find(from)
    let index = Math.max(0, start.index)
    for (let i = start.chunk; i < this.#chunks.length; i++) {
      const all = this.#chunks[i] ?? []
      for (; index < all.length; index++) {
        const found = all[index]
        if (!found || found.from >= from + length) return
        if (found.from + found.length > from) yield found
      }
      index = 0
    }
  }

  /** Lets a stretch end there and another begin, with `copy` of what is known of it. */
  cut(from: number, copy: (value: T) => T): void {
    const found = this.at(from)
    if (!found || found.from === from) return
    const left = from - found.from
    this.add({ from, length: found.length - left, value: copy(found.value) })
    found.length = left
  }

  /** From now on `value` is known of the stretch, whatever was; neighbours of the same value become one. */
  put({ from, length, value }: Stretch<T>): void {
    const reach = { length }
    if (this.at(from, reach) || reach.length < length) this.#clear(from, length)
    const before = this.at(from - 1)
    const after = this.at(from + length)
    const more = after?.value === value ? after.length : 0
    if (after && more > 0) this.#remove(after.from)
    if (before?.value === value) before.length += length + more
    else this.add({ from, length: length + more, value })
  }

  #clear(from: number, length: number): void {
    const same = (value: T): T => value
    this.cut(from, same)
    this.cut(from + length, same)
    const inside = Array.from(this.within(from, length), (each) => each.from)
    for (const begin of inside) this.#remove(begin)
  }

  #remove(from: number): void {
    const { chunk: i, index } = this.#find(from)
    const all = this.#chunks[i]
    all?.splice(index, 1)
    if (all?.length === 0) this.#chunks.splice(i, 1)
  }

  /** Where the last is that begins there or before; `index` is -1, of chunk 0, when all begin later. */
  #find(from: number): { chunk: number; index: number } {
    const i = Math.max(
      0,
      floor((at) => this.#chunks[at]?.[0]?.from ?? 0, this.#chunks.length, from),
    )
    const all = this.#chunks[i] ?? []
    return { chunk: i, index: floor((at) => all[at]?.from ?? 0, all.length, from) }
  }
}

/** Stretches of each client's clocks. */
export class Ranges<T> {
  readonly #clients = new Map<number, Stretches<T>>()

  set(client: number, { clock, length, value }: { clock: number; length: number; value: T }): void {
    const stretches = this.#clients.get(client) ?? new Stretches<T>()
    this.#clients.set(client, stretches)
    stretches.add({ from: clock, length, value })
  }

  /** What is known of the clock, and how far into its stretch it is. */
  get(client: number, clock: number, reach?: Reach): { value: T; into: number } | null {
    const found = this.#clients.get(client)?.at(clock, reach)
    return found ? { value: found.value, into: clock - found.from } : null
  }

  /** The parts of [clock, clock + length) that something is known of, in order. */
  within(client: number, clock: number, length: number): { value: T; into: number; clock: number; length: number }[] {
    const parts: { value: T; into: number; clock: number; length: number }[] = []
    for (const found of this.#clients.get(client)?.within(clock, length) ?? []) {
      const from = Math.max(clock, found.from)
      const to = Math.min(clock + length, found.from + found.length)
      parts.push({ value: found.value, into: from - found.from, clock: from, length: to - from })
    }
    return parts
  }
}
