/**
 * A text in memory and on disk, kept the same: what is taken in is appended, or the memory is read from the disk anew.
 * It knows who wrote and nothing of sockets; whoever calls it waits for one call before the next.
 */
import * as Y from 'yjs'
import type { Beginning } from '../../shared/beginning.ts'
import { Problem } from '../../shared/problem.ts'
import type { TextEntry } from '../store/store.ts'
import type { RoomContext } from './context.ts'
import { judge } from './gate.ts'
import { type Taken, takeIn, type Write } from './intake.ts'
import { mendTables, needsMending, program } from './mend.ts'
import { Replica } from './replica.ts'
import { Watch } from './watch.ts'

/** What a command does to a text that people may have open (P37). */
export type TextChange = {
  /** Whose command it is; a new clientID in the update becomes theirs for ever. */
  by: string
  /** The update, made from the text as it stands (one V1 update) on a clone under a clientID that is new. */
  make: (state: Uint8Array) => Uint8Array
  /** Puts the record and the entry on disk in one commit; null when the update changed nothing. */
  commit: (entry: TextEntry | null) => Promise<void>
}

/** Refused: for the caller's ears; the text is as it was. */
export type Outcome = { kind: 'changed'; added: Uint8Array[] } | { kind: 'refused'; error: unknown }

/** A batch that is on disk; `mended` is for everyone, also for a lone writer, who has not made it. */
export type Kept = Taken & { mended: Uint8Array[] }

export class LiveText {
  readonly #textId: string
  readonly #context: RoomContext
  readonly #replica: Replica
  readonly #watch: Watch

  private constructor(textId: string, context: RoomContext, { replica, watch }: { replica: Replica; watch: Watch }) {
    this.#textId = textId
    this.#context = context
    this.#replica = replica
    this.#watch = watch
  }

  /** Null when there is no such text. */
  static async open(textId: string, context: RoomContext): Promise<LiveText | null> {
    const stored = await context.texts.load(textId)
    if (!stored) return null
    const replica = await Replica.of(context.texts, textId, stored)
    const watch = await Watch.open({ textId, ...context }, stored)
    return new LiveText(textId, context, { replica, watch })
  }

  /** The whole text as one V1 update. */
  state(): Uint8Array {
    return this.#replica.state()
  }

  vector(): Uint8Array {
    return this.#replica.vector()
  }

  /** What the text begins with; null while that cannot be told at once. */
  beginning(): Beginning | null {
    return this.#replica.beginning()
  }

  /** What a client with this encoded state vector lacks. Throws on a vector that cannot be read. */
  since(vector: Uint8Array): Uint8Array {
    return this.#replica.since(vector)
  }

  /**
   * One batch: when it resolves, what it took is on disk and may be shown. Rejects with `StorageFailed` when it could
   * not be put there; the text is then as the disk has it.
   */
  async take(writes: readonly Write[]): Promise<Kept> {
    const { owners, texts, now, found } = this.#context
    const at = now()
    const taken = await takeIn(this.#replica, writes, { owner: (client) => owners.known(client), at })
    if (taken.entries.length === 0) return { ...taken, mended: [] }
    let mended: Uint8Array[] = []
    try {
      mended = await this.#mend(at)
      for (const update of mended) taken.entries.push({ by: program, at, update })
      // A crash between the two leaves a rescue too many, never one too few (P33).
      if (taken.found.length > 0) await found(this.#textId, taken.found)
      await texts.append(this.#textId, taken.entries)
    } catch (error) {
      await this.#replica.rebuild()
      throw error
    }
    await this.#afterwards(taken.entries, at)
    return { ...taken, mended }
  }

  /** A command's change goes the same way: judged, on disk, then shown (P37). Rejects only when it is unusable. */
  async change({ by, make, commit }: TextChange): Promise<Outcome> {
    const { owners, now, found } = this.#context
    let update: Uint8Array
    let entry: TextEntry | null
    let added: Uint8Array[]
    try {
      update = make(this.#replica.state())
      await this.#claim(update, by)
    } catch (error) {
      return { kind: 'refused', error }
    }
    try {
      // Made from the state: what it deletes was mostly deleted by others before, and is no deed of who commands.
      const batch = { asked: [{ by, update, isState: true }], at: now(), owner: owners.known }
      added = this.#replica.change((doc) => Y.applyUpdate(doc, update), batch)
      const finds = this.#replica.found()
      if (finds.length > 0) await found(this.#textId, finds)
      // What Yjs tidied away after it belongs to the same commit, which has one entry.
      entry = added.length === 0 ? null : { by, at: this.#context.now(), update: Y.mergeUpdates(added) }
      await commit(entry)
    } catch (error) {
      await this.#replica.rebuild()
      return { kind: 'refused', error }
    }
    if (entry) await this.#afterwards([entry], entry.at)
    return { kind: 'changed', added }
  }

  destroy(): void {
    this.#replica.destroy()
  }

  /** Under a clientID of the program's own; where none can be had, the next change of a table mends this one too. */
  async #mend(at: number): Promise<Uint8Array[]> {
    if (!this.#replica.tableTouched() || !this.#replica.ask(needsMending)) return []
    const { owners, log } = this.#context
    try {
      const client = this.#replica.ask(({ clientID }) => clientID)
      const owner = await owners.claim(client, program)
      if (owner !== program) return []
    } catch (error) {
      if (!(error instanceof Problem)) throw error
      log.warn({ text: this.#textId, why: error.message }, 'a table was not mended')
      return []
    }
    return this.#replica.change((doc) => void mendTables(doc), { asked: [], at, owner: owners.known })
  }

  /** Our own code wrote it, and it is judged all the same: what enters the log is there for ever. */
  async #claim(update: Uint8Array, by: string): Promise<void> {
    const verdict = this.#replica.ask((doc) => judge(update, doc, 'step2'))
    if (verdict.kind === 'gap') throw new Problem('malformed-update', 'a change with a gap') // guard: change-gap
    for (const client of verdict.clients) {
      const owner = await this.#context.owners.claim(client, by)
      if (owner !== by) throw new Problem('foreign-client-id') // guard: change-owner
    }
  }

  /** On disk and not yet shown: what is lost by it is looked at first (R38). */
  async #afterwards(entries: readonly TextEntry[], at: number): Promise<void> {
    await this.#watch.note({ ...this.#replica.tally(), at }, () => this.#replica.signs())
    this.#replica.compactAfter(entries, this.#watch.holds)?.catch((error: unknown) => {
      this.#context.log.error({ text: this.#textId, err: error }, 'compaction failed; the log is as it was')
    })
  }
}
