/** How our files look from outside: names, lengths, and nothing left lying about. */
import { readdirSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, test } from 'vitest'
import { codeFiles, houseFiles, read, testFiles } from '../../support/files.ts'

const root = path.join(import.meta.dirname, '..', '..', '..')

const linesOf = (file: string) => read(file).split('\n')

/** file:line of every line for which `isWrong` says yes. */
const lines = (files: string[], isWrong: (line: string) => boolean): string[] =>
  files.flatMap((file) => linesOf(file).flatMap((line, i) => (isWrong(line) ? [`${file}:${i + 1}`] : [])))

test('no file is named after nothing: utils, helpers, common, misc, types', () => {
  const names = /\/(utils?|helpers?|common|misc|types|manager)\.[a-z.]+$/i
  expect(houseFiles().filter((file) => names.test(file))).toEqual([])
})

test('no file only passes on what others export', () => {
  const isBarrel = (file: string) => /(^|\/)index\.tsx?$/.test(file)
  expect(codeFiles().filter(isBarrel)).toEqual([])
})

test('no file has more than 300 lines, and no line of code more than 120 signs', () => {
  expect(codeFiles().filter((file) => linesOf(file).length > 301)).toEqual([])
  // Form is biome's to keep. What it cannot break is looked at here: comments; a title or a message may be longer.
  const tooLong = (line: string) => line.replace(/ *\/\/ guard: .*/, '').length > 120 && !/(['"`]).{50,}\1/.test(line)
  expect(lines(codeFiles(), tooLong)).toEqual([])
})

test('at the top stand four folders and what tools need there', () => {
  const expected = /^(client|server|shared|test|dist|data|node_modules|\..*)$/
  const files = /^(package(-lock)?\.json|tsconfig\.json|vite\.config\.ts|biome\.json|README\.md|CHANGELOG\.md|LICENSE)$/
  const others = readdirSync(root).filter((name) => !expected.test(name) && !files.test(name))
  expect(others).toEqual([])
})

describe('in the tests', () => {
  test('none is focused, and none is skipped without saying when', () => {
    const focused = /\b(test|it|describe)(\.\w+)*\.(only|skip|todo|fails)\b/
    const files = testFiles().filter((file) => !file.startsWith('test/unit/house/'))
    expect(lines(files, (line) => focused.test(line))).toEqual([])
  })

  test('none waits for luck: no bare sleep', () => {
    const sleep = /\b(sleep|delay|wait)\(\d|waitForTimeout\(|setTimeout\(\s*(resolve|r|done|ok)\s*,/
    expect(lines(testFiles(), (line) => sleep.test(line) && !line.includes('sleep = '))).toEqual([])
  })
})

test('nothing of a workplace stands in the files: no absolute path of a machine, no address of a registry', () => {
  const workplace = /(^|[\s'"`(=])\/(work|root|home)\/|registry\.npmjs|npm_config_registry/
  const files = [...houseFiles(), 'README.md', 'CHANGELOG.md', 'package.json', 'package-lock.json', '.npmrc', '.ci/run']
  const ours = files.filter((file) => file !== 'test/unit/house/files.test.ts')
  expect(lines(ours, (line) => workplace.test(line))).toEqual([])
})

test('the README gives the two commands, and CI runs the same', () => {
  const firstScreen = linesOf('README.md').slice(0, 40).join('\n')
  expect(firstScreen).toContain('npm start')
  expect(firstScreen).toContain('npm test')
  expect(read('.ci/run')).toMatch(/^npm test\b/m)
})
