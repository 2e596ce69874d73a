/**
 * What this computer keeps is read into a text that may have gone on without it: the copy opened late, or another tab
 * heard the server while this one did not. Words whose paragraph is gone by then die as they arrive, and Yjs sweeps
 * them up at once: only the kept bytes still have them (P39).
 */
import * as Y from 'yjs'
import { type Run, type Unsent, within, without } from './unsent.ts'

type Deleted = ReturnType<typeof Y.mergeDeleteSets>
type Letters = { run: Run; text: string; origin: Y.ID | null }

/** What is dead in the doc though no row says that somebody deleted it, of the clocks that came after `before`. */
const deadUnasked = (doc: Y.Doc, deleted: Deleted, before: ReadonlyMap<number, number>): Run[] => {
  const dead: Run[] = []
  for (const [client, structs] of doc.store.clients) {
    const known = before.get(client) ?? 0
    const asked = deleted.clients.get(client) ?? []
    // Both are in order: each is gone through once, for a long text has thousands of either.
    let next = 0
    for (const { id, length, deleted: isDead } of structs) {
      let from = Math.max(known, id.clock)
      const to = id.clock + length
      if (!isDead || to <= known) continue
      for (let range = asked[next]; range && range.clock < to; range = asked[next]) {
        if (range.clock > from) dead.push({ client, from, to: range.clock })
        from = Math.max(from, range.clock + range.len)
        if (from >= to) break
        next++
      }
      if (from < to) dead.push({ client, from, to })
    }
  }
  return dead
}

const lettersOf = (struct: Y.Item | Y.GC | Y.Skip): Letters[] => {
  if (!(struct instanceof Y.Item && struct.content instanceof Y.ContentString)) return []
  const { client, clock } = struct.id
  const run = { client, from: clock, to: clock + struct.length }
  return [{ run, text: struct.content.str, origin: struct.origin }]
}

const isAfter = ({ run, origin }: Letters, last: Letters | null): boolean =>
  last !== null && origin !== null && origin.client === run.client && origin.clock === last.run.to - 1

/** The words in the rows that nobody has deleted and that are dead in the doc all the same; `before` as it was then. */
export const diedOnArrival = (doc: Y.Doc, rows: readonly Uint8Array[], before: ReadonlyMap<number, number>): Unsent => {
  const updates = rows.map((row) => Y.decodeUpdate(row))
  const dead = deadUnasked(doc, Y.mergeDeleteSets(updates.map(({ ds }) => ds)), before)
  const found: Unsent = { words: [], runs: [] }
  if (dead.length === 0) return found
  const letters = updates.flatMap(({ structs }) => structs.flatMap(lettersOf))
  let last: Letters | null = null
  for (const each of letters.sort((a, b) => a.run.client - b.run.client || a.run.from - b.run.from)) {
    const runs = within(each.run, dead).flatMap((run) => without(run, found.runs))
    const words = runs.map((run) => each.text.slice(run.from - each.run.from, run.to - each.run.from)).join('')
    if (words === '') continue
    if (isAfter(each, last)) found.words.push(`${found.words.pop() ?? ''}${words}`)
    else found.words.push(words)
    found.runs.push(...runs)
    last = each
  }
  return { words: found.words.map((each) => each.trim()).filter((each) => each !== ''), runs: found.runs }
}
