import { describe, expect, test } from 'vitest'
import { find, firstFrom, matchAt } from '../../../../client/editor/finding.ts'
import { schema, text } from './lines.ts'

const plainly = { matchCase: false, wholeWord: false }

/** What is found of the words in these lines, as it stands there. */
const foundIn = (lines: string[], words: string, how: Partial<typeof plainly> = {}): string[] => {
  const doc = text(lines)
  const matches = find(doc, { words, ...plainly, ...how })
  for (const { from, to, text: found } of matches) expect(doc.textBetween(from, to)).toBe(found)
  return matches.map(({ text: found }) => found)
}

describe('words are found', () => {
  test('in every paragraph, in the order of the text, whatever their case', () => {
    expect(foundIn(['# Mål', 'målen och Mål', '> MÅL'], 'mål')).toEqual(['Mål', 'mål', 'Mål', 'MÅL'])
  })

  test('in the case they are asked for', () => {
    expect(foundIn(['Mål', 'mål', 'MÅL'], 'mål', { matchCase: true })).toEqual(['mål'])
  })

  test('as whole words, also beside signs and at a line’s ends', () => {
    expect(foundIn(['mål, (mål) måla delmål mål', 'mål2'], 'mål', { wholeWord: true })).toHaveLength(3)
  })

  test('as whole words also where their own ends are no letters', () => {
    expect(foundIn(['enligt § 3, men inte § 33'], '§ 3', { wholeWord: true })).toEqual(['§ 3'])
  })

  test('literally: no sign means anything but itself', () => {
    expect(foundIn(['a.c abc [a-c] (a|c)* $1 \\d'.replace('\\', '/')], 'a.c')).toEqual(['a.c'])
    for (const words of ['[a-c]', '(a|c)*', '$1', '/d']) expect(foundIn(['[a-c] (a|c)* $1 /d'], words)).toEqual([words])
  })

  test('with the signs that a keyboard has not: dashes, Swedish quotes, unbreakable spaces', () => {
    expect(foundIn(['2025–2045 kostar 10\u00a0000 kr'], '2025-2045')).toEqual(['2025–2045'])
    expect(foundIn(['2025–2045 kostar 10\u00a0000 kr'], '10 000')).toEqual(['10\u00a0000'])
    expect(foundIn(['det ”goda” livet'], '"goda"')).toEqual(['”goda”'])
  })

  test('where they are written in decomposed signs', () => {
    expect(foundIn(['Södertörn'], 'So\u0308dertörn')).toEqual(['Södertörn'])
  })

  test('beside signs that change their length with their case', () => {
    expect(foundIn(['İİİ mål'], 'mål')).toEqual(['mål'])
  })

  test('never across paragraphs or line breaks', () => {
    expect(foundIn(['ett', 'två\\tre'], 'tt två')).toEqual([])
    expect(foundIn(['ett', 'två\\tre'], 'tvåtre')).toEqual([])
  })

  test('nothing is found of nothing', () => expect(foundIn(['ett'], '')).toEqual([]))
})

const paragraph = (...content: (string | ReturnType<typeof schema.node>)[]) =>
  schema.node(
    'paragraph',
    null,
    content.map((part) => (typeof part === 'string' ? schema.text(part) : part)),
  )

test('tables, captions and footnotes are searched too, and a note is no part of the line it stands in', () => {
  const note = schema.node('footnote', null, [schema.text('not om mål')])
  const doc = schema.node('doc', null, [
    paragraph('före', note, 'mål efter'),
    schema.node('table', null, [schema.node('tableRow', null, [schema.node('tableCell', null, [paragraph('mål')])])]),
    schema.node('figure', null, [paragraph('bild av mål')]),
  ])
  const matches = find(doc, { words: 'mål', ...plainly })
  expect(matches.map(({ from }) => doc.resolve(from).parent.textContent)).toEqual([
    'not om mål',
    'förenot om målmål efter',
    'mål',
    'bild av mål',
  ])
  expect(find(doc, { words: 'föremål', ...plainly })).toEqual([])
})

test('a place is told by its ends, and the next one from any place of the text', () => {
  const doc = text(['mål', 'nej', 'mål'])
  const matches = find(doc, { words: 'mål', ...plainly })
  expect(matches.map(({ from }) => from)).toEqual([1, 11])
  expect([0, 1, 2, 11, 12].map((pos) => firstFrom(matches, pos))).toEqual([0, 0, 1, 1, 2])
  expect(matchAt(matches, { from: 11, to: 14 })).toBe(1)
  expect(matchAt(matches, { from: 11, to: 13 })).toBe(null)
})
