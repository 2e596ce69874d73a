/** One text on disk: a folder of its own with one log, `000001.log`; each compaction makes the next number. */
import { basename, join } from 'node:path'
import { authorshipOf, credit } from './authorship.ts'
import { compact } from './compaction.ts'
import { type Disk, writeAll } from './disk.ts'
import { decodeTextRecord, encodeEntries, type Marked, type TextRecord } from './entries.ts'
import { foldedOf, type Generation, lastCommit, textHeader } from './fold.ts'
import { encodeFrame } from './frame.ts'
import { after, type Frame } from './frames.ts'
import type { Health } from './health.ts'
import { createLog, type Log, openLog, type Replacement, type View } from './log.ts'
import { type AuthorRun, StorageFailed, type StoredText, type TextEntry } from './store.ts'

export type TextPlace = { disk: Disk; directory: string; health: Health; notice: (what: string) => void }

const suffix = '.log'
const fileOf = (generation: number): string => `${String(generation).padStart(6, '0')}${suffix}`

/** What is known of a text without reading it: entries taken in, the last commit among them, the snapshot's end. */
type Known = { entries: number; commit: number; snapshotEnd: number }

export class Text {
  readonly #place: TextPlace
  readonly #log: Log
  readonly #ending = new AbortController()
  #known: Known
  #compacting: Promise<void> | null = null

  constructor(place: TextPlace, log: Log, known: Known) {
    this.#place = place
    this.#log = log
    this.#known = known
  }

  /** The sequence of the last commit whose entry is in the log. */
  get commit(): number {
    return this.#known.commit
  }

  async append(entries: readonly TextEntry[], commit = 0): Promise<{ sequence: number }> {
    const sequence = this.#known.entries + entries.length
    this.#known = { ...this.#known, entries: sequence, commit: Math.max(this.#known.commit, commit) }
    await this.#log.append(encodeEntries(entries.map((entry) => ({ ...entry, commit }))))
    return { sequence }
  }

  async load(): Promise<StoredText> {
    const view = this.#log.view()
    const { snapshot, entries } = await read(view)
    return {
      snapshot: snapshot?.state ?? null,
      entries: entries.map(({ by, at, update }) => ({ by, at, update })),
      sequence: foldedOf(view.header).entries + entries.length,
    }
  }

  async authors(): Promise<AuthorRun[]> {
    const { snapshot, entries } = await read(this.#log.view())
    const authorship = authorshipOf(snapshot?.authors ?? [])
    for (const entry of entries) credit(authorship, entry)
    return authorship.runs
  }

  size(): { bytes: number; afterSnapshot: number } {
    const bytes = this.#log.view().end.offset
    return { bytes, afterSnapshot: bytes - this.#known.snapshotEnd }
  }

  compact(): Promise<void> {
    this.#compacting ??= this.#compactNow().finally(() => {
      this.#compacting = null
    })
    return this.#compacting
  }

  async close(): Promise<void> {
    this.#ending.abort()
    // Its caller hears how it went; here only that it is over.
    await this.#compacting?.catch(() => undefined)
    await this.#log.close()
  }

  async #compactNow(): Promise<void> {
    const view = this.#log.view()
    if (view.end.offset === this.#known.snapshotEnd) return
    const job = { path: view.path, length: view.end.offset }
    const generation = await compact(job, this.#ending.signal)
    await this.#log.replace((now) => this.#write(generation, view, now))
    this.#known = { ...this.#known, snapshotEnd: generation.end.offset }
    await this.#place.disk.remove(view.path).catch((why: unknown) => {
      this.#place.notice(`${view.path} is folded but was not removed: ${String(why)}`)
    })
  }

  /** With appends held: the new file, with what came while the old one was folded, takes its name on disk. */
  async #write({ header, bytes, end: start }: Generation, folded: View, now: View): Promise<Replacement> {
    const { disk, directory, health } = this.#place
    const path = join(directory, fileOf(header.generation))
    const file = await disk.create(`${path}.new`)
    let end = start
    try {
      await writeAll(file, bytes, 0)
      for await (const { records } of now.frames(folded.end)) {
        const frame = encodeFrame(records, end.hash)
        await writeAll(file, frame, end.offset)
        end = after(end, frame)
      }
      await file.sync() // guard: generation-synced
    } catch (why) {
      // The old log is whole and stays in use: nothing acknowledged depends on the new one yet.
      await Promise.allSettled([file.close(), disk.remove(`${path}.new`)])
      throw new StorageFailed(`compacting ${basename(directory)}`, why)
    }
    try {
      await disk.rename(`${path}.new`, path)
      await disk.syncDirectory(directory) // guard: generation-named
    } catch (cause) {
      await file.close()
      // Which of the two a restart would find is unknown, so neither may be written to.
      throw health.fail(`compacting ${basename(directory)}`, cause)
    }
    return { path, header, file, end }
  }
}

const read = async (view: View) => {
  const records: TextRecord[] = []
  for await (const frame of view.frames()) records.push(...frame.records.map(decodeTextRecord))
  return {
    snapshot: records.find((record) => record.type === 'snapshot')?.snapshot ?? null,
    entries: records.flatMap((record) => (record.type === 'entries' ? record.entries : [])),
  }
}

/** The text's newest whole generation; null when there is none. Older ones and half-written ones are removed. */
export const openText = async (place: TextPlace): Promise<Text | null> => {
  const { disk, directory, health, notice } = place
  const files = (await disk.list(directory)).sort()
  const newest = files.filter((file) => file.endsWith(suffix)).at(-1)
  if (newest === undefined) return null
  const marked: Marked[] = []
  let snapshotEnd = 0
  const visit = ({ records, start, end }: Frame): void => {
    for (const record of records.map(decodeTextRecord)) {
      if (record.type === 'entries') marked.push(...record.entries)
      else snapshotEnd = end.offset
    }
    if (snapshotEnd === 0) snapshotEnd = start.offset
  }
  const textId = basename(directory)
  const { log, cut } = await openLog({
    disk,
    health,
    path: join(directory, newest),
    kind: 'text',
    name: textId,
    whole: ({ generation }) => (generation > 1 ? 1 : 0),
    visit,
  })
  if (cut !== null) notice(cut)
  for (const file of files) if (file !== newest) await disk.remove(join(directory, file))
  const { header, end } = log.view()
  const folded = foldedOf(header)
  return new Text(place, log, {
    entries: folded.entries + marked.length,
    commit: lastCommit(folded.commit, marked),
    snapshotEnd: snapshotEnd === 0 ? end.offset : snapshotEnd,
  })
}

export const createText = async (place: TextPlace): Promise<Text> => {
  const { disk, directory, health } = place
  try {
    await disk.makeDirectory(directory)
    await disk.syncDirectory(join(directory, '..'))
  } catch (cause) {
    throw health.fail(`creating the text ${basename(directory)}`, cause)
  }
  const header = textHeader(basename(directory), 1, { entries: 0, commit: 0, after: '' })
  const log = await createLog({ disk, path: join(directory, fileOf(1)), health }, header)
  return new Text(place, log, { entries: 0, commit: 0, snapshotEnd: log.view().end.offset })
}
