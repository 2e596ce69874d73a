import { expect, test } from 'vitest'
import { countWords, openCount, pagesOf } from '../../../../client/editor/word-count.ts'
import { schema, text } from './lines.ts'

const always = () => true

const counted = (doc: ReturnType<typeof text>): number | null =>
  openCount().words(doc, { from: 0, to: doc.content.size }, always)

test.each([
  ['', 0],
  ['   –   …', 0],
  ['Södertörns åtta kommuner', 3],
  ['e-post och Stockholm-Uppsala', 3],
  ['år 2025–2045 kostar 3,5 miljoner', 6],
  ['kl. 10.30, s.k. mål', 4],
  ['ett\u00a0ord', 2],
])('"%s" is %i words', (words, count) => expect(countWords(words)).toBe(count))

test('headings, lists, tables, captions and footnotes are counted, and break no word of the line', () => {
  const paragraph = (...words: string[]) => schema.node('paragraph', null, [schema.text(words.join(' '))])
  const note = schema.node('footnote', null, [schema.text('se bilaga')])
  const cell = schema.node('tableCell', null, [paragraph('tre', 'ord', 'här')])
  const doc = schema.node('doc', null, [
    ...text(['# Vision', '- en punkt', '> ett\\citat']).children,
    schema.node('paragraph', null, [schema.text('målet'), note, schema.text(' nås')]),
    schema.node('table', null, [schema.node('tableRow', null, [cell])]),
    schema.node('horizontalRule'),
    schema.node('figure', null, [paragraph('en', 'bild')]),
  ])
  expect(counted(doc)).toBe(1 + 2 + 2 + 4 + 3 + 2)
})

test('a selection is counted from its first sign to its last', () => {
  const doc = text(['ett två tre', 'fyra fem'])
  const count = openCount()
  expect(count.words(doc, { from: 5, to: 18 }, always)).toBe(3)
  expect(count.words(doc, { from: 5, to: 8 }, always)).toBe(1)
  expect(count.words(doc, { from: 5, to: 5 }, always)).toBe(0)
})

test('when time runs out the count goes on where it was, and comes to the same', () => {
  const doc = text(Array.from({ length: 50 }, (_, i) => `stycke nummer ${i}`))
  const count = openCount()
  const within = (blocks: number): number | null => {
    let left = blocks
    return count.words(doc, { from: 0, to: doc.content.size }, () => {
      left -= 1
      return left >= 0
    })
  }
  expect([within(20), within(49), within(50)]).toEqual([null, null, 150])
})

test('what has left the text is forgotten, what has stayed is not', () => {
  const count = openCount()
  const all = (lines: string[]): number | null => {
    const doc = text(lines)
    const words = count.words(doc, { from: 0, to: doc.content.size }, always)
    count.tidy()
    return words
  }
  expect([all(['ett två', 'tre']), all(['ett två']), all(['ett två', 'tre fyra'])]).toEqual([3, 2, 4])
})

test('a page is some five hundred words, and the shortest text is one', () => {
  expect([0, 700, 5_881, 100_000].map(pagesOf)).toEqual([1, 1, 12, 200])
})
