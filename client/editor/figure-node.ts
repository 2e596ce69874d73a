/** How a figure is drawn and read: an image from the program's own files, and its caption. */
import { Node } from '@tiptap/core'
import { nodes } from '../../shared/schema/form.ts'
import { anyOf, attributesOf } from './node-parts.ts'

export const figure = Node.create({
  name: 'figure',
  content: anyOf(nodes.figure.children),
  isolating: true,
  addAttributes: attributesOf('figure'),
  parseHTML: () => [{ tag: 'figure' }],
  renderHTML: () => ['figure', ['figcaption', 0]],
})
