/** Undo after somebody else has undone it. */
import type { Editor } from '@tiptap/core'
import { yUndoPluginKey } from '@tiptap/y-tiptap'

/**
 * Takes away what could be undone here: where the server has brought a deletion back, undoing it as well would put the
 * text there twice, for Yjs does not know that the two are one.
 */
export const forgetUndo = (editor: Editor): void => {
  // The plugin's state is untyped; this is the field that its own commands use.
  const state: { undoManager: { clear(): void } } | undefined = yUndoPluginKey.getState(editor.state)
  state?.undoManager.clear()
}
