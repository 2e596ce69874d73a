/** How a table, its rows and its cells are drawn and read. On the screen `table-drawing.ts` draws them. */
import { Node } from '@tiptap/core'
import { nodes } from '../../shared/schema/form.ts'
import { anyOf, attributesOf } from './node-parts.ts'

/** What the table library goes by. There is no header cell: the header is the table's attribute. */
const tableRoles = new Map([
  ['table', 'table'],
  ['tableRow', 'row'],
  ['tableCell', 'cell'],
])

/** Our own clipboard says it, and of foreign tables `simpleTables` has said it. */
const headerOf = (table: HTMLElement): string => (table.getAttribute('data-header') === 'row' ? 'row' : 'none')

export const table = Node.create({
  name: 'table',
  content: anyOf(nodes.table.children),
  isolating: true,
  // Selected as one block, the next key would empty or replace it; what is selected in it are its cells.
  selectable: false,
  extendNodeSchema: ({ name }) => (tableRoles.has(name) ? { tableRole: tableRoles.get(name) } : {}),
  addAttributes: attributesOf('table'),
  parseHTML: () => [{ tag: 'table', getAttrs: (element) => ({ header: headerOf(element) }) }],
  renderHTML: ({ node }) => ['table', { 'data-header': String(node.attrs['header']) }, ['tbody', 0]],
})

export const tableRow = Node.create({
  name: 'tableRow',
  content: anyOf(nodes.tableRow.children),
  selectable: false,
  addAttributes: attributesOf('tableRow'),
  parseHTML: () => [{ tag: 'tr' }],
  renderHTML: () => ['tr', 0],
})

export const tableCell = Node.create({
  name: 'tableCell',
  content: anyOf(nodes.tableCell.children),
  isolating: true,
  selectable: false,
  addAttributes: attributesOf('tableCell'),
  parseHTML: () => [{ tag: 'td' }, { tag: 'th' }],
  renderHTML: () => ['td', 0],
})
