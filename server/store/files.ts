/** Files by what they are: the name is the SHA-256 of the bytes, can be checked, and never means another file. */
import { dirname, join } from 'node:path'
import { type Disk, readFile, writeFile } from './disk.ts'
import { sha256 } from './frame.ts'
import type { Health } from './health.ts'
import { Damaged, type Files, StorageFailed } from './store.ts'

const hashForm = /^[0-9a-f]{64}$/

const nameOf = (bytes: Uint8Array): string => Buffer.from(sha256(bytes)).toString('hex')

const isMissing = (why: unknown): boolean => why instanceof Error && 'code' in why && why.code === 'ENOENT'

export type FilesPlace = { disk: Disk; directory: string; health: Health }

/** `place.directory` exists and holds one folder for each first two digits: no folder grows beyond reading. */
export class HashedFiles implements Files {
  readonly #disk: Disk
  readonly #directory: string
  readonly #health: Health
  #last: Promise<unknown> = Promise.resolve()

  constructor({ disk, directory, health }: FilesPlace) {
    this.#disk = disk
    this.#directory = directory
    this.#health = health
  }

  /** One after the other: two who bring the same bytes at once would write over each other. */
  put(bytes: Uint8Array): Promise<string> {
    const put = this.#last.then(() => this.#putNow(bytes))
    this.#last = put.catch(() => undefined) // Each put's own caller hears of it.
    return put
  }

  async get(hash: string): Promise<Uint8Array | null> {
    const bytes = await this.#read(hash, (path) => readFile(this.#disk, path))
    const isOther = bytes !== null && nameOf(bytes) !== hash
    if (isOther) throw new Damaged(this.#pathOf(hash), 0, 'not the bytes of its name') // guard: file-hash
    return bytes
  }

  size(hash: string): Promise<number | null> {
    return this.#read(hash, async (path) => {
      const file = await this.#disk.open(path)
      try {
        return await file.size()
      } finally {
        await file.close()
      }
    })
  }

  /** After what is being written is. */
  async close(): Promise<void> {
    await this.#last
  }

  async #putNow(bytes: Uint8Array): Promise<string> {
    this.#health.check()
    const hash = nameOf(bytes)
    const path = this.#pathOf(hash)
    try {
      await this.#write(path, bytes)
    } catch (cause) {
      throw this.#health.fail(`writing ${path}`, cause)
    }
    // A log may have failed while this was written.
    this.#health.check()
    return hash
  }

  /** Under its own name only when all of it is on disk; an older file that is damaged gives way. */
  async #write(path: string, bytes: Uint8Array): Promise<void> {
    const folder = dirname(path)
    await this.#disk.makeDirectory(folder)
    await this.#disk.syncDirectory(this.#directory)
    for (const name of await this.#disk.list(folder)) {
      // Whoever was killed while writing left a half one.
      if (name.endsWith('.new')) await this.#disk.remove(join(folder, name))
      else if (join(folder, name) === path) {
        if (!Buffer.from(await readFile(this.#disk, path)).equals(bytes)) continue
        // Its name may be there only until the power goes.
        return this.#disk.syncDirectory(folder)
      }
    }
    await writeFile(this.#disk, `${path}.new`, bytes)
    await this.#disk.rename(`${path}.new`, path)
    await this.#disk.syncDirectory(folder) // guard: file-named
  }

  #pathOf(hash: string): string {
    return join(this.#directory, hash.slice(0, 2), hash)
  }

  /** Null for what is no hash or not there. A read that fails ends nothing: the next may succeed. */
  async #read<T>(hash: string, read: (path: string) => Promise<T>): Promise<T | null> {
    if (!hashForm.test(hash)) return null // guard: file-name
    try {
      return await read(this.#pathOf(hash))
    } catch (why) {
      if (isMissing(why)) return null
      throw new StorageFailed(`reading the file ${hash}`, why)
    }
  }
}
