/** Whatever one person does at random to a text with tables, the tables are tables afterwards. */
import { Slice } from '@tiptap/pm/model'
import { EditorState, TextSelection, type Transaction } from '@tiptap/pm/state'
import { expect, test } from 'vitest'
import { idsPlugin } from '../../../../client/editor/ids.ts'
import { splitParagraph } from '../../../../client/editor/paragraphs.ts'
import { tableShapePlugin } from '../../../../client/editor/table-shape.ts'
import { newSeed, random, type Random } from '../../../support/random.ts'
import { tableOf } from '../../../support/table-text.ts'
import { schema, text } from './lines.ts'

const start = (): EditorState => {
  const grid = [
    ['a1', 'a2', 'a3'],
    ['b1', 'b2', 'b3'],
  ]
  let given = 0
  const blocks = [...text(['# ett', '> två', '- tre']).children, tableOf(schema, grid), ...text(['fyra']).children]
  const plugins = [tableShapePlugin(), idsPlugin(() => `n${++given}`)]
  return EditorState.create({ doc: schema.node('doc', null, blocks), plugins })
}

const anywhere = (state: EditorState, r: Random): number => r.int(state.doc.content.size + 1)

/** Deletes, replaces, splits or pastes between two places of the text, wherever they are. */
const anything = (state: EditorState, r: Random): Transaction => {
  const [from = 0, to = 0] = [anywhere(state, r), anywhere(state, r)].sort((a, b) => a - b)
  const { tr } = state
  tr.setSelection(TextSelection.between(tr.doc.resolve(from), tr.doc.resolve(to)))
  const [a, b] = [anywhere(state, r), anywhere(state, r)].sort((x, y) => x - y)
  switch (r.int(5)) {
    case 0:
      return tr.deleteSelection()
    case 1:
      return tr.deleteRange(from, to)
    case 2:
      return tr.replaceSelection(state.doc.slice(a ?? 0, b))
    case 3:
      return tr.replaceRange(from, to, r.chance(0.5) ? state.doc.slice(a ?? 0, b) : Slice.empty)
    default: {
      let split = state.tr
      splitParagraph(state.apply(tr), (made) => (split = made))
      return split.before.eq(state.doc) ? tr : split
    }
  }
}

const rounds = process.env.LONG ? 3_000 : 150

test(`[R15] after each of ${rounds * 12} random changes every table has rows of equally many cells to write in`, () => {
  const r = random(newSeed('table shape'))
  let tables = 0
  for (let round = 0; round < rounds; round++) {
    let state = start()
    for (let i = 0; i < 12; i++) {
      state = state.apply(anything(state, r))
      state.doc.check()
      state.doc.forEach((block, _offset, nth) => {
        if (block.type.name !== 'table') return
        tables++
        expect(new Set(block.children.map((row) => row.childCount)).size).toBe(1)
        const cells = block.children.flatMap((row) => row.children)
        expect(cells.length).toBeGreaterThan(0)
        expect(cells.every((cell) => cell.childCount > 0)).toBe(true)
        expect(cells.flatMap((cell) => cell.children).every(({ attrs }) => attrs['level'] === 0)).toBe(true)
        expect(['paragraph', 'blockquote']).toContain(state.doc.maybeChild(nth + 1)?.type.name)
      })
    }
  }
  expect(tables).toBeGreaterThan(rounds)
})
