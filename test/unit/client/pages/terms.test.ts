import { describe, expect, test } from 'vitest'
import type { Term } from '../../../../shared/people.ts'
import { termsInput } from '../../../../shared/requests.ts'
import { dayBefore, withTerm } from '../../../../client/pages/terms.ts'

const term = (from: string, to: string | null, role: Term['role'] = 'reader'): Term => ({
  role,
  municipality: null,
  from,
  to,
})
const days = (terms: Term[]): string[] => terms.map(({ from, to }) => `${from}/${to ?? ''}`)

test('the day before crosses months, years and leap days', () => {
  expect(['2027-01-01', '2027-03-01', '2028-03-01'].map(dayBefore)).toEqual(['2026-12-31', '2027-02-28', '2028-02-29'])
})

describe('a new term', () => {
  test('ends the one that holds, the day before', () => {
    expect(days(withTerm([term('2023-01-01', null)], term('2027-01-01', null)))).toEqual([
      '2023-01-01/2026-12-31',
      '2027-01-01/',
    ])
  })

  test('takes the place of one that begins on its day or later', () => {
    expect(days(withTerm([term('2027-01-01', null), term('2028-01-01', null)], term('2027-01-01', null)))).toEqual([
      '2027-01-01/',
    ])
  })

  test('leaves what was over, and what comes after it, as it is', () => {
    const others = [term('2020-01-01', '2020-12-31'), term('2029-01-01', null)]
    expect(days(withTerm(others, term('2027-01-01', '2027-12-31')))).toEqual([
      '2020-01-01/2020-12-31',
      '2027-01-01/2027-12-31',
      '2029-01-01/',
    ])
  })

  test('always makes terms that the server takes', () => {
    const made = withTerm(
      [term('2023-01-01', '2030-01-01'), term('2030-01-02', null)],
      term('2024-05-01', '2025-05-01'),
    )
    expect(termsInput.safeParse({ terms: made }).success).toBe(true)
  })
})
