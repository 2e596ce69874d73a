import { expect, test } from 'vitest'
import { truthOf } from '../../../../client/pages/truth.ts'
import type { Saving, SyncStatus } from '../../../../client/sync/status.ts'

type Open = Extract<SyncStatus, { state: 'open' }>
const open = (change: Partial<Open>): Open => ({
  state: 'open',
  contact: 'connected',
  saving: { state: 'saved' },
  mayWrite: true,
  problem: null,
  ...change,
})
const waiting: Saving = { state: 'waiting', changes: 3, kept: true }

test('[P25] one thing is said: with nothing waiting and no contact never that it is simply saved', () => {
  expect(truthOf(open({}))).toEqual({ is: 'saved' })
  expect(truthOf(open({ contact: 'lost' }))).toEqual({ is: 'savedNoContact' })
  expect(truthOf(open({ contact: 'lost', saving: waiting }))).toEqual({ is: 'waiting', changes: 3 })
  expect(truthOf(open({ saving: { state: 'saving', changes: 1 } }))).toEqual({ is: 'saving' })
})

test('who reads is told of contact, and of words of theirs that are not saved', () => {
  expect(truthOf(open({ mayWrite: 'not-your-role' }))).toBe(null)
  expect(truthOf(open({ mayWrite: 'not-your-role', contact: 'lost' }))).toEqual({ is: 'readingNoContact' })
  expect(truthOf(open({ mayWrite: 'not-your-role', saving: waiting }))).toEqual({ is: 'waiting', changes: 3 })
})

test('what has ended says what became of the words', () => {
  expect(truthOf({ state: 'ended', code: 'not-signed-in', saving: waiting })).toEqual({ is: 'waiting', changes: 3 })
  expect(truthOf({ state: 'ended', code: 'not-signed-in', saving: { state: 'saved' } })).toEqual({ is: 'saved' })
})
