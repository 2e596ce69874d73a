/**
 * The records as readable JSON, so that a start need not read the whole journal. Never the truth: the journal is.
 * lowdb holds it; the adapter is ours, because lowdb's own syncs nothing and keeps no generation before.
 */
import { dirname, join } from 'node:path'
import { type Adapter, Low } from 'lowdb'
import { type Disk, readFile, writeFile } from './disk.ts'
import { sha256 } from './frame.ts'
import type { Position } from './frames.ts'
import { emptyTables, putRow, type Row, type Tables } from './tables.ts'

/** All commits up to `sequence`, the last of which stands in the journal's frame that begins at `journal`. */
export type Checkpoint = {
  sequence: number
  journal: { offset: number; record: number; hash: string }
  collections: Record<string, Row[]>
}

const current = 'checkpoint.json'
const previous = 'checkpoint.previous.json'

/** The sum is over the compact form, so that a space more or less is no damage. */
const sumOf = (checkpoint: Checkpoint): string =>
  Buffer.from(sha256(Buffer.from(JSON.stringify(checkpoint)))).toString('hex')

/** The newest checkpoint that is whole; null when none is: then the journal is read from its beginning. */
const adapterFor = (disk: Disk, directory: string, notice: (what: string) => void): Adapter<Checkpoint> => ({
  read: async () => {
    const files = await disk.list(directory)
    for (const name of [current, previous]) {
      if (!files.includes(name)) continue
      const checkpoint = parse(await readFile(disk, join(directory, name)))
      if (checkpoint) return checkpoint
      notice(`${name} is damaged and was passed over`)
    }
    return null
  },
  write: async (checkpoint) => {
    const text = JSON.stringify({ sum: sumOf(checkpoint), checkpoint }, null, 1)
    const path = join(directory, current)
    await writeFile(disk, `${path}.new`, Buffer.from(text))
    if ((await disk.list(directory)).includes(current)) await disk.rename(path, join(directory, previous))
    await disk.rename(`${path}.new`, path)
    await disk.syncDirectory(dirname(path))
  },
})

const parse = (bytes: Uint8Array): Checkpoint | null => {
  try {
    // What has the right sum is what was written.
    const { sum, checkpoint } = JSON.parse(new TextDecoder().decode(bytes)) as { sum: string; checkpoint: Checkpoint }
    return sumOf(checkpoint) === sum ? checkpoint : null
  } catch (why) {
    if (why instanceof SyntaxError || why instanceof TypeError) return null
    throw why
  }
}

export const openCheckpoint = async (
  disk: Disk,
  directory: string,
  notice: (what: string) => void,
): Promise<Low<Checkpoint | null>> => {
  // Null is never written: Low.write skips it.
  const adapter = adapterFor(disk, directory, notice) as Adapter<Checkpoint | null>
  const low = new Low<Checkpoint | null>(adapter, null)
  await low.read()
  return low
}

export const checkpointOf = (tables: Tables, sequence: number, at: Position): Checkpoint => ({
  sequence,
  journal: { offset: at.offset, record: at.record, hash: Buffer.from(at.hash).toString('hex') },
  collections: Object.fromEntries([...tables.collections].map(([name, rows]) => [name, [...rows.values()]])),
})

export const positionOf = ({ journal }: Checkpoint): Position => ({
  ...journal,
  hash: new Uint8Array(Buffer.from(journal.hash, 'hex')),
})

export const tablesOf = ({ collections }: Checkpoint): Tables => {
  const tables = emptyTables()
  for (const [name, rows] of Object.entries(collections)) for (const row of rows) putRow(tables, name, row)
  return tables
}
