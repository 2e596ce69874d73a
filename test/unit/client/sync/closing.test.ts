import { describe, expect, test } from 'vitest'
import { closingOf } from '../../../../client/sync/closing.ts'
import { isProblemCode, type ProblemCode, problemOf, problems } from '../../../../shared/problem.ts'

const closing = Object.keys(problems)
  .filter(isProblemCode)
  .filter((code) => problemOf(code).close !== undefined)

const meant = (code: ProblemCode): string => {
  const { client, close = 0 } = problemOf(code)
  if (client !== 'keep') return 'setAside'
  return close >= 4400 && close < 4500 ? 'end' : 'retry'
}

describe('a close', () => {
  test.each(closing)('[P28] [P32] over %s is understood as problem.ts says', (code) => {
    expect(closingOf(problemOf(code).close ?? 0, code).means).toBe(meant(code))
  })

  test.each(closing)('[P32] over %s without its reason means the same to the client', (code) => {
    const close = problemOf(code).close ?? 0
    expect(closingOf(close, '').means).toBe(closingOf(close, code).means)
  })

  test.each([1000, 1001, 1005, 1006, 1011, 4000, 4599])('[P32] with %i is contact lost, and tells nothing', (close) => {
    expect(closingOf(close, '')).toEqual({ means: 'retry', problem: null })
  })

  test('[P32] with a decision nobody has told us of ends, and everything is kept', () => {
    expect(closingOf(4499, 'something-new')).toEqual({ means: 'end', code: 'internal' })
  })

  test('[P32] whose reason belongs to another code is understood by its code', () => {
    expect(closingOf(4401, 'form-broken')).toEqual({ means: 'end', code: 'not-signed-in' })
  })
})
