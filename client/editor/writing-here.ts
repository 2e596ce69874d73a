/** Who else has their caret where one is about to join, move or delete: told before it is done, not after. */
import type { Editor } from '@tiptap/core'
import type { ResolvedPos } from '@tiptap/pm/model'
import { type EditorState, Plugin, PluginKey } from '@tiptap/pm/state'
import type { DecorationSet } from '@tiptap/pm/view'
import { yCursorPluginKey } from '@tiptap/y-tiptap'

/** How the writer of a connection is named; null for one whose caret is not shown. */
export type NameOf = (client: number) => string | null

const namesKey = new PluginKey<NameOf>('caretNames')

/** Lets whoever has the editor ask for the names behind its carets. */
export const caretNamesPlugin = (nameOf: NameOf): Plugin<NameOf> =>
  new Plugin<NameOf>({ key: namesKey, state: { init: () => nameOf, apply: (_tr, same) => same } })

/** The names of the writers whose caret stands between the positions, each once. Costs as much as there are carets. */
export const namesBetween = (state: EditorState, from: number, to: number): string[] => {
  const carets: DecorationSet | undefined = yCursorPluginKey.getState(state)
  const nameOf = namesKey.getState(state)
  const names = new Set<string>()
  for (const { spec } of carets?.find(from, to) ?? []) {
    // The binding's carets bear their connection's number as their key; its selections bear none.
    const name = typeof spec['key'] === 'string' ? nameOf?.(Number(spec['key'])) : null
    if (name) names.add(name)
  }
  return [...names]
}

/** The labels of the other writers whose caret stands between two positions of the text, both included. */
export const writersIn = (editor: Editor, from: number, to: number): string[] => namesBetween(editor.state, from, to)

/** `pos` is the block whose lower edge the hint stands at: there the two paragraphs would be joined. */
export type Hint = { where: 'here' | 'before' | 'after'; names: string[]; paragraph: string; pos: number }

const paragraphDepth = ($pos: ResolvedPos): number | null => {
  for (let depth = $pos.depth; depth > 0; depth -= 1) if ($pos.node(depth).isTextblock) return depth
  return null
}

/**
 * Who else writes in the selection's paragraphs, or else in the one that Backspace or Delete would join with the
 * caret's; null when nobody does.
 */
export const hintAt = (state: EditorState): Hint | null => {
  const { $from, $to, empty } = state.selection
  const [first, last] = [paragraphDepth($from), paragraphDepth($to)]
  if (first === null || last === null) return null
  const hint = (where: Hint['where'], from: number, to: number, pos: number): Hint | null => {
    const names = namesBetween(state, from, to)
    const { id } = state.doc.nodeAt(pos)?.attrs ?? {}
    return names.length > 0 ? { where, names, paragraph: String(id ?? pos), pos } : null
  }
  const here = hint('here', $from.start(first), $to.end(last), $to.before(last))
  if (here || !empty) return here
  const before = $from.pos === $from.start(first) ? state.doc.resolve($from.before(first)).nodeBefore : null
  if (before?.isTextblock) {
    const pos = $from.before(first) - before.nodeSize
    const hinted = hint('before', pos + 1, pos + before.nodeSize - 1, pos)
    if (hinted) return hinted
  }
  const pos = $from.after(first)
  const after = $from.pos === $from.end(first) ? state.doc.nodeAt(pos) : null
  return after?.isTextblock && pos < state.doc.content.size
    ? hint('after', pos + 1, pos + after.nodeSize - 1, pos)
    : null
}

/** A hint is said aloud when it is new, and again only after so long, ms. */
export const saidAgain = 300_000

/** Whether a hint is to be said now: once, however often the caret comes and goes. */
export const sayOnce = (now: () => number): ((hint: Hint) => boolean) => {
  const said = new Map<string, number>()
  return ({ where, names, paragraph }) => {
    const key = JSON.stringify([where, names, paragraph])
    const isNew = now() - (said.get(key) ?? -Infinity) >= saidAgain
    if (isNew) said.set(key, now())
    return isNew
  }
}
