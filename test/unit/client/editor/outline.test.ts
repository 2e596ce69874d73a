import type { Node } from '@tiptap/pm/model'
import { EditorState, TextSelection, type Transaction } from '@tiptap/pm/state'
import { describe, expect, test } from 'vitest'
import {
  entryAtCaret,
  isTypingInBody,
  outlineOf,
  outlinePlugin,
  placeOfEntry,
} from '../../../../client/editor/outline.ts'
import { schema, text } from './lines.ts'

const open = (doc: Node) => EditorState.create({ doc, plugins: [outlinePlugin()] })

const lines = ['# Ett', 'stycke', '> ## I citat', '- punkt', '#### Fyra', '*goal* Målet']
const state = open(text(lines, { ids: true }))

/** Where some words begin. */
const at = (doc: Node, words: string): number => {
  let found = -1
  doc.descendants((node, pos) => {
    if (node.isText && node.text?.includes(words)) found = pos + node.text.indexOf(words)
  })
  return found
}

const after = (change: (tr: Transaction) => Transaction) => state.apply(change(state.tr))

describe('the outline', () => {
  test('has the headings and roles in the order of the text, and says which stand in something else', () => {
    const { entries, blocks } = outlineOf(state)
    expect(entries.map(({ words, level, role, block, atTop }) => [words, level, role, block, atTop])).toEqual([
      ['Ett', 1, 'none', 0, true],
      ['I citat', 2, 'none', 2, false],
      ['Fyra', 4, 'none', 4, true],
      ['Målet', 0, 'goal', 5, true],
    ])
    expect(blocks).toBe(6)
  })

  test('leaves a footnote’s words out of a heading, and a break is a blank', () => {
    const note = schema.node('footnote', { id: 'n' }, [schema.text('noten')])
    const heading = schema.node('paragraph', { id: 'a', level: 1 }, [
      schema.text('Ord'),
      note,
      schema.node('hardBreak'),
      schema.text('till'),
    ])
    expect(outlineOf(open(schema.node('doc', null, [heading]))).entries[0]?.words).toBe('Ord till')
  })

  test('gives two paragraphs of one id a key each', () => {
    const doc = schema.node(
      'doc',
      null,
      ['x', 'x', null, null].map((id) => schema.node('paragraph', { id, level: 1 })),
    )
    const keys = outlineOf(open(doc)).entries.map(({ key }) => key)
    expect(new Set(keys).size).toBe(4)
    expect(keys[0]).toBe('x')
  })

  test('stays the same object while one types, deletes or styles in body text', () => {
    const { doc } = state
    const typed = [
      after((tr) => tr.insertText('x', at(doc, 'stycke'))),
      after((tr) => tr.delete(at(doc, 'punkt'), at(doc, 'punkt') + 2)),
      after((tr) => tr.addMark(at(doc, 'stycke'), at(doc, 'stycke') + 3, schema.mark('bold'))),
    ]
    for (const each of typed) expect(outlineOf(each)).toBe(outlineOf(state))
  })

  test('stays the same object also when all of the text was put in anew and nothing of it is another', () => {
    const replaced = after((tr) => tr.replaceWith(0, tr.doc.content.size, tr.doc.content))
    expect(outlineOf(replaced)).toBe(outlineOf(state))
  })

  test.each<[string, (tr: Transaction) => Transaction, string[]]>([
    ['a heading’s words', (tr) => tr.insertText('X', at(tr.doc, 'Ett')), ['XEtt', 'I citat', 'Fyra', 'Målet']],
    ['a goal’s words', (tr) => tr.insertText('X', at(tr.doc, 'Målet')), ['Ett', 'I citat', 'Fyra', 'XMålet']],
    [
      'a level',
      (tr) => tr.setNodeAttribute(at(tr.doc, 'stycke') - 1, 'level', 2),
      ['Ett', 'stycke', 'I citat', 'Fyra', 'Målet'],
    ],
    ['a role', (tr) => tr.setNodeAttribute(at(tr.doc, 'Målet') - 1, 'role', 'none'), ['Ett', 'I citat', 'Fyra']],
    ['words across paragraphs', (tr) => tr.delete(at(tr.doc, 'stycke'), at(tr.doc, 'Fyra')), ['Ett', 'Målet']],
    ['a pasted heading', (tr) => tr.insert(0, text(['# Noll']).content), ['Noll', 'Ett', 'I citat', 'Fyra', 'Målet']],
    ['a new paragraph', (tr) => tr.split(at(tr.doc, 'stycke') + 2), ['Ett', 'I citat', 'Fyra', 'Målet']],
  ])('follows %s', (_what, change, words) => {
    const changed = after(change)
    expect(isTypingInBody(change(state.tr))).toBe(false)
    expect(outlineOf(changed).entries.map((entry) => entry.words)).toEqual(words)
    // What is followed is what would be read anew.
    expect(outlineOf(changed)).toEqual(outlineOf(open(changed.doc)))
  })

  test('says which entry the caret stands under, and where an entry stands', () => {
    const at1 = (pos: number) => state.apply(state.tr.setSelection(TextSelection.create(state.doc, pos)))
    expect(entryAtCaret(at1(at(state.doc, 'punkt')))?.words).toBe('Ett')
    expect(entryAtCaret(at1(at(state.doc, 'Målet')))?.words).toBe('Målet')
    expect(entryAtCaret(open(text(['bara ett stycke'])))).toBeNull()
    expect(placeOfEntry(state, 'e')).toBe(at(state.doc, 'Fyra') - 1)
    expect(placeOfEntry(state, 'no such')).toBeNull()
  })
})
