/**
 * The caret stays beside the sign it stands at, whatever the others write. The binding resolves it through Yjs and then
 * doubts the answer wherever the paragraph's words have changed: it goes back to the old offset, so that a colleague's
 * typing in front of the caret leaves it among other words. Here Yjs is believed while the caret's paragraph lives, and
 * only of one that died is the place looked for by its id.
 */
import type { Node } from '@tiptap/pm/model'
import { type EditorState, Plugin, type Selection, TextSelection } from '@tiptap/pm/state'
import { relativePositionToAbsolutePosition, ySyncPluginKey } from '@tiptap/y-tiptap'
import * as Y from 'yjs'
import { fromYjs } from './writing.ts'

/** What the binding knows of the selection from before the change; its declarations do not say so. */
type Binding = {
  doc: Y.Doc
  type: Y.XmlFragment
  mapping: Parameters<typeof relativePositionToAbsolutePosition>[3]
  beforeTransactionSelection: {
    type: string
    anchor: Y.RelativePosition | null
    head: Y.RelativePosition | null
  } | null
}

const lives = (type: Y.AbstractType<unknown>): boolean => {
  let item = type._item
  while (item !== null) {
    if (item.deleted) return false
    // An integrated item's parent is a type.
    item = (item.parent as Y.AbstractType<unknown>)._item
  }
  return true
}

/** Null when what the position stood in has been deleted: Yjs would answer with a place far away. */
const resolved = ({ doc, type, mapping }: Binding, position: Y.RelativePosition): number | null => {
  const place = Y.createAbsolutePositionFromRelativePosition(position, doc)
  if (place === null || !lives(place.type)) return null
  return relativePositionToAbsolutePosition(doc, type, position, mapping)
}

/** Where each paragraph begins, by id; the first counts where two have one. */
const paragraphsIn = (doc: Node): Map<string, { start: number; size: number }> => {
  const found = new Map<string, { start: number; size: number }>()
  doc.descendants((node, pos) => {
    const id: unknown = node.attrs['id']
    if (node.isTextblock && typeof id === 'string' && !found.has(id)) {
      found.set(id, { start: pos + 1, size: node.content.size })
    }
    return !node.isTextblock
  })
  return found
}

/** As far into the paragraph of that id as before; else at the end of the nearest one before it that still stands. */
const recovered = (before: Node, pos: number, after: Node): number | null => {
  const now = paragraphsIn(after)
  const $pos = before.resolve(pos)
  const own = now.get(String($pos.parent.attrs['id']))
  if (own) return own.start + Math.min($pos.parentOffset, own.size)
  let nearest: number | null = null
  before.nodesBetween(0, pos, (node, at) => {
    const standing = at < pos ? now.get(String(node.attrs['id'])) : undefined
    if (node.isTextblock && standing) nearest = standing.start + standing.size
    return !node.isTextblock
  })
  return nearest
}

const selectionAfter = (binding: Binding, before: EditorState, after: EditorState): Selection | null => {
  const kept = binding.beforeTransactionSelection
  if (kept?.type !== 'text' || kept.anchor === null || kept.head === null) return null
  const { anchor, head } = before.selection
  const from = resolved(binding, kept.anchor) ?? recovered(before.doc, anchor, after.doc)
  const to = resolved(binding, kept.head) ?? recovered(before.doc, head, after.doc)
  if (from === null || to === null || Math.max(from, to) > after.doc.content.size) return null
  const selection = TextSelection.between(after.doc.resolve(from), after.doc.resolve(to))
  return selection.eq(after.selection) ? null : selection
}

export const keepCaretPlugin = (): Plugin =>
  new Plugin({
    appendTransaction(transactions, before, after) {
      const brought = transactions.some((tr) => {
        // After an undo the binding brings its own selection back.
        const meta: { isUndoRedoOperation?: boolean } | undefined = tr.getMeta(ySyncPluginKey)
        return tr.docChanged && fromYjs(tr) && meta?.isUndoRedoOperation !== true
      })
      const state: { binding?: Binding } | undefined = ySyncPluginKey.getState(after)
      if (!brought || !state?.binding) return null
      const selection = selectionAfter(state.binding, before, after)
      return selection && after.tr.setSelection(selection).setMeta('addToHistory', false)
    },
  })
