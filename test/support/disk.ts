/** A real disk with somebody standing in between who counts, holds back and makes fail. */
import { type Disk, nodeDisk, type OpenFile } from '../../server/store/disk.ts'

export type ErrorCode = 'ENOSPC' | 'EIO' | 'EROFS' | 'EMFILE'

export type CallName = keyof Disk | keyof OpenFile

/** Told before every call what it is and of which path; what it throws is what the disk answers. It may wait. */
export type Between = (call: CallName, path: string) => void | Promise<void>

export const diskError = (code: ErrorCode): Error => Object.assign(new Error(`${code}: by the test`), { code })

const sitIn = (file: OpenFile, path: string, between: Between): OpenFile => ({
  read: async (into, position) => {
    await between('read', path)
    return file.read(into, position)
  },
  write: async (bytes, position) => {
    try {
      await between('write', path)
    } catch (why) {
      // As a disk that is full does: some of it is there before the error comes.
      await file.write(bytes.subarray(0, bytes.length >> 1), position)
      throw why
    }
    return file.write(bytes, position)
  },
  sync: async () => {
    await between('sync', path)
    await file.sync()
  },
  truncate: async (length) => {
    await between('truncate', path)
    await file.truncate(length)
  },
  size: async () => {
    await between('size', path)
    return file.size()
  },
  // Closing is never refused: a test must be able to leave.
  close: () => file.close(),
})

/** `disk`, with `between` asked first. */
export const disturbed = (between: Between, disk: Disk = nodeDisk): Disk => {
  const asked =
    <R>(name: CallName, call: (path: string) => Promise<R>) =>
    async (path: string): Promise<R> => {
      await between(name, path)
      return call(path)
    }
  return {
    open: async (path) => sitIn(await asked('open', disk.open)(path), path, between),
    create: async (path) => sitIn(await asked('create', disk.create)(path), path, between),
    rename: (from, to) => asked('rename', () => disk.rename(from, to))(from),
    remove: asked('remove', disk.remove),
    list: asked('list', disk.list),
    makeDirectory: asked('makeDirectory', disk.makeDirectory),
    syncDirectory: asked('syncDirectory', disk.syncDirectory),
  }
}

/** A disk on which the nth call fails, and no other: what comes after looks well again, which must fool nobody. */
export const failingAt = (n: number, code: ErrorCode): { disk: Disk; failed: () => CallName | null } => {
  let calls = 0
  let failed: CallName | null = null
  const disk = disturbed((call) => {
    if (++calls !== n) return
    failed = call
    throw diskError(code)
  })
  return { disk, failed: () => failed }
}

/** A disk that takes at most some bytes of each write, as a disk may. */
export const takingLittle = (most: number): Disk => {
  const little = (file: OpenFile): OpenFile => ({
    ...file,
    write: (bytes, position) => file.write(bytes.subarray(0, most), position),
  })
  return {
    ...nodeDisk,
    open: async (path) => little(await nodeDisk.open(path)),
    create: async (path) => little(await nodeDisk.create(path)),
  }
}

/** A disk whose fsyncs wait at a gate while it is shut, and are counted. */
export const gated = () => {
  let gate: PromiseWithResolvers<void> | null = null
  let arrival = Promise.withResolvers<void>()
  let syncs = 0
  let bytes = 0
  const disk = disturbed(async (call) => {
    if (call !== 'sync') return
    syncs++
    arrival.resolve()
    await gate?.promise
  })
  const counting = (file: OpenFile): OpenFile => ({
    ...file,
    write: async (given, position) => {
      const taken = await file.write(given, position)
      bytes += taken
      return taken
    },
  })
  return {
    disk: {
      ...disk,
      open: async (path: string) => counting(await disk.open(path)),
      create: async (path: string) => counting(await disk.create(path)),
    },
    shut: (): void => {
      gate = Promise.withResolvers()
      arrival = Promise.withResolvers()
    },
    /** Resolves when an fsync stands at the shut gate. */
    waiting: (): Promise<void> => arrival.promise,
    open: (): void => {
      gate?.resolve()
      gate = null
    },
    syncs: (): number => syncs,
    bytes: (): number => bytes,
  }
}
