/**
 * The store that needs nothing but a folder: `journal.log` and `checkpoint.json` for the records, `texts/<textId>/` for
 * each text, `files/` by SHA-256, `lock` for whose it is.
 */
import { dirname, join } from 'node:path'
import { type Disk, nodeDisk } from './disk.ts'
import { HashedFiles } from './files.ts'
import { Health } from './health.ts'
import { lock } from './lock.ts'
import { JournaledRecords } from './records.ts'
import { openJournal } from './replay.ts'
import type { Store } from './store.ts'
import { TextLogs } from './texts.ts'

export type Embedded = { directory: string; disk?: Disk }

/** Opens the folder, or makes it. Throws when another process has it, or when what is in it is `Damaged`. */
export const openEmbedded = async ({ directory, disk = nodeDisk }: Embedded): Promise<Store> => {
  const textsDirectory = join(directory, 'texts')
  const filesDirectory = join(directory, 'files')
  await disk.makeDirectory(textsDirectory)
  await disk.makeDirectory(filesDirectory)
  const unlock = await lock(directory)
  const health = new Health()
  const notices: string[] = []
  const notice = (what: string): void => void notices.push(what)
  const texts = new TextLogs({ disk, directory: textsDirectory, health, notice })
  const files = new HashedFiles({ disk, directory: filesDirectory, health })
  try {
    await disk.syncDirectory(dirname(directory))
    await disk.syncDirectory(directory)
    const surroundings = { health, texts, notice }
    const records = new JournaledRecords(surroundings, await openJournal(disk, directory, surroundings))
    return {
      records,
      texts,
      files,
      failure: () => health.failure(),
      notices: () => notices,
      close: async () => {
        await records.close()
        await files.close()
        await texts.close()
        await unlock()
      },
    }
  } catch (why) {
    await texts.close()
    await unlock()
    throw why
  }
}
