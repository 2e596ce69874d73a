import { describe, expect, test } from 'vitest'
import { keepInMemory } from '../../../../client/sync/keeping.ts'
import { type Facts, statusOf } from '../../../../client/sync/statusof.ts'

const copy = await keepInMemory().open('text-1', 1, () => undefined)

/** Connected, everything kept, two changes under way, nothing in the way; and what is otherwise. */
const facts = (
  otherwise: Partial<Facts> & { waiting?: number; contact?: 'connected' | 'lost' | 'connecting' },
): Facts => ({
  phase: { state: 'open' },
  live: { waiting: () => otherwise.waiting ?? 2, copy: () => copy },
  reached: { contact: () => otherwise.contact ?? 'connected' },
  right: true,
  problem: null,
  because: null,
  ...otherwise,
})

const savingIn = (otherwise: Parameters<typeof facts>[0]): string => {
  const status = statusOf(facts(otherwise))
  return status.state === 'opening' ? 'opening' : status.saving.state
}

const mayWriteIn = (otherwise: Parameters<typeof facts>[0]): unknown => {
  const status = statusOf(facts(otherwise))
  return status.state === 'open' && status.mayWrite
}

describe('[P25] what is said of saving', () => {
  test.each([
    ['saved', { waiting: 0 }],
    ['saved', { waiting: 0, contact: 'lost' }],
    ['saving', {}],
    ['saving', { problem: 'too-fast' }],
    ['waiting', { contact: 'lost' }],
    ['waiting', { contact: 'connecting' }],
    ['waiting', { problem: 'storage-failing' }],
    ['waiting', { problem: 'too-big' }],
    ['waiting', { because: 'form-broken' }],
    ['waiting', { phase: { state: 'ended', code: 'not-signed-in' } }],
    ['opening', { phase: { state: 'opening' } }],
  ] as const)('[P25] %s: %j', (said, otherwise) => {
    expect(savingIn(otherwise)).toBe(said)
  })
})

describe('[P27] what is said of writing', () => {
  test.each([
    [true, {}],
    [true, { contact: 'lost' }],
    [true, { problem: 'too-fast' }],
    ['storage-failing', { problem: 'storage-failing' }],
    ['text-sealed', { problem: 'storage-failing', right: 'text-sealed' }],
    ['form-broken', { because: 'form-broken' }],
    ['not-your-role', { right: 'not-your-role' }],
  ] as const)('[P27] %s: %j', (said, otherwise) => {
    expect(mayWriteIn(otherwise)).toBe(said)
  })
})
