/**
 * A disk that remembers everything asked of it, and can say what a power cut at any moment might have left: what was
 * synced, and of the rest any pages, any length in between, and the first so many of the folder's changes.
 */
import { mkdir, writeFile } from 'node:fs/promises'
import { dirname, join, relative } from 'node:path'
import { type Disk, nodeDisk, type OpenFile } from '../../server/store/disk.ts'
import type { Random } from './random.ts'

const page = 4096

/** `from`: how many operations had been asked for when a sync began; it says nothing of later ones. */
type Operation =
  | { type: 'write'; file: number; position: number; bytes: Uint8Array }
  | { type: 'truncate'; file: number; length: number }
  | { type: 'sync'; file: number; from: number }
  | { type: 'create'; file: number; path: string }
  | { type: 'directory'; path: string }
  | { type: 'rename'; path: string; to: string }
  | { type: 'remove'; path: string }
  | { type: 'syncDirectory'; path: string; from: number }

type Content = { synced: Uint8Array; pending: { at: number; operation: Operation }[] }

export class PowerCut {
  readonly operations: Operation[] = []
  readonly #root: string
  #files = 0
  readonly #ids = new Map<string, number>()

  constructor(root: string) {
    this.#root = root
  }

  readonly disk: Disk = {
    ...nodeDisk,
    open: async (path) => this.#watch(await nodeDisk.open(path), this.#ids.get(path) ?? -1),
    create: async (path) => {
      const file = this.#files++
      this.#ids.set(path, file)
      this.operations.push({ type: 'create', file, path })
      return this.#watch(await nodeDisk.create(path), file)
    },
    rename: async (path, to) => {
      this.#ids.set(to, this.#ids.get(path) ?? -1)
      this.#ids.delete(path)
      this.operations.push({ type: 'rename', path, to })
      await nodeDisk.rename(path, to)
    },
    remove: async (path) => {
      this.operations.push({ type: 'remove', path })
      await nodeDisk.remove(path)
    },
    makeDirectory: async (path) => {
      this.operations.push({ type: 'directory', path })
      await nodeDisk.makeDirectory(path)
    },
    syncDirectory: async (path) => {
      const from = this.operations.length
      await nodeDisk.syncDirectory(path)
      this.operations.push({ type: 'syncDirectory', path, from })
    },
  }

  #watch(open: OpenFile, file: number): OpenFile {
    return {
      ...open,
      write: async (bytes, position) => {
        this.operations.push({ type: 'write', file, position, bytes: bytes.slice() })
        return open.write(bytes, position)
      },
      truncate: async (length) => {
        this.operations.push({ type: 'truncate', file, length })
        await open.truncate(length)
      },
      sync: async () => {
        const from = this.operations.length
        await open.sync()
        this.operations.push({ type: 'sync', file, from })
      },
    }
  }

  /** Writes to `directory` what a cut after the first `cut` operations might have left. */
  async image(cut: number, random: Random, directory: string): Promise<void> {
    const contents = new Map<number, Content>()
    const names = new Map<string, number>()
    let changes: { at: number; operation: Operation }[] = []
    this.operations.slice(0, cut).forEach((operation, at) => {
      if (operation.type === 'write' || operation.type === 'truncate')
        contentOf(contents, operation.file).pending.push({ at, operation })
      else if (operation.type === 'sync') settle(contentOf(contents, operation.file), operation.from)
      else if (operation.type !== 'syncDirectory') changes.push({ at, operation })
      else
        changes = changes.filter((change) => {
          const isSynced = change.at < operation.from && folderOf(change.operation) === operation.path
          if (isSynced) rename(names, change.operation)
          return !isSynced
        })
    })
    for (const { operation } of changes.slice(0, random.int(changes.length + 1))) rename(names, operation)
    const folders = new Set([...names].filter(([, file]) => file === folder).map(([path]) => path))
    await mkdir(directory, { recursive: true })
    for (const path of folders) await mkdir(this.#in(directory, path), { recursive: true })
    for (const [path, file] of names)
      if (file !== folder && (dirname(path) === this.#root || folders.has(dirname(path))))
        await writeFile(this.#in(directory, path), leftOf(contentOf(contents, file), random))
  }

  #in(directory: string, path: string): string {
    return join(directory, relative(this.#root, path))
  }
}

const folder = -2

const folderOf = (operation: Operation): string => ('path' in operation ? dirname(operation.path) : '')

const rename = (names: Map<string, number>, operation: Operation): void => {
  if (operation.type === 'create') names.set(operation.path, operation.file)
  else if (operation.type === 'directory') names.set(operation.path, folder)
  else if (operation.type === 'remove') names.delete(operation.path)
  else if (operation.type === 'rename') {
    names.set(operation.to, names.get(operation.path) ?? -1)
    names.delete(operation.path)
  }
}

const contentOf = (contents: Map<number, Content>, file: number): Content => {
  const content = contents.get(file) ?? { synced: new Uint8Array(0), pending: [] }
  contents.set(file, content)
  return content
}

const applied = (bytes: Uint8Array, operation: Operation): Uint8Array => {
  if (operation.type === 'truncate') return bytes.slice(0, operation.length)
  if (operation.type !== 'write') return bytes
  const longer = new Uint8Array(Math.max(bytes.length, operation.position + operation.bytes.length))
  longer.set(bytes)
  longer.set(operation.bytes, operation.position)
  return longer
}

const settle = (content: Content, from: number): void => {
  const synced = content.pending.filter(({ at }) => at < from)
  content.synced = synced.reduce((bytes, { operation }) => applied(bytes, operation), content.synced)
  content.pending = content.pending.filter(({ at }) => at >= from)
}

/** A length between the synced and the full one, and each page as it was or as it was to be. */
const leftOf = ({ synced, pending }: Content, random: Random): Uint8Array => {
  const full = pending.reduce((bytes, { operation }) => applied(bytes, operation), synced)
  const growth = Math.max(0, full.length - synced.length)
  const length = synced.length + random.pick([0, growth, random.int(growth + 1)])
  const left = new Uint8Array(length)
  for (let from = 0; from < length; from += page) {
    const source = random.chance(0.5) ? full : synced
    left.set(source.subarray(from, Math.min(from + page, length)), from)
  }
  return left
}
