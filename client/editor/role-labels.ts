/** What a paragraph is in the structure of goals, in words above it. */
import type { Node } from '@tiptap/pm/model'
import { Plugin } from '@tiptap/pm/state'
import { Decoration, DecorationSet } from '@tiptap/pm/view'
import type { TextRole } from '../../shared/schema/form.ts'

export type SayRole = Readonly<Record<Exclude<TextRole, 'none'>, string>>

const decorate = (doc: Node, say: Readonly<Record<string, string>>): DecorationSet => {
  const labels: Decoration[] = []
  doc.descendants((node, pos) => {
    const label = say[String(node.attrs['role'])]
    if (label !== undefined) labels.push(Decoration.node(pos, pos + node.nodeSize, { 'data-role-label': label }))
    return !node.isTextblock
  })
  return DecorationSet.create(doc, labels)
}

/** The style sheet shows `data-role-label`. */
export const roleLabelsPlugin = (say: SayRole): Plugin<DecorationSet> => {
  const plugin: Plugin<DecorationSet> = new Plugin<DecorationSet>({
    state: {
      init: (_config, { doc }) => decorate(doc, say),
      apply: (tr, labels) => (tr.docChanged ? decorate(tr.doc, say) : labels),
    },
    props: { decorations: (state) => plugin.getState(state) },
  })
  return plugin
}
