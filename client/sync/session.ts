/** One open text: from the copy on this computer to the server and back, and what a person is told meanwhile. */
import type { ProblemCode } from '../../shared/problem.ts'
import { type Closing, closingOf } from './closing.ts'
import type { Closed } from './connection.ts'
import { keepInBrowser } from './indexeddb.ts'
import type { Keeping, Shelved } from './keeping.ts'
import { type Live, openLive } from './live.ts'
import type { Fate } from './ontheway.ts'
import { setAside } from './setaside.ts'
import { type Phase, statusOf } from './statusof.ts'
import type { SyncStatus, TextSession } from './status.ts'
import type { Unsent } from './unsent.ts'

type Answer = true | ProblemCode

export type OpenText = {
  textId: string
  memberId: string
  /** `ws(s)://host/sync` */
  url: string
  mayWrite: Answer
  /**
   * Read anew on every connection, before any text leaves: rights change while a text is open. Without it a right
   * that was lost stays lost.
   */
  rights?: () => Promise<Answer>
  /** Asked when the server cannot be reached: a browser does not tell a refused upgrade from a broken network. */
  isSignedIn: () => Promise<boolean | ProblemCode>
  keeping?: Keeping
  WebSocket?: typeof WebSocket
  /** Whose `online` and `offline` events are heard. */
  page?: EventTarget
  patience?: number
  now?: () => number
  newId?: () => string
}

const same = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b)

/** Opens a text. It works from the first moment, also without a server; `status()` says how much of it is true yet. */
export const openText = (options: OpenText): TextSession => {
  const { textId, memberId, url, page = globalThis, now = Date.now, newId = () => crypto.randomUUID() } = options
  const keeping = options.keeping ?? keepInBrowser(memberId)
  const place = { url, textId, WebSocket: options.WebSocket ?? WebSocket }
  const world = { place, keeping, patience: options.patience ?? 4000 }

  const listeners = new Set<() => void>()
  const changedListeners = new Set<(changed: { noun: string; id: string }) => void>()
  let phase: Phase = { state: 'opening' }
  let right: Answer = options.mayWrite
  let problem: ProblemCode | null = null
  let entries: readonly Shelved[] = []
  /** While words are set aside: the server's text on its way, to take the place of what is shown. */
  let incoming: { live: Live; code: ProblemCode } | null = null
  let closed = false
  let asking = false
  let telling = false

  const reached = (): Live => incoming?.live ?? live

  const publish = (news = false): void => {
    if (closed) return
    const next = statusOf({ phase, live, reached: reached(), right, problem, because: incoming?.code ?? null })
    const moved = !same(next, status)
    if (moved) status = next
    if ((moved || news) && !telling) {
      telling = true
      queueMicrotask(tell)
    }
  }

  // Never within a Yjs transaction: a listener that throws there would silence the doc for good.
  const tell = (): void => {
    telling = false
    if (!closed) for (const listener of listeners) listener()
  }

  const end = (code: ProblemCode): void => {
    phase = { state: 'ended', code }
    reached().stop()
    publish()
  }

  const askWhoWeAre = async (of: Live): Promise<void> => {
    if (asking) return
    asking = true
    // No answer either: then it is the network, and nothing is known of us.
    const answer = await options.isSignedIn().catch(() => true as const)
    asking = false
    if (closed || of !== reached() || of.contact() !== 'lost' || answer === true) return
    end(answer === false ? 'not-signed-in' : answer)
  }

  /** A right lost with everything acknowledged needs no new replica: the same text is read on. */
  const needsMove = (of: Live, closing: Closing): boolean =>
    closing.means === 'setAside' && of === live && (closing.because === 'discard' || of.waiting() > 0)

  const hearClose = (of: Live, how: Closed | null): void => {
    if (closed || how === null || of !== reached()) return publish()
    const closing = closingOf(how.code, how.reason)
    switch (closing.means) {
      case 'retry':
        problem = closing.problem ?? problem
        if (!how.opened) void askWhoWeAre(of)
        break
      case 'end':
        end(closing.code)
        break
      case 'setAside':
        if (closing.because === 'leftover') right = closing.code
        if (needsMove(of, closing)) void moveOn(closing.code)
        break
      default:
        closing satisfies never
    }
    publish()
  }

  const mayGreet = async (of: Live, placed: Promise<void>, isAhead: boolean): Promise<boolean> => {
    await placed
    // Without an answer the last one holds; the server decides in any case.
    const answer = options.rights ? await options.rights().catch(() => right) : right
    if (closed || of !== reached()) return false
    right = answer
    if (answer !== true && (isAhead || of.waiting() > 0)) void moveOn(answer)
    publish()
    return answer === true
  }

  /** On the shelf at once, for this tab may end before their fate is known; shown only if they are lost (P39). */
  const keepDead = (dead: Unsent): Fate => {
    const entry: Shelved = { id: newId(), textId, code: 'lost-on-the-way', at: now(), ...dead }
    const kept = keeping.shelf.put(entry).catch(() => undefined)
    return {
      kept,
      landed: () => void kept.then(() => forget(entry.id)),
      lost() {
        entries = [...entries, entry]
        publish(true)
      },
    }
  }

  const newLive = (generation: number, placed: Promise<void>): Live => {
    const made: Live = openLive(generation, world, {
      comesBack(code, reason) {
        const closing = closingOf(code, reason)
        return closing.means === 'retry' || (closing.means === 'setAside' && !needsMove(made, closing))
      },
      mayGreet: (isAhead) => mayGreet(made, placed, isAhead),
      died: keepDead,
      opened() {
        problem = null
        publish()
      },
      closed: (how) => hearClose(made, how),
      tooBig() {
        problem = 'too-big'
        publish()
      },
      heard(said) {
        if (said.type === 'changed') for (const listener of changedListeners) listener(said.changed)
        else problem = said.code
        publish()
      },
      moved: () => publish(),
    })
    return made
  }

  /** The server's text is loaded beside the old one; only then are the old one's unsent words moved, and it is left. */
  const moveOn = async (code: ProblemCode): Promise<void> => {
    if (incoming !== null) return
    const old = live
    old.stop()
    let isPlaced = (): void => undefined
    const placed = new Promise<void>((resolve) => {
      isPlaced = resolve
    })
    const next = newLive(old.replica.generation + 1, placed)
    incoming = { live: next, code }
    next.connect()
    await next.synced
    const from = { doc: old.replica.doc, copy: old.copy() }
    const { entry, replaced } = await setAside({ textId, code, from, server: next.replica.doc, keeping, now, newId })
    if (closed) return
    if (replaced) await next.keep()
    if (entry) entries = [...entries, entry]
    live = next
    incoming = null
    publish(true)
    isPlaced()
    await old.close()
  }

  const find = (): void => {
    if (phase.state === 'open') reached().connect()
  }

  const forget = async (id: string): Promise<void> => {
    entries = entries.filter((entry) => entry.id !== id)
    publish(true)
    // Where the shelf cannot be written nothing was put on it, or it shows again after a reload: nothing is lost.
    await keeping.shelf.remove(id).catch(() => undefined)
  }

  let live = newLive(0, Promise.resolve())
  let status: SyncStatus = { state: 'opening' }
  page.addEventListener('online', find)
  page.addEventListener('offline', find)

  const start = async (): Promise<void> => {
    await live.keep()
    if (closed) return
    phase = { state: 'open' }
    live.connect()
  }
  void start()

  // A shelf that cannot be read has nothing to show; the text does not wait for it.
  const showShelf = async (): Promise<void> => {
    const shelved = await keeping.shelf.list(textId).catch(() => [])
    entries = [...shelved.filter((entry) => !entries.some((e) => e.id === entry.id)), ...entries]
    publish(true)
  }
  void showShelf()

  return {
    textId,
    replica: () => live.replica,
    status: () => status,
    setAside: () => entries,
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    onChanged(listener) {
      changedListeners.add(listener)
      return () => changedListeners.delete(listener)
    },
    retry() {
      if (closed || phase.state === 'opening') return
      phase = { state: 'open' }
      reached().connect()
    },
    forget,
    async close() {
      closed = true
      page.removeEventListener('online', find)
      page.removeEventListener('offline', find)
      await Promise.all([live.close(), incoming?.live.close()])
    },
  }
}
