/** The few things the store asks of a file system, so that a test can stand in between and make them fail. */
import { mkdir, open, readdir, rename, rm } from 'node:fs/promises'

export type OpenFile = {
  /** Fills what it can of `into` and says how much: less only at the end of the file. */
  read(into: Uint8Array, position: number): Promise<number>
  /** Says how many bytes it took, which may be fewer than it was given. */
  write(bytes: Uint8Array, position: number): Promise<number>
  sync(): Promise<void>
  truncate(length: number): Promise<void>
  size(): Promise<number>
  close(): Promise<void>
}

export type Disk = {
  open(path: string): Promise<OpenFile>
  /** An empty file, also where one was left behind. */
  create(path: string): Promise<OpenFile>
  rename(from: string, to: string): Promise<void>
  /** Also when there is no such file. */
  remove(path: string): Promise<void>
  list(directory: string): Promise<string[]>
  /** Also when it is there already. */
  makeDirectory(path: string): Promise<void>
  /** Makes what was created, renamed or removed in a directory last. */
  syncDirectory(path: string): Promise<void>
}

// Nobody but the program's own user reads the data.
const fileMode = 0o600
const directoryMode = 0o700

const openFile = async (path: string, flags: string): Promise<OpenFile> => {
  const handle = await open(path, flags, fileMode)
  return {
    read: async (into, position) => {
      let filled = 0
      while (filled < into.length) {
        const { bytesRead } = await handle.read(into, filled, into.length - filled, position + filled)
        if (bytesRead === 0) break
        filled += bytesRead
      }
      return filled
    },
    write: async (bytes, position) => (await handle.write(bytes, 0, bytes.length, position)).bytesWritten,
    sync: () => handle.sync(),
    truncate: (length) => handle.truncate(length),
    size: async () => (await handle.stat()).size,
    close: () => handle.close(),
  }
}

export const nodeDisk: Disk = {
  open: (path) => openFile(path, 'r+'),
  create: (path) => openFile(path, 'w+'),
  rename,
  remove: (path) => rm(path, { force: true }),
  list: (directory) => readdir(directory),
  makeDirectory: async (path) => {
    await mkdir(path, { recursive: true, mode: directoryMode })
  },
  syncDirectory: async (path) => {
    const handle = await open(path, 'r')
    try {
      await handle.sync()
    } finally {
      await handle.close()
    }
  },
}

/** Writes on after short writes, until all of it is written or one fails. */
export const writeAll = async (file: OpenFile, bytes: Uint8Array, position: number): Promise<void> => {
  let done = 0
  while (done < bytes.length) {
    const taken = await file.write(bytes.subarray(done), position + done)
    if (taken === 0) throw new Error('the disk took nothing of a write')
    done += taken
  }
}

/** A new file with these bytes, on disk under this name's directory once that is synced. */
export const writeFile = async (disk: Disk, path: string, bytes: Uint8Array): Promise<void> => {
  const file = await disk.create(path)
  try {
    await writeAll(file, bytes, 0)
    await file.sync()
  } finally {
    await file.close()
  }
}

export const readFile = async (disk: Disk, path: string): Promise<Uint8Array> => {
  const file = await disk.open(path)
  try {
    const bytes = new Uint8Array(await file.size())
    return bytes.subarray(0, await file.read(bytes, 0))
  } finally {
    await file.close()
  }
}
