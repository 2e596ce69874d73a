/** Who wrote which clocks: read from updates one after another, and kept as runs. */
import * as Y from 'yjs'
import type { AuthorRun, TextEntry } from './store.ts'

/** Clocks that follow on one another by one author belong to one run for this long, ms: what a person calls "then". */
const runTime = 60_000

/** The runs so far, in the order they began, and where each clientID's next clock is. */
export type Authorship = { runs: AuthorRun[]; next: Map<number, number>; last: Map<number, AuthorRun> }

export const authorshipOf = (runs: readonly AuthorRun[]): Authorship => {
  const authorship: Authorship = { runs: [], next: new Map(), last: new Map() }
  for (const run of runs) extend(authorship, { ...run })
  return authorship
}

/**
 * Adds what an entry brings that none before it brought. A clock belongs to who brought it first; whoever sends a
 * colleague's words once more does not become their author. Entries without gaps: the relay lets none through (P9).
 */
export const credit = (authorship: Authorship, { by, at, update }: TextEntry): void => {
  for (const struct of Y.decodeUpdate(update).structs) {
    if (struct instanceof Y.Skip) continue
    const { client } = struct.id
    const clock = Math.max(struct.id.clock, authorship.next.get(client) ?? 0)
    const length = struct.id.clock + struct.length - clock
    if (length > 0) extend(authorship, { client, clock, length, by, at })
  }
}

const extend = ({ runs, next, last }: Authorship, run: AuthorRun): void => {
  next.set(run.client, run.clock + run.length)
  const before = last.get(run.client)
  if (before && before.by === run.by && before.clock + before.length === run.clock && run.at - before.at < runTime)
    before.length += run.length
  else {
    runs.push(run)
    last.set(run.client, run)
  }
}
