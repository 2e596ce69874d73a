import { AllSelection, EditorState } from '@tiptap/pm/state'
import { describe, expect, test } from 'vitest'
import * as paragraphs from '../../../../client/editor/paragraphs.ts'
import { after, idsOf, state, text } from './lines.ts'

describe('levels, lists and steps in', () => {
  test('a level is set on every selected paragraph, and takes a list item out of its list', () => {
    expect(after(state(['a[b', '  - c]d', 'e']), paragraphs.setLevel(2))).toEqual(['## ab', '## c|d', 'e'])
  })

  test('a list is set on all selected, and taken away when all of them are in it', () => {
    expect(after(state(['# a[b', '- c]d']), paragraphs.toggleList('bullet'))).toEqual(['- ab', '- c|d'])
    expect(after(state(['- a[b', '  - c]d']), paragraphs.toggleList('bullet'))).toEqual(['ab', 'c|d'])
    expect(after(state(['- a|']), paragraphs.toggleList('ordered'))).toEqual(['1. a|'])
  })

  test('an item goes at most eight steps in and never out of the page; what is no item stays', () => {
    expect(after(state(['- a|']), paragraphs.indentList(1))).toEqual(['  - a|'])
    expect(after(state([`${'  '.repeat(8)}- a|`]), paragraphs.indentList(1))).toBe(null)
    expect(after(state(['- a|']), paragraphs.indentList(-1))).toBe(null)
    expect(after(state(['a|']), paragraphs.indentList(1))).toBe(null)
  })

  test('a quotation goes around the selected paragraphs and away again', () => {
    expect(after(state(['a[b', 'c]d', 'e']), paragraphs.toggleQuote)).toEqual(['> ab', '> c|d', 'e'])
    expect(after(state(['> a|']), paragraphs.toggleQuote)).toEqual(['a|'])
  })
})

describe('everything selected', () => {
  const all = (lines: string[]): EditorState => {
    const doc = text(lines)
    return EditorState.create({ doc, selection: new AllSelection(doc) })
  }
  const withoutCaret = (lines: string[] | null): string[] | undefined => lines?.map((line) => line.replace('|', ''))

  test('what is all in one quotation is taken out of it, not put into another', () => {
    expect(withoutCaret(after(all(['> a', '> b']), paragraphs.toggleQuote))).toEqual(['a', 'b'])
    expect(withoutCaret(after(all(['> a', 'b']), paragraphs.toggleQuote))).toEqual(['> > a', '> b'])
  })

  test('a style is given to all unless all of it has it', () => {
    let now = all(['a', 'b'])
    const bold = paragraphs.toggleStyle('bold')
    const isBold = () => ['a', 'b'].map((_, i) => now.doc.child(i).firstChild?.marks.length === 1)
    const first = now.schema.marks['bold']
    if (first) now = now.apply(now.tr.addMark(1, 2, first.create()))
    expect(isBold()).toEqual([true, false])
    bold(now, (tr) => (now = now.apply(tr)))
    expect(isBold()).toEqual([true, true])
    bold(now, (tr) => (now = now.apply(tr)))
    expect(isBold()).toEqual([false, false])
  })
})

describe('Enter', () => {
  test('at the end of a heading comes body text, within it a heading of the same level', () => {
    expect(after(state(['## Mål|']), paragraphs.splitParagraph)).toEqual(['## Mål', '|'])
    expect(after(state(['## Må|l']), paragraphs.splitParagraph)).toEqual(['## Må', '## |l'])
  })

  test('in a list comes an item of the same list, as far in', () => {
    expect(after(state(['  1. a|']), paragraphs.splitParagraph)).toEqual(['  1. a', '  1. |'])
  })

  test('a goal stays one goal: the second half is plain', () => {
    expect(after(state(['*goal* a|b']), paragraphs.splitParagraph)).toEqual(['*goal* a', '|b'])
  })

  test('selected words give way', () => {
    expect(after(state(['a[b', 'c]d']), paragraphs.splitParagraph)).toEqual(['a', '|d'])
  })

  test('the first half keeps the id, the second has none yet', () => {
    const before = state(['ett| två'], [], { ids: true })
    paragraphs.splitParagraph(before, (tr) => expect(idsOf(tr.doc)).toEqual(['a', null]))
    expect.assertions(1)
  })

  test('in an empty item it leaves the list a step at a time', () => {
    expect(after(state(['- a', '  - |']), paragraphs.leaveEmptyItem)).toEqual(['- a', '- |'])
    expect(after(state(['- a', '- |']), paragraphs.leaveEmptyItem)).toEqual(['- a', '|'])
    expect(after(state(['- a|']), paragraphs.leaveEmptyItem)).toBe(null)
  })
})

describe('Backspace at the start', () => {
  test('takes away role, then steps, then list, then level, and then it is the next command’s affair', () => {
    expect(after(state(['*goal* |a']), paragraphs.plainerAtStart)).toEqual(['|a'])
    expect(after(state(['  - |a']), paragraphs.plainerAtStart)).toEqual(['- |a'])
    expect(after(state(['- |a']), paragraphs.plainerAtStart)).toEqual(['|a'])
    expect(after(state(['# |a']), paragraphs.plainerAtStart)).toEqual(['|a'])
    expect(after(state(['|a']), paragraphs.plainerAtStart)).toBe(null)
  })

  test('within the words it is no affair of structure', () => {
    expect(after(state(['# a|b']), paragraphs.plainerAtStart)).toBe(null)
  })
})

test('a line break stays within its paragraph', () => {
  expect(after(state(['a|b']), paragraphs.insertBreak)).toEqual(['a\\|b'])
})
