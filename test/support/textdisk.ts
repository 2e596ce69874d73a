/** A real disk on which the texts' fsyncs obey the test: they are counted, wait while it is held, fail when told to. */
import type { Disk } from '../../server/store/disk.ts'
import { diskError, disturbed } from './disk.ts'

export type TextDisk = {
  disk: Disk
  /** From now on fsyncs wait, as on a disk that is busy. */
  hold(): void
  release(): void
  /** From now on fsyncs fail, as on a disk that is full. */
  fail(): void
  mend(): void
  syncs(): number
  /** Resolves when the next fsync has been asked for. */
  asked(): Promise<void>
}

export const textDisk = (): TextDisk => {
  let gate: PromiseWithResolvers<void> | null = null
  let asked = Promise.withResolvers<void>()
  let failing = false
  let syncs = 0
  const disk = disturbed(async (call, path) => {
    if (call !== 'sync' || !path.includes('/texts/')) return
    syncs++
    asked.resolve()
    asked = Promise.withResolvers()
    await gate?.promise
    if (failing) throw diskError('ENOSPC')
  })
  return {
    disk,
    hold: () => {
      gate = Promise.withResolvers()
    },
    release: () => {
      gate?.resolve()
      gate = null
    },
    fail: () => {
      failing = true
    },
    mend: () => {
      failing = false
    },
    syncs: () => syncs,
    asked: () => asked.promise,
  }
}
