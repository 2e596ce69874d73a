/** `npm run bench`: every file in test/bench, one after the other, each with the machine to itself. */
import { spawnSync } from 'node:child_process'
import { readdirSync } from 'node:fs'
import path from 'node:path'

const folder = path.join(import.meta.dirname, 'bench')
const named = process.argv.slice(2)
const files = readdirSync(folder).filter(
  (file) => file.endsWith('.ts') && (named.length === 0 || named.some((part) => file.includes(part))),
)

for (const file of files.toSorted()) {
  console.log(`\n— ${file}`)
  const { status } = spawnSync(process.execPath, [path.join(folder, file)], { stdio: 'inherit' })
  if (status !== 0) process.exitCode = 1
}
