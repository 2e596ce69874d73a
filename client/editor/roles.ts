/** What a paragraph is in the structure of goals, as a command. */
import type { Command, EditorState } from '@tiptap/pm/state'
import type { TextRole } from '../../shared/schema/form.ts'
import { selectedParagraphs } from './paragraphs.ts'

/**
 * Gives the selected paragraphs a role, `none` takes it away; their levels and lists stay. Of several paragraphs the
 * empty ones are left out. A goal's id is the affair of `goal-ids.ts`, in the same step; what is a goal no more has
 * none.
 */
export const setRole =
  (role: TextRole): Command =>
  (state, dispatch) => {
    const { tr } = state
    const selected = selectedParagraphs(state)
    for (const { node, pos } of selected) {
      if (selected.length > 1 && node.content.size === 0) continue
      if (node.attrs['role'] !== role) tr.setNodeAttribute(pos, 'role', role)
      if (role !== 'goal' && node.attrs['goalId'] !== null) tr.setNodeAttribute(pos, 'goalId', null)
    }
    if (!tr.docChanged) return false
    dispatch?.(tr)
    return true
  }

/** The role of all selected paragraphs; null when they differ or there is none. */
export const roleOfSelection = (state: EditorState): TextRole | null => {
  // The form's own values.
  const roles = new Set(selectedParagraphs(state).map(({ node }) => node.attrs['role'] as TextRole))
  const [role] = roles
  return roles.size === 1 && role !== undefined ? role : null
}
