/** What people do to a paragraph that a colleague is writing in: one ProseMirror transaction each. */
import type { Node } from '@tiptap/pm/model'
import type { Transaction } from '@tiptap/pm/state'

type Edit = (tr: Transaction) => Transaction

/** The position in front of the first place where the words stand; behind them with `behind`. */
export const find = (doc: Node, words: string, behind = false): number => {
  let found = -1
  doc.descendants((node, at) => {
    const index = node.text?.indexOf(words) ?? -1
    if (found < 0 && index >= 0) found = at + index + (behind ? words.length : 0)
    return found < 0
  })
  if (found < 0) throw new Error(`“${words}” does not stand in the text`)
  return found
}

/** The paragraph that holds the words: its position and itself. */
export const blockOf = (doc: Node, words: string, kind = 'paragraph'): { at: number; node: Node } => {
  const place = doc.resolve(find(doc, words))
  for (let depth = place.depth; depth > 0; depth--) {
    if (place.node(depth).type.name === kind) return { at: place.before(depth), node: place.node(depth) }
  }
  throw new Error(`no ${kind} holds “${words}”`)
}

export const typeAfter =
  (words: string, typed: string): Edit =>
  (tr) =>
    tr.insertText(typed, find(tr.doc, words, true))

export const typeBefore =
  (words: string, typed: string): Edit =>
  (tr) =>
    tr.insertText(typed, find(tr.doc, words))

export const erase =
  (words: string): Edit =>
  (tr) =>
    tr.delete(find(tr.doc, words), find(tr.doc, words, true))

/** Enter before the words; the second half is a new paragraph. */
export const splitBefore =
  (words: string, id: string): Edit =>
  (tr) => {
    const at = find(tr.doc, words)
    tr.split(at)
    return tr.setNodeAttribute(tr.mapping.map(at) - 1, 'id', id)
  }

/** The paragraph that holds the words is joined to the one before. */
export const joinUp =
  (words: string): Edit =>
  (tr) =>
    tr.join(blockOf(tr.doc, words).at)

/** The paragraph that holds the words goes to the end of the text, or to its beginning: the same node, in one step. */
export const moveTo =
  (words: string, where: 'first' | 'last'): Edit =>
  (tr) => {
    const { at, node } = blockOf(tr.doc, words)
    tr.delete(at, at + node.nodeSize)
    return tr.insert(where === 'first' ? 0 : tr.doc.content.size, node)
  }

/** The paragraph that holds the words, or another block, is deleted. */
export const remove =
  (words: string, kind = 'paragraph'): Edit =>
  (tr) => {
    const { at, node } = blockOf(tr.doc, words, kind)
    return tr.delete(at, at + node.nodeSize)
  }

export const set =
  (words: string, name: string, value: unknown): Edit =>
  (tr) =>
    tr.setNodeAttribute(blockOf(tr.doc, words).at, name, value)
