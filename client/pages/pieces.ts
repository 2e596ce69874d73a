/**
 * Pages that come in files of their own: the editor is two thirds of the program, and who signs in does not wait for
 * it. React's own `lazy` keeps a failure for ever, so that one click without contact emptied the window for good.
 */
import type { ComponentType } from 'react'

/** A page's file did not come: no contact, or the server has other files since an update. */
export class NotFetched extends Error {}

export type Piece<Props> = {
  /** The same promise each time, until it is forgotten: who draws a page asks often. */
  page: () => Promise<ComponentType<Props>>
  /** The next who asks fetches it anew. */
  forget: () => void
  /** Fetches it before anybody asks. That it did not come concerns nobody then; it is asked for again when wanted. */
  prefetch: () => Promise<void>
}

export const piece = <Props>(load: () => Promise<ComponentType<Props>>): Piece<Props> => {
  let asked: Promise<ComponentType<Props>> | null = null
  const fetched = async (): Promise<ComponentType<Props>> => {
    try {
      return await load()
    } catch (cause) {
      throw new NotFetched('a page did not come', { cause })
    }
  }
  const page = () => (asked ??= fetched())
  const forget = (): void => {
    asked = null
  }
  return {
    page,
    forget,
    prefetch: async () => {
      await page().then(() => undefined, forget)
    },
  }
}

/** Once the browser has nothing better to do. Safari cannot tell when that is. */
export const whenIdle = (then: () => void): void => {
  if ('requestIdleCallback' in window) window.requestIdleCallback(then)
  else setTimeout(then, 1000)
}
