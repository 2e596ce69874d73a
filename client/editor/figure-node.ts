/** How a figure is written to a clipboard and read from one; how it is drawn on the page says `figure-drawing.ts`. */
import { Node } from '@tiptap/core'
import { fileUrl } from '../../shared/files.ts'
import { type AttributeType, isAttributeValue, nodes } from '../../shared/schema/form.ts'
import { anyOf, attributesOf } from './node-parts.ts'

const own = ['file', 'alt', 'width', 'height'] as const

/** What our own editor wrote. Another page's figure names no file of ours: only its caption is read, as text. */
const ownAttributes = (element: HTMLElement): Record<string, unknown> | false => {
  const attrs: Record<string, unknown> = {}
  for (const key of own) {
    const type: AttributeType = nodes.figure.attributes[key]
    const raw = element.getAttribute(`data-${key}`) ?? ''
    const value = type.type === 'integer' ? Number(raw) : raw
    if (isAttributeValue(type, value)) attrs[key] = value
  }
  return attrs['file'] === undefined ? false : attrs
}

export const figure = Node.create({
  name: 'figure',
  content: anyOf(nodes.figure.children),
  isolating: true,
  addAttributes: attributesOf('figure'),
  parseHTML: () => [{ tag: 'figure[data-file]', getAttrs: ownAttributes, contentElement: 'figcaption' }],
  renderHTML: ({ node: { attrs } }) => {
    const data = Object.fromEntries(own.map((key) => [`data-${key}`, attrs[key] === null ? '' : String(attrs[key])]))
    const image = attrs['file'] === null ? [] : [['img', { src: fileUrl(String(attrs['file'])), alt: attrs['alt'] }]]
    return ['figure', data, ...image, ['figcaption', 0]]
  },
})
