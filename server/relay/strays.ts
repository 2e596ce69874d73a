/** Words that were told to be misplaced, so that what is typed on after them is too; and which words came lately. */
import type * as Y from 'yjs'
import type { Place } from './grave.ts'
import { Ranges } from './ranges.ts'

/** How long somebody may go on typing before they can have seen what a colleague did, ms: the way there and back. */
export const unaware = 2000

/** Arrivals of one person this close to each other are one, ms. */
const moment = 250
/** Arrivals that are kept of each clientID. */
const mostArrivals = 64
const mostStrays = 2000

export class Strays {
  #places = new Ranges<{ place: Place; at: number }>()
  #count = 0
  readonly #arrivals = new Map<number, { clock: number; at: number }[]>()

  get empty(): boolean {
    return this.#count === 0
  }

  add(client: number, { clock, length, place, at }: { clock: number; length: number; place: Place; at: number }): void {
    if (++this.#count > mostStrays) {
      this.#count = 1
      this.#places = new Ranges()
    }
    this.#places.set(client, { clock, length, value: { place, at } })
  }

  get({ client, clock }: Y.ID): { place: Place; at: number } | null {
    return this.#places.get(client, clock)?.value ?? null
  }

  arrive(client: number, clock: number, at: number): void {
    const arrivals = this.#arrivals.get(client)
    const last = arrivals?.at(-1)
    if (last && at - last.at < moment) return
    if (!arrivals) this.#arrivals.set(client, [{ clock, at }])
    else if (arrivals.push({ clock, at }) > mostArrivals) arrivals.shift()
  }

  /** When the sign came, to within a moment; null when that is long ago. */
  arrived({ client, clock }: Y.ID): number | null {
    return this.#arrivals.get(client)?.findLast((arrival) => arrival.clock <= clock)?.at ?? null
  }
}
