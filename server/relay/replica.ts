/**
 * A text in memory: a cache of its log, never the truth. While it is only read it is kept as bytes (a Y.Doc takes
 * eleven times as much); the first write makes the document. It may be ahead of the log only inside the room's one
 * step, and is built anew whenever it may be wrong.
 */
import { setImmediate as immediately } from 'node:timers/promises'
import * as Y from 'yjs'
import type { Beginning } from '../../shared/beginning.ts'
import { textRoot } from '../../shared/protocol.ts'
import { readBeginning } from './beginning.ts'
import { type Batch, Memory } from './find.ts'
import type { Found } from './found.ts'
import type { StoredText, TextEntry, Texts } from '../store/store.ts'
import { touchesTable } from './mend.ts'
import { signsIn, type Tally, tallied } from './tally.ts'

/** A text as a document, each update in a transaction of its own, as all who read a log do. */
export const build = ({ snapshot, entries }: Pick<StoredText, 'snapshot' | 'entries'>): Y.Doc => {
  const doc = new Y.Doc({ gc: true })
  doc.getXmlFragment(textRoot)
  if (snapshot) Y.applyUpdate(doc, snapshot)
  // One transaction each: all in one is quicker, but forged neighbours that fit the form can then give another text.
  for (const { update } of entries) Y.applyUpdate(doc, update)
  return doc
}

/** Bytes of new entries after which the store is asked whether compacting pays. */
const compactionStep = 256 * 1024

type Held = { as: 'bytes'; state: Uint8Array } | { as: 'document'; doc: Y.Doc; state: Uint8Array | null }

/** Steps of a search, and bytes, that are read of a log in one go: some 20 ms. Others' texts are written meanwhile. */
const slice = 100_000

/** `memory` has what died since the log was last compacted: whoever was without contact since may come back now. */
const heldOf = async (stored: StoredText): Promise<{ held: Held; memory: Memory }> => {
  const memory = new Memory()
  if (stored.snapshot && stored.entries.length === 0) return { held: { as: 'bytes', state: stored.snapshot }, memory }
  const doc = build({ ...stored, entries: [] })
  let done = 0
  for (const { by, at, update } of stored.entries) {
    doc.once('afterTransaction', (transaction: Y.Transaction) => {
      done += memory.recall(transaction, { asked: [{ by, update, isState: false }], at, owner: () => undefined })
    })
    Y.applyUpdate(doc, update)
    done += update.length
    if (done < slice) continue
    done = 0
    await immediately()
  }
  return { held: { as: 'document', doc, state: null }, memory }
}

export class Replica {
  readonly #texts: Texts
  readonly #textId: string
  #held: Held
  #memory: Memory
  readonly #found: Found[] = []
  #grown = 0
  #tally: Tally = { deleted: 0, inserted: 0 }
  #signs: number | null = null
  #tableTouched = false

  private constructor(texts: Texts, textId: string, { held, memory }: { held: Held; memory: Memory }) {
    this.#texts = texts
    this.#textId = textId
    this.#held = held
    this.#memory = memory
  }

  /** Null when there is no such text. Rejects with the store's `Damaged` when its log is not what was written. */
  static async open(texts: Texts, textId: string): Promise<Replica | null> {
    const stored = await texts.load(textId)
    return stored && Replica.of(texts, textId, stored)
  }

  /** For who has read the log already. */
  static async of(texts: Texts, textId: string, stored: StoredText): Promise<Replica> {
    return new Replica(texts, textId, await heldOf(stored))
  }

  /** The whole text as one V1 update; the same bytes are shared by all who ask until something changes. */
  state(): Uint8Array {
    const held = this.#held
    if (held.as === 'bytes') return held.state
    held.state ??= Y.encodeStateAsUpdate(held.doc)
    return held.state
  }

  /** What a client with this encoded state vector lacks. Throws on a vector that cannot be read. */
  since(vector: Uint8Array): Uint8Array {
    if (vector.length <= 1) return this.state()
    if (this.#held.as === 'document') return Y.encodeStateAsUpdate(this.#held.doc, vector)
    return Y.diffUpdate(this.#held.state, vector)
  }

  vector(): Uint8Array {
    const held = this.#held
    return held.as === 'document' ? Y.encodeStateVector(held.doc) : Y.encodeStateVectorFromUpdate(held.state)
  }

  /** What the text begins with; null while it is held as bytes, of which to read it means to build the document. */
  beginning(): Beginning | null {
    return this.#held.as === 'document' ? readBeginning(this.#held.doc) : null
  }

  /** Reads the document as it stands; `question` changes nothing. */
  ask<Answer>(question: (doc: Y.Doc) => Answer): Answer {
    return question(this.#document().doc)
  }

  /**
   * Runs `work` in one transaction and returns what came of it as updates, in order; none if nothing did. After the
   * first there may be another: Yjs tidies away formatting that has become redundant, in a transaction of its own.
   * Whatever `work` throws goes on out; the document may then be half changed and must be rebuilt. `batch` is read
   * when `work` has returned: what it asks for by then is looked through for what nobody meant.
   */
  change(work: (doc: Y.Doc) => void, batch: Batch): Uint8Array[] {
    const { doc } = this.#document()
    const added: Uint8Array[] = []
    const note = (update: Uint8Array): void => {
      added.push(update)
    }
    this.#held = { as: 'document', doc, state: null }
    doc.on('update', note)
    try {
      const { deleted, inserted } = tallied(doc, () => this.#find(doc, work, batch))
      this.#tally.deleted += deleted
      this.#tally.inserted += inserted
    } finally {
      doc.off('update', note)
    }
    if (doc.store.pendingStructs !== null || doc.store.pendingDs !== null) {
      // The gate lets no gap through, so this update was not what the gate took it for.
      throw new Error('an update left something pending')
    }
    return added
  }

  #find(doc: Y.Doc, work: (doc: Y.Doc) => void, batch: Batch): void {
    let isDone = false
    const look = (transaction: Y.Transaction): void => {
      doc.off('afterTransaction', look)
      this.#tableTouched ||= touchesTable(transaction)
      if (isDone) this.#found.push(...this.#memory.find(transaction, batch))
    }
    doc.on('afterTransaction', look)
    try {
      doc.transact(() => {
        work(doc)
        isDone = true
      })
    } finally {
      doc.off('afterTransaction', look)
    }
  }

  /** What the changes since the last asking, or since it was read from the log, lost, misplaced or doubled. */
  found(): Found[] {
    return this.#found.splice(0)
  }

  /** Whether a table was changed since the last asking. */
  tableTouched(): boolean {
    const touched = this.#tableTouched
    this.#tableTouched = false
    return touched
  }

  /** What the changes since the last asking, or since it was read from the log, took away and brought. */
  tally(): Tally {
    const tally = this.#tally
    this.#tally = { deleted: 0, inserted: 0 }
    if (this.#signs !== null) this.#signs += tally.inserted - tally.deleted
    return tally
  }

  /** The text's signs when `tally` was last asked: counted once, then kept. */
  signs(): number {
    this.#signs ??= this.ask(signsIn)
    return this.#signs
  }

  /** Throws the cache away and reads the log again. */
  async rebuild(): Promise<void> {
    this.destroy()
    this.#tally = { deleted: 0, inserted: 0 }
    const stored = await this.#texts.load(this.#textId)
    if (!stored) throw new Error(`text ${this.#textId} has gone from the store`)
    const { held, memory } = await heldOf(stored)
    this.#held = held
    this.#memory = memory
    this.#found.length = 0
  }

  /**
   * Told what was appended; compacts the log when that pays: twice the compacted state, and some, is what a text may
   * take on disk. Null when there is nothing to wait for, or while its entries may be asked for one by one (P38).
   */
  compactAfter(entries: readonly TextEntry[], wait: boolean): Promise<void> | null {
    for (const { update } of entries) this.#grown += update.length
    if (this.#grown < compactionStep || wait) return null // guard: entries-kept
    this.#grown = 0
    return this.#compact()
  }

  async #compact(): Promise<void> {
    const { bytes, afterSnapshot } = await this.#texts.size(this.#textId)
    if (afterSnapshot >= compactionStep && afterSnapshot * 2 > bytes) await this.#texts.compact(this.#textId)
  }

  /** Only `rebuild` makes it usable again. */
  destroy(): void {
    if (this.#held.as === 'document') this.#held.doc.destroy()
  }

  #document(): Held & { as: 'document' } {
    if (this.#held.as === 'bytes') {
      const { state } = this.#held
      this.#held = { as: 'document', doc: build({ snapshot: state, entries: [] }), state }
    }
    return this.#held
  }
}
