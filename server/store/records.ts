/**
 * The records: in memory to be read, in the journal to be kept. A commit is decided at once against all that was
 * decided before it, durable or not, so that two never pass on one version; readers see it when it is on disk.
 * If the disk then fails the commit, no later one is taken in either (S7), so nothing was decided on sand.
 */
import type { Low } from 'lowdb'
import { type Checkpoint, checkpointOf } from './checkpoint.ts'
import type { Position } from './frames.ts'
import type { Health } from './health.ts'
import { decodeJournalEntry, encodeJournalEntry, type JournalEntry } from './journal.ts'
import type { Log } from './log.ts'
import type { Audited, Commit, Records, Stored } from './store.ts'
import { apply, countRows, decide, rowOf, storedOf, type Tables } from './tables.ts'
import type { TextLogs } from './texts.ts'

/** Commits between two checkpoints; as many as there are records, if that is more: so its share of a commit is flat. */
const checkpointEvery = 1000

/** What a start found, or the beginning of a new folder. */
export type Opened = {
  log: Log
  low: Low<Checkpoint | null>
  durable: Durable
  /** Not while a text lacks what a commit brought it: the next start must find that commit in the journal's tail. */
  mayCheckpoint: boolean
}

/** What is on disk: all commits up to `sequence`, the last of them in the frame that begins at `at`. */
export type Durable = { tables: Tables; sequence: number; at: Position | null }

/** What the records stand among. */
export type Surroundings = { health: Health; texts: TextLogs; notice: (what: string) => void }

export class JournaledRecords implements Records {
  readonly #health: Health
  readonly #texts: TextLogs
  readonly #notice: (what: string) => void
  readonly #log: Log
  readonly #low: Low<Checkpoint | null>
  readonly #decided: Tables
  readonly #durable: Durable
  #sequence: number
  #turn: Promise<unknown> = Promise.resolve()
  #checkpointing: Promise<void> | null = null
  #mayCheckpoint: boolean

  constructor({ health, texts, notice }: Surroundings, opened: Opened) {
    this.#health = health
    this.#texts = texts
    this.#notice = notice
    this.#log = opened.log
    this.#low = opened.low
    this.#durable = opened.durable
    // Values are shared and frozen: a second set of tables costs its entries only.
    this.#decided = {
      collections: new Map([...opened.durable.tables.collections].map(([name, rows]) => [name, new Map(rows)])),
      owners: new Map(opened.durable.tables.owners),
    }
    this.#sequence = opened.durable.sequence
    this.#mayCheckpoint = opened.mayCheckpoint
  }

  async get(collection: string, id: string): Promise<Stored | null> {
    const row = rowOf(this.#durable.tables, { collection, id })
    return row && storedOf(row)
  }

  async list(collection: string): Promise<Stored[]> {
    return [...(this.#durable.tables.collections.get(collection)?.values() ?? [])].map(storedOf)
  }

  async byKey(key: string): Promise<(Stored & { collection: string }) | null> {
    const owner = this.#durable.tables.owners.get(key)
    const row = owner && rowOf(this.#durable.tables, owner)
    return owner && row ? { ...storedOf(row), collection: owner.collection } : null
  }

  async commit({ at, changes, audit, text }: Commit): Promise<{ sequence: number }> {
    // A text that cannot be opened refuses its commit before the journal has it.
    const log = text && (await this.#texts.open(text.textId))
    this.#health.check()
    const sequence = this.#sequence + 1
    const decided = decide(this.#decided, changes)
    const bytes = encodeJournalEntry({ sequence, at, changes: decided, audit, text: text ?? null })
    // What memory holds is what a restart would read, and no caller can change it.
    const entry = decodeJournalEntry(bytes)
    apply(this.#decided, entry.changes)
    this.#sequence = sequence
    const stored = this.#log.append(bytes).then(async (start) => {
      if (log && entry.text) await log.append([entry.text.entry], sequence)
      return start
    })
    const turn = Promise.all([stored, this.#turn]).then(([start]) => this.#show(entry, start))
    this.#turn = turn
    await turn
    return { sequence }
  }

  async *audit(fromSequence = 0): AsyncGenerator<Audited> {
    const shown = this.#durable.sequence
    for await (const { records } of this.#log.view().frames())
      for (const { sequence, at, audit } of records.map(decodeJournalEntry))
        if (audit && sequence >= fromSequence && sequence <= shown) yield { sequence, at, audit }
  }

  /** Writes a checkpoint of all that was committed, if it can. */
  async close(): Promise<void> {
    await this.#turn.catch(() => undefined) // Each commit's own caller has heard of it.
    await this.#checkpointing
    const news = this.#durable.sequence > (this.#low.data?.sequence ?? 0)
    if (news && this.#health.failure() === null) await this.#writeCheckpoint()
    await this.#log.close()
  }

  #show(entry: JournalEntry, at: Position): void {
    this.#health.check()
    apply(this.#durable.tables, entry.changes)
    this.#durable.sequence = entry.sequence
    this.#durable.at = at
    const due = Math.max(checkpointEvery, countRows(this.#durable.tables))
    if (entry.sequence - (this.#low.data?.sequence ?? 0) < due) return
    this.#checkpointing ??= this.#writeCheckpoint().finally(() => {
      this.#checkpointing = null
    })
  }

  /** A checkpoint that fails fails no commit: it is told of, and tried again when the next one is due. */
  async #writeCheckpoint(): Promise<void> {
    const { tables, sequence, at } = this.#durable
    if (!this.#mayCheckpoint || !at) return
    this.#low.data = checkpointOf(tables, sequence, at)
    await this.#low.write().catch((why: unknown) => this.#notice(`no checkpoint was written: ${String(why)}`))
  }
}
