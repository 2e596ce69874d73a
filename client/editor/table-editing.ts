/** How one gets about in a table, selects its cells and pastes into them: the library's manner, and ours upon it. */
import { Fragment, type Node, type Slice } from '@tiptap/pm/model'
import { keymap } from '@tiptap/pm/keymap'
import { Plugin } from '@tiptap/pm/state'
import { tableEditing } from '@tiptap/pm/tables'
import { insertBlocks } from './paste.ts'
import { fits, weighAll } from './pieces.ts'
import { type SayTable, tableDrawingPlugin } from './table-drawing.ts'
import { tablePlace } from './table-place.ts'
import { tableShapePlugin } from './table-shape.ts'
import * as tables from './tables.ts'

/**
 * The library mends tables whoever changed them, and with cells that nobody can write in. Told that nothing has
 * changed it only sets selections right; `table-shape.ts` does the mending.
 */
const selectionOfCells = (): Plugin => {
  const library = tableEditing()
  const { appendTransaction } = library.spec
  return new Plugin({
    ...library.spec,
    appendTransaction: (transactions, _before, after) => appendTransaction?.call(library, transactions, after, after),
  })
}

/** The paragraphs of foreign blocks, at any depth. */
const paragraphsOf = ({ content }: Slice): Node[] => {
  const found: Node[] = []
  content.descendants((node) => {
    if (node.isTextblock) found.push(node)
    return !node.isTextblock
  })
  return found
}

/** Cells, rows of them, or one whole table: the library puts them in cell by cell. */
const isCells = ({ content: { content: blocks } }: Slice): boolean => {
  const wholeTable = blocks.length === 1 && blocks[0]?.type.name === 'table'
  return wholeTable || blocks.every(({ type }) => type.name === 'tableRow' || type.name === 'tableCell')
}

/** A cell holds paragraphs: of quotations and figures, and of a table among other blocks, those are what comes in. */
const pasteIntoCells = (): Plugin =>
  new Plugin({
    props: {
      handlePaste(view, _event, slice) {
        if (!tablePlace(view.state)) return false
        const onlyLines = slice.content.content.every((node) => node.isTextblock || node.isInline)
        if (onlyLines || (isCells(slice) && fits(weighAll(slice.content)))) return false
        insertBlocks(view, Fragment.from(paragraphsOf(slice)))
        return true
      },
    },
  })

/** Before the text's own keys: in a table Enter, Backspace and the arrows mean something else first. */
const tableKeys = (): Plugin =>
  keymap({
    Enter: tables.caretToSelectedCell,
    Backspace: tables.emptyCells,
    'Mod-Backspace': tables.emptyCells,
    Delete: tables.emptyCells,
    'Mod-Delete': tables.emptyCells,
    ArrowUp: tables.writeAbove,
    'Alt-Shift-ArrowUp': tables.moveLines('rows', -1),
    'Alt-Shift-ArrowDown': tables.moveLines('rows', 1),
  })

export const tablePlugins = (say: SayTable): Plugin[] => [
  tableKeys(),
  pasteIntoCells(),
  selectionOfCells(),
  tableShapePlugin(),
  tableDrawingPlugin(say),
]
