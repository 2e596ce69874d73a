/**
 * The editor's node kinds and marks, made from the text's form. Names, attributes and what may stand in what come from
 * the table; here it is only said how each is drawn and how foreign HTML is read (`from-html.ts`).
 */
import { type AnyExtension, Mark, Node } from '@tiptap/core'
import { type AttributeType, type MarkName, type NodeName, nodes, topKinds } from '../../shared/schema/form.ts'
import { figure } from './figure-node.ts'
import { footnote } from './footnote-node.ts'
import { boldRules, dataName, italicRules, linkRules, paragraphRules } from './from-html.ts'
import { anyOf, attributesOf } from './node-parts.ts'
import { table, tableCell, tableRow } from './table-nodes.ts'

/** A paragraph's DOM: h2–h5 for levels 1–4 (the title is the page's h1), and what is not default as data attributes. */
export const paragraphDom = (attrs: Record<string, unknown>): [string, Record<string, string>, 0] => {
  const tag = typeof attrs['level'] === 'number' && attrs['level'] > 0 ? `h${attrs['level'] + 1}` : 'p'
  const data: Record<string, string> = {}
  for (const [key, type] of Object.entries<AttributeType>(nodes.paragraph.attributes))
    if (attrs[key] !== type.default) data[dataName(key)] = String(attrs[key])
  return [tag, data, 0]
}

const doc = Node.create({ name: 'doc', topNode: true, content: anyOf(topKinds) })
const text = Node.create({ name: 'text' })

const paragraph = Node.create({
  name: 'paragraph',
  content: anyOf(nodes.paragraph.children),
  addAttributes: attributesOf('paragraph'),
  parseHTML: () => paragraphRules,
  renderHTML: ({ node }) => paragraphDom(node.attrs),
})

const blockquote = Node.create({
  name: 'blockquote',
  content: anyOf(nodes.blockquote.children),
  defining: true,
  parseHTML: () => [{ tag: 'blockquote' }],
  renderHTML: () => ['blockquote', 0],
})

const hardBreak = Node.create({
  name: 'hardBreak',
  inline: true,
  selectable: false,
  linebreakReplacement: true,
  parseHTML: () => [{ tag: 'br' }],
  renderHTML: () => ['br'],
  renderText: () => '\n',
})

const horizontalRule = Node.create({
  name: 'horizontalRule',
  parseHTML: () => [{ tag: 'hr' }],
  renderHTML: () => ['hr'],
})

const bold = Mark.create({ name: 'bold', parseHTML: () => boldRules, renderHTML: () => ['strong', 0] })
const italic = Mark.create({ name: 'italic', parseHTML: () => italicRules, renderHTML: () => ['em', 0] })

const link = Mark.create({
  name: 'link',
  inclusive: false,
  addAttributes: () => ({ href: { default: null, rendered: false, parseHTML: () => null } }),
  parseHTML: () => linkRules,
  /** Only the address is stored; where it opens and what it tells the other site is the editor's business. */
  renderHTML: ({ mark }) => ['a', { href: mark.attrs['href'], target: '_blank', rel: 'noopener noreferrer' }, 0],
})

/** Every kind of the form has its drawing: a new one does not compile until it is added here. */
const nodeExtensions = {
  paragraph,
  blockquote,
  hardBreak,
  footnote,
  table,
  tableRow,
  tableCell,
  figure,
  horizontalRule,
} satisfies Record<NodeName, AnyExtension>
const markExtensions = { bold, italic, link } satisfies Record<MarkName, AnyExtension>

export const schemaExtensions: AnyExtension[] = [
  doc,
  text,
  ...Object.values(nodeExtensions),
  ...Object.values(markExtensions),
]
