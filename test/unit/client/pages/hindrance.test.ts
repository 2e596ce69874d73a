import { expect, test } from 'vitest'
import { deedFor } from '../../../../client/pages/hindrance.tsx'
import { type ProblemCode, problems } from '../../../../shared/problem.ts'

test('[R8] each problem is told with the deed that helps, and without one where only others can help', () => {
  // Object.keys forgets that they are its keys
  const deeds = Object.fromEntries(Object.keys(problems).map((code) => [code, deedFor(code as ProblemCode)]))
  expect(deeds).toMatchObject({
    'not-signed-in': 'signIn',
    'schema-too-old': 'reload',
    'storage-failing': 'tryAgain',
    'too-fast': 'tryAgain',
    'role-expired': null,
    'text-sealed': null,
  })
})
