/**
 * A table's rows and its columns, taken out and put in alike. The nodes that stay are the same objects as before: by
 * that the binding to Yjs knows that it need not touch them, and what a colleague is typing in them stays. What moves
 * is a copy for the same reason: else the binding may take one that stays for the one that moves.
 */
import { Fragment, type Node, type Schema } from '@tiptap/pm/model'
import type { Transaction } from '@tiptap/pm/state'
import { cellPos, rowPos, type Span, widthOf } from './table-place.ts'

/** What was taken out: of rows one fragment of them, of columns their cells of each row. */
export type Taken = readonly Fragment[]

export type Axis = {
  count(table: Node): number
  /** Takes out what stands there, of the table in front of which `pos` is. */
  take(tr: Transaction, pos: number, which: Span): Taken
  /** Puts it in before the row or column of this number. */
  put(tr: Transaction, pos: number, at: number, taken: Taken): void
  /** One more of it, empty. */
  empty(table: Node): Taken
}

/** A cell with somewhere to write. */
export const emptyCell = (schema: Schema): Node => schema.node('tableCell', null, [schema.node('paragraph')])

export const emptyRow = (schema: Schema, width: number): Node =>
  schema.node(
    'tableRow',
    null,
    Array.from({ length: width }, () => emptyCell(schema)),
  )

const tableAt = (tr: Transaction, pos: number): Node => {
  const table = tr.doc.nodeAt(pos)
  if (table?.type.name !== 'table') throw new Error('no table here')
  return table
}

/** `copy` would give the same object. */
const another = (node: Node): Node => node.type.create(node.attrs, node.content, node.marks)

const copies = (parent: Node, { from, to }: Span): Fragment => {
  const taken: Node[] = []
  parent.forEach((node, _offset, i) => {
    if (i >= from && i < to) taken.push(another(node))
  })
  return Fragment.from(taken)
}

export const rowsAxis: Axis = {
  count: (table) => table.childCount,
  take(tr, pos, which) {
    const table = tableAt(tr, pos)
    tr.delete(rowPos(pos, table, which.from), rowPos(pos, table, which.to))
    return [copies(table, which)]
  },
  put(tr, pos, at, [rows = Fragment.empty]) {
    tr.insert(rowPos(pos, tableAt(tr, pos), at), rows)
  },
  empty: (table) => [Fragment.from(emptyRow(table.type.schema, widthOf(table)))],
}

export const columnsAxis: Axis = {
  count: widthOf,
  take(tr, pos, which) {
    const table = tableAt(tr, pos)
    // From the last row to the first, so that the positions before it stay.
    for (let row = table.childCount - 1; row >= 0; row--)
      tr.delete(cellPos(pos, table, row, which.from), cellPos(pos, table, row, which.to))
    return table.children.map((row) => copies(row, which))
  },
  put(tr, pos, at, columns) {
    const table = tableAt(tr, pos)
    for (let row = table.childCount - 1; row >= 0; row--)
      tr.insert(cellPos(pos, table, row, at), columns[row] ?? Fragment.empty)
  },
  empty: (table) => table.children.map(() => Fragment.from(emptyCell(table.type.schema))),
}
