/**
 * What this computer keeps: a copy of each text, a mark of how many changes in it wait for the server, and the words
 * set aside. One interface; `indexeddb.ts` keeps them for good, `keepInMemory` as long as the tab lives.
 */
import * as Y from 'yjs'
import type { SetAside } from './status.ts'
import { diedOnArrival } from './arrival.ts'
import type { Run, Unsent } from './unsent.ts'

/**
 * What was found in a copy: how many updates, and how many changes that no server had acknowledged to another tab; and
 * the words that could not live in the doc, whose paragraph had gone.
 */
export type Found = { updates: number; waiting: number; died: Unsent }

/** A text's copy as one doc keeps it. All tabs of one person share the copy, and each has its mark in it. */
export type Copy = {
  /** Keeps an update and, in one piece with it, how many changes of this doc then wait. Never throws. */
  add(update: Uint8Array, waiting: number): void
  /**
   * How many changes of this doc wait now. It takes the place of the marks that `readInto` found, where they have not
   * moved since: their changes are in this doc. Tabs side by side may count a change twice, and never not at all.
   */
  mark(waiting: number): void
  /** Brings everything kept for this text into a doc, other tabs' work included, with the marks as they are then. */
  readInto(doc: Y.Doc, origin?: unknown): Promise<Found>
  /** Puts a state in the place of all that `readInto` has read; what another tab has added since then stays. */
  replace(state: Uint8Array): Promise<void>
  close(): Promise<void>
}

/** As one transaction, and not a local one: what is read is one change, however many updates it was kept in. */
export const applyAll = (doc: Y.Doc, rows: readonly Uint8Array[], origin: unknown): Unsent => {
  const before = Y.decodeStateVector(Y.encodeStateVector(doc))
  const all = rows.slice()
  Y.transact(doc, () => all.forEach((row) => Y.applyUpdate(doc, row)), origin, false)
  return diedOnArrival(doc, all, before)
}

/** One tab's mark. Two with the same version are the same: an equal number may stand for other changes. */
export type Mark = { changes: number; version: number }

/** Words set aside, with the structs they came in: another tab with the same words does not set them aside twice. */
export type Shelved = SetAside & { runs: readonly Run[] }

export type Keeping = {
  /** `failed` is called when keeping stops working later (the disk is full, the site's data are cleared). */
  open(textId: string, clientId: number, failed: () => void): Promise<Copy>
  shelf: {
    list(textId: string): Promise<Shelved[]>
    put(entry: Shelved): Promise<void>
    remove(id: string): Promise<void>
  }
  /** One tab at a time. */
  exclusively(textId: string, work: () => Promise<void>): Promise<void>
}

type Kept = { rows: Uint8Array[]; marks: Map<number, Mark> }

const copyOf = ({ rows, marks }: Kept, clientId: number): Copy => {
  let found: [number, Mark][] = []
  let read = 0
  let version = 0
  const mark = (changes: number): void => {
    for (const [id, { version: seen }] of found) if (marks.get(id)?.version === seen) marks.delete(id)
    found = []
    if (changes > 0) marks.set(clientId, { changes, version: ++version })
    else marks.delete(clientId)
  }
  return {
    mark,
    add(update, waiting) {
      rows.push(update)
      mark(waiting)
    },
    readInto(doc, origin) {
      read = rows.length
      found = [...marks].filter(([id]) => id !== clientId)
      const waiting = found.reduce((sum, [, { changes }]) => sum + changes, 0)
      const died = applyAll(doc, rows, origin)
      return Promise.resolve({ updates: read, waiting, died })
    },
    replace(state) {
      rows.splice(0, read, state)
      read = 1
      return Promise.resolve()
    },
    close: () => Promise.resolve(),
  }
}

/** For tests, where opening a text again stands for a reload. */
export const keepInMemory = (): Keeping => {
  const texts = new Map<string, Kept>()
  const shelved = new Map<string, Shelved>()
  return {
    open(textId, clientId) {
      const kept = texts.get(textId) ?? { rows: [], marks: new Map<number, Mark>() }
      texts.set(textId, kept)
      return Promise.resolve(copyOf(kept, clientId))
    },
    shelf: {
      list: (textId) => Promise.resolve([...shelved.values()].filter((entry) => entry.textId === textId)),
      put: (entry) => Promise.resolve(void shelved.set(entry.id, entry)),
      remove: (id) => Promise.resolve(void shelved.delete(id)),
    },
    exclusively: (_textId, work) => work(),
  }
}
