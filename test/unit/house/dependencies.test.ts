/** What we stand on: the versions below which a known hole is open, and one copy of what must be one. */
import { expect, test } from 'vitest'
import { z } from 'zod'
import { read } from '../../support/files.ts'

const lock = z
  .object({
    packages: z.record(z.string(), z.object({ version: z.string().optional(), resolved: z.string().optional() })),
  })
  .parse(JSON.parse(read('package-lock.json')))

/** Every installed copy of a package: its version. */
const copies = (name: string): string[] =>
  Object.entries(lock.packages).flatMap(([place, { version }]) =>
    place.endsWith(`node_modules/${name}`) && version ? [version] : [],
  )

const isAtLeast = (version: string, floor: string): boolean => {
  const [mine, least] = [version, floor].map((text) => text.split('.').map(Number))
  const difference = [0, 1, 2].map((i) => (mine?.[i] ?? 0) - (least?.[i] ?? 0)).find((n) => n !== 0)
  return (difference ?? 0) >= 0
}

test.for([
  ['hono', '4.12.25'],
  ['ws', '8.21.0'],
  ['prosemirror-view', '1.42.3'],
] as const)('dependency-floor: every copy of %s is at least %s', ([name, floor]) => {
  expect(copies(name)).not.toEqual([])
  expect(copies(name).filter((version) => !isAtLeast(version, floor))).toEqual([])
})

test.for(['yjs', 'prosemirror-view', 'prosemirror-model', 'lib0', 'y-protocols', 'react'])(
  'dependency-floor: there is one copy of %s',
  (name) => {
    expect(copies(name)).toHaveLength(1)
  },
)

test.for(['@hono/node-ws', 'tiptap'])('dependency-floor: %s is not used', (name) => {
  expect(copies(name)).toEqual([])
})

test('dependency-floor: 8.9 is below 8.21, and 8.21 is at it', () => {
  expect(isAtLeast('8.9.0', '8.21.0')).toBe(false)
  expect(isAtLeast('8.21.0', '8.21.0')).toBe(true)
  expect(isAtLeast('9.0.0', '8.21.0')).toBe(true)
})

test('the lock names versions and their hashes, and no address to fetch them from', () => {
  expect(Object.values(lock.packages).flatMap(({ resolved }) => resolved ?? [])).toEqual([])
})

test('every version is exact: what was tested is what is installed', () => {
  const declared = z.record(z.string(), z.string())
  const manifest = z
    .object({ dependencies: declared, devDependencies: declared })
    .parse(JSON.parse(read('package.json')))
  const versions = Object.entries({ ...manifest.dependencies, ...manifest.devDependencies })
  expect(versions.filter(([, version]) => !/^\d+\.\d+\.\d+$/.test(version))).toEqual([])
})
