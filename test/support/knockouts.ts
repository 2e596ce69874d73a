/** Runs the table of knock-outs on a copy of the house, so that nobody's files are touched. */
import { spawnSync } from 'node:child_process'
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { z } from 'zod'
import { knockOut, type KnockOut } from './guards.ts'
import { counted, statusesOf, sum, type Counts } from './report.ts'

const root = path.join(import.meta.dirname, '..', '..')
const copied = ['.tools', 'client', 'server', 'shared', 'test', 'package.json', 'tsconfig.json', 'vite.config.ts']
const linked = ['node_modules', 'dist']

const tableSchema = z.array(
  z.strictObject({
    file: z.string(),
    guard: z.string(),
    line: z.string().optional(),
    instead: z.string().optional(),
    test: z.string(),
    title: z.string(),
  }),
)

/** The table as it stands in `test/knockout.json`. */
export const knockOutTable = (): KnockOut[] =>
  tableSchema
    .parse(JSON.parse(readFileSync(path.join(root, 'test', 'knockout.json'), 'utf8')))
    .map(({ line, instead, ...rest }) => ({
      ...rest,
      ...(line === undefined ? {} : { line }),
      ...(instead === undefined ? {} : { instead }),
    }))

const escaped = (title: string) => title.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&')

/**
 * Runs a file of tests in the copy, all of them or those with these words in their title; null when it wrote no report.
 */
function run(copy: string, test: string, title?: string): string | null {
  const report = path.join(copy, 'report.json')
  rmSync(report, { force: true })
  const vitest = path.join(root, 'node_modules', 'vitest', 'vitest.mjs')
  const only = title === undefined ? [] : ['--testNamePattern', escaped(title)]
  const args = [vitest, 'run', test, ...only, '--reporter=json', `--outputFile=${report}`]
  spawnSync(process.execPath, args, { cwd: copy, stdio: 'ignore' })
  return existsSync(report) ? readFileSync(report, 'utf8') : null
}

const endings = (report: string | null, title: string) => (report === null ? [] : statusesOf(report, title))

/** `whole` is the report of the entry's file with every guard in place: there its test passes, and without it fails. */
function prove(copy: string, entry: KnockOut, whole: string | null): Counts {
  const file = path.join(copy, entry.file)
  const source = readFileSync(file, 'utf8')
  const before = endings(whole, entry.title)
  writeFileSync(file, knockOut(source, entry))
  const after = endings(run(copy, entry.test, entry.title), entry.title)
  writeFileSync(file, source)
  // A test that cannot be loaded has no ending, and proves nothing.
  const holds = before.length > 0 && before.every((ending) => ending === 'passed') && after.includes('failed')
  const verdict = holds ? 'fails, as it must' : `does not prove it (with: ${before.join()}; without: ${after.join()})`
  console.log(`${entry.file} without "${entry.guard}" → "${entry.title}" ${verdict}`)
  return counted(`knock-out ${entry.file} ${entry.guard}`, holds)
}

/** All knock-outs, or those whose file or guard has one of these parts. */
export function knockOuts(parts: readonly string[] = []): Counts {
  const copy = mkdtempSync(path.join(tmpdir(), 'samskriv-knockout-'))
  for (const name of copied) cpSync(path.join(root, name), path.join(copy, name), { recursive: true })
  for (const name of linked) {
    if (existsSync(path.join(root, name))) symlinkSync(path.join(root, name), path.join(copy, name))
  }
  const isMeant = ({ file, guard }: KnockOut) =>
    parts.length === 0 || parts.some((part) => `${file} ${guard}`.includes(part))
  try {
    const table = knockOutTable().filter(isMeant)
    const tests = [...new Set(table.map(({ test }) => test))]
    const whole = new Map(tests.map((test) => [test, run(copy, test)]))
    return sum(table.map((entry) => prove(copy, entry, whole.get(entry.test) ?? null)))
  } finally {
    rmSync(copy, { recursive: true })
  }
}
