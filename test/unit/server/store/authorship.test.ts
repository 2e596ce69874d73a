import { expect, test } from 'vitest'
import * as Y from 'yjs'
import { authorshipOf, credit } from '../../../../server/store/authorship.ts'
import type { TextEntry } from '../../../../server/store/store.ts'
import { typist } from '../../../support/typing.ts'

const runsOf = (...entries: TextEntry[]) => {
  const authorship = authorshipOf([])
  for (const entry of entries) credit(authorship, entry)
  return authorship.runs.map(({ client, clock, length, by, at }) => [client, clock, length, by, at])
}

test('[S5] two who type by turns keep a run each, as long as each goes on within a minute', () => {
  const [anna, bo] = [typist('anna', 1), typist('bo', 2)]
  const entries = [anna.type('aa', 0), bo.type('b', 10), anna.type('a', 20), bo.type('b', 90_000)]
  expect(runsOf(...entries)).toEqual([
    [1, 0, 3, 'anna', 0],
    [2, 0, 1, 'bo', 10],
    [2, 1, 1, 'bo', 90_000],
  ])
})

test('[S5] of an entry that repeats what is known only the news is credited', () => {
  const anna = typist('anna', 1)
  const [first, second] = [anna.type('ett', 0), anna.type('två', 0)]
  const both = { ...first, by: 'bo', update: Y.mergeUpdates([first.update, second.update]) }
  expect(runsOf(first, both)).toEqual([
    [1, 0, 3, 'anna', 0],
    [1, 3, 3, 'bo', 0],
  ])
})

test('[S9] runs read back from a snapshot go on where they ended, and the snapshot is left as it was', () => {
  const anna = typist('anna', 1)
  const before = Object.freeze({ client: 1, clock: 0, length: 3, by: 'anna', at: 0 })
  const authorship = authorshipOf([before])
  credit(authorship, anna.type('ett', 0))
  credit(authorship, anna.type('två', 1))
  expect(authorship.runs).toEqual([{ ...before, length: 6 }])
})

test('[S5] a deletion adds no clocks and credits nobody', () => {
  const anna = typist('anna', 1)
  const [typed, erased] = [anna.type('ett'), anna.erase(0, 2)]
  expect(runsOf(typed, { ...erased, by: 'bo' })).toEqual([[1, 0, 3, 'anna', 0]])
})
