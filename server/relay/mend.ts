/**
 * What an honest merge may leave of a table, and no single person made: one adds a column while another adds a row, two
 * who between them take all rows away. The gate lets it through, as everybody's replica has it already; then it is
 * mended here, once, for all.
 */
import * as Y from 'yjs'
import { textRoot } from '../../shared/protocol.ts'
import { type AttributeType, type NodeName, nodes } from '../../shared/schema/form.ts'

/** As a member's id stands with what members write: what is mended is nobody's writing. No member has this id. */
export const program = 'samskriv'

const parts: ReadonlySet<string> = new Set<NodeName>(['table', 'tableRow', 'tableCell'])

const isPart = (node: unknown): boolean => node instanceof Y.XmlElement && parts.has(node.nodeName)

/** To be asked in `afterTransaction`. What changed within a cell's words is no change of the table. */
export const touchesTable = ({ changed }: Y.Transaction): boolean => [...changed.keys()].some(isPart)

/** As an editor writes it: every attribute that has a value. */
const made = (name: NodeName, children: Y.XmlElement[] = []): Y.XmlElement => {
  const element = new Y.XmlElement(name)
  for (const [key, type] of Object.entries<AttributeType>(nodes[name].attributes)) {
    // Yjs's own type says strings; it keeps numbers as well, and the form asks for them.
    if (type.default !== null) element.setAttribute(key, type.default as string)
  }
  element.insert(0, children)
  return element
}

/**
 * Cells that one table may be given at once. No merge of honest work lacks so many; a row of ten thousand cells above
 * ten thousand rows of one would fill the memory, and such a table is left as it is.
 */
const mostMissing = 2000

const emptyCell = (): Y.XmlElement => made('tableCell', [made('paragraph')])

const elementsOf = (parent: Y.XmlFragment): Y.XmlElement[] =>
  parent.toArray().filter((child) => child instanceof Y.XmlElement)

const tablesOf = (doc: Y.Doc): Y.XmlElement[] =>
  elementsOf(doc.getXmlFragment(textRoot)).filter(({ nodeName }) => nodeName === 'table')

const isWhole = (table: Y.XmlElement): boolean => {
  const rows = elementsOf(table)
  const width = rows[0]?.length ?? 0
  return width > 0 && rows.every((row) => row.length === width && elementsOf(row).every((cell) => cell.length > 0))
}

/** Asks; `mendTables` does. */
export const needsMending = (doc: Y.Doc): boolean => tablesOf(doc).some((table) => !isWhole(table))

/** Deletes those of the children, from the last to the first: what is before keeps its place. */
const remove = (parent: Y.XmlFragment, unwanted: (child: Y.XmlElement) => boolean): boolean => {
  const before = parent.length
  const children = parent.toArray()
  for (let i = children.length - 1; i >= 0; i--) {
    const child = children[i]
    if (child instanceof Y.XmlElement && unwanted(child)) parent.delete(i, 1)
  }
  return parent.length < before
}

const mendRow = (row: Y.XmlElement, width: number): boolean => {
  const missing = width - row.length
  if (missing > 0) row.insert(row.length, Array.from({ length: missing }, emptyCell))
  // Two who between them took away a cell's paragraphs left nowhere to write in it.
  const shut = elementsOf(row).filter((cell) => cell.length === 0)
  for (const cell of shut) cell.insert(0, [made('paragraph')])
  return missing > 0 || shut.length > 0
}

const mendTable = (table: Y.XmlElement): boolean => {
  const removed = remove(table, (row) => row.length === 0)
  const rows = elementsOf(table)
  const width = rows.reduce((widest, row) => Math.max(widest, row.length), 0)
  const missing = rows.reduce((sum, row) => sum + width - row.length, 0)
  if (missing > mostMissing) return removed // guard: mended-cells
  return rows.map((row) => mendRow(row, width)).includes(true) || removed
}

/**
 * Makes every table of the text whole: rows without cells and tables without rows go, a row that is too short gets
 * empty cells at its end, a cell without paragraphs gets one. Nothing else is touched, and what is whole stays as it
 * is: true when anything was changed. It looks at the text's blocks and the tables' cells, never at words.
 */
export const mendTables = (doc: Y.Doc): boolean => {
  const text = doc.getXmlFragment(textRoot)
  const tables = tablesOf(doc)
  if (tables.length === 0) return false
  return doc.transact(() => {
    const mended = tables.map(mendTable).includes(true)
    return remove(text, ({ nodeName, length }) => nodeName === 'table' && length === 0) || mended
  })
}
