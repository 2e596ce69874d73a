/** What a person does to a table, as ProseMirror commands. */
import type { Node } from '@tiptap/pm/model'
import { type Command, type EditorState, Selection, TextSelection, type Transaction } from '@tiptap/pm/state'
import { CellSelection, goToNextCell } from '@tiptap/pm/tables'
import { type Axis, columnsAxis, emptyRow, rowsAxis } from './table-axes.ts'
import { caretInCell, carried, tablePlace, type TablePlace } from './table-place.ts'

const newSize = { rows: 3, columns: 3 }

/** From in front of a table to inside the first paragraph of its first cell. */
const intoFirstCell = 4

/** Before an empty paragraph, which stays as the one to write on in; otherwise after the block that the caret is in. */
const placeForTable = ({ selection: { $head } }: EditorState): number => {
  if ($head.depth === 0) return $head.pos
  const empty = $head.depth === 1 && $head.parent.isTextblock && $head.parent.content.size === 0
  return empty ? $head.before(1) : $head.after(1)
}

/** Puts in a table of three rows, the first its header, and the caret into its first cell. None stands in another. */
export const insertTable: Command = (state, dispatch) => {
  const { schema, tr } = state
  const rows = Array.from({ length: newSize.rows }, () => emptyRow(schema, newSize.columns))
  const pos = placeForTable(state)
  tr.insert(pos, schema.node('table', { header: 'row' }, rows))
  dispatch?.(tr.setSelection(TextSelection.create(tr.doc, pos + intoFirstCell)).scrollIntoView())
  return true
}

/** A command for a caret in a table. */
const inTable =
  (act: (place: TablePlace, ...command: Parameters<Command>) => boolean): Command =>
  (state, dispatch, view) => {
    const place = tablePlace(state)
    return place !== null && act(place, state, dispatch, view)
  }

export const removeTable: Command = inTable(({ table, pos }, { tr }, dispatch) => {
  tr.delete(pos, pos + table.nodeSize)
  dispatch?.(tr.setSelection(Selection.near(tr.doc.resolve(pos))).scrollIntoView())
  return true
})

/** One attribute of the table: what anybody is typing in its cells is not touched. */
export const toggleHeader: Command = inTable(({ table, pos }, { tr }, dispatch) => {
  dispatch?.(tr.setNodeAttribute(pos, 'header', table.attrs['header'] === 'row' ? 'none' : 'row'))
  return true
})

type Lines = 'rows' | 'columns'
export const axes: Readonly<Record<Lines, Axis>> = { rows: rowsAxis, columns: columnsAxis }

/** A row or column before or after the selected ones; the caret goes into it. */
export const addLine = (lines: Lines, side: 'before' | 'after'): Command =>
  inTable((place, { tr }, dispatch) => {
    const { table, pos } = place
    const at = side === 'before' ? place[lines].from : place[lines].to
    axes[lines].put(tr, pos, at, axes[lines].empty(table))
    const [row, column] = lines === 'rows' ? [at, place.columns.from] : [place.rows.from, at]
    dispatch?.(caretInCell(tr, pos, row, column).scrollIntoView())
    return true
  })

/** Takes the selected rows or columns away, and with the last of them the table. */
export const removeLines = (lines: Lines): Command =>
  inTable((place, state, dispatch) => {
    const { table, pos } = place
    if (place[lines].to - place[lines].from >= axes[lines].count(table)) return removeTable(state, dispatch)
    const { tr } = state
    axes[lines].take(tr, pos, place[lines])
    dispatch?.(caretInCell(tr, pos, place.rows.from, place.columns.from).scrollIntoView())
    return true
  })

/** From so many that stay in their order y-tiptap sees a move; of fewer it rewrites each with the other's words. */
const enoughToSeeAMove = 2

/**
 * Moves the selected rows or columns a step: one transaction that leaves the others as they are. Where only one other
 * stands, they are taken out in one and put in in the next, which comes to the same.
 */
export const moveLines = (lines: Lines, by: 1 | -1): Command =>
  inTable((place, state, dispatch, view) => {
    const { from, to } = place[lines]
    const count = axes[lines].count(place.table)
    if (from + by < 0 || to + by > count) return false
    if (!dispatch) return true
    const putBack = carried(state, place)
    let { tr } = state
    const taken = axes[lines].take(tr, place.pos, { from, to })
    if (view && count - (to - from) < enoughToSeeAMove) {
      view.dispatch(tr)
      tr = view.state.tr
    }
    axes[lines].put(tr, place.pos, from + by, taken)
    dispatch(putBack(tr, lines === 'rows' ? by : 0, lines === 'columns' ? by : 0).scrollIntoView())
    return true
  })

const addRowAtEnd: Command = inTable(({ table, pos }, { tr }, dispatch) => {
  rowsAxis.put(tr, pos, table.childCount, rowsAxis.empty(table))
  dispatch?.(caretInCell(tr, pos, table.childCount, 0).scrollIntoView())
  return true
})

/** Tab: to the next cell; in the last one it makes a row. */
export const nextCell: Command = inTable(
  (_place, state, dispatch, view) => goToNextCell(1)(state, dispatch, view) || addRowAtEnd(state, dispatch),
)

/** Shift+Tab: to the cell before; in the first one it stays. */
export const previousCell: Command = inTable((_place, state, dispatch, view) => {
  goToNextCell(-1)(state, dispatch, view)
  return true
})

const emptied = (tr: Transaction, cell: Node, pos: number): void => {
  const first = cell.firstChild
  if (!first) return
  const words = pos + 2
  // The first paragraph stays, and its id.
  if (cell.childCount > 1) tr.delete(pos + 1 + first.nodeSize, pos + cell.nodeSize - 1)
  if (first.content.size > 0) tr.delete(words, words + first.content.size)
}

/** Takes the words out of the selected cells; the cells stay. */
export const emptyCells: Command = ({ selection, tr }, dispatch) => {
  if (!(selection instanceof CellSelection)) return false
  const cells: [Node, number][] = []
  selection.forEachCell((cell, pos) => {
    if (cell.type.name === 'tableCell') cells.push([cell, pos])
  })
  for (const [cell, pos] of cells.sort(([, a], [, b]) => b - a)) emptied(tr, cell, pos)
  if (tr.docChanged) dispatch?.(tr)
  return true
}

/** Enter on selected cells writes on in the last of them; it replaces nothing. */
export const caretToSelectedCell: Command = ({ selection, tr }, dispatch) => {
  if (!(selection instanceof CellSelection)) return false
  const end = selection.$headCell.pos + (selection.$headCell.nodeAfter?.nodeSize ?? 1) - 1
  dispatch?.(tr.setSelection(Selection.near(tr.doc.resolve(end), -1)).scrollIntoView())
  return true
}

/** Arrow up in the first row of a table that begins the text: otherwise nobody could write above it. */
export const writeAbove: Command = inTable(({ pos, rows }, { schema, selection, tr }, dispatch, view) => {
  const atTop = pos === 0 && rows.from === 0 && selection instanceof TextSelection && selection.$head.index(3) === 0
  if (!atTop || !view?.endOfTextblock('up')) return false
  tr.insert(0, schema.node('paragraph'))
  dispatch?.(tr.setSelection(TextSelection.create(tr.doc, 1)).scrollIntoView())
  return true
})
