/** What a run of the tests came to. Counted from the runners' own reports, never from what they print. */
import { z } from 'zod'

export type Counts = { passed: number; failed: number; skipped: number; failures: readonly string[] }

export const nothing: Counts = { passed: 0, failed: 0, skipped: 0, failures: [] }

export const sum = (all: readonly Counts[]): Counts => ({
  passed: all.reduce((n, one) => n + one.passed, 0),
  failed: all.reduce((n, one) => n + one.failed, 0),
  skipped: all.reduce((n, one) => n + one.skipped, 0),
  failures: all.flatMap((one) => one.failures),
})

/** A tool that answers yes or no counts as one test. */
export const counted = (name: string, succeeded: boolean): Counts =>
  succeeded ? { ...nothing, passed: 1 } : { ...nothing, failed: 1, failures: [name] }

/** The part of vitest's JSON report that we read. */
const reportSchema = z.object({
  testResults: z.array(
    z.object({
      name: z.string(),
      status: z.enum(['passed', 'failed']),
      assertionResults: z.array(z.object({ fullName: z.string(), status: z.string() })),
    }),
  ),
})

const one = (fullName: string, status: string): Counts => {
  if (status === 'passed') return { ...nothing, passed: 1 }
  if (status === 'failed') return { ...nothing, failed: 1, failures: [fullName] }
  return { ...nothing, skipped: 1 }
}

/**
 * Counts a run of vitest. A file that could not be loaded, a run that ended badly with no test to blame, and a run in
 * which nothing ran each count as one failure: silence is not success. `report` is null when none was written.
 */
export function countVitest(step: string, report: string | null, exitCode: number | null): Counts {
  if (report === null) return counted(`${step}: no report (exit ${exitCode})`, false)
  const { testResults } = reportSchema.parse(JSON.parse(report))
  const counts = testResults.map((file) => {
    const tests = sum(file.assertionResults.map(({ fullName, status }) => one(fullName, status)))
    const loaded = file.status === 'passed' || tests.failed > 0
    return loaded ? tests : sum([tests, counted(`${file.name} could not be run`, false)])
  })
  const total = sum(counts)
  if (total.passed + total.failed === 0) return counted(`${step}: nothing ran`, false)
  if (exitCode !== 0 && total.failed === 0) return sum([total, counted(`${step}: ended with ${exitCode}`, false)])
  return total
}

/** How the tests ended whose full title has these words; the ones not run are left out. */
export const statusesOf = (report: string, words: string): string[] =>
  reportSchema
    .parse(JSON.parse(report))
    .testResults.flatMap(({ assertionResults }) => assertionResults)
    .filter(({ fullName, status }) => fullName.includes(words) && (status === 'passed' || status === 'failed'))
    .map(({ status }) => status)

/** The last line of a run, which CI reads: plain, and always this form. */
export const lastLine = ({ passed, failed }: Counts): string => `${passed} passed, ${failed} failed`

/** A run that proved nothing has failed. */
export const isGreen = ({ passed, failed }: Counts): boolean => failed === 0 && passed > 0
