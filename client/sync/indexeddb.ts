/** What the browser keeps for good: y-indexeddb's copy of each text, our marks in it, and the words set aside. */
import * as idb from 'lib0/indexeddb'
import { IndexeddbPersistence } from 'y-indexeddb'
import * as Y from 'yjs'
import type { Copy, Keeping, Shelved } from './keeping.ts'

/** y-indexeddb's own two stores; `custom` is for its users, and our marks stand there. */
const updates = 'updates'
const custom = 'custom'
const markPrefix = 'waiting:'

const entries = 'entries'

const committed = (transaction: IDBTransaction): Promise<void> =>
  new Promise((resolve, reject) => {
    transaction.oncomplete = () => resolve()
    transaction.onabort = () => reject(transaction.error ?? new Error('IndexedDB gave up a transaction'))
  })

const openCopy = (name: string): Promise<IDBDatabase> =>
  idb.openDB(name, (db) => idb.createStores(db, [[updates, { autoIncrement: true }], [custom]]))

/** All marks in the copy: their keys, and how many changes they say. */
const readMarks = async (db: IDBDatabase): Promise<{ keys: string[]; changes: number }> => {
  const store = db.transaction([custom]).objectStore(custom)
  const rows: { k: unknown; v: unknown }[] = await idb.getAllKeysValues(store)
  const marks = rows.filter(({ k }) => typeof k === 'string' && k.startsWith(markPrefix))
  return { keys: marks.map(({ k }) => String(k)), changes: marks.reduce((sum, { v }) => sum + Number(v), 0) }
}

const copyOf = async (name: string, doc: Y.Doc, failed: () => void): Promise<Copy> => {
  // y-indexeddb never says that it could not open; so we open first, and it only where we could.
  const db = await openCopy(name)
  const marks = await readMarks(db)
  const own = `${markPrefix}${doc.clientID}`
  let read: IDBValidKey | null = null
  const persistence = new IndexeddbPersistence(name, doc)
  await persistence.whenSynced
  // Someone clears the site's data: y-indexeddb would throw at the next key that is pressed.
  for (const event of ['close', 'versionchange']) db.addEventListener(event, failed)

  const write = async (changes: number): Promise<void> => {
    // Both stores, though only one is written: IndexedDB then keeps the update that follows behind this mark.
    const transaction = db.transaction([updates, custom], 'readwrite')
    const store = transaction.objectStore(custom)
    for (const key of marks.keys.splice(0)) store.delete(key)
    if (changes > 0) store.put(changes, own)
    else store.delete(own)
    await committed(transaction)
  }

  return {
    waiting: marks.changes,
    mark(changes) {
      write(changes).catch(failed)
    },
    async readInto(other) {
      const transaction = db.transaction([updates])
      const store = transaction.objectStore(updates)
      const [rows, keys] = await Promise.all([idb.getAll(store), idb.getAllKeys(store)])
      for (const row of rows) Y.applyUpdate(other, row)
      read = keys.at(-1) ?? null
    },
    async replace(state) {
      const transaction = db.transaction([updates], 'readwrite')
      const store = transaction.objectStore(updates)
      if (read !== null) store.delete(IDBKeyRange.upperBound(read))
      store.add(state)
      await committed(transaction)
    },
    async close() {
      db.close()
      await persistence.destroy()
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
    open: (textId, doc, failed) => copyOf(`samskriv:${memberId}:${textId}`, doc, failed),
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
