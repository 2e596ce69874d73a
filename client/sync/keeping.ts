/**
 * What this computer keeps: a copy of each text, a mark of how many changes in it wait for the server, and the words
 * set aside. One interface; `indexeddb.ts` keeps them for good, `keepInMemory` as long as the tab lives.
 */
import * as Y from 'yjs'
import type { SetAside } from './status.ts'
import type { Run } from './unsent.ts'

/** A doc's copy, kept up with every change of it until `close`. All tabs of one person share the copy of a text. */
export type Copy = {
  /** Changes that no server had acknowledged when the copy was read, by whichever tab made them. */
  readonly waiting: number
  /**
   * Marks how many changes of this doc wait. Told before the copy hears of the change itself, so that no change is
   * kept without its mark. It takes the place of the marks that were found when the copy was read: their changes are
   * in this doc now. Tabs side by side may count a change twice, and never not at all.
   */
  mark(waiting: number): void
  /** Brings everything kept for this text into a doc, other tabs' work included. */
  readInto(doc: Y.Doc): Promise<void>
  /** Puts a state in the place of all that `readInto` has read; what another tab has added since then stays. */
  replace(state: Uint8Array): Promise<void>
  close(): Promise<void>
}

/** Words set aside, with the structs they came in: another tab with the same words does not set them aside twice. */
export type Shelved = SetAside & { runs: readonly Run[] }

export type Keeping = {
  /** Reads the copy into the doc. `failed` is called if keeping stops working later (the disk is full). */
  open(textId: string, doc: Y.Doc, failed: () => void): Promise<Copy>
  shelf: {
    list(textId: string): Promise<Shelved[]>
    put(entry: Shelved): Promise<void>
    remove(id: string): Promise<void>
  }
  /** One tab at a time. */
  exclusively(textId: string, work: () => Promise<void>): Promise<void>
}

/** Where nothing else works, and in tests, where opening a text again stands for a reload. */
export const keepInMemory = (): Keeping => {
  const rows = new Map<string, Uint8Array[]>()
  const marks = new Map<string, Map<number, number>>()
  const shelved = new Map<string, Shelved>()
  return {
    open: (textId, doc) => {
      const kept = rows.get(textId) ?? []
      rows.set(textId, kept)
      const marked = marks.get(textId) ?? new Map<number, number>()
      marks.set(textId, marked)
      const own = doc.clientID
      const found = [...marked.keys()]
      const waiting = [...marked.values()].reduce((sum, n) => sum + n, 0)
      let read = 0
      const add = (update: Uint8Array, origin: unknown) => {
        if (origin !== kept) kept.push(update)
      }
      for (const row of kept) Y.applyUpdate(doc, row, kept)
      kept.push(Y.encodeStateAsUpdate(doc))
      doc.on('update', add)
      return Promise.resolve({
        waiting,
        mark(changes) {
          for (const id of found.splice(0)) marked.delete(id)
          if (changes > 0) marked.set(own, changes)
          else marked.delete(own)
        },
        readInto(other) {
          read = kept.length
          for (const row of kept) Y.applyUpdate(other, row)
          return Promise.resolve()
        },
        replace(state) {
          kept.splice(0, read, state)
          return Promise.resolve()
        },
        close() {
          doc.off('update', add)
          return Promise.resolve()
        },
      })
    },
    shelf: {
      list: (textId) => Promise.resolve([...shelved.values()].filter((entry) => entry.textId === textId)),
      put: (entry) => Promise.resolve(void shelved.set(entry.id, entry)),
      remove: (id) => Promise.resolve(void shelved.delete(id)),
    },
    exclusively: (_textId, work) => work(),
  }
}
