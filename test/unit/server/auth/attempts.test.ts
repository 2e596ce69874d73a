/** Wrong passwords, by account. */
import { expect, test } from 'vitest'
import { type Attempts, countAttempts } from '../../../../server/auth/attempts.ts'

const minute = 60_000

/** Attempts with a clock of their own: `wrong('a', 3)` is three wrong passwords now. */
const counting = () => {
  let now = 1_000_000
  const attempts: Attempts = countAttempts(() => now)
  const tries = (account: string): boolean => {
    try {
      attempts.begin(account)
      return true
    } catch {
      return false
    }
  }
  return {
    tries,
    wrong: (account: string, times: number) =>
      Array.from({ length: times }, () => tries(account)).filter(Boolean).length,
    right: (account: string) => {
      if (tries(account)) attempts.succeeded(account)
    },
    later: (ms: number) => {
      now += ms
    },
  }
}

test('[R12] eight wrong passwords are let through, the ninth is not, for ten minutes', () => {
  const { wrong, tries, later } = counting()
  expect(wrong('a', 20)).toBe(8)
  later(10 * minute - 1)
  expect(tries('a')).toBe(false)
  later(1)
  expect(tries('a')).toBe(true)
})

test('[R12] knocking while it is locked does not lock it longer', () => {
  const { wrong, tries, later } = counting()
  wrong('a', 8)
  for (let i = 0; i < 9; i++) {
    later(minute)
    expect(tries('a')).toBe(false)
  }
  later(minute)
  expect(tries('a')).toBe(true)
})

test('[R12] eight spread over more than ten minutes do not lock', () => {
  const { tries, later } = counting()
  for (let i = 0; i < 40; i++) {
    expect(tries('a')).toBe(true)
    later(1.5 * minute)
  }
})

test('[R12] the right password starts afresh', () => {
  const { wrong, right } = counting()
  wrong('a', 7)
  right('a')
  expect(wrong('a', 20)).toBe(8)
})

test('[R12] one account’s lock is no other’s', () => {
  const { wrong, tries } = counting()
  wrong('a', 8)
  expect(tries('b')).toBe(true)
})

test('someone who tries ten thousand names does not fill the memory', () => {
  const { wrong, tries } = counting()
  wrong('a', 8)
  for (let i = 0; i < 10_000; i++) tries(`name${i}`)
  // The longest quiet is forgotten, which is the price of a limit.
  expect(tries('a')).toBe(true)
  expect(wrong('name9999', 20)).toBe(7)
})
