/** A line across the page between two parts of the text. It stands at the top only, never in a quotation or a table. */
import { type Command, TextSelection } from '@tiptap/pm/state'

/**
 * Puts a rule in where the caret stands, with a paragraph to go on in below it. No paragraph is cut in two: in the
 * midst of one the rule comes after it.
 */
export const insertRule: Command = (state, dispatch) => {
  const { horizontalRule, paragraph } = state.schema.nodes
  if (!horizontalRule || !paragraph) return false
  const { $head } = state.selection
  const { tr } = state
  // Before an empty paragraph, or one whose beginning the caret stands at: that one is to go on in.
  if ($head.depth === 1 && $head.parent.isTextblock && $head.parentOffset === 0)
    tr.insert($head.before(), horizontalRule.create())
  else {
    const after = $head.depth === 0 ? $head.pos : $head.after(1)
    tr.insert(after, [horizontalRule.create(), paragraph.create()])
    tr.setSelection(TextSelection.create(tr.doc, after + 2))
  }
  dispatch?.(tr.scrollIntoView())
  return true
}

/** Three hyphens; the first two have become a dash meanwhile. */
export const ruleSigns = /^(?:---|–-|—)$/

/** Enter after `---` alone in its paragraph. */
export const ruleOnEnter: Command = (state, dispatch) => {
  const { $from, empty } = state.selection
  if (!empty || $from.depth !== 1 || !ruleSigns.test($from.parent.textContent)) return false
  if ($from.parentOffset !== $from.parent.content.size) return false
  const { tr } = state
  tr.delete($from.start(), $from.end())
  const rule = state.schema.nodes['horizontalRule']
  if (!rule) return false
  dispatch?.(tr.insert($from.before(), rule.create()).scrollIntoView())
  return true
}
