/** What is known of stretches of clocks, per client: looked up by any clock in them. Stretches do not overlap. */

type Stretch<T> = { clock: number; length: number; value: T }

export class Ranges<T> {
  readonly #clients = new Map<number, Stretch<T>[]>()

  get empty(): boolean {
    return this.#clients.size === 0
  }

  set(client: number, { clock, length, value }: Stretch<T>): void {
    const stretches = this.#clients.get(client)
    const stretch = { clock, length, value }
    if (!stretches) this.#clients.set(client, [stretch])
    else stretches.splice(this.#after(stretches, clock), 0, stretch)
  }

  /** The stretch that holds the clock, and how far into it the clock is. */
  get(client: number, clock: number): { value: T; into: number } | null {
    const stretches = this.#clients.get(client)
    const stretch = stretches?.[this.#after(stretches, clock) - 1]
    if (!stretch || clock >= stretch.clock + stretch.length) return null
    return { value: stretch.value, into: clock - stretch.clock }
  }

  /** The parts of [clock, clock + length) that something is known of, in order. */
  within(client: number, clock: number, length: number): { value: T; into: number; clock: number; length: number }[] {
    const stretches = this.#clients.get(client)
    if (!stretches) return []
    const parts: { value: T; into: number; clock: number; length: number }[] = []
    for (let i = Math.max(0, this.#after(stretches, clock) - 1); i < stretches.length; i++) {
      const stretch = stretches[i]
      if (!stretch || stretch.clock >= clock + length) break
      const from = Math.max(clock, stretch.clock)
      const to = Math.min(clock + length, stretch.clock + stretch.length)
      if (to > from) parts.push({ value: stretch.value, into: from - stretch.clock, clock: from, length: to - from })
    }
    return parts
  }

  /** How many stretches begin at the clock or before it. */
  #after(stretches: readonly Stretch<T>[], clock: number): number {
    let [low, high] = [0, stretches.length]
    while (low < high) {
      const middle = (low + high) >> 1
      // `middle` is within the array, since low ≤ middle < high ≤ length.
      if ((stretches[middle] as Stretch<T>).clock <= clock) low = middle + 1
      else high = middle
    }
    return low
  }
}
