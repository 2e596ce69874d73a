/** Who asked for which clocks, of all the writes of a batch: looked up as a whole, however many they are. */
import type { Request } from './asked.ts'
import { type Reach, type Stretch, Stretches } from './ranges.ts'

/** `news` as in `Request`: of several writes of one person that of the one that had heard least of it. */
export type Asker = Pick<Request, 'by' | 'news'>
type Asking = Pick<Request, 'by' | 'news' | 'deletes'>
type Part = { clock: number; length: number }
type Edge = { at: number; asker: Asker; opens: boolean }

const nobody: readonly Asker[] = []

const isSame = (a: readonly Asker[], b: readonly Asker[]): boolean =>
  a.length === b.length && a.every((each, i) => each === b[i])

export class Askers {
  readonly #edges = new Map<number, Edge[]>()
  readonly #clients = new Map<number, Stretches<readonly Asker[]>>()

  constructor(requests: readonly Asking[]) {
    const askers = new Map<string, Asker>()
    for (const { by, news, deletes } of requests) {
      const key = `${news} ${by}`
      const asker = askers.get(key) ?? { by, news }
      askers.set(key, asker)
      for (const [client, ranges] of deletes) {
        const edges = this.#edges.get(client) ?? []
        this.#edges.set(client, edges)
        for (const { clock, len } of ranges) {
          edges.push({ at: clock, asker, opens: true }, { at: clock + len, asker, opens: false })
        }
      }
    }
  }

  /** Who asked for the sign. */
  of(client: number, clock: number, reach?: Reach): readonly Asker[] {
    return this.#of(client).at(clock, reach)?.value ?? nobody
  }

  /** The client's clocks in parts that the same people asked to have deleted; nobody, and they died unseen. */
  parts(client: number, { clock, length }: Part): (Part & { by: readonly Asker[] })[] {
    const parts: (Part & { by: readonly Asker[] })[] = []
    let from = clock
    for (const stretch of this.#of(client).within(clock, length)) {
      if (stretch.from > from) parts.push({ clock: from, length: stretch.from - from, by: nobody })
      from = Math.max(from, stretch.from)
      const to = Math.min(clock + length, stretch.from + stretch.length)
      parts.push({ clock: from, length: to - from, by: stretch.value })
      from = to
    }
    if (from < clock + length) parts.push({ clock: from, length: clock + length - from, by: nobody })
    return parts
  }

  #of(client: number): Stretches<readonly Asker[]> {
    const known = this.#clients.get(client)
    if (known) return known
    const stretches = new Stretches<readonly Asker[]>()
    for (const stretch of sweep(this.#edges.get(client) ?? [])) stretches.add(stretch)
    this.#clients.set(client, stretches)
    return stretches
  }
}

/** Cut wherever another begins or ends to ask: several writes may ask for the same. */
const sweep = (edges: Edge[]): Stretch<readonly Asker[]>[] => {
  const stretches: Stretch<readonly Asker[]>[] = []
  const open = new Map<Asker, number>()
  let from = 0
  for (const { at, asker, opens } of edges.sort((a, b) => a.at - b.at)) {
    if (at > from && open.size > 0) {
      const value = [...open.keys()]
      const last = stretches.at(-1)
      if (last && last.from + last.length === from && isSame(last.value, value)) last.length += at - from
      else stretches.push({ from, length: at - from, value })
    }
    from = at
    const count = (open.get(asker) ?? 0) + (opens ? 1 : -1)
    if (count === 0) open.delete(asker)
    else open.set(asker, count)
  }
  return stretches
}
