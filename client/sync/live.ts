/** One Y.Doc with its life: its copy on this computer, its connection, and the count of what the server lacks. */
import { Awareness } from 'y-protocols/awareness'
import * as Y from 'yjs'
import type { ServerMessage } from '../../shared/protocol.ts'
import { type Closed, connection, type Place } from './connection.ts'
import type { Copy, Found, Keeping } from './keeping.ts'
import { type Fate, onTheWay } from './ontheway.ts'
import { changed, contactLost, count, nothing, type Pending, saved, step2Sent, updateSent } from './pending.ts'
import type { Replica } from './status.ts'
import type { Unsent } from './unsent.ts'

export type Contact = 'connected' | 'connecting' | 'lost'

export type World = {
  place: Place
  keeping: Keeping
  /** How long the copy may take to open before the text is shown without it, ms; another tab can block it for ever. */
  patience: number
}

/** What the session decides. */
export type Decide = {
  comesBack(code: number, reason: string): boolean
  /** Asked once the server has said what it holds: may this doc's text leave on this connection? */
  mayGreet(isAhead: boolean): Promise<boolean>
  /** Words made here that what the server brought has killed before it had them. Must not throw. */
  died(words: Unsent): Fate
  opened(): void
  closed(how: Closed | null): void
  heard(said: Exclude<ServerMessage, { type: 'saved' }>): void
  tooBig(): void
  /** Contact, count or copy are not what they were. */
  moved(): void
}

export type Live = {
  readonly replica: Replica
  /** Resolves when the server's text has come for the first time. */
  readonly synced: Promise<void>
  contact(): Contact
  /** How many changes made here the server has not acknowledged. */
  waiting(): number
  /** The copy on this computer, null when nothing is kept. */
  copy(): Copy | null
  /** Reads the copy, and keeps it from then on. */
  keep(): Promise<void>
  connect(): void
  stop(): void
  close(): Promise<void>
}

/** So many updates in a copy are made into one: few enough to open quickly, many enough for it to be rare. */
const tidyAt = 1000

/** The origin of what is read from the copy. */
const fromCopy = Symbol('the copy on this computer')

const after = (ms: number): { passed: Promise<void>; cancel: () => void } => {
  let timer: ReturnType<typeof setTimeout> | undefined
  const passed = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, ms)
  })
  return { passed, cancel: () => clearTimeout(timer) }
}

export const openLive = (generation: number, world: World, decide: Decide): Live => {
  const doc = new Y.Doc()
  const awareness = new Awareness(doc)
  let pending = nothing
  let copy: Copy | null = null
  let contact: Contact = 'connecting'
  let reading = false
  let rows = 0
  let closed = false
  let hasSynced = (): void => undefined
  const synced = new Promise<void>((resolve) => {
    hasSynced = resolve
  })

  const become = (next: Pending): void => {
    const before = count(pending)
    pending = next
    if (count(next) !== before) copy?.mark(count(next))
    decide.moved()
  }

  // First of all listeners, for a change is counted before it is sent. It must not throw: a Yjs doc whose update event
  // has thrown never tells of an update again.
  doc.on('update', (update: Uint8Array, origin: unknown) => {
    const isRead = origin === fromCopy
    // What another tab has kept and is read later goes to the server as an Update like our own, and counts like it.
    if (!way.isOriginOf(origin) && !(isRead && reading)) pending = changed(pending)
    if (!isRead) keepUpdate(update)
    decide.moved()
  })

  const incoming = new Set<() => void>()
  const words = onTheWay(decide.died)
  doc.on('afterTransaction', (transaction: Y.Transaction) => {
    words.happened(transaction, way.isOriginOf(transaction.origin))
  })

  const way = connection(doc, awareness, world.place, {
    comesBack: decide.comesBack,
    mayGreet(vector, isAhead) {
      words.heard(vector)
      return decide.mayGreet(isAhead)
    },
    hasUnsent: () => count(pending) > 0,
    opened: decide.opened,
    synced() {
      contact = 'connected'
      hasSynced()
      decide.moved()
    },
    incoming() {
      for (const listener of incoming) listener()
    },
    closed(how) {
      if (closed) return
      if (how !== null) contact = 'lost'
      words.contactLost()
      become(contactLost(pending))
      decide.closed(how)
    },
    sent(frame, number) {
      words.sent(number)
      become(frame === 'step2' ? step2Sent(pending, number) : updateSent(pending, number))
    },
    tooBig(frame) {
      // A SyncStep2 may be larger than an Update, and the next connection begins with one.
      if (frame === 'update') queueMicrotask(connect)
      else decide.tooBig()
    },
    heard(said) {
      if (said.type !== 'saved') return decide.heard(said)
      words.saved(said.frames)
      become(saved(pending, said.frames))
    },
  })

  const connect = (): void => {
    if (closed) return
    way.connect()
    contact = 'connecting'
    decide.moved()
  }

  const failed = (): void => {
    const broken = copy
    copy = null
    void broken?.close()
    decide.moved()
  }

  /** Words that the copy has and the text has no place for are put aside before anything takes the copy's place. */
  const readInto = async (of: Copy): Promise<Found> => {
    const found = await of.readInto(doc, fromCopy)
    if (found.died.words.length === 0) return found
    const fate = decide.died(found.died)
    await fate.kept
    fate.lost()
    await of.replace(Y.encodeStateAsUpdate(doc))
    return found
  }

  /** Many rows become one. What other tabs have kept is read first, or it would be left out. */
  const tidy = async (of: Copy): Promise<void> => {
    rows = 0
    await readInto(of)
    await of.replace(Y.encodeStateAsUpdate(doc))
  }

  const keepUpdate = (update: Uint8Array): void => {
    copy?.add(update, count(pending))
    rows += 1
    if (copy !== null && rows > tidyAt) tidy(copy).catch(failed)
  }

  const readCopy = async (): Promise<void> => {
    const opened = await world.keeping.open(world.place.textId, doc.clientID, failed)
    if (closed) return opened.close()
    copy = opened
    // What came before the copy did: the server's text, or words of someone who did not wait for a blocked copy.
    copy.add(Y.encodeStateAsUpdate(doc), count(pending))
    const found = await readInto(opened)
    rows += found.updates
    pending = changed(pending, found.waiting)
    decide.moved()
  }

  const keep = async (): Promise<void> => {
    const patience = after(world.patience)
    reading = true
    const opening = readCopy().catch(failed)
    const isRead = await Promise.race([opening.then(() => true), patience.passed.then(() => false)])
    reading = false
    patience.cancel()
    // When it comes late, a connection is needed whose SyncStep2 carries what was in it.
    if (!isRead) void opening.then(connect)
  }

  return {
    replica: {
      generation,
      doc,
      awareness,
      beforeTheirs(listener) {
        incoming.add(listener)
        return () => incoming.delete(listener)
      },
    },
    synced,
    contact: () => contact,
    waiting: () => count(pending),
    copy: () => copy,
    keep,
    connect,
    stop: () => way.stop(),
    async close() {
      closed = true
      way.destroy()
      await copy?.close()
      doc.destroy()
    },
  }
}
