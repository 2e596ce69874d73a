/** Moves the words that cannot become part of the text out of a copy, so that a new one can take its place. */
import * as Y from 'yjs'
import type { ProblemCode } from '../../shared/problem.ts'
import type { Copy, Keeping, Shelved } from './keeping.ts'
import { type Unsent, unsentWords } from './unsent.ts'

export type Move = {
  textId: string
  /** Why the words could not become part of the text. */
  code: ProblemCode
  /** The doc that holds them, and its copy. */
  from: { doc: Y.Doc; copy: Copy | null }
  /** The text as the server has it. */
  server: Y.Doc
  keeping: Keeping
  now: () => number
  newId: () => string
}

/** `entry` is null when no words were unsent. `replaced` is false when the copy still holds what it held. */
export type Moved = { entry: Shelved | null; replaced: boolean }

const none: Unsent = { words: [], runs: [] }

const entryOf = (move: Move, whole: Y.Doc, known: readonly Shelved[], died: Unsent = none): Shelved | null => {
  const unsent = unsentWords(
    whole,
    move.server,
    known.flatMap((entry) => entry.runs),
  )
  const [words, runs] = [
    [...unsent.words, ...died.words],
    [...unsent.runs, ...died.runs],
  ]
  if (words.length === 0) return null
  return { id: move.newId(), textId: move.textId, code: move.code, at: move.now(), words, runs }
}

/**
 * The words are on the shelf before the copy that holds them is replaced; where this computer keeps nothing, they are
 * handed back all the same. Other tabs' work in the copy is set aside with ours: it may have no tab any more.
 */
export const setAside = async (move: Move): Promise<Moved> => {
  const { textId, from, keeping } = move
  const whole = new Y.Doc()
  Y.applyUpdate(whole, Y.encodeStateAsUpdate(from.doc))
  let entry: Shelved | null = null
  let replaced = false
  const { copy } = from
  if (copy === null) return { entry: entryOf(move, whole, []), replaced }
  try {
    await keeping.exclusively(textId, async () => {
      const { died } = await copy.readInto(whole)
      entry = entryOf(move, whole, await keeping.shelf.list(textId), died)
      if (entry !== null) await keeping.shelf.put(entry)
      await copy.replace(Y.encodeStateAsUpdate(move.server))
      copy.mark(0)
      replaced = true
    })
  } catch {
    // The browser stopped keeping things half-way. What was not replaced is still there, and the words are here.
    entry ??= entryOf(move, whole, [])
  }
  whole.destroy()
  return { entry, replaced }
}
