/**
 * Keeps a table a table after what this person did to it: pasted, cut, deleted across cells. What others do is mended
 * by the server: mended here as well it would be mended twice, and a reader would write.
 */
import type { Node } from '@tiptap/pm/model'
import { Plugin, type Transaction } from '@tiptap/pm/state'
import { emptyCell } from './table-axes.ts'
import { widthOf } from './table-place.ts'
import { fromYjs } from './writing.ts'
import { linesWrittenIn } from './written-lines.ts'

const changesStructure = (tr: Transaction): boolean => tr.docChanged && linesWrittenIn(tr) === null

const isWhole = (table: Node): boolean => {
  const width = widthOf(table)
  return width > 0 && table.children.every((row) => row.childCount === width)
}

/** A cell has somewhere to write, and no headings: the outline could not be read in the order of the text. */
const mendCell = (tr: Transaction, cell: Node, pos: number): void => {
  cell.forEach((paragraph, offset) => {
    if (paragraph.attrs['level'] > 0) tr.setNodeAttribute(pos + 1 + offset, 'level', 0)
  })
  if (cell.childCount === 0) tr.insert(pos + 1, cell.type.schema.node('paragraph'))
}

/** From the last to the first, so that the positions before it stay. */
const backwards = (parent: Node, start: number, visit: (node: Node, pos: number) => void): void => {
  let end = start + parent.content.size
  for (let i = parent.childCount - 1; i >= 0; i--) {
    const node = parent.child(i)
    end -= node.nodeSize
    visit(node, end)
  }
}

const mendTable = (tr: Transaction, table: Node, pos: number): void => {
  const width = widthOf(table)
  if (width === 0) return void tr.delete(pos, pos + table.nodeSize)
  backwards(table, pos + 1, (row, at) => {
    if (row.childCount === 0) return void tr.delete(at, at + row.nodeSize)
    const missing = Array.from({ length: width - row.childCount }, () => emptyCell(row.type.schema))
    if (missing.length > 0) tr.insert(at + row.nodeSize - 1, missing)
    backwards(row, at + 1, (cell, cellAt) => mendCell(tr, cell, cellAt))
  })
}

const canBeWrittenIn = (block: Node | undefined): boolean =>
  block?.type.name === 'paragraph' || block?.type.name === 'blockquote'

const tablesOf = (doc: Node): Node[] => doc.children.filter(({ type }) => type.name === 'table')

/** Mends the tables that became others by this, and sees that one can write after each. */
const mend = (tr: Transaction, before: Node): Transaction | null => {
  const known = tablesOf(before)
  const same = new Set(known)
  // Those were others' doing, and the server is about to mend them.
  const broken = new Set(known.flatMap((table) => (isWhole(table) ? [] : [table.attrs['id'] ?? table])))
  const { doc } = tr
  let next: Node | undefined
  backwards(doc, 0, (block, pos) => {
    if (block.type.name === 'table') {
      if (!canBeWrittenIn(next)) tr.insert(pos + block.nodeSize, doc.type.schema.node('paragraph'))
      if (!same.has(block) && !broken.has(block.attrs['id'])) mendTable(tr, block, pos)
    }
    next = block
  })
  return tr.docChanged ? tr : null
}

export const tableShapePlugin = (): Plugin =>
  new Plugin({
    appendTransaction: (transactions, before, after) => {
      if (transactions.some((tr) => tr.docChanged && fromYjs(tr))) return null
      return transactions.some(changesStructure) ? mend(after.tr, before.doc) : null
    },
  })
