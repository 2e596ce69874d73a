/** Which words of a copy the server has never got. Pure: two documents in, words out. */
import * as Y from 'yjs'
import { textRoot } from '../../shared/protocol.ts'

/** A run of one client's structs, `to` not included. */
export type Run = { client: number; from: number; to: number }

export type Unsent = {
  /** One entry per paragraph, in the order of the text; runs apart from each other with ` … ` between. */
  words: string[]
  /** The structs they came in. */
  runs: Run[]
}

/** True when a document holds structs that are not in the state vector. */
export const isAheadOf = (doc: Y.Doc, vector: Uint8Array): boolean => {
  const theirs = Y.decodeStateVector(vector)
  return [...Y.decodeStateVector(Y.encodeStateVector(doc))].some(([client, clock]) => clock > (theirs.get(client) ?? 0))
}

/** The parts of a run that are in one of `known`. */
export const within = (run: Run, known: readonly Run[]): Run[] =>
  known
    .filter((k) => k.client === run.client)
    .map((k) => ({ ...run, from: Math.max(run.from, k.from), to: Math.min(run.to, k.to) }))
    .filter((r) => r.from < r.to)

/** The parts of a run that are in none of `known`. */
export const without = (run: Run, known: readonly Run[]): Run[] =>
  known
    .filter((k) => k.client === run.client)
    .reduce<Run[]>(
      (rest, k) =>
        rest.flatMap((r) => [
          { ...r, to: Math.max(r.from, Math.min(r.to, k.from)) },
          { ...r, from: Math.min(r.to, Math.max(r.from, k.to)) },
        ]),
      [run],
    )
    .filter((r) => r.from < r.to)

/** The Y.XmlTexts of each paragraph, in the order of the text. */
const paragraphs = (node: Y.XmlFragment): Y.XmlText[][] => {
  const children = node.toArray()
  const texts = children.filter((child) => child instanceof Y.XmlText)
  const within = children.flatMap((child) => (child instanceof Y.XmlFragment ? paragraphs(child) : []))
  return texts.length > 0 ? [texts, ...within] : within
}

/** The items of a text; Yjs keeps the chain's start to itself, and nothing public tells an item's id. */
const itemsOf = (text: Y.XmlText): Y.Item[] => {
  const items: Y.Item[] = []
  for (let item = text._start; item !== null; item = item.right) items.push(item)
  return items
}

/** The words of one paragraph's texts that are `ours`, which is null for what is as if it were not there. */
export const signsIn = (
  texts: readonly Y.XmlText[],
  ours: (item: Y.Item) => readonly Run[] | null,
): { words: string; runs: Run[] } => {
  let words = ''
  const runs: Run[] = []
  /** Something that is not ours to set aside stands between the last word and the next. */
  let apart = false
  for (const item of texts.flatMap(itemsOf)) {
    if (!(item.content instanceof Y.ContentString)) continue
    const found = ours(item)
    if (found === null) continue
    const { clock } = item.id
    let end = clock
    for (const run of found) {
      apart ||= run.from > end
      words += (apart && words !== '' ? ' … ' : '') + item.content.str.slice(run.from - clock, run.to - clock)
      apart = false
      end = run.to
    }
    apart ||= end < clock + item.length
    runs.push(...found)
  }
  return { words: words.trim(), runs }
}

/** What stands in `copy` and is neither in `server` nor among `known` (set aside before, perhaps in another tab). */
export const unsentWords = (copy: Y.Doc, server: Y.Doc, known: readonly Run[] = []): Unsent => {
  const vector = Y.decodeStateVector(Y.encodeStateVector(server))
  const ours = ({ id: { client, clock }, length, deleted }: Y.Item): Run[] | null => {
    if (deleted) return null
    const above = { client, from: Math.max(clock, vector.get(client) ?? 0), to: clock + length }
    return above.from < above.to ? without(above, known) : []
  }
  const found = paragraphs(copy.getXmlFragment(textRoot)).map((texts) => signsIn(texts, ours))
  return { words: found.map(({ words }) => words).filter((w) => w !== ''), runs: found.flatMap(({ runs }) => runs) }
}
