/**
 * All labels of a text, as one stop for Tab: the arrows move between them, Escape goes back to the text. Without that
 * who leaves a long text by Tab would pass two hundred buttons.
 */
import { type AuthorWords, createLabel, type Label } from './label.ts'
import { sharesOf } from './shares.ts'
import type { Placed } from './written.ts'

export type Labels = {
  /** The element above a paragraph, filled with who wrote it; null above one without words. */
  above(paragraph: Placed): HTMLElement | null
  /** These are the text's paragraphs now, in their order. */
  arrange(paragraphs: readonly Placed[]): void
  /** Tab stops at the label of the paragraph that this place is in, else at the first. */
  stopAt(pos: number): void
}

/** So much of a paragraph says which one it is. */
const beginning = 40

const beginningOf = (text: string): string => {
  const words = text.replace(/\s+/g, ' ').trim()
  return words.length <= beginning ? words : `${words.slice(0, beginning).replace(/\s?\S*$/, '')} …`
}

const keys: Readonly<Record<string, (at: number, count: number) => number>> = {
  ArrowDown: (at, count) => Math.min(at + 1, count - 1),
  ArrowUp: (at) => Math.max(at - 1, 0),
  Home: () => 0,
  End: (_at, count) => count - 1,
}

export const createLabels = (words: AuthorWords, backToText: () => void): Labels => {
  const made = new Map<string, Label>()
  let order: { pos: number; label: Label }[] = []
  let stop: HTMLButtonElement | null = null

  const stopHere = (button: HTMLButtonElement | null): void => {
    if (stop) stop.tabIndex = -1
    stop = button
    if (stop) stop.tabIndex = 0
  }

  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key === 'Escape') {
      event.preventDefault()
      return backToText()
    }
    const next = keys[event.key]
    if (!next) return
    event.preventDefault()
    const at = order.findIndex(({ label }) => label.button === event.currentTarget)
    order[next(at, order.length)]?.label.button.focus()
  }

  const make = (key: string): Label => {
    const label = createLabel(key, words)
    label.button.addEventListener('keydown', onKeyDown)
    label.button.addEventListener('focus', () => stopHere(label.button))
    made.set(key, label)
    return label
  }

  return {
    above({ key, written }) {
      const shares = sharesOf(written)
      if (shares.length === 0) return null
      const label = made.get(key) ?? make(key)
      label.fill(shares, beginningOf(written.text))
      return label.element
    },
    arrange(paragraphs) {
      const here = new Set(paragraphs.map(({ key }) => key))
      for (const key of made.keys()) if (!here.has(key)) made.delete(key)
      order = paragraphs.flatMap(({ key, pos, written }) => {
        const label = made.get(key)
        return label && written.spans.length > 0 ? [{ pos, label }] : []
      })
      if (!order.some(({ label }) => label.button === stop)) stopHere(order[0]?.label.button ?? null)
    },
    stopAt(pos) {
      const at = order.findLast((each) => each.pos <= pos) ?? order[0]
      stopHere(at?.label.button ?? null)
    },
  }
}
