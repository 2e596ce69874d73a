/** better-auth's conditions, answered on a row of plain JSON. Dates are ISO strings here and sort as such. */
import type { Where } from 'better-auth/adapters'
import type { Json, JsonObject } from '../store/store.ts'

const order = (a: Json, b: Json): number | null =>
  (typeof a === 'string' && typeof b === 'string') || (typeof a === 'number' && typeof b === 'number')
    ? Number(a > b) - Number(a < b)
    : null

const folded = (value: Json): Json =>
  typeof value === 'string' ? value.toLowerCase() : Array.isArray(value) ? value.map(folded) : value

const holds = (row: JsonObject, { field, operator = 'eq', value, mode }: Where): boolean => {
  const fold = mode === 'insensitive' ? folded : (same: Json) => same
  const have = fold(row[field] ?? null)
  // The adapter says it keeps no dates, so none are asked for: what is left is JSON.
  const want = fold(value as Json)
  const compared = order(have, want)
  switch (operator) {
    case 'eq':
      return have === want
    case 'ne':
      return have !== want
    case 'lt':
      return compared !== null && compared < 0
    case 'lte':
      return compared !== null && compared <= 0
    case 'gt':
      return compared !== null && compared > 0
    case 'gte':
      return compared !== null && compared >= 0
    case 'in':
      return Array.isArray(want) && want.includes(have)
    case 'not_in':
      return Array.isArray(want) && !want.includes(have)
    case 'contains':
      return typeof have === 'string' && have.includes(String(want))
    case 'starts_with':
      return typeof have === 'string' && have.startsWith(String(want))
    case 'ends_with':
      return typeof have === 'string' && have.endsWith(String(want))
  }
}

/** Conditions are joined from left to right, without precedence, as better-auth's own memory adapter does. */
export const matches = (row: JsonObject, where: readonly Where[]): boolean =>
  where.reduce((so, condition, i) => {
    if (i === 0) return holds(row, condition)
    return condition.connector === 'OR' ? so || holds(row, condition) : so && holds(row, condition)
  }, true)

/** Sorts by one field, in place. */
export const sortRows = (rows: JsonObject[], by: { field: string; direction: 'asc' | 'desc' }): void => {
  const sign = by.direction === 'asc' ? 1 : -1
  rows.sort((a, b) => sign * (order(a[by.field] ?? null, b[by.field] ?? null) ?? 0))
}
