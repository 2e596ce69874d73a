import { expect, test } from 'vitest'
import type { Change } from '../../../../server/store/store.ts'
import { apply, countRows, decide, emptyTables, rowOf } from '../../../../server/store/tables.ts'

const put = (id: string, expected: number, keys?: string[]): Change => ({
  collection: 'c',
  id,
  expected,
  value: { id },
  ...(keys && { keys }),
})

const tablesAfter = (...commits: Change[][]) => {
  const tables = emptyTables()
  for (const changes of commits) apply(tables, decide(tables, changes))
  return tables
}

test('[S3] a decision changes nothing until it is applied', () => {
  const tables = tablesAfter([put('a', 0)])
  const decided = decide(tables, [put('a', 1), put('b', 0)])
  expect(countRows(tables)).toBe(1)
  apply(tables, decided)
  expect([countRows(tables), rowOf(tables, { collection: 'c', id: 'a' })?.version]).toEqual([2, 2])
})

test('[S3] one commit names a record once: twice would be two decisions on one version', () => {
  expect(() => decide(emptyTables(), [put('a', 0), put('a', 0)])).toThrow('once')
})

test('[S4] a key that a record of the same commit keeps is still taken', () => {
  const tables = tablesAfter([put('a', 0, ['k'])])
  expect(() => decide(tables, [put('a', 1), put('b', 0, ['k'])])).toThrow('key k')
  expect(decide(tables, [put('a', 1, []), put('b', 0, ['k'])])).toHaveLength(2)
})

test('[S4] ids that look alike in two collections are two records', () => {
  const tables = tablesAfter([put('a', 0, ['k'])])
  expect(() => decide(tables, [{ ...put('a', 0, ['k']), collection: 'd' }])).toThrow('key k')
  expect(decide(tables, [{ ...put('a', 0, ['l']), collection: 'd' }])).toHaveLength(1)
})

test('[S1] what is put is frozen all the way down', () => {
  const tables = emptyTables()
  apply(tables, decide(tables, [{ ...put('a', 0), value: { deep: [{ n: 1 }] } }]))
  const value = rowOf(tables, { collection: 'c', id: 'a' })?.value
  expect(value).toEqual({ deep: [{ n: 1 }] })
  const deep = value?.deep as object[] // as put above
  expect([value, deep, deep[0]].every(Object.isFrozen)).toBe(true)
})
