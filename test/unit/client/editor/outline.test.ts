import { expect, test } from 'vitest'
import { headingsOf } from '../../../../client/editor/outline.ts'
import { text } from './lines.ts'

test('the outline has the headings, also those in quotations, in the order of the text', () => {
  const doc = text(['# Ett', 'stycke', '> ## Två', '- punkt', '#### Tre'], { ids: true })
  expect(headingsOf(doc).map(({ level, text: words, id }) => [level, words, id])).toEqual([
    [1, 'Ett', 'a'],
    [2, 'Två', 'c'],
    [4, 'Tre', 'e'],
  ])
})
