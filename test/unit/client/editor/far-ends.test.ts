import type { EditorState } from '@tiptap/pm/state'
import { expect, test } from 'vitest'
import { goToFarEnd } from '../../../../client/editor/far-ends.ts'
import { shown, state } from './lines.ts'

const after = (lines: string[], end: 'start' | 'end', extend: boolean): EditorState => {
  let now = state(lines)
  goToFarEnd(end, extend)(now, (tr) => {
    now = now.apply(tr)
  })
  return now
}

const selected = ({ doc, selection }: EditorState): string => doc.textBetween(selection.from, selection.to, ' / ')

test('the keys go to the very first and very last place, whatever is laid out', () => {
  expect(shown(after(['ett', 'tv|å', 'tre'], 'end', false))).toEqual(['ett', 'två', 'tre|'])
  expect(shown(after(['ett', 'tv|å', 'tre'], 'start', false))).toEqual(['|ett', 'två', 'tre'])
})

test('with Shift they select as far as there', () => {
  expect(selected(after(['ett', 'tv|å', 'tre'], 'end', true))).toBe('å / tre')
  expect(selected(after(['ett', 'tv|å', 'tre'], 'start', true))).toBe('ett / tv')
})
