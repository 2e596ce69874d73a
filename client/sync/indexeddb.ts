/**
 * What the browser keeps for good: a copy of each text with the marks in it, and the words set aside.
 *
 * The copy is laid out as y-indexeddb's, which we do not use: it throws from a doc's update event when its database has
 * been closed, and a Yjs doc whose update event has thrown never tells of an update again (neither kept nor sent). It
 * does not say when a write failed either, and our marks must be written in one piece with the updates.
 */
import * as idb from 'lib0/indexeddb'
import * as Y from 'yjs'
import type { Copy, Keeping, Shelved } from './keeping.ts'

const updates = 'updates'
const custom = 'custom'
const markPrefix = 'waiting:'

const entries = 'entries'

const committed = (transaction: IDBTransaction): Promise<void> =>
  new Promise((resolve, reject) => {
    transaction.oncomplete = () => resolve()
    transaction.onabort = () => reject(transaction.error ?? new Error('IndexedDB gave up a transaction'))
  })

/** All marks in the copy: their keys, and how many changes they say. */
const readMarks = async (db: IDBDatabase): Promise<{ keys: string[]; changes: number }> => {
  const store = db.transaction([custom]).objectStore(custom)
  const rows: { k: unknown; v: unknown }[] = await idb.getAllKeysValues(store)
  const marks = rows.filter(({ k }) => typeof k === 'string' && k.startsWith(markPrefix))
  return { keys: marks.map(({ k }) => String(k)), changes: marks.reduce((sum, { v }) => sum + Number(v), 0) }
}

const copyOf = async (name: string, clientId: number, failed: () => void): Promise<Copy> => {
  const db = await idb.openDB(name, (fresh) => idb.createStores(fresh, [[updates, { autoIncrement: true }], [custom]]))
  const found = await readMarks(db)
  const own = `${markPrefix}${clientId}`
  let read: IDBValidKey | null = null

  /** One transaction: an update is never kept without its mark. What goes wrong is a rejection, also a closed db. */
  const write = async (waiting: number, update?: Uint8Array): Promise<void> => {
    const transaction = db.transaction([updates, custom], 'readwrite')
    if (update) transaction.objectStore(updates).add(update)
    const marks = transaction.objectStore(custom)
    for (const key of found.keys.splice(0)) marks.delete(key)
    if (waiting > 0) marks.put(waiting, own)
    else marks.delete(own)
    await committed(transaction)
  }

  return {
    waiting: found.changes,
    add(update, waiting) {
      write(waiting, update).catch(failed)
    },
    mark(waiting) {
      write(waiting).catch(failed)
    },
    async readInto(doc, origin) {
      const store = db.transaction([updates]).objectStore(updates)
      const [rows, keys] = await Promise.all([idb.getAll(store), idb.getAllKeys(store)])
      for (const row of rows) Y.applyUpdate(doc, row, origin)
      read = keys.at(-1) ?? null
      return rows.length
    },
    async replace(state) {
      const transaction = db.transaction([updates], 'readwrite')
      const store = transaction.objectStore(updates)
      if (read !== null) store.delete(IDBKeyRange.upperBound(read))
      store.add(state)
      await committed(transaction)
    },
    close() {
      db.close()
      return Promise.resolve()
    },
  }
}

/** Everything is kept under the member: two people at one computer never meet each other's copies. */
export const keepInBrowser = (memberId: string): Keeping => {
  const onShelf = async <T>(mode: IDBTransactionMode, work: (store: IDBObjectStore) => IDBRequest<T>): Promise<T> => {
    const db = await idb.openDB(`samskriv-set-aside:${memberId}`, (fresh) =>
      fresh.createObjectStore(entries, { keyPath: 'id' }),
    )
    try {
      const transaction = db.transaction([entries], mode)
      const request = work(transaction.objectStore(entries))
      await committed(transaction)
      return request.result
    } finally {
      db.close()
    }
  }
  return {
    open: (textId, clientId, failed) => copyOf(`samskriv:${memberId}:${textId}`, clientId, failed),
    shelf: {
      async list(textId) {
        // Only `put` below writes here.
        const all = await onShelf('readonly', (store) => store.getAll() as IDBRequest<Shelved[]>)
        return all.filter((entry) => entry.textId === textId).sort((a, b) => a.at - b.at)
      },
      async put(entry) {
        await onShelf('readwrite', (store) => store.put(entry))
      },
      async remove(id) {
        await onShelf('readwrite', (store) => store.delete(id))
      },
    },
    // Without locks (an old browser) two tabs may set the same words aside twice; none are lost.
    async exclusively(textId, work) {
      if ('locks' in navigator) await navigator.locks.request(`samskriv:${memberId}:${textId}`, work)
      else await work()
    },
  }
}
