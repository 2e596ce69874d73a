/** Where in a table the selection stands, by row and column. A table stands only at the top of the text. */
import type { Node } from '@tiptap/pm/model'
import { type EditorState, Selection, TextSelection, type Transaction } from '@tiptap/pm/state'
import { CellSelection } from '@tiptap/pm/tables'

/** From the first to before the last. */
export type Span = { from: number; to: number }

/** A table, the position in front of it, and the rows and columns that the selection touches. */
export type TablePlace = { table: Node; pos: number; rows: Span; columns: Span }

/** How many cells its longest row has: before the server has mended it a row may lack some. */
export const widthOf = (table: Node): number => {
  let width = 0
  table.forEach((row) => {
    width = Math.max(width, row.childCount)
  })
  return width
}

const span = (a: number, b: number): Span => ({ from: Math.min(a, b), to: Math.max(a, b) + 1 })

/** The table that the caret or the selected cells are in; null elsewhere. */
export const tablePlace = ({ selection }: EditorState): TablePlace | null => {
  if (selection instanceof CellSelection) {
    const { $anchorCell: $a, $headCell: $h } = selection
    return {
      table: $h.node(1),
      pos: $h.before(1),
      rows: span($a.index(1), $h.index(1)),
      columns: span($a.index(2), $h.index(2)),
    }
  }
  const { $head } = selection
  if ($head.depth < 3 || $head.node(3).type.name !== 'tableCell') return null
  const [row, column] = [$head.index(1), $head.index(2)]
  return { table: $head.node(1), pos: $head.before(1), rows: span(row, row), columns: span(column, column) }
}

/** The position in front of a row; of the one after the last: the table's end. */
export const rowPos = (pos: number, table: Node, row: number): number => {
  let at = pos + 1
  for (let i = 0; i < row; i++) at += table.child(i).nodeSize
  return at
}

/** The position in front of a cell; in a row that is too short: the row's end. */
export const cellPos = (pos: number, table: Node, row: number, column: number): number => {
  const cells = table.child(row)
  let at = rowPos(pos, table, row) + 1
  for (let i = 0; i < Math.min(column, cells.childCount); i++) at += cells.child(i).nodeSize
  return at
}

/** Puts the caret at the start of the cell nearest to this row and column. */
export const caretInCell = (tr: Transaction, pos: number, row: number, column: number): Transaction => {
  const table = tr.doc.nodeAt(pos)
  if (!table || table.childCount === 0) return tr
  const nearestRow = Math.min(row, table.childCount - 1)
  const nearest = Math.min(column, table.child(nearestRow).childCount - 1)
  return tr.setSelection(Selection.near(tr.doc.resolve(cellPos(pos, table, nearestRow, nearest) + 1)))
}

/** Remembers the selection by cell, and puts it back when its rows or columns stand elsewhere. */
export const carried = (
  { selection }: EditorState,
  { table, pos }: TablePlace,
): ((tr: Transaction, rows: number, columns: number) => Transaction) => {
  const cells = selection instanceof CellSelection
  const [$anchor, $head] = cells ? [selection.$anchorCell, selection.$headCell] : [selection.$head, selection.$head]
  const offset = $head.pos - cellPos(pos, table, $head.index(1), $head.index(2))
  return (tr, rows, columns) => {
    const moved = tr.doc.nodeAt(pos)
    if (!moved) return tr
    const at = ($end: typeof $head): number => cellPos(pos, moved, $end.index(1) + rows, $end.index(2) + columns)
    if (cells) return tr.setSelection(CellSelection.create(tr.doc, at($anchor), at($head)))
    return tr.setSelection(TextSelection.create(tr.doc, at($head) + offset))
  }
}
