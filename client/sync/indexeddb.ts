/**
 * What the browser keeps for good: a copy of each text with the marks in it, and the words set aside.
 *
 * The copy is laid out as y-indexeddb's, which we do not use: it throws from a doc's update event when its database has
 * been closed, and a Yjs doc whose update event has thrown never tells of an update again (neither kept nor sent). It
 * does not say when a write failed either, and our marks must be written in one piece with the updates.
 */
import * as idb from 'lib0/indexeddb'
import { applyAll, type Copy, type Keeping, type Mark, type Shelved } from './keeping.ts'

const updates = 'updates'
const custom = 'custom'
const markPrefix = 'waiting:'

const entries = 'entries'

const committed = (transaction: IDBTransaction): Promise<void> =>
  new Promise((resolve, reject) => {
    transaction.oncomplete = () => resolve()
    transaction.onabort = () => reject(transaction.error ?? new Error('IndexedDB gave up a transaction'))
  })

type Row = { key: string; mark: Mark }

const readMarks = async (store: IDBObjectStore): Promise<Row[]> => {
  const rows: { k: unknown; v: unknown }[] = await idb.getAllKeysValues(store)
  return rows
    .filter(({ k }) => typeof k === 'string' && k.startsWith(markPrefix))
    .map(({ k, v }) => ({ key: String(k), mark: v as Mark })) // only `write` below puts anything there
}

const deleteUnmoved = (store: IDBObjectStore, { key, mark }: Row): void => {
  const request: IDBRequest<Mark | undefined> = store.get(key)
  request.addEventListener('success', () => {
    if (request.result?.version === mark.version) store.delete(key)
  })
}

const copyOf = async (name: string, clientId: number, failed: () => void): Promise<Copy> => {
  const db = await idb.openDB(name, (fresh) => idb.createStores(fresh, [[updates, { autoIncrement: true }], [custom]]))
  const own = `${markPrefix}${clientId}`
  let found: Row[] = []
  let read: IDBValidKey | null = null
  let version = 0

  /** One transaction: an update is never kept without its mark. What goes wrong is a rejection, also a closed db. */
  const write = async (changes: number, update?: Uint8Array): Promise<void> => {
    const transaction = db.transaction([updates, custom], 'readwrite')
    if (update) transaction.objectStore(updates).add(update)
    const marks = transaction.objectStore(custom)
    const asks = found.length > 0
    for (const row of found) deleteUnmoved(marks, row)
    found = []
    if (changes > 0) marks.put({ changes, version: ++version } satisfies Mark, own)
    else marks.delete(own)
    // A page that is left aborts what has not been told to commit: the last key before a reload would be gone.
    if (!asks) transaction.commit()
    await committed(transaction)
  }

  return {
    add(update, waiting) {
      write(waiting, update).catch(failed)
    },
    mark(waiting) {
      write(waiting).catch(failed)
    },
    async readInto(doc, origin) {
      // One transaction: the marks are those of exactly these updates.
      const transaction = db.transaction([updates, custom])
      const store = transaction.objectStore(updates)
      const [rows, keys, marks] = await Promise.all([
        idb.getAll(store),
        idb.getAllKeys(store),
        readMarks(transaction.objectStore(custom)),
      ])
      const died = applyAll(doc, rows, origin)
      read = keys.at(-1) ?? null
      found = marks.filter(({ key }) => key !== own)
      return { updates: rows.length, waiting: found.reduce((sum, { mark }) => sum + mark.changes, 0), died }
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
