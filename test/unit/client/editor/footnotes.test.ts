import type { Command } from '@tiptap/pm/state'
import { NodeSelection, TextSelection } from '@tiptap/pm/state'
import { describe, expect, test } from 'vitest'
import { footnoteEdgesPlugin } from '../../../../client/editor/footnote-edges.ts'
import { footnoteKeys, insertFootnote } from '../../../../client/editor/footnotes.ts'
import { wordsOf } from '../../../../client/editor/outline.ts'
import { splitParagraph } from '../../../../client/editor/paragraphs.ts'
import { insertBlocks } from '../../../../client/editor/paste.ts'
import { Desk, paragraph } from '../../../support/honest.ts'
import { keyboardAt } from './keyboard.ts'
import { after, linesOf, state, text } from './lines.ts'

const key = (name: string): Command => footnoteKeys[name] ?? (() => false)

describe('making a note', () => {
  test.each([
    ['at the caret', 'Ord|', 'Ord{|}'],
    ['at the end of what is selected', '[Ord] mer', 'Ord{|} mer'],
    ['in a heading', '# Rubrik|', '# Rubrik{|}'],
    ['in the place of a blank that leads nowhere', 'Ord |', 'Ord{|}'],
    ['before the blank to the next word', 'Ord |mer', 'Ord{|} mer'],
    ['but after a dash it stands where it was asked for', 'Ord –| mer', 'Ord –{|} mer'],
  ])('%s', (_where, before, line) => expect(after(state([before]), insertFootnote)).toEqual([line]))

  test('there is none in a note', () => {
    expect(after(state(['Ord{not|en}']), insertFootnote)).toBe(null)
  })

  test('with everything selected it stands after the last word', () => {
    const all = state(['Ett', 'Två'])
    const selected = all.apply(all.tr.setSelection(TextSelection.create(all.doc, 1, all.doc.content.size - 1)))
    expect(after(selected, insertFootnote)).toEqual(['Ett', 'Två{|}'])
  })
})

describe('[R22] keys in a note and at its edges', () => {
  test.each([
    ['Enter', 'Ord{no|t} mer', 'Ord{not}| mer'],
    ['Escape', 'Ord{|} mer', 'Ord{}| mer'],
    ['Shift-Enter', 'Ord{no|t}', 'Ord{not}|'],
    ['Mod-Enter', 'Ord{no|t}', 'Ord{not}|'],
    ['ArrowRight', 'Ord{not|} mer', 'Ord{not}| mer'],
    ['ArrowRight', 'Ord|{not} mer', 'Ord{|not} mer'],
    ['ArrowLeft', 'Ord{not}| mer', 'Ord{not|} mer'],
    ['ArrowLeft', 'Ord{|not} mer', 'Ord|{not} mer'],
    ['ArrowLeft', '{a}|{b}', '{a|}{b}'],
    ['Backspace', 'Ord{|} mer', 'Ord| mer'],
    ['Delete', 'Ord{|} mer', 'Ord| mer'],
    ['Backspace', 'Ord{not|}', 'Ord{no|}'],
    ['Backspace', 'Ord{x|}', 'Ord{|}'],
    ['Backspace', 'Ord{ä\u0301👩‍👧|}', 'Ord{ä\u0301|}'],
    ['Backspace', 'Ord{[not]}', 'Ord{|}'],
    ['Backspace', 'Ord{|not}', 'Ord{|not}'],
    ['Delete', 'Ord{not|} mer', 'Ord{not|} mer'],
    ['Delete', 'Ord{|not}', 'Ord{|ot}'],
    ['Mod-Backspace', 'Ord{en lång |}', 'Ord{en |}'],
    ['Mod-Delete', 'Ord{en| lång not}', 'Ord{en| not}'],
  ])('%s in %s makes %s', (name, before, line) => {
    // A command that has nothing to change answers without a transaction, and takes the key all the same.
    let taken: string[] | null = null
    if (key(name)(state([before]), undefined)) taken = after(state([before]), key(name)) ?? [before]
    expect(taken).toEqual([line])
  })

  test.each([
    ['Enter', 'Ord| {not}'],
    ['Escape', 'Ord|'],
    ['ArrowLeft', 'Or|d{not}'],
    ['ArrowRight', 'Ord{no|t}'],
    ['Backspace', 'Ord{not} |'],
    ['Delete', 'Or|d{not}'],
    ['ArrowRight', '[Ord]{not}'],
  ])('%s in %s is no affair of notes', (name, before) => {
    expect(key(name)(state([before]), undefined)).toBe(false)
  })

  test.each([
    ['Backspace', 'Ord{not}| mer'],
    ['Delete', 'Ord|{not} mer'],
    ['Mod-Backspace', 'Ord{not}| mer'],
  ])('%s in %s selects the note before it can go', (name, before) => {
    const at = state([before])
    let next = at
    expect(key(name)(at, (tr) => (next = at.apply(tr)))).toBe(true)
    expect(next.selection).toBeInstanceOf(NodeSelection)
    expect(linesOf(next.doc)).toEqual(linesOf(at.doc))
    expect(linesOf(next.tr.deleteSelection().doc)).toEqual(['Ord mer'])
  })

  test('a note is never split, neither by Enter nor by blocks that are put in: they come after it', () => {
    expect(splitParagraph(state(['Ord{no|t}']), undefined)).toBe(false)
    const keyboard = keyboardAt(state(['Ord{no|t} mer']), [])
    insertBlocks(keyboard.view, text(['Ett', 'Två']).content)
    expect(linesOf(keyboard.state.doc)).toEqual(['Ord{not}', 'Ett', 'Två', ' mer'])
  })
})

describe('[R22] a selection that reaches over the edge of a note takes the whole of it', () => {
  const selected = (line: string, anchor: number, head: number, headBefore = anchor): [number, number] => {
    const now = state([line], [footnoteEdgesPlugin()])
    const before = now.apply(now.tr.setSelection(TextSelection.create(now.doc, headBefore)))
    const { selection } = before.apply(before.tr.setSelection(TextSelection.create(before.doc, anchor, head)))
    return [selection.anchor, selection.head]
  }

  // `Ord{not} mer`: the note stands from 4 to 9, its words from 5 to 8.
  test.each([
    ['into it from before', [2, 6, 4], [2, 9]],
    ['into it from after', [11, 7, 9], [11, 4]],
    ['back into it, from after it to before', [2, 8, 9], [2, 4]],
    ['out of it to after', [6, 11, 8], [4, 11]],
    ['out of it to before', [7, 2, 5], [9, 2]],
    ['within it, where it stays as it is', [5, 7, 6], [5, 7]],
    ['around it', [2, 11, 10], [2, 11]],
  ] as const)('%s', (_how, [anchor, head, before], [wholeAnchor, wholeHead]) => {
    expect(selected('Ord{not} mer', anchor, head, before)).toEqual([wholeAnchor, wholeHead])
  })

  test('and between two notes both', () => {
    expect(selected('{ab}x{cd}', 2, 8, 6)).toEqual([1, 10])
  })
})

test('[R22] what two write in the same note at once merges, and so does what they write around it', () => {
  const desk = new Desk()
  const [anna, bo] = [desk.join(), desk.join()]
  const note = text(['Bostäder{enligt SCB} byggs.']).child(0).toJSON()
  anna.edit((tr) => tr.insert(0, paragraph('').type.schema.nodeFromJSON(note)))
  desk.settle()
  // `Bostäder` ends at 9, the note's words stand from 10 to 20.
  anna.edit((tr) => tr.insertText(' 2025', 20))
  bo.edit((tr) => tr.insertText('Siffror ', 10))
  bo.edit((tr) => tr.insertText('Nya b', 1, 2))
  anna.edit((tr) => tr.insertText(' snart', tr.doc.content.size - 2))
  desk.settle()
  const merged = 'Nya bostäder{Siffror enligt SCB 2025} byggs snart.'
  expect([anna, bo].map((writer) => linesOf(writer.page()))).toEqual([[merged], [merged]])
})

test('[R22] words that a colleague writes in a note stay while another makes its paragraph a heading', () => {
  const desk = new Desk()
  const [anna, bo] = [desk.join(), desk.join()]
  const note = text(['Rubrik{källa}']).child(0).toJSON()
  anna.edit((tr) => tr.insert(0, paragraph('').type.schema.nodeFromJSON(note)))
  desk.settle()
  anna.edit((tr) => tr.setNodeAttribute(0, 'level', 2))
  bo.edit((tr) => tr.insertText('ny ', 8))
  desk.settle()
  expect([anna, bo].map((writer) => linesOf(writer.page()))).toEqual([['## Rubrik{ny källa}'], ['## Rubrik{ny källa}']])
})

test('a paragraph’s own words are those of its line, without its notes', () => {
  expect(wordsOf(text(['# Övergripande{Enligt styrelsen.}\\mål']).child(0))).toBe('Övergripande mål')
})
