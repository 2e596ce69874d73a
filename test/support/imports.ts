/**
 * Which file may import which: DESIGN's directions as one function of two paths. oxlint says the coarse ones while one
 * types; this says all of them, because it sees where a path leads and not only how it is written.
 */
import path from 'node:path'

export type Import = { from: string; to: string; typeOnly: boolean }

const statement = /^\s*(?:import|export)\s+(type\s)?[^'"`;]*?from\s*['"]([^'"]+)['"]|^\s*import\s*['"]([^'"]+)['"]/gm
const dynamic = /\bimport\(\s*['"]([^'"]+)['"]\s*\)|new URL\(\s*['"](\.[^'"]+)['"]\s*,\s*import\.meta\.url/g

/** The imports of a file, relative ones as paths from the root, packages by their name. */
export function importsOf(file: string, source: string): Import[] {
  const resolved = (specifier: string) =>
    specifier.startsWith('.') ? path.posix.join(path.posix.dirname(file), specifier) : specifier
  return [
    ...[...source.matchAll(statement)].map(([, type, named, bare]) => ({
      from: file,
      to: resolved(named ?? bare ?? ''),
      typeOnly: type !== undefined,
    })),
    ...[...source.matchAll(dynamic)].map(([, imported, worker]) => ({
      from: file,
      to: resolved(imported ?? worker ?? ''),
      typeOnly: false,
    })),
  ]
}

/** The nouns: what the record is made of. `people` is told apart, since a room must know who sits in it. */
const nouns = [
  'programmes',
  'comments',
  'submissions',
  'amendments',
  'snapshots',
  'versions',
  'adoption',
  'decisions',
  'rescues',
  'files',
]
const nounFile = (folder: string, file: string) =>
  nouns.find((noun) => file === `${folder}/${noun}.ts` || file.startsWith(`${folder}/${noun}/`))

/** client/editor/x.ts → editor; a file straight in client/ belongs to no feature. */
const featureOf = (file: string) => /^client\/([^/]+)\//.exec(file)?.[1]

const isReact = (to: string) => /^(react|react-dom)(\/|$)/.test(to) || /(^|[-/])react($|[-/])/.test(to)

/** Why this import must not be, in a sentence; null when it may. */
export function objection({ from, to, typeOnly }: Import): string | null {
  const within = (folder: string) => from.startsWith(`${folder}/`)
  const leadsTo = (...folders: string[]) => folders.some((folder) => to.startsWith(`${folder}/`))

  if (within('shared')) {
    if (leadsTo('server', 'client', 'test')) return 'shared knows nobody'
    if (to.startsWith('node:') || isReact(to)) return 'shared is pure: no Node, no React'
    const [mine, theirs] = [nounFile('shared', from), nounFile('shared', to)]
    if (mine && theirs && mine !== theirs && !typeOnly) return 'nouns do not run each other'
  }

  if (within('server')) {
    if (leadsTo('client', 'test')) return 'the server knows neither client nor tests'
    if (isReact(to)) return 'the server has no React'
    const storeInside = leadsTo('server/store') && to !== 'server/store/store.ts'
    if (storeInside && !within('server/store') && from !== 'server/main.ts') return 'only main knows which store it is'
    if (within('server/store') && leadsTo('server') && !leadsTo('server/store'))
      return 'the store knows nobody above it'
    if (within('server/store') && leadsTo('shared')) return 'the store knows no nouns'
    if (within('server/relay')) {
      if (leadsTo('server') && !leadsTo('server/relay') && to !== 'server/store/store.ts') {
        return 'the relay knows its rooms and the store, and nobody above'
      }
      if (nounFile('shared', to)) return 'the relay knows no nouns'
    }
    const [mine, theirs] = [nounFile('server', from), nounFile('server', to)]
    if (mine && theirs && mine !== theirs) return 'nouns do not import each other'
  }

  if (within('client')) {
    if (leadsTo('test')) return 'nothing of the tests is in the product'
    if (leadsTo('server') && !(from === 'client/api.ts' && typeOnly)) return 'only api.ts reads a type of the server'
    if (to.startsWith('node:')) return 'the client runs in a browser'
    if (within('client/sync') && isReact(to)) return 'sync has no React'
    const [mine, theirs] = [featureOf(from), featureOf(to)]
    const composes = mine === undefined || mine === 'pages'
    if (theirs && theirs !== mine && !composes && theirs !== 'ui' && !typeOnly)
      return 'features do not import each other'
    if (theirs === 'pages' && mine !== undefined && mine !== 'pages') return 'pages compose features, never the reverse'
  }
  return null
}
