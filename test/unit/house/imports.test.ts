/** The directions of imports: proved on made-up files, by our own reading and by oxlint, then held to the real ones. */
import { execFileSync } from 'node:child_process'
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { codeFiles, read } from '../../support/files.ts'
import { importsOf, objection } from '../../support/imports.ts'

const root = path.join(import.meta.dirname, '..', '..', '..')

const says = (file: string, source: string) => importsOf(file, source).map(objection)

test('every import of the house points the way it may', () => {
  const objections = codeFiles()
    .filter((file) => !file.startsWith('test/'))
    .flatMap((file) => importsOf(file, read(file)))
    .flatMap((one) => {
      const why = objection(one)
      return why === null ? [] : [`${one.from} imports ${one.to}: ${why}`]
    })
  expect(objections).toEqual([])
})

describe('what is refused', () => {
  test.for<[file: string, source: string]>([
    ['shared/diff.ts', "import { app } from '../server/app.ts'"],
    ['shared/diff.ts', "import { readFileSync } from 'node:fs'"],
    ['shared/diff.ts', "import { useState } from 'react'"],
    ['shared/comments.ts', "import { close } from './versions.ts'"],
    ['server/app.ts', "import { Page } from '../client/pages/Page.tsx'"],
    ['server/app.ts', "import { openLog } from './store/log.ts'"],
    ['server/app.ts', "const store = await import('./store/embedded.ts')"],
    ['server/store/log.ts', "import type { Room } from '../relay/room.ts'"],
    ['server/store/log.ts', "import { roles } from '../../shared/people.ts'"],
    ['server/relay/room.ts', "import { openLog } from '../store/log.ts'"],
    ['server/relay/room.ts', "import { run } from '../commands.ts'"],
    ['server/relay/room.ts', "import { phases } from '../../shared/programmes.ts'"],
    ['server/comments.ts', "import { freeze } from './versions.ts'"],
    ['client/editor/Editor.tsx', "import type { Api } from '../../server/app.ts'"],
    ['client/api.ts', "import { app } from '../server/app.ts'"],
    ['client/editor/Editor.tsx', "import { Faces } from '../presence/Faces.tsx'"],
    ['client/ui/Button.tsx', "import { Draft } from '../pages/Draft.tsx'"],
    ['client/sync/session.ts', "import { useEffect } from 'react'"],
    ['client/sync/session.ts', "import { useQuery } from '@tanstack/react-query'"],
    ['client/main.tsx', "import path from 'node:path'"],
    ['client/main.tsx', "export * from '../test/support/rounds.ts'"],
  ])('%s: %s', ([file, source]) => {
    expect(says(file, source)).toEqual([expect.any(String)])
  })
})

describe('what is allowed', () => {
  test.for<[file: string, source: string]>([
    ['server/main.ts', "import { openEmbedded } from './store/embedded.ts'"],
    ['server/relay/room.ts', "import type { Texts } from '../store/store.ts'"],
    ['server/relay/room.ts', "import { Problem } from '../../shared/problem.ts'"],
    ['client/api.ts', "import type { Api } from '../server/app.ts'"],
    ['client/pages/Draft.tsx', "import { Editor } from '../editor/Editor.tsx'"],
    ['client/editor/Editor.tsx', "import { Button } from '../ui/Button.tsx'"],
    ['client/sync/session.ts', "import {\n  problems,\n} from '../../shared/problem.ts'"],
  ])('%s: %s', ([file, source]) => {
    expect(says(file, source)).toEqual([null])
  })
})

describe('oxlint says it too, while one types', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'samskriv-lint-'))
  afterAll(() => rmSync(folder, { recursive: true }))
  symlinkSync(path.join(root, 'node_modules'), path.join(folder, 'node_modules'))
  for (const file of ['.oxlintrc.json', 'tsconfig.json', 'package.json']) {
    copyFileSync(path.join(root, file), path.join(folder, file))
  }

  /** The rules that oxlint finds broken in one made-up file. */
  const broken = (file: string, source: string): string[] => {
    const full = path.join(folder, file)
    mkdirSync(path.dirname(full), { recursive: true })
    writeFileSync(full, source)
    try {
      const program = path.join(root, 'node_modules', 'oxlint', 'bin', 'oxlint')
      execFileSync(process.execPath, [program, '--format=unix', '--no-ignore', full], { cwd: folder, encoding: 'utf8' })
      return []
    } catch (error) {
      // execFileSync throws what the program printed when it ends with anything but 0.
      const { stdout } = error as { stdout: string }
      return [...stdout.matchAll(/\[\w+\/([^\]]+)\]/g)].map(([, rule]) => rule ?? '')
    } finally {
      rmSync(full)
    }
  }

  const imports = 'eslint(no-restricted-imports)'
  test.for<[file: string, source: string, rule: string]>([
    ['shared/a.ts', "export { app } from '../server/app.ts'\n", imports],
    ['shared/a.ts', "export { readFileSync } from 'node:fs'\n", imports],
    ['shared/a.ts', "export { useState } from 'react'\n", imports],
    ['server/a.ts', "export { Page } from '../client/pages/Page.tsx'\n", imports],
    ['client/a.ts', "export { app } from '../server/app.ts'\n", imports],
    ['client/a.ts', "export { join } from 'node:path'\n", imports],
    ['client/api.ts', "import { app } from '../server/app.ts'\nexport const a = app\n", imports],
    ['client/sync/a.ts', "export { useState } from 'react'\n", imports],
    ['shared/a.ts', 'export default 1\n', 'import(no-default-export)'],
    ['shared/a.ts', 'export const a = (b: any): number => b\n', 'typescript(no-explicit-any)'],
    ['server/a.ts', "export const a = () => console.log('here')\n", 'eslint(no-console)'],
    [
      'shared/a.ts',
      "export const a = (b: 'x' | 'y') => {\n  switch (b) {\n    case 'x':\n      return 1\n  }\n  return 2\n}\n",
      'typescript(switch-exhaustiveness-check)',
    ],
    [
      'server/a.ts',
      'const b = async () => 1\nexport const a = () => {\n  b()\n}\n',
      'typescript(no-floating-promises)',
    ],
  ])('%s %j breaks %s', ([file, source, rule]) => {
    expect(broken(file, source)).toContain(rule)
  })

  test('a file of 301 lines is too long', () => {
    expect(broken('shared/a.ts', '// a line\n'.repeat(301))).toContain('eslint(max-lines)')
  })

  test('two files that import each other are a circle', () => {
    const other = path.join(folder, 'shared', 'b.ts')
    mkdirSync(path.dirname(other), { recursive: true })
    writeFileSync(other, "import { a } from './a.ts'\nexport const b = () => a()\n")
    const source = "import { b } from './b.ts'\nexport const a = (): unknown => b()\n"
    expect(broken('shared/a.ts', source)).toContain('import(no-cycle)')
    rmSync(other)
  })

  test('and has nothing against the one type that the client reads of the server', () => {
    expect(broken('client/api.ts', "import type { App } from '../server/app.ts'\nexport type A = App\n")).toEqual([])
  })
})
