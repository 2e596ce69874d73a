import { NodeSelection } from '@tiptap/pm/state'
import { describe, expect, test } from 'vitest'
import { insertRule, ruleOnEnter } from '../../../../client/editor/rule.ts'
import { inputRulesPlugin } from '../../../../client/editor/shortcuts.ts'
import { keyboardAt } from './keyboard.ts'
import { after, shown, state } from './lines.ts'

describe('a rule across the page', () => {
  test.each([
    ['before an empty paragraph, which goes on', ['Ett', '|'], ['Ett', '---', '|']],
    ['after the paragraph that the caret stands in, whole', ['Et|t', 'Två'], ['Ett', '---', '|', 'Två']],
    ['before a paragraph at whose beginning the caret stands', ['Ett', '|Två'], ['Ett', '---', '|Två']],
    ['after a quotation, not in it', ['> Ci|tat'], ['> Citat', '---', '|']],
    ['after the line of a note', ['Ord{no|t} mer'], ['Ord{not} mer', '---', '|']],
  ])('comes %s', (_where, before, lines) => expect(after(state(before), insertRule)).toEqual(lines))

  test('comes after a selected rule', () => {
    const rule = state(['---', 'Ett'])
    const selected = rule.apply(rule.tr.setSelection(NodeSelection.create(rule.doc, 0)))
    expect(after(selected, insertRule)).toEqual(['---', '---', '|', 'Ett'])
  })
})

describe('three hyphens', () => {
  const typed = (lines: string[], words: string) => {
    const rules = inputRulesPlugin()
    const keyboard = keyboardAt(state(lines, [rules]), [rules])
    keyboard.type(words)
    return keyboard
  }

  test('and a blank make a rule', () => {
    expect(shown(typed(['Ett', '|'], '--- Två').state)).toEqual(['Ett', '---', 'Två|'])
  })

  test('and Enter make a rule', () => {
    expect(after(typed(['|'], '---').state, ruleOnEnter)).toEqual(['---', '|'])
  })

  test.each([
    [['a|'], '---'],
    [['> |'], '---'],
    [['|'], '--'],
    [['|'], '---a'],
  ])('not in %s with %s', (lines, words) => {
    expect(after(typed(lines, words).state, ruleOnEnter)).toBe(null)
  })
})
