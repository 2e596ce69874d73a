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
    instead: z.string().optional(),
    test: z.string(),
    title: z.string(),
  }),
)

/** The table as it stands in `test/knockout.json`. */
export const knockOutTable = (): KnockOut[] =>
  tableSchema
    .parse(JSON.parse(readFileSync(path.join(root, 'test', 'knockout.json'), 'utf8')))
    .map(({ instead, ...rest }) => (instead === undefined ? rest : { ...rest, instead }))

const escaped = (title: string) => title.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&')

/** Runs one test in the copy: the statuses of all tests whose title has these words. */
function outcome(copy: string, { test, title }: KnockOut): string[] {
  const report = path.join(copy, 'report.json')
  rmSync(report, { force: true })
  const vitest = path.join(root, 'node_modules', 'vitest', 'vitest.mjs')
  const only = ['--testNamePattern', escaped(title), '--reporter=json', `--outputFile=${report}`]
  spawnSync(process.execPath, [vitest, 'run', test, ...only], { cwd: copy, stdio: 'ignore' })
  return existsSync(report) ? statusesOf(readFileSync(report, 'utf8'), title) : []
}

/** With the guard its test must pass, without it fail: a test that cannot be loaded proves neither. */
function prove(copy: string, entry: KnockOut): Counts {
  const file = path.join(copy, entry.file)
  const source = readFileSync(file, 'utf8')
  const before = outcome(copy, entry)
  writeFileSync(file, knockOut(source, entry))
  const after = outcome(copy, entry)
  writeFileSync(file, source)
  const holds = before.length > 0 && before.every((status) => status === 'passed') && after.includes('failed')
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
    return sum(
      knockOutTable()
        .filter(isMeant)
        .map((entry) => prove(copy, entry)),
    )
  } finally {
    rmSync(copy, { recursive: true })
  }
}
