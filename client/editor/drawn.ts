/** What is drawn on the text and follows from its structure: anew when that changes, and moved along by typing. */
import { type EditorState, Plugin, type PluginSpec, type Transaction } from '@tiptap/pm/state'
import type { DecorationSet } from '@tiptap/pm/view'
import { linesWrittenIn } from './written-lines.ts'

type Drawing = {
  draw: (state: EditorState) => DecorationSet
  /** True of a change after which the same is drawn; by default of typing within lines, by far the most common. */
  isTyping?: (tr: Transaction) => boolean
  nodeViews?: NonNullable<PluginSpec<unknown>['props']>['nodeViews']
}

const withinLines = (tr: Transaction): boolean => linesWrittenIn(tr) !== null

export const drawnPlugin = ({ draw, isTyping = withinLines, nodeViews }: Drawing): Plugin<DecorationSet> => {
  const plugin: Plugin<DecorationSet> = new Plugin<DecorationSet>({
    state: {
      init: (_config, state) => draw(state),
      apply: (tr, drawn, _before, after) => {
        if (!tr.docChanged) return drawn
        return isTyping(tr) ? drawn.map(tr.mapping, tr.doc) : draw(after)
      },
    },
    props: { decorations: (state) => plugin.getState(state), ...(nodeViews && { nodeViews }) },
  })
  return plugin
}
