/** The text's headings, in order: what the outline shows and jumps to. */
import type { Node } from '@tiptap/pm/model'
import { TextSelection } from '@tiptap/pm/state'
import type { EditorView } from '@tiptap/pm/view'

export type Heading = { pos: number; id: string | null; level: number; text: string }

export const headingsOf = (doc: Node): Heading[] => {
  const found: Heading[] = []
  doc.descendants((node, pos) => {
    const { level, id } = node.attrs
    if (node.isTextblock && level > 0) found.push({ pos, id, level, text: node.textContent })
    return !node.isTextblock
  })
  return found
}

/** Brings a heading into view and the caret to its start; a reader's focus goes to the text. */
export const jumpTo = (view: EditorView, heading: Heading): void => {
  const inside = Math.min(heading.pos + 1, view.state.doc.content.size)
  view.dispatch(view.state.tr.setSelection(TextSelection.near(view.state.doc.resolve(inside))))
  const element = view.nodeDOM(heading.pos)
  if (element instanceof HTMLElement) element.scrollIntoView({ block: 'start' })
  view.focus()
}
