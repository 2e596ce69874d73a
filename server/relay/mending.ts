/** When the server mends a table: after a batch that changed one, if what came of it is not whole (R15). */
import * as Y from 'yjs'
import { textRoot } from '../../shared/protocol.ts'

/** As a member's id stands with what members write: what is mended is nobody's writing. No member has this id. */
export const program = 'samskriv'

const parts: ReadonlySet<string> = new Set(['table', 'tableRow', 'tableCell'])

const isPart = (node: unknown): boolean => node instanceof Y.XmlElement && parts.has(node.nodeName)

/** To be asked in `afterTransaction`. What changed within a cell's words is no change of the table. */
export const touchesTable = ({ changed }: Y.Transaction): boolean => [...changed.keys()].some(isPart)

const elementsOf = (parent: Y.XmlFragment): Y.XmlElement[] =>
  parent.toArray().filter((child) => child instanceof Y.XmlElement)

const isWhole = (table: Y.XmlElement): boolean => {
  const rows = elementsOf(table)
  const width = rows[0]?.length ?? 0
  return width > 0 && rows.every((row) => row.length === width && elementsOf(row).every((cell) => cell.length > 0))
}

/** Asks; `mendTables` does. */
export const needsMending = (doc: Y.Doc): boolean =>
  elementsOf(doc.getXmlFragment(textRoot)).some((block) => block.nodeName === 'table' && !isWhole(block))
