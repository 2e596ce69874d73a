/** A start: the newest whole checkpoint, then the journal's tail, and what the tail brought to texts. */
import { join } from 'node:path'
import { openCheckpoint, positionOf, tablesOf } from './checkpoint.ts'
import type { Disk } from './disk.ts'
import type { FileHeader } from './frame.ts'
import { decodeJournalEntry, type JournalEntry } from './journal.ts'
import { createLog, openLog } from './log.ts'
import type { Durable, Opened, Surroundings } from './records.ts'
import { Damaged } from './store.ts'
import { apply, emptyTables } from './tables.ts'
import type { TextLogs } from './texts.ts'

const fileName = 'journal.log'
const header: FileHeader = { kind: 'journal', name: 'journal', generation: 1, more: {} }

/** Throws `Damaged` when the journal is not what was written, or ends before what a checkpoint has seen of it. */
export const openJournal = async (
  disk: Disk,
  directory: string,
  { health, texts, notice }: Surroundings,
): Promise<Opened> => {
  const low = await openCheckpoint(disk, directory, notice)
  const path = join(directory, fileName)
  const isNew = !(await disk.list(directory)).includes(fileName)
  if (isNew && low.data) throw new Damaged(path, 0, 'it is missing, and there is a checkpoint of it')
  if (isNew) {
    const log = await createLog({ disk, path, health }, header)
    return { log, low, durable: { tables: emptyTables(), sequence: 0, at: null }, mayCheckpoint: true }
  }
  const durable: Durable = low.data
    ? { tables: tablesOf(low.data), sequence: low.data.sequence, at: positionOf(low.data) }
    : { tables: emptyTables(), sequence: 0, at: null }
  const withText: JournalEntry[] = []
  const { log, cut } = await openLog({
    disk,
    path,
    health,
    kind: header.kind,
    name: header.name,
    from: durable.at,
    whole: () => (durable.at ? 1 : 0),
    visit: ({ records, start }) => {
      for (const entry of records.map(decodeJournalEntry)) {
        if (entry.sequence <= durable.sequence) continue
        if (entry.text) withText.push(entry)
        if (entry.sequence !== durable.sequence + 1)
          throw new Damaged(path, start.record + 1, `commit ${entry.sequence} follows ${durable.sequence}`)
        apply(durable.tables, entry.changes)
        durable.sequence = entry.sequence
        durable.at = start
      }
    },
  })
  if (cut !== null) notice(cut)
  try {
    return { log, low, durable, mayCheckpoint: await bringTexts(withText, texts, notice) }
  } catch (why) {
    await log.close()
    throw why
  }
}

/**
 * A commit's text update is in the journal before it is in the text's log; a kill between the two is made good here.
 * False when a damaged text had to be left as it is.
 */
const bringTexts = async (
  entries: readonly JournalEntry[],
  texts: TextLogs,
  notice: (what: string) => void,
): Promise<boolean> => {
  const damaged = new Set<string>()
  for (const { sequence, text } of entries) {
    if (!text || damaged.has(text.textId)) continue
    try {
      const log = await texts.open(text.textId)
      if (log.commit < sequence) await log.append([text.entry], sequence) // guard: text-brought
    } catch (why) {
      if (!(why instanceof Damaged)) throw why
      damaged.add(text.textId)
      notice(`text ${text.textId} is damaged (${why.message}); no checkpoint is written until it is mended`)
    }
  }
  return damaged.size === 0
}
