/**
 * `npm run test:long`: the tests that read LONG, with the rounds that only hours can give, and every knock-out. Such a
 * file is found by its reading `LONG`, so none can be forgotten. Name some files to run those only.
 */
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { testFiles } from './support/files.ts'
import { knockOuts } from './support/knockouts.ts'
import { counted } from './support/report.ts'
import { build, conclude, root, vitest } from './support/steps.ts'

process.env.LONG = '1'

const readsLong = (file: string) => /\bLONG\b/.test(readFileSync(path.join(root, file), 'utf8'))

const named = process.argv.slice(2)
const files = testFiles().filter((file) =>
  named.length > 0 ? named.some((part) => file.includes(part)) : readsLong(file),
)

console.log(files.join('\n'))
// One file at a time: each may use both cores, and its figures are its own.
conclude([
  build,
  // Without a name vitest would run every file there is.
  () =>
    files.length === 0 ? counted('long: no such file', false) : vitest('long', ['--no-file-parallelism', ...files]),
  ...(named.length > 0 ? [] : [() => knockOuts()]),
])
