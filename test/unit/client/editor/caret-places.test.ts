import { expect, test } from 'vitest'
import { type Measured, placesOf } from '../../../../client/editor/caret-places.ts'

/** The page is 300 wide; a label is 100 wide and 18 high. */
const label = (x: number, y: number, width = 100): Measured => ({ x, y, width, height: 18 })
const places = (...labels: Measured[]): string[] => placesOf(labels, 300).map(({ side, lift }) => `${side} ${lift}`)

test('a label reaches to the right, and to the left where it would leave the page', () => {
  expect(places(label(10, 50), label(210, 150))).toEqual(['right 0', 'left 0'])
})

test('one that has room on neither side stays right, and is cut by the page', () => {
  expect(places(label(100, 50, 250))).toEqual(['right 0'])
})

test('two at one spot stand above each other, the first nearest', () => {
  expect(places(label(10, 50), label(10, 50), label(40, 50))).toEqual(['right 0', 'right 1', 'right 2'])
})

test('two on one line with room between them both stand nearest', () => {
  expect(places(label(10, 50), label(150, 50))).toEqual(['right 0', 'right 0'])
})

test('a crowd at one spot does not climb up the page', () => {
  const crowd = Array.from({ length: 9 }, () => label(10, 50))
  expect(places(...crowd).at(-1)).toBe('right 3')
})
