import type { Transaction } from '@tiptap/pm/state'
import { describe, expect, test } from 'vitest'
import { linesWrittenIn } from '../../../../client/editor/written-lines.ts'
import { placeOf } from '../../../support/table-text.ts'
import { schema, state } from './lines.ts'

const before = state(['ett två', 'tre', '- fyra'])

/** The words of the lines that were written in; null when structure changed. */
const lines = (change: (tr: Transaction) => Transaction): string[] | null =>
  linesWrittenIn(change(before.tr))?.map(({ textContent }) => textContent) ?? null

const footnote = (words: string) => schema.node('footnote', { id: 'n' }, words ? [schema.text(words)] : [])

describe('writing within lines', () => {
  test('typed, deleted and replaced words and breaks are, each in its line', () => {
    expect(lines((tr) => tr.insertText('noll ', 1))).toEqual(['noll ett två'])
    expect(lines((tr) => tr.delete(1, 4))).toEqual([' två'])
    expect(lines((tr) => tr.insertText('ny', 1, 4).insertText('x', placeOf(tr.doc, 'tre')))).toEqual(['ny två', 'xtre'])
    expect(lines((tr) => tr.insert(3, schema.node('hardBreak')))).toEqual(['ett två'])
  })

  test('a style given or taken changes no structure and writes no words', () => {
    expect(lines((tr) => tr.addMark(1, 4, schema.mark('bold')).removeMark(1, 4))).toEqual([])
  })

  test('words in a footnote are in its own line', () => {
    const noted = before.apply(before.tr.insert(4, footnote('källa')))
    const tr = noted.tr.insertText('se ', placeOf(noted.doc, 'källa'))
    expect(linesWrittenIn(tr)?.map(({ type }) => type.name)).toEqual(['footnote'])
  })
})

describe('a change of structure is', () => {
  test('a paragraph that is made, split, joined, moved or taken away', () => {
    expect(lines((tr) => tr.split(4))).toBe(null)
    expect(lines((tr) => tr.join(9))).toBe(null)
    expect(lines((tr) => tr.delete(3, placeOf(tr.doc, 'tre') + 1))).toBe(null)
    expect(lines((tr) => tr.insert(0, schema.node('paragraph')))).toBe(null)
    expect(lines((tr) => tr.delete(0, 9))).toBe(null)
  })

  test('an attribute, and a footnote that comes or goes', () => {
    expect(lines((tr) => tr.setNodeAttribute(0, 'list', 'bullet'))).toBe(null)
    expect(lines((tr) => tr.insert(4, footnote('')))).toBe(null)
    const noted = before.apply(before.tr.insert(4, footnote('källa')))
    expect(linesWrittenIn(noted.tr.delete(3, 12))).toBe(null)
  })

  test('words typed together with any of them', () => {
    expect(lines((tr) => tr.insertText('x', 1).split(4))).toBe(null)
  })
})
