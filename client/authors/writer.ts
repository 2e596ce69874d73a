/** Who wrote a stretch of a text's clocks: found in what the log has told, else among those who are here. */
import type { Author, AuthorRun } from '../../shared/authors.ts'

export type Writer =
  /** `author` null: no member wrote it. */
  | { state: 'told'; author: Author | null; at: number }
  /** Too new for what the log has told: the member whom the relay has under that clientID now. */
  | { state: 'here'; author: Author }
  | { state: 'unknown' }

export type Piece = { length: number; writer: Writer }

/** The writers of `length` clocks from `clock` on, in order. */
export type WritersOf = (client: number, clock: number, length: number) => Piece[]

/** Who is here under a clientID, by what the relay says. */
export type WhoIsHere = (client: number) => Author | null

/** Who is here or has been: a clientID is one member's for ever, so who leaves has still written their words. */
export const whoWasHere = (whoIsHere: WhoIsHere): WhoIsHere => {
  const seen = new Map<number, Author>()
  return (client) => {
    const author = whoIsHere(client) ?? seen.get(client) ?? null
    if (author) seen.set(client, author)
    return author
  }
}

type Runs = ReadonlyMap<number, readonly AuthorRun[]>

const byClient = (runs: readonly AuthorRun[]): Runs => {
  const found = new Map<number, AuthorRun[]>()
  for (const run of [...runs].sort((a, b) => a.clock - b.clock)) {
    const of = found.get(run.client)
    if (of) of.push(run)
    else found.set(run.client, [run])
  }
  return found
}

/** The place of the first run that ends after the clock. */
const firstAfter = (runs: readonly AuthorRun[], clock: number): number => {
  let [low, high] = [0, runs.length]
  while (low < high) {
    const middle = (low + high) >> 1
    const run = runs[middle]
    if (run && run.clock + run.length <= clock) low = middle + 1
    else high = middle
  }
  return low
}

export const writersOf = (told: readonly AuthorRun[], whoIsHere: WhoIsHere): WritersOf => {
  const runs = byClient(told)
  const untold = (client: number): Writer => {
    const author = whoIsHere(client)
    return author ? { state: 'here', author } : { state: 'unknown' }
  }
  return (client, clock, length) => {
    const of = runs.get(client) ?? []
    const end = clock + length
    const pieces: Piece[] = []
    let at = clock
    for (let i = firstAfter(of, clock); at < end; i += 1) {
      const run = of[i]
      const from = Math.min(run?.clock ?? end, end)
      if (from > at) pieces.push({ length: from - at, writer: untold(client) })
      at = Math.max(at, from)
      if (!run || at >= end) continue
      const until = Math.min(run.clock + run.length, end)
      pieces.push({ length: until - at, writer: { state: 'told', author: run.author, at: run.at } })
      at = until
    }
    return pieces
  }
}
