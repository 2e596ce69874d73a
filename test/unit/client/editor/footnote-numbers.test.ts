import { Fragment } from '@tiptap/pm/model'
import type { EditorState, Transaction } from '@tiptap/pm/state'
import { expect, test, vi } from 'vitest'
import { inlineWords } from '../../../../client/editor/footnote-edges.ts'
import { footnoteNumbersPlugin, notesOf, signsIn } from '../../../../client/editor/footnote-numbers.ts'
import { linesOf, schema, state, text } from './lines.ts'

const noted = (lines: string[]) => {
  const number = vi.fn<(n: number) => string>((n) => `Fotnot ${n}:`)
  const plugin = footnoteNumbersPlugin({ number, empty: 'Skriv' })
  let now: EditorState = state(lines, [plugin])
  return {
    number,
    change: (make: (tr: Transaction) => Transaction) => {
      number.mockClear()
      now = now.apply(make(now.tr))
    },
    /** The words of each note with what is said of it, in the order of the text. */
    shown: () =>
      notesOf(now.doc).map(({ pos, size }) => {
        const signs = signsIn(plugin.getState(now)?.find(pos, pos + size) ?? [])
        return `${signs?.spoken} ${now.doc.nodeAt(pos)?.textContent}`
      }),
  }
}

test('[R22] notes are numbered by their order in the text, also in headings, quotations and lists', () => {
  const { shown } = noted(['# Rubrik{ett}', 'Ord{två} och{tre}', '> Citat{fyra}', '- punkt{fem}'])
  expect(shown()).toEqual(['Fotnot 1: ett', 'Fotnot 2: två', 'Fotnot 3: tre', 'Fotnot 4: fyra', 'Fotnot 5: fem'])
})

test('[R22] a note that comes, goes or moves gives the ones after it other numbers', () => {
  const { change, shown } = noted(['Ord{ett}', 'Mer{två}'])
  change((tr) => tr.insert(2, schema.node('footnote', null, schema.text('ny'))))
  expect(shown()).toEqual(['Fotnot 1: ny', 'Fotnot 2: ett', 'Fotnot 3: två'])
  change((tr) => tr.delete(2, 6))
  expect(shown()).toEqual(['Fotnot 1: ett', 'Fotnot 2: två'])
  change((tr) => {
    const first = tr.doc.child(0)
    return tr.delete(0, first.nodeSize).insert(tr.doc.content.size, first)
  })
  expect(shown()).toEqual(['Fotnot 1: två', 'Fotnot 2: ett'])
  change((tr) => tr.replaceWith(0, tr.doc.content.size, text(['Allt{nytt}']).content))
  expect(shown()).toEqual(['Fotnot 1: nytt'])
})

test('[R22] deleting the words around a note deletes the note', () => {
  const { change, shown } = noted(['Ord{ett} mer', 'Mer{två}'])
  change((tr) => tr.delete(2, 11))
  expect(shown()).toEqual(['Fotnot 1: två'])
})

test('typing, in the line or in a note, numbers nothing anew, and each note keeps its number', () => {
  const { change, shown, number } = noted(['Ord{ett} mer', 'Mer{två}'])
  change((tr) => tr.insertText('Nya ', 1))
  expect(number).not.toHaveBeenCalled()
  change((tr) => tr.insertText('x', 10))
  expect(number).not.toHaveBeenCalled()
  expect(shown()).toEqual(['Fotnot 1: extt', 'Fotnot 2: två'])
})

test('[R22] of what is pasted into a note only its words are taken, with a blank where paragraphs and notes began', () => {
  const pasted = text(['# Rubrik', 'Ett\\två{i en not}, tre', '> citat '])
  const words = Fragment.from(inlineWords(pasted.content))
  expect(linesOf(schema.node('doc', null, [schema.node('paragraph', null, words)]))).toEqual([
    'Rubrik Ett två i en not, tre citat ',
  ])
})

test('bold and links come along into a note', () => {
  const bold = schema.text('fet', [schema.mark('bold')])
  const words = inlineWords(Fragment.from(schema.node('paragraph', null, [schema.text('en '), bold])))
  expect(words.map(({ text: each, marks }) => [each, marks.map(({ type }) => type.name)])).toEqual([
    ['en ', []],
    ['fet', ['bold']],
  ])
})
