/** How a table, its rows and its cells are drawn and read. */
import { Node } from '@tiptap/core'
import { nodes } from '../../shared/schema/form.ts'
import { anyOf, attributesOf } from './node-parts.ts'

export const table = Node.create({
  name: 'table',
  content: anyOf(nodes.table.children),
  isolating: true,
  addAttributes: attributesOf('table'),
  parseHTML: () => [{ tag: 'table' }],
  renderHTML: ({ node }) => ['table', { 'data-header': String(node.attrs['header']) }, ['tbody', 0]],
})

export const tableRow = Node.create({
  name: 'tableRow',
  content: anyOf(nodes.tableRow.children),
  addAttributes: attributesOf('tableRow'),
  parseHTML: () => [{ tag: 'tr' }],
  renderHTML: () => ['tr', 0],
})

export const tableCell = Node.create({
  name: 'tableCell',
  content: anyOf(nodes.tableCell.children),
  isolating: true,
  addAttributes: attributesOf('tableCell'),
  parseHTML: () => [{ tag: 'td' }, { tag: 'th' }],
  renderHTML: () => ['td', 0],
})
