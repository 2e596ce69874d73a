/** Days. */
import { expect, test } from 'vitest'
import { dayInSweden, isDay } from '../../../shared/calendar.ts'

test.for<[text: string, is: boolean]>([
  ['2027-02-28', true],
  ['2027-02-29', false],
  ['2028-02-29', true],
  ['2027-13-01', false],
  ['2027-00-10', false],
  ['2027-1-1', false],
  ['2027-01-01T00:00', false],
  [' 2027-01-01', false],
  ['', false],
])('%j is a day: %s', ([text, is]) => {
  expect(isDay(text)).toBe(is)
})

test.for<[at: string, day: string]>([
  ['2026-11-24T22:59:59Z', '2026-11-24'],
  ['2026-11-24T23:00:00Z', '2026-11-25'],
  ['2026-06-30T21:59:59Z', '2026-06-30'],
  ['2026-06-30T22:00:00Z', '2026-07-01'],
  ['2026-12-31T23:00:00Z', '2027-01-01'],
])('[R2] at %s it is %s in Sweden', ([at, day]) => {
  expect(dayInSweden(Date.parse(at))).toBe(day)
})
