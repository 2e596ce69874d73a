/** Two people in one table: each has a Y.Doc, and the editor's commands are written to it by y-tiptap's own binding. */
import { initProseMirrorDoc, updateYFragment, ySyncPluginKey } from '@tiptap/y-tiptap'
import { type Command, EditorState, TextSelection, type Transaction } from '@tiptap/pm/state'
import { describe, expect, test } from 'vitest'
import * as Y from 'yjs'
import { idsPlugin } from '../../../../client/editor/ids.ts'
import { tableShapePlugin } from '../../../../client/editor/table-shape.ts'
import * as tables from '../../../../client/editor/tables.ts'
import { textRoot } from '../../../../shared/protocol.ts'
import { firstTable, placeOf, rowsOf, tableOf } from '../../../support/table-text.ts'
import { schema } from './lines.ts'

class Person {
  readonly doc = new Y.Doc()
  sent = 0
  /** Signs of all the words that its own changes have put into the shared document. */
  written = ''
  constructor(name: number) {
    this.doc.clientID = name
    this.doc.on('update', (update: Uint8Array, origin: unknown) => {
      if (origin !== ySyncPluginKey) return
      this.sent++
      for (const struct of Y.decodeUpdate(update).structs)
        if (struct instanceof Y.Item && struct.content instanceof Y.ContentString) this.written += struct.content.str
    })
  }

  get text(): Y.XmlFragment {
    return this.doc.getXmlFragment(textRoot)
  }

  /** Does it with the caret before these words. */
  does(words: string, command: Command): this {
    const { doc, meta } = initProseMirrorDoc(this.text, schema)
    let given = 0
    const newId = () => `${this.doc.clientID}-${this.sent}-${++given}`
    const plugins = [tableShapePlugin(), idsPlugin(newId)]
    const caret = doc.childCount > 0 ? TextSelection.create(doc, placeOf(doc, words)) : undefined
    const view = {
      state: EditorState.create({ doc, plugins, ...(caret && { selection: caret }) }),
      dispatch: (tr: Transaction): void => {
        view.state = view.state.apply(tr)
        this.doc.transact(() => updateYFragment(this.doc, this.text, view.state.doc, meta), ySyncPluginKey)
      },
    }
    // commands use no more of a view than this
    const done = command(view.state, view.dispatch, view as unknown as Parameters<Command>[2])
    if (!done) throw new Error('the command has nothing to do here')
    return this
  }

  types(words: string, before: string): this {
    return this.does(before, ({ tr }, dispatch) => (dispatch?.(tr.insertText(words)), true))
  }

  get rows(): string[][] {
    return rowsOf(firstTable(initProseMirrorDoc(this.text, schema).doc).table)
  }

  hears({ doc }: Person): void {
    Y.applyUpdate(this.doc, Y.encodeStateAsUpdate(doc), 'other')
  }
}

/** Anna and Bo with this table before them. */
const two = (rows: string[][]): [Person, Person] => {
  const [anna, bo] = [new Person(1), new Person(2)]
  anna.does('', ({ tr }, dispatch) => (dispatch?.(tr.insert(0, tableOf(schema, rows))), true))
  bo.hears(anna)
  anna.written = ''
  anna.sent = 0
  return [anna, bo]
}

const meet = (anna: Person, bo: Person): string[][] => {
  anna.hears(bo)
  bo.hears(anna)
  expect(bo.rows).toEqual(anna.rows)
  return anna.rows
}

const letters = (rows: number, columns: number): string[][] =>
  Array.from({ length: rows }, (_r, i) => Array.from({ length: columns }, (_c, j) => `${'abcd'[i]}${j + 1}`))

const changes: [what: string, at: string, command: Command][] = [
  ['a row is added above', 'b2', tables.addLine('rows', 'before')],
  ['a row is added below', 'b2', tables.addLine('rows', 'after')],
  ['a column is added to the left', 'b2', tables.addLine('columns', 'before')],
  ['a column is added to the right', 'b2', tables.addLine('columns', 'after')],
  ['the row is moved up', 'b2', tables.moveLines('rows', -1)],
  ['the row is moved down', 'b2', tables.moveLines('rows', 1)],
  ['the column is moved left', 'b2', tables.moveLines('columns', -1)],
  ['the column is moved right', 'b2', tables.moveLines('columns', 1)],
  ['the row is removed', 'b2', tables.removeLines('rows')],
  ['the column is removed', 'b2', tables.removeLines('columns')],
  ['the header is turned off', 'b2', tables.toggleHeader],
]

/** Tables as small as they can be, and larger: what the binding sees of a change depends on how many stay. */
const sizes = [2, 3, 4].flatMap((rows) => [2, 3, 4].map((columns): [number, number] => [rows, columns]))

/** Whether the command takes the cell out of its place. */
const isTouched = (what: string, cell: string): boolean =>
  /moved|removed/.test(what) && (what.includes('row') ? cell.startsWith('b') : cell.endsWith('2'))

describe('[R17] what a colleague types elsewhere in the table stays', () => {
  for (const [what, at, command] of changes) {
    test(`while ${what}, in tables of two to four rows and columns, in every cell and order`, () => {
      let rounds = 0
      for (const [rows, columns] of sizes)
        for (const cell of letters(rows, columns)
          .flat()
          .filter((words) => !isTouched(what, words))) {
          const start = two(letters(rows, columns))
          // Where it stands at the edge the step is none: then there is nothing to do.
          if (/down/.test(what) && rows === 2) continue
          if (/moved right/.test(what) && columns === 2) continue
          const [anna, bo] = start
          anna.does(at, command)
          bo.types('ORD ', cell)
          const together = meet(anna, bo).flat()
          expect(
            together.filter((words) => words.includes('ORD')),
            `${rows} × ${columns}, ${cell}`,
          ).toEqual([`ORD ${cell}`])
          rounds++
        }
      expect(rounds).toBeGreaterThan(20)
    })
  }
})

describe('[R17] what goes to the others is small', () => {
  const written = (rows: number, columns: number, command: Command): [words: string, sent: number] => {
    const [anna] = two(letters(rows, columns))
    anna.does('b2', command)
    return [anna.written, anna.sent]
  }

  test('a moved row is sent in one update, and of words only its own', () => {
    expect(written(4, 3, tables.moveLines('rows', 1))).toEqual(['b1b2b3', 1])
    expect(written(4, 3, tables.moveLines('rows', -1))).toEqual(['b1b2b3', 1])
  })

  test('a moved column is sent in one update, and of words only its own', () => {
    expect(written(3, 4, tables.moveLines('columns', 1))).toEqual(['a2b2c2', 1])
    expect(written(3, 4, tables.moveLines('columns', -1))).toEqual(['a2b2c2', 1])
  })

  test('of two rows or columns one is taken out and put in again: two updates, and the other is not touched', () => {
    expect(written(2, 3, tables.moveLines('rows', -1))).toEqual(['b1b2b3', 2])
    expect(written(3, 2, tables.moveLines('columns', -1))).toEqual(['a2b2c2', 2])
  })

  test('what is added or taken away sends no words at all, nor does the header', () => {
    const still = changes.filter(([what]) => !what.includes('moved'))
    for (const [what, , command] of still)
      for (const [rows, columns] of sizes) expect(written(rows, columns, command), what).toEqual(['', 1])
  })
})

test('[R16] the header is turned on by one while another types in the first row: both stay', () => {
  const [anna, bo] = two(letters(3, 3))
  anna.does('a1', tables.toggleHeader)
  bo.types('ORD ', 'a1')
  expect(meet(anna, bo)[0]).toEqual(['ORD a1', 'a2', 'a3'])
  const table = bo.text.get(0)
  if (!(table instanceof Y.XmlElement)) throw new Error('no table')
  expect(table.getAttribute('header')).toBe('none')
})

test('[R16] a row added above the first becomes the header, as the header is whatever row stands first', () => {
  const [anna, bo] = two(letters(2, 2))
  anna.does('a1', tables.addLine('rows', 'before'))
  expect(meet(anna, bo)).toEqual([
    ['', ''],
    ['a1', 'a2'],
    ['b1', 'b2'],
  ])
})
