/** What a paragraph is in the structure of goals, in words above it: "Vision", "Mål INF-1". */
import type { EditorState, Plugin } from '@tiptap/pm/state'
import { Decoration, DecorationSet } from '@tiptap/pm/view'
import type { TextRole } from '../../shared/schema/form.ts'
import { drawnPlugin } from './drawn.ts'
import { entryNodes, isTypingInBody, outlineOf } from './outline.ts'

export type SayRole = {
  role: Readonly<Record<Exclude<TextRole, 'none'>, string>>
  /** A goal with its label. */
  goal: (label: string) => string
}

const decorate = (state: EditorState, say: SayRole): DecorationSet => {
  const { focusAreas, goalsOutside } = outlineOf(state).goals
  const goals = [...goalsOutside, ...focusAreas.flatMap((area) => area.goals)]
  let nth = 0
  const labels = entryNodes(state.doc).flatMap(({ node, pos }) => {
    const role = node.attrs['role'] as TextRole // one of the form's values
    if (role === 'none') return []
    // The structure's goals stand in the order of the text as well.
    const words = role === 'goal' ? say.goal(goals[nth++]?.label ?? '') : say.role[role]
    return [Decoration.node(pos, pos + node.nodeSize, { 'data-role-label': words })]
  })
  return DecorationSet.create(state.doc, labels)
}

/** The style sheet shows `data-role-label`. Needs the outline's plugin before it. */
export const roleLabelsPlugin = (say: SayRole): Plugin<DecorationSet> =>
  drawnPlugin({ draw: (state) => decorate(state, say), isTyping: isTypingInBody })
