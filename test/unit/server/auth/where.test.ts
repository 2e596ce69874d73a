/** better-auth's conditions on a row. */
import type { Where } from 'better-auth/adapters'
import { expect, test } from 'vitest'
import { matches, sortRows } from '../../../../server/auth/where.ts'

const row = { email: 'a@b.example', tries: 3, at: '2026-11-24T11:00:00.000Z', none: null }

test.for<
  [field: keyof typeof row | 'gone', operator: NonNullable<Where['operator']>, value: Where['value'], is: boolean]
>([
  ['email', 'eq', 'a@b.example', true],
  ['email', 'eq', 'A@b.example', false],
  ['email', 'ne', 'c@b.example', true],
  ['email', 'in', ['x', 'a@b.example'], true],
  ['email', 'not_in', ['x'], true],
  ['email', 'contains', '@b', true],
  ['email', 'starts_with', 'a@', true],
  ['email', 'ends_with', '.se', false],
  ['tries', 'gt', 2, true],
  ['tries', 'gt', 3, false],
  ['tries', 'gte', 3, true],
  ['tries', 'lt', 4, true],
  ['tries', 'lte', 2, false],
  ['at', 'lt', '2026-11-25T00:00:00.000Z', true],
  ['at', 'gt', '2026-11-25T00:00:00.000Z', false],
  ['none', 'eq', null, true],
  ['gone', 'eq', null, true],
  ['none', 'lt', 5, false],
  ['tries', 'gt', '2', false],
])('%s %s %j: %s', ([field, operator, value, is]) => {
  expect(matches(row, [{ field, operator, value }])).toBe(is)
})

test('no condition matches everything; OR and AND are read from left to right', () => {
  const yes: Where = { field: 'tries', value: 3 }
  const no: Where = { field: 'tries', value: 4 }
  expect(matches(row, [])).toBe(true)
  expect(matches(row, [yes, no])).toBe(false)
  expect(matches(row, [no, { ...yes, connector: 'OR' }])).toBe(true)
  expect(matches(row, [yes, { ...yes, connector: 'OR' }, no])).toBe(false)
})

test('a condition may look past capitals', () => {
  expect(matches(row, [{ field: 'email', value: 'A@B.EXAMPLE', mode: 'insensitive' }])).toBe(true)
  expect(matches(row, [{ field: 'email', operator: 'in', value: ['A@B.EXAMPLE'], mode: 'insensitive' }])).toBe(true)
})

test('rows are sorted by one field, either way', () => {
  const rows = [{ at: 2 }, { at: 1 }, { at: 3 }]
  sortRows(rows, { field: 'at', direction: 'asc' })
  expect(rows.map(({ at }) => at)).toEqual([1, 2, 3])
  sortRows(rows, { field: 'at', direction: 'desc' })
  expect(rows.map(({ at }) => at)).toEqual([3, 2, 1])
})
