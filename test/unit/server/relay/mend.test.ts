import { describe, expect, test } from 'vitest'
import * as Y from 'yjs'
import { columnsAxis, rowsAxis } from '../../../../client/editor/table-axes.ts'
import { mendTables } from '../../../../server/relay/mend.ts'
import { textRoot } from '../../../../shared/protocol.ts'
import { Desk, paragraph, schema, type Writer } from '../../../support/honest.ts'
import { any } from '../../../support/honest-edits.ts'
import { newSeed, random } from '../../../support/random.ts'
import { firstTable, placeOf, rowsOf, tableOf } from '../../../support/table-text.ts'

const grid = [
  ['Mål', 'År', 'Ansvar'],
  ['Bostäder', '2030', 'Alla'],
  ['Arbete', '2035', 'Salem'],
]

/** Two who have the same table before them, out of contact until `meet`. */
const two = () => {
  const desk = new Desk()
  const [anna, bo] = [desk.join(1), desk.join(2)]
  anna.edit((tr) => tr.insert(0, [tableOf(schema, grid), paragraph('Efter.', { id: 'after' })]))
  desk.settle()
  const meet = () => {
    desk.settle()
    const mended = mendTables(desk.doc)
    desk.settle()
    return mended
  }
  return { desk, anna, bo, meet }
}

const rows = (writer: Writer) => rowsOf(firstTable(writer.page()).table)
const row = { from: 1, to: 2 }

describe('[R15] after the server’s mending', () => {
  test('a row added while a colleague adds a column has as many cells as the others', () => {
    const { anna, bo, meet } = two()
    anna.edit((tr) => (columnsAxis.put(tr, 0, 3, columnsAxis.empty(firstTable(tr.doc).table)), tr))
    bo.edit((tr) => (rowsAxis.put(tr, 0, 3, rowsAxis.empty(firstTable(tr.doc).table)), tr))
    expect(meet()).toBe(true)
    expect(rows(anna).map((cells) => cells.length)).toEqual([4, 4, 4, 4])
    expect(rows(bo)).toEqual(rows(anna))
    expect(rows(anna)).toEqual([...grid.map((cells) => [...cells, '']), ['', '', '', '']])
  })

  test('a table whose rows two have taken away between them is gone', () => {
    const { anna, bo, meet } = two()
    anna.edit((tr) => (rowsAxis.take(tr, 0, { from: 0, to: 2 }), tr))
    bo.edit((tr) => (rowsAxis.take(tr, 0, { from: 1, to: 3 }), tr))
    expect(meet()).toBe(true)
    expect(anna.page().children.map(({ type }) => type.name)).toEqual(['paragraph'])
    expect(bo.page().eq(anna.page())).toBe(true)
  })

  test('a table whose columns two have taken away between them is gone', () => {
    const { anna, bo, meet } = two()
    anna.edit((tr) => (columnsAxis.take(tr, 0, { from: 0, to: 2 }), tr))
    bo.edit((tr) => (columnsAxis.take(tr, 0, { from: 1, to: 3 }), tr))
    expect(meet()).toBe(true)
    expect(anna.page().children.map(({ type }) => type.name)).toEqual(['paragraph'])
  })

  test('a cell whose paragraphs two have taken away between them can be written in', () => {
    const { desk, anna, bo, meet } = two()
    anna.edit((tr) => tr.split(placeOf(tr.doc, '2030') + 2))
    desk.settle()
    const takeAway = (writer: Writer, words: string) =>
      writer.edit((tr) => {
        const $at = tr.doc.resolve(placeOf(tr.doc, words))
        return tr.delete($at.before(), $at.after())
      })
    takeAway(anna, '20')
    takeAway(bo, '30')
    desk.settle()
    expect(rows(anna)[1]?.[1]).toBe('(none)')
    expect(meet()).toBe(true)
    expect(rows(anna)[1]).toEqual(['Bostäder', '', 'Alla'])
  })

  test('what is whole is left as it is, and mending twice changes nothing more', () => {
    const { desk, anna, bo, meet } = two()
    expect(meet()).toBe(false)
    anna.edit((tr) => (columnsAxis.take(tr, 0, row), tr))
    bo.edit((tr) => (columnsAxis.put(tr, 0, 1, columnsAxis.empty(firstTable(tr.doc).table)), tr))
    expect(meet()).toBe(false)
    bo.edit((tr) => (rowsAxis.put(tr, 0, 0, rowsAxis.empty(firstTable(tr.doc).table)), tr))
    anna.edit((tr) => (columnsAxis.put(tr, 0, 0, columnsAxis.empty(firstTable(tr.doc).table)), tr))
    expect(meet()).toBe(true)
    const once = Y.encodeStateAsUpdate(desk.doc)
    expect(mendTables(desk.doc)).toBe(false)
    expect(Y.encodeStateAsUpdate(desk.doc)).toEqual(once)
  })

  test('words typed into a cell meanwhile stay, and what stands outside tables is not touched', () => {
    const { anna, bo, meet } = two()
    anna.edit((tr) => (columnsAxis.put(tr, 0, 0, columnsAxis.empty(firstTable(tr.doc).table)), tr))
    bo.edit((tr) => (rowsAxis.put(tr, 0, 1, rowsAxis.empty(firstTable(tr.doc).table)), tr))
    bo.edit((tr) => tr.insertText('och ', placeOf(tr.doc, 'Alla')).insertText('Strax ', placeOf(tr.doc, 'Efter')))
    expect(meet()).toBe(true)
    expect(rows(anna)[2]).toEqual(['', 'Bostäder', '2030', 'och Alla'])
    expect(anna.page().lastChild?.textContent).toBe('Strax Efter.')
  })

  test('a mended cell has the form and attributes of one that an editor made', () => {
    const { anna, bo, meet } = two()
    anna.edit((tr) => (columnsAxis.put(tr, 0, 3, columnsAxis.empty(firstTable(tr.doc).table)), tr))
    bo.edit((tr) => (rowsAxis.put(tr, 0, 3, rowsAxis.empty(firstTable(tr.doc).table)), tr))
    meet()
    const table = anna.text.get(0)
    if (!(table instanceof Y.XmlElement)) throw new Error('no table')
    const cells = table.toArray().map((tableRow) => (tableRow instanceof Y.XmlElement ? tableRow.toArray() : []))
    const [made, mended] = [cells[3]?.[0], cells[3]?.[3]]
    expect(mended?.toString()).toBe(made?.toString())
    if (!(made instanceof Y.XmlElement && mended instanceof Y.XmlElement)) throw new Error('no cells')
    expect(mended.getAttributes()).toEqual(made.getAttributes())
  })
})

test('[R15] a text without tables is not walked through: its paragraphs are not even asked for their words', () => {
  const doc = new Y.Doc()
  const text = doc.getXmlFragment(textRoot)
  text.insert(0, [new Y.XmlElement('paragraph')])
  const first = text.get(0)
  if (!(first instanceof Y.XmlElement)) throw new Error('no paragraph')
  first.toArray = () => {
    throw new Error('asked')
  }
  expect(mendTables(doc)).toBe(false)
})

test('a table that lacks more cells than any merge of honest work is left as it is', () => {
  const doc = new Y.Doc()
  const rowOf = (cells: number): Y.XmlElement => {
    const made = new Y.XmlElement('tableRow')
    made.insert(
      0,
      Array.from({ length: cells }, () => new Y.XmlElement('tableCell')),
    )
    return made
  }
  const table = new Y.XmlElement('table')
  table.insert(0, [rowOf(300), ...Array.from({ length: 300 }, () => rowOf(1))])
  doc.getXmlFragment(textRoot).insert(0, [table])
  expect(mendTables(doc)).toBe(false)
  expect(table.toArray().map((each) => (each instanceof Y.XmlElement ? each.length : 0))).toEqual([
    300,
    ...Array.from({ length: 300 }, () => 1),
  ])
})

const rounds = process.env.LONG ? 400 : 40

test(`[R15] ${rounds} rounds of two people’s random edits end in whole tables, and equal ones`, () => {
  const r = random(newSeed('mended tables'))
  for (let round = 0; round < rounds; round++) {
    const { anna, bo, meet } = two()
    for (const writer of [anna, bo]) for (let i = 0; i < 12; i++) writer.edit((tr) => any(tr, r))
    meet()
    expect(anna.page().eq(bo.page())).toBe(true)
    for (const block of anna.page().children) {
      if (block.type.name !== 'table') continue
      const widths = new Set(block.children.map((cells) => cells.childCount))
      expect(widths.size).toBe(1)
      expect(widths.has(0)).toBe(false)
    }
  }
})
