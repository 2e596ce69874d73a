import { expect, test } from 'vitest'
import { goToFarEnd } from '../../../../client/editor/far-ends.ts'
import { shown, state } from './lines.ts'

const after = (lines: string[], end: 'start' | 'end', extend: boolean): string[] => {
  let now = state(lines)
  goToFarEnd(end, extend)(now, (tr) => {
    now = now.apply(tr)
  })
  return shown(now)
}

test('the keys go to the very first and very last place, whatever is laid out', () => {
  expect(after(['ett', 'tv|å', 'tre'], 'end', false)).toEqual(['ett', 'två', 'tre|'])
  expect(after(['ett', 'tv|å', 'tre'], 'start', false)).toEqual(['|ett', 'två', 'tre'])
})

test('with Shift they select as far as there', () => {
  expect(after(['ett', 'tv|å', 'tre'], 'end', true)).toEqual(['ett', 'tv[å', 'tre]'])
})
