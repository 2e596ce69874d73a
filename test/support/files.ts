/**
 * The files of this house, for the tests that hold them to its rules. Paths are from the root, with forward slashes.
 */
import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'

const root = path.join(import.meta.dirname, '..', '..')

const under = (folder: string): string[] =>
  readdirSync(path.join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(root, path.join(entry.parentPath, entry.name)).replaceAll('\\', '/'))
    .sort()

/** Everything that we write by hand in the four folders, fixtures left out. */
export const houseFiles = (): string[] =>
  ['client', 'server', 'shared', 'test'].flatMap(under).filter((file) => !file.startsWith('test/fixtures/'))

export const codeFiles = (): string[] => houseFiles().filter((file) => /\.(ts|tsx|mts|mjs)$/.test(file))

export const testFiles = (): string[] => codeFiles().filter((file) => /\.test\.tsx?$/.test(file))

export const read = (file: string): string => readFileSync(path.join(root, file), 'utf8')
