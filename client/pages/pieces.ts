/**
 * Parts of the program that come in files of their own: the editor is two thirds of it, and who signs in does not wait
 * for it. Not React's `lazy`: it keeps a failure for ever, so that one click without contact emptied the window for
 * good, and what it has waited for it shows a third of a second later than it could.
 */
import { useSyncExternalStore } from 'react'

/** A part's file did not come: no contact, or the server has other files since an update. */
export class NotFetched extends Error {}

export type Fetched<Part> = { state: 'coming' } | { state: 'here'; part: Part } | { state: 'failed'; error: NotFetched }

export type Piece<Part> = {
  /** The same answer until it is another. */
  now: () => Fetched<Part>
  /** Fetches it when it has not been asked for. */
  subscribe: (listener: () => void) => () => void
  /** Fetches it before anybody asks. That it did not come concerns nobody then; it is asked for again when wanted. */
  prefetch: () => Promise<void>
  /** The next who asks fetches anew what did not come. */
  forget: () => void
}

const coming = { state: 'coming' } as const

export const piece = <Part>(load: () => Promise<Part>): Piece<Part> => {
  const listeners = new Set<() => void>()
  let asked: Promise<void> | null = null
  let now: Fetched<Part> = coming
  const become = (next: Fetched<Part>): void => {
    now = next
    for (const listener of listeners) listener()
  }
  const fetchIt = async (): Promise<void> => {
    try {
      become({ state: 'here', part: await load() })
    } catch (cause) {
      become({ state: 'failed', error: new NotFetched('a part of the program did not come', { cause }) })
    }
  }
  const ask = (): Promise<void> => (asked ??= fetchIt())
  const forget = (): void => {
    if (now.state !== 'failed') return
    asked = null
    now = coming
  }
  return {
    now: () => now,
    subscribe(listener) {
      listeners.add(listener)
      void ask()
      return () => listeners.delete(listener)
    },
    async prefetch() {
      await ask()
      if (listeners.size === 0) forget()
    },
    forget,
  }
}

const unasked = (): (() => void) => () => undefined

/** The part once it is here, null until then; throws where it did not come. It is asked for once it is `wanted`. */
export const usePiece = <Part>({ subscribe, now }: Piece<Part>, wanted = true): Part | null => {
  const fetched = useSyncExternalStore(wanted ? subscribe : unasked, now)
  switch (fetched.state) {
    case 'coming':
      return null
    case 'here':
      return fetched.part
    case 'failed':
      throw fetched.error
  }
}

/** Once the browser has nothing better to do. Safari cannot tell when that is. */
export const whenIdle = (then: () => void): void => {
  if ('requestIdleCallback' in window) window.requestIdleCallback(then)
  else setTimeout(then, 1000)
}
