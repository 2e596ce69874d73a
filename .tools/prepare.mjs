/**
 * Makes a fresh clone ready, and is quick when it already is: `node .tools/prepare.mjs install build browser`.
 * It runs before anything is installed, under whatever Node (20 or newer) the machine has: no dependencies, no types.
 */
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { chromiumPath, noChromium } from './chromium.mjs'

const root = path.join(path.dirname(fileURLToPath(import.meta.url)), '..')
const windows = process.platform === 'win32'

/** The Node that the program runs under, whatever the machine's own is: the npm package `node`. */
const ownNode = path.join(root, 'node_modules', 'node', 'bin', windows ? 'node.exe' : 'node')

const say = (sentence) => process.stderr.write(`samskriv: ${sentence}\n`)

const stop = (sentence) => {
  say(sentence)
  process.exit(1)
}

const run = (command, args, options = {}) =>
  spawnSync(command, args, { cwd: root, stdio: ['ignore', 'inherit', 'inherit'], ...options }).status === 0

function filesUnder(name) {
  const full = path.join(root, name)
  if (!existsSync(full)) return []
  return readdirSync(full, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath ?? entry.path, entry.name))
    .sort()
}

/** One hash over the names and contents of files; what does not exist is left out. */
function hashOf(files, salt = '') {
  const hash = createHash('sha256').update(salt)
  for (const file of files) {
    if (existsSync(file)) hash.update(path.relative(root, file)).update('\0').update(readFileSync(file))
  }
  return hash.digest('hex')
}

const isStamped = (stamp, hash) => existsSync(stamp) && readFileSync(stamp, 'utf8') === hash

function install() {
  const stamp = path.join(root, 'node_modules', '.samskriv-installed')
  const hash = hashOf(
    [path.join(root, 'package-lock.json'), path.join(root, 'package.json')],
    `${process.platform} ${process.arch}`,
  )
  if (isStamped(stamp, hash) && existsSync(ownNode)) return
  say('installing what the program needs (the first time takes a minute)')
  // The lock decides, also under an old npm. `ci` would throw away a folder that only lacks one package.
  const how = existsSync(path.join(root, 'node_modules')) ? ['install', '--no-save'] : ['ci']
  const args = [...how, '--include=dev', '--no-audit', '--no-fund', '--loglevel=error', '--ignore-scripts=false']
  // On Windows npm is a .cmd, which only a shell can start; the arguments are constants.
  // Standard output says only how many packages were added; errors go to standard error.
  if (!run('npm', args, { stdio: ['ignore', 'ignore', 'inherit'], shell: windows })) {
    stop('npm could not install the packages; what it says stands above. Is there a network?')
  }
  if (!existsSync(ownNode))
    stop('the npm package `node` did not bring its program: npm must be allowed to run scripts.')
  writeFileSync(stamp, hash)
}

function build() {
  const stamp = path.join(root, 'dist', '.built')
  const inputs = ['package-lock.json', 'vite.config.ts', 'tsconfig.json'].map((name) => path.join(root, name))
  const hash = hashOf([...inputs, ...filesUnder('client'), ...filesUnder('shared')])
  if (isStamped(stamp, hash) && existsSync(path.join(root, 'dist', 'client', 'index.html'))) return
  say('building the pages')
  rmSync(stamp, { force: true })
  const vite = path.join(root, 'node_modules', 'vite', 'bin', 'vite.js')
  if (!run(ownNode, [vite, 'build', '--logLevel=warn'])) stop('the pages could not be built; the reason stands above.')
  mkdirSync(path.dirname(stamp), { recursive: true })
  writeFileSync(stamp, hash)
}

/** Only where we may: as root on a machine with apt. Elsewhere one sentence says what to do. */
function browser() {
  if (chromiumPath() !== null) return
  const mayInstall = process.getuid?.() === 0 && existsSync('/usr/bin/apt-get')
  if (mayInstall) {
    say('installing Chromium for the browser tests')
    const quiet = { stdio: ['ignore', 'ignore', 'inherit'], env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } }
    // A source that does not answer fails the update and not the installation. Without a font no text has a width.
    run('apt-get', ['update', '-qq'], quiet)
    run('apt-get', ['install', '-y', '-qq', '--no-install-recommends', 'chromium', 'fonts-liberation'], quiet)
  }
  if (chromiumPath() === null) say(noChromium)
}

const steps = { install, build, browser }
for (const name of process.argv.slice(2)) {
  const step = steps[name]
  if (step === undefined) stop(`there is no step called ${name}`)
  step()
}
