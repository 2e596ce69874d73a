/** The steps of a test run: each a program of its own, shown as it goes, counted from its report. */
import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { counted, countVitest, isGreen, lastLine, sum, type Counts } from './report.ts'

export const root = path.join(import.meta.dirname, '..', '..')

/** Reports and the last summary; git does not see it. `.ci/run` reads `summary` when npm has the last word. */
const cache = path.join(root, '.cache', 'tests')

/** The programs of our tools, by file: `.bin` holds scripts that a Windows machine cannot start. */
const programs = {
  tsc: 'typescript/bin/tsc',
  oxlint: 'oxlint/bin/oxlint',
  biome: '@biomejs/biome/bin/biome',
  vitest: 'vitest/vitest.mjs',
} as const

/** Runs a tool under the Node that runs us, its output going where ours goes. Null when it was killed. */
function run(tool: keyof typeof programs, args: readonly string[]): number | null {
  const program = path.join(root, 'node_modules', programs[tool])
  const { status } = spawnSync(process.execPath, [program, ...args], { cwd: root, stdio: 'inherit' })
  return status
}

const say = (text: string) => console.log(`\n— ${text}`)

/** A tool that answers yes or no. */
export function check(name: string, tool: 'tsc' | 'oxlint' | 'biome', args: readonly string[]): Counts {
  say(name)
  return counted(name, run(tool, args) === 0)
}

/** The pages, as `npm start` builds them; quick when nothing has changed. */
export function build(): Counts {
  say('pages')
  const { status } = spawnSync(process.execPath, ['.tools/prepare.mjs', 'build'], { cwd: root, stdio: 'inherit' })
  return counted('pages', status === 0)
}

/** Some of vitest's tests: a project, or files. */
export function vitest(name: string, args: readonly string[]): Counts {
  say(name)
  const report = path.join(cache, `${name.replaceAll(/\W+/g, '-')}.json`)
  rmSync(report, { force: true })
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`]
  const exitCode = run('vitest', ['run', ...args, ...reporters])
  return countVitest(name, existsSync(report) ? readFileSync(report, 'utf8') : null, exitCode)
}

/** Runs the steps in order, all of them whatever fails, and ends the process with the one line that counts. */
export function conclude(steps: readonly (() => Counts)[]): void {
  mkdirSync(cache, { recursive: true })
  const total = sum(steps.map((step) => step()))
  console.log('')
  for (const failure of total.failures) console.log(`failed: ${failure}`)
  if (total.skipped > 0) console.log(`not run: ${total.skipped} (skipped here; the titles stand above)`)
  const summary = lastLine(total)
  writeFileSync(path.join(cache, 'summary'), `${summary}\n`)
  console.log(summary)
  process.exitCode = isGreen(total) ? 0 : 1
}
