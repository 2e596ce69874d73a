import { type Command, EditorState, type Plugin, TextSelection } from '@tiptap/pm/state'
import { CellSelection } from '@tiptap/pm/tables'
import { ySyncPluginKey } from '@tiptap/y-tiptap'
import { describe, expect, test } from 'vitest'
import { idsPlugin } from '../../../../client/editor/ids.ts'
import { itemsOf } from '../../../../client/editor/numbering.ts'
import { setLevel, splitParagraph, toggleList } from '../../../../client/editor/paragraphs.ts'
import { tableShapePlugin } from '../../../../client/editor/table-shape.ts'
import { tablePlace } from '../../../../client/editor/table-place.ts'
import * as tables from '../../../../client/editor/tables.ts'
import { firstTable, placeOf, rowsOf, tableOf } from '../../../support/table-text.ts'
import { linesOf, schema, text } from './lines.ts'

const grid = [
  ['a1', 'a2', 'a3'],
  ['b1', 'b2', 'b3'],
  ['c1', 'c2', 'c3'],
]

/** A text of one table and a paragraph after it, the caret before these words. */
const tableWith = (caret: string, rows = grid, plugins: Plugin[] = [tableShapePlugin()]): EditorState => {
  const doc = schema.node('doc', null, [tableOf(schema, rows), ...text(['efter']).children])
  return EditorState.create({ doc, plugins, selection: TextSelection.create(doc, placeOf(doc, caret)) })
}

/** With the cells from one to the other selected. */
const selecting = (state: EditorState, from: string, to: string): EditorState => {
  const before = (words: string) => state.doc.resolve(placeOf(state.doc, words)).before(3)
  return state.apply(state.tr.setSelection(CellSelection.create(state.doc, before(from), before(to))))
}

const done = (state: EditorState, command: Command): EditorState => {
  let now = state
  const can = command(state, (tr) => (now = now.apply(tr)))
  if (!can) throw new Error('the command has nothing to do here')
  return now
}

/** The rows, with `|` where the caret is. */
const shown = (state: EditorState): string[][] => {
  const { tr, selection } = state
  return rowsOf(firstTable(selection.empty ? tr.insertText('|').doc : state.doc).table)
}

describe('a new table', () => {
  const insertedAt = (lines: string[], caret: string) => {
    const doc = text(lines)
    const at = caret === '' ? 1 : placeOf(doc, caret)
    return done(
      EditorState.create({ doc, plugins: [tableShapePlugin()], selection: TextSelection.create(doc, at) }),
      tables.insertTable,
    )
  }

  test('[R15] has three rows of three cells and the caret in its first', () => {
    const state = insertedAt(['före', 'efter'], 'före')
    expect(state.doc.children.map(({ type }) => type.name)).toEqual(['paragraph', 'table', 'paragraph'])
    expect(shown(state)).toEqual([
      ['|', '', ''],
      ['', '', ''],
      ['', '', ''],
    ])
  })

  test('[R16] has its first row as header', () => {
    expect(firstTable(insertedAt(['före'], 'före').doc).table.attrs['header']).toBe('row')
  })

  test('stands before an empty paragraph, and at the end of the text a paragraph is made after it', () => {
    expect(insertedAt([''], '').doc.children.map(({ type }) => type.name)).toEqual(['table', 'paragraph'])
    expect(insertedAt(['slut'], 'slut').doc.children.map(({ type }) => type.name)).toEqual([
      'paragraph',
      'table',
      'paragraph',
    ])
  })

  test('asked for within a table or quotation stands after it, not in it', () => {
    const inTable = done(tableWith('b2'), tables.insertTable)
    expect(inTable.doc.children.map(({ type }) => type.name)).toEqual(
      ['table', 'table', 'paragraph'].toSpliced(1, 0, 'paragraph'),
    )
    const quoted = insertedAt(['> ord', 'efter'], 'ord')
    expect(quoted.doc.children.map(({ type }) => type.name)).toEqual(['blockquote', 'table', 'paragraph'])
  })
})

describe('rows and columns', () => {
  test('are added beside the caret, which goes into the new one', () => {
    expect(shown(done(tableWith('b2'), tables.addLine('rows', 'after')))[2]).toEqual(['', '|', ''])
    expect(shown(done(tableWith('b2'), tables.addLine('rows', 'before')))[1]).toEqual(['', '|', ''])
    expect(shown(done(tableWith('b2'), tables.addLine('columns', 'before')))[1]).toEqual(['b1', '|', 'b2', 'b3'])
    expect(shown(done(tableWith('b2'), tables.addLine('columns', 'after')))[1]).toEqual(['b1', 'b2', '|', 'b3'])
  })

  test('are removed as far as cells are selected, and with the last of them the table', () => {
    const twoRows = selecting(tableWith('a1'), 'a1', 'b2')
    expect(shown(done(twoRows, tables.removeLines('rows')))).toEqual([['|c1', 'c2', 'c3']])
    expect(shown(done(twoRows, tables.removeLines('columns')))).toEqual([['|a3'], ['b3'], ['c3']])
    const all = selecting(tableWith('a1'), 'a1', 'c1')
    expect(linesOf(done(all, tables.removeLines('rows')).doc)).toEqual(['efter'])
    expect(linesOf(done(tableWith('b2'), tables.removeTable).doc)).toEqual(['efter'])
  })

  test('move a step with the caret, and not out of the table', () => {
    const state = tableWith('b2')
    expect(shown(done(state, tables.moveLines('rows', 1)))).toEqual([grid[0], grid[2], ['b1', '|b2', 'b3']])
    expect(shown(done(state, tables.moveLines('columns', -1)))[1]).toEqual(['|b2', 'b1', 'b3'])
    expect(tables.moveLines('rows', -1)(tableWith('a1'))).toBe(false)
    expect(tables.moveLines('columns', 1)(tableWith('a3'))).toBe(false)
  })

  test('selected cells move together and stay selected', () => {
    const moved = done(selecting(tableWith('a1'), 'b2', 'c3'), tables.moveLines('columns', -1))
    expect(shown(moved)[0]).toEqual(['a2', 'a3', 'a1'])
    expect(tablePlace(moved)).toMatchObject({ rows: { from: 1, to: 3 }, columns: { from: 0, to: 2 } })
  })

  test('outside a table there is nothing to do', () => {
    const outside = tableWith('efter')
    for (const command of [tables.addLine('rows', 'after'), tables.removeLines('columns'), tables.moveLines('rows', 1)])
      expect(command(outside)).toBe(false)
    for (const command of [tables.toggleHeader, tables.removeTable, tables.nextCell, tables.previousCell])
      expect(command(outside)).toBe(false)
  })
})

test('[R16] the header is one attribute of the table, on and off, and no cell is touched', () => {
  const state = tableWith('b2')
  const off = done(state, tables.toggleHeader)
  expect(firstTable(off.doc).table.attrs['header']).toBe('none')
  firstTable(off.doc).table.forEach((row, _offset, i) => expect(row).toBe(firstTable(state.doc).table.child(i)))
  expect.assertions(5)
  expect(firstTable(done(off, tables.toggleHeader).doc).table.attrs['header']).toBe('row')
})

describe('from cell to cell', () => {
  test('Tab goes to the next cell and Shift+Tab back, with the words selected', () => {
    const next = done(tableWith('a3'), tables.nextCell)
    expect(next.doc.textBetween(next.selection.from, next.selection.to)).toBe('b1')
    const back = done(next, tables.previousCell)
    expect(back.doc.textBetween(back.selection.from, back.selection.to)).toBe('a3')
  })

  test('Tab in the last cell makes a row; Shift+Tab in the first stays there', () => {
    expect(shown(done(tableWith('c3'), tables.nextCell)).at(-1)).toEqual(['|', '', ''])
    expect(shown(done(tableWith('a1'), tables.previousCell))[0]).toEqual(['|a1', 'a2', 'a3'])
  })
})

describe('in a cell', () => {
  test('Enter makes a paragraph, and there are lists, numbered for themselves in each cell', () => {
    expect(shown(done(tableWith('b2'), splitParagraph))[1]).toEqual(['b1', ' / |b2', 'b3'])
    const listed = done(selecting(tableWith('a1'), 'a1', 'b2'), toggleList('ordered'))
    expect(itemsOf(listed.doc).map(({ number }) => number)).toEqual([1, 1, 1, 1])
  })

  test('there are no headings, neither made nor pasted', () => {
    const state = tableWith('b2')
    expect(setLevel(1)(state)).toBe(false)
    const pasted = state.apply(
      state.tr.replaceWith(state.selection.$head.before(), state.selection.$head.after(), text(['# R']).children),
    )
    expect(pasted.doc.nodeAt(placeOf(pasted.doc, 'R') - 1)?.attrs['level']).toBe(0)
    expect(rowsOf(firstTable(pasted.doc).table)[1]).toEqual(['b1', 'R', 'b3'])
  })

  test('emptied cells stay, and so do their first paragraphs with their ids', () => {
    const state = selecting(done(tableWith('b2'), splitParagraph), 'a1', 'b2')
    const emptied = done(state, tables.emptyCells)
    expect(rowsOf(firstTable(emptied.doc).table)).toEqual([['', '', 'a3'], ['', '', 'b3'], grid[2]])
    expect(firstTable(emptied.doc).table.child(1).child(1).firstChild?.attrs['id']).toBe('p1-1')
  })

  test('Enter on selected cells replaces nothing: the caret goes to the last of them', () => {
    expect(shown(done(selecting(tableWith('a1'), 'a1', 'b2'), tables.caretToSelectedCell))[1]).toEqual([
      'b1',
      'b2|',
      'b3',
    ])
  })
})

describe('[R15] what this person does leaves a table a table', () => {
  const ragged = (state: EditorState) => {
    const at = state.doc.resolve(placeOf(state.doc, 'b2'))
    return state.tr.delete(at.before(3), at.after(3))
  }

  test('a row that became too short gets an empty cell, a row without cells goes, a table without rows as well', () => {
    const state = tableWith('b2')
    expect(rowsOf(firstTable(state.apply(ragged(state)).doc).table)[1]).toEqual(['b1', 'b3', ''])
    const { table, pos } = firstTable(state.doc)
    const noCells = state.tr.delete(pos + 2, pos + table.child(0).nodeSize)
    expect(rowsOf(firstTable(state.apply(noCells).doc).table)).toEqual([grid[1], grid[2]])
    expect(linesOf(state.apply(state.tr.delete(pos + 1, pos + table.nodeSize - 1)).doc)).toEqual(['efter'])
  })

  test('selected cells that are cut can be written in again', () => {
    const state = selecting(tableWith('a1'), 'a1', 'b1')
    const cut = state.apply(state.tr.deleteSelection())
    expect(rowsOf(firstTable(cut.doc).table)).toEqual([['', 'a2', 'a3'], ['', 'b2', 'b3'], grid[2]])
  })

  test('after a table there is always a paragraph to write in', () => {
    const state = tableWith('b2')
    const without = state.apply(state.tr.delete(firstTable(state.doc).table.nodeSize, state.doc.content.size))
    expect(without.doc.lastChild?.type.name).toBe('paragraph')
  })

  test('what others did is left to the server, and so is a table that they left ragged', () => {
    const state = tableWith('b2')
    const theirs = state.apply(ragged(state).setMeta(ySyncPluginKey, { isChangeOrigin: true }))
    expect(rowsOf(firstTable(theirs.doc).table)[1]).toEqual(['b1', 'b3'])
    const mine = theirs.apply(theirs.tr.split(placeOf(theirs.doc, 'a1') + 1))
    expect(rowsOf(firstTable(mine.doc).table).map((cells) => cells.length)).toEqual([3, 2, 3])
  })
})

test('a table, its rows and their paragraphs get ids; copied, others', () => {
  let given = 0
  const state = tableWith('b2', grid, [idsPlugin(() => `new${++given}`)])
  const copied = state.apply(state.tr.insert(0, firstTable(state.doc).table))
  const ids: unknown[] = []
  copied.doc.descendants((node) => {
    if ('id' in node.attrs) ids.push(node.attrs['id'])
  })
  expect(ids).not.toContain(null)
  expect(new Set(ids).size).toBe(ids.length)
  expect(ids.slice(0, 3)).toEqual(['t', 'r0', 'p0-0'])
})
