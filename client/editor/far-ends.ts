/** To the text's first or last place by key. */
import { type Command, Selection, TextSelection } from '@tiptap/pm/state'

/**
 * Puts the caret at the text's start or end, or with `extend` selects as far as there. The browser's own keys go by
 * what is laid out, and a long text's far paragraphs are not (`content-visibility`): the caret would stop before the
 * last one's words.
 */
export const goToFarEnd =
  (end: 'start' | 'end', extend: boolean): Command =>
  (state, dispatch) => {
    const far = end === 'start' ? Selection.atStart(state.doc) : Selection.atEnd(state.doc)
    if (!(far instanceof TextSelection)) return false
    const selection = extend ? TextSelection.create(state.doc, state.selection.anchor, far.head) : far
    dispatch?.(state.tr.setSelection(selection).scrollIntoView())
    return true
  }

export const farEndKeys: Record<string, Command> = {
  'Mod-Home': goToFarEnd('start', false),
  'Mod-End': goToFarEnd('end', false),
  'Mod-Shift-Home': goToFarEnd('start', true),
  'Mod-Shift-End': goToFarEnd('end', true),
  // As macOS has it.
  'Meta-ArrowUp': goToFarEnd('start', false),
  'Meta-ArrowDown': goToFarEnd('end', false),
  'Meta-Shift-ArrowUp': goToFarEnd('start', true),
  'Meta-Shift-ArrowDown': goToFarEnd('end', true),
}
