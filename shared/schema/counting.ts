/** How the items of lists are numbered: worked out from the paragraphs around them, never stored. */
import type { List } from './form.ts'

export type Counting = {
  /** The number of the next paragraph; null for a bullet, and for what is no item. */
  next(paragraph: { list: List; indent: number }): number | null
  /** Something else than a paragraph stands between. */
  interrupt(): void
}

/**
 * For paragraphs in the order of the text. A number goes on through deeper items and text as far in, and begins anew
 * after a heading, other body text or a bullet of the same depth.
 */
export const countItems = (): Counting => {
  let counters: number[] = []
  return {
    next({ list, indent }) {
      if (list === 'none') {
        counters = counters.slice(0, indent)
        return null
      }
      const number = list === 'ordered' ? (counters[indent] ?? 0) + 1 : null
      counters = counters.slice(0, indent + 1)
      while (counters.length < indent) counters.push(0)
      counters[indent] = number ?? 0
      return number
    },
    interrupt() {
      counters = []
    },
  }
}
