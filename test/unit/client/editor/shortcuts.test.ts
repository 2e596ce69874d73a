import type { EditorState, Plugin } from '@tiptap/pm/state'
import type { EditorView } from '@tiptap/pm/view'
import { describe, expect, test } from 'vitest'
import { inputRulesPlugin } from '../../../../client/editor/shortcuts.ts'
import { shown, state } from './lines.ts'

/** Types sign by sign, as the view would hand it on; what no rule takes is put in as it is. */
const typed = (lines: string[], words: string): string[] => {
  const rules: Plugin = inputRulesPlugin()
  let now: EditorState = state(lines, [rules])
  for (const sign of words) {
    const { from, to } = now.selection
    // The rules read no more of a view than this.
    const view = {
      composing: false,
      get state() {
        return now
      },
      dispatch: (tr: EditorState['tr']) => {
        now = now.apply(tr)
      },
    } as unknown as EditorView
    const taken = rules.props.handleTextInput?.call(rules, view, from, to, sign, () =>
      now.tr.insertText(sign, from, to),
    )
    if (!taken) now = now.apply(now.tr.insertText(sign, from, to))
  }
  return shown(now)
}

describe('what turns into structure while one types', () => {
  test.each([
    ['# Ett', '# Ett|'],
    ['#### Fyra', '#### Fyra|'],
    ['##### Fem', '##### Fem|'],
    ['- punkt', '- punkt|'],
    ['* punkt', '- punkt|'],
    ['1. första', '1. första|'],
    ['1) första', '1. första|'],
    ['2. andra', '2. andra|'],
    ['> citat', '> citat|'],
    ['a - b', 'a - b|'],
  ])('%s', (words, line) => expect(typed(['|'], words)).toEqual([line]))

  test('before words that stand there already', () => {
    expect(typed(['|Mål'], '## ')).toEqual(['## |Mål'])
  })

  test('a heading and a list item stay what they are', () => {
    expect(typed(['# |'], '- ')).toEqual(['# - |'])
    expect(typed(['- |'], '# ')).toEqual(['- # |'])
  })
})
