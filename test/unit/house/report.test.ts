/** The count that CI believes: nothing that went wrong may look like success. */
import { expect, test } from 'vitest'
import { counted, countVitest, isGreen, lastLine, nothing, sum } from '../../support/report.ts'

const file = (...statuses: string[]) => ({
  name: 'test/a.test.ts',
  status: statuses.includes('failed') ? 'failed' : 'passed',
  assertionResults: statuses.map((status, i) => ({ fullName: `story ${i}`, status })),
})

const report = (...testResults: ReturnType<typeof file>[]) => JSON.stringify({ testResults })

const line = (text: string | null, exitCode: number | null) => lastLine(countVitest('unit', text, exitCode))

test('tests are counted as vitest reports them, the skipped ones apart', () => {
  const counts = countVitest('unit', report(file('passed', 'passed', 'skipped'), file('failed', 'passed')), 1)
  expect(counts).toEqual({ passed: 3, failed: 1, skipped: 1, failures: ['story 0'] })
})

test('a file that could not be loaded is a failure', () => {
  expect(line(report(file('passed'), { ...file(), status: 'failed' }), 1)).toBe('1 passed, 1 failed')
})

test('a run that ends badly with every test green is a failure', () => {
  expect(line(report(file('passed')), 1)).toBe('1 passed, 1 failed')
  expect(line(report(file('passed')), null)).toBe('1 passed, 1 failed')
})

test('a run without a report, and one in which nothing ran, are failures', () => {
  expect(line(null, 0)).toBe('0 passed, 1 failed')
  expect(line(report(file('skipped')), 0)).toBe('0 passed, 1 failed')
})

test('a tool that says yes or no counts as one', () => {
  expect(lastLine(sum([counted('types', true), counted('lint', false)]))).toBe('1 passed, 1 failed')
})

test('only a run that proved something and broke nothing is green', () => {
  expect(isGreen(nothing)).toBe(false)
  expect(isGreen({ ...nothing, passed: 1 })).toBe(true)
  expect(isGreen({ ...nothing, passed: 9, failed: 1 })).toBe(false)
})
