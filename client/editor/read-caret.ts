/**
 * The caret as the browser has it, before anything of the others' is drawn. A key moves the caret at once, but the
 * browser tells of it a moment later; whatever is drawn in between puts back the place known before, and the next word
 * would land there.
 */
import type { EditorView } from '@tiptap/pm/view'

/** Does now what the browser is about to ask for. Nothing happens where the caret has not moved. */
export const readCaret = ({ dom }: EditorView): void => {
  dom.ownerDocument.dispatchEvent(new Event('selectionchange'))
}
