/**
 * What this computer keeps is read into a text that may have gone on without it: the copy opened late, or another tab
 * heard the server while this one did not. Words whose paragraph is gone by then die as they arrive, and Yjs sweeps
 * them up at once: only the kept bytes still have them (P39).
 */
import * as Y from 'yjs'
import { type Run, type Unsent, without } from './unsent.ts'

type Ranges = Map<number, Run[]>
type Letters = { run: Run; text: string; origin: Y.ID | null }

const add = (to: Ranges, run: Run): void => {
  const runs = to.get(run.client)
  if (runs) runs.push(run)
  else to.set(run.client, [run])
}

/** What is dead in the doc, of the clocks that came after `before`. */
const deadAfter = (doc: Y.Doc, before: ReadonlyMap<number, number>): Ranges => {
  const dead: Ranges = new Map()
  for (const [client, structs] of doc.store.clients) {
    const known = before.get(client) ?? 0
    for (let i = structs.length - 1; i >= 0; i--) {
      const struct = structs[i]
      if (!struct || struct.id.clock + struct.length <= known) break
      if (struct.deleted) {
        add(dead, { client, from: Math.max(known, struct.id.clock), to: struct.id.clock + struct.length })
      }
    }
  }
  return dead
}

/** What is in the bytes: the letters of the clients asked for, and all that somebody has deleted. */
const readRows = (rows: readonly Uint8Array[], asked: Ranges): { letters: Letters[]; deleted: Ranges } => {
  const letters: Letters[] = []
  const deleted: Ranges = new Map()
  for (const row of rows) {
    const { structs, ds } = Y.decodeUpdate(row)
    for (const [client, ranges] of ds.clients) {
      for (const { clock, len } of ranges) add(deleted, { client, from: clock, to: clock + len })
    }
    for (const struct of structs) {
      if (!(struct instanceof Y.Item && struct.content instanceof Y.ContentString)) continue
      const { client, clock } = struct.id
      if (!asked.has(client)) continue
      const run = { client, from: clock, to: clock + struct.length }
      letters.push({ run, text: struct.content.str, origin: struct.origin })
    }
  }
  return { letters, deleted }
}

const isAfter = ({ run, origin }: Letters, last: Letters | null): boolean =>
  last !== null && origin !== null && origin.client === run.client && origin.clock === last.run.to - 1

/** The parts of a run that are in one of `others`. */
const within = (run: Run, others: readonly Run[]): Run[] =>
  others
    .map(({ from, to }) => ({ client: run.client, from: Math.max(run.from, from), to: Math.min(run.to, to) }))
    .filter(({ from, to }) => from < to)

/** The words in the rows that nobody has deleted and that are dead in the doc all the same; `before` as it was then. */
export const diedOnArrival = (doc: Y.Doc, rows: readonly Uint8Array[], before: ReadonlyMap<number, number>): Unsent => {
  const dead = deadAfter(doc, before)
  const found: Unsent = { words: [], runs: [] }
  if (dead.size === 0) return found
  const { letters, deleted } = readRows(rows, dead)
  let last: Letters | null = null
  for (const each of letters.sort((a, b) => a.run.client - b.run.client || a.run.from - b.run.from)) {
    const { client, from } = each.run
    const unheard = without(each.run, [...(deleted.get(client) ?? []), ...found.runs])
    const runs = unheard.flatMap((run) => within(run, dead.get(client) ?? []))
    const words = runs.map((run) => each.text.slice(run.from - from, run.to - from)).join('')
    if (words === '') continue
    if (isAfter(each, last)) found.words.push(`${found.words.pop() ?? ''}${words}`)
    else found.words.push(words)
    found.runs.push(...runs)
    last = each
  }
  return { words: found.words.map((each) => each.trim()).filter((each) => each !== ''), runs: found.runs }
}
