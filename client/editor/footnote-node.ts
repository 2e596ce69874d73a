/** How a footnote is drawn and read: in the line where its number stands. */
import { Node } from '@tiptap/core'
import { nodes } from '../../shared/schema/form.ts'
import { anyOf, attributesOf } from './node-parts.ts'

export const footnote = Node.create({
  name: 'footnote',
  inline: true,
  content: anyOf(nodes.footnote.children),
  addAttributes: attributesOf('footnote'),
  parseHTML: () => [{ tag: 'span[data-footnote]' }],
  renderHTML: () => ['span', { 'data-footnote': '' }, 0],
})
