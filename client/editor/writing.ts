/** Who may write in this editor, and that there is always somewhere to write. */
import { type EditorState, Plugin, Selection, type Transaction } from '@tiptap/pm/state'
import type { EditorView } from '@tiptap/pm/view'
import { ySyncPluginKey } from '@tiptap/y-tiptap'

/** True for what came from the shared document (others' writing, undo) rather than from this keyboard. */
export const fromYjs = (tr: Transaction): boolean => {
  // The plugin's meta is untyped; this is the field that its own code reads.
  const meta: { isChangeOrigin?: boolean } | undefined = tr.getMeta(ySyncPluginKey)
  return meta?.isChangeOrigin === true
}

/** Nothing but others' writing changes a text that this person may not write in. */
export const readOnlyPlugin = (mayWrite: () => boolean): Plugin =>
  new Plugin({ filterTransaction: (tr) => !tr.docChanged || mayWrite() || fromYjs(tr) })

const withParagraph = (state: EditorState): Transaction | null => {
  const type = state.schema.nodes['paragraph']
  if (state.doc.childCount > 0 || !type) return null
  const { tr } = state
  tr.insert(0, type.create())
  // Select-all would go on selecting all of nothing, and no sign typed then stands in a paragraph.
  return tr.setSelection(Selection.atStart(tr.doc))
}

/**
 * The form lets a text be empty, and in an empty text there is nowhere to type. The paragraph is made when a person
 * comes to write, not when the text is opened: two who open it at once would make two.
 */
export const somewhereToWritePlugin = (mayWrite: () => boolean): Plugin => {
  const make = (view: EditorView): false => {
    const tr = mayWrite() ? withParagraph(view.state) : null
    if (tr) view.dispatch(tr)
    return false
  }
  return new Plugin({
    props: {
      handleDOMEvents: { focus: make, keydown: make, beforeinput: make, paste: make },
      attributes: ({ doc }) => ({ class: doc.childCount > 1 || doc.textContent !== '' ? '' : 'text-empty' }),
    },
    appendTransaction: (transactions, _before, after) =>
      transactions.some((tr) => tr.docChanged && !fromYjs(tr)) ? withParagraph(after) : null,
  })
}
