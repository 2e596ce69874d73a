/** Where one is in a page, told by its blocks, and taken over by another page of the same blocks. */

export type Place = {
  /** Which block one reads, and how far down the page it stands, px. */
  block: number
  top: number
  /** Whether the keyboard was in it. */
  hadFocus: boolean
}

/** What stays in sight above the text hides so much of it, px. */
const hidden = 120

const topOf = (element: Element): number => element.getBoundingClientRect().top + window.scrollY

/** The first block that can be seen. Null for a page without any. */
export const placeIn = (page: HTMLElement): Place | null => {
  const blocks = [...page.children]
  const seen = blocks.findIndex((block) => block.getBoundingClientRect().bottom > hidden)
  const block = seen < 0 ? blocks.length - 1 : seen
  const element = blocks[block]
  return element ? { block, top: topOf(element), hadFocus: page.contains(document.activeElement) } : null
}

/** The same block stands where it stood, and the keyboard where it was. Who is at the page's top stays there. */
export const takePlace = (page: HTMLElement, { block, top, hadFocus }: Place): void => {
  if (hadFocus) page.focus({ preventScroll: true })
  if (window.scrollY === 0) return
  let kept = top
  const settle = (): void => {
    const element = page.children[block]
    const moved = element ? topOf(element) - kept : 0
    kept += moved
    if (Math.abs(moved) >= 1) window.scrollBy({ top: moved, behavior: 'instant' })
  }
  settle()
  // Of a long text only what is seen is laid out, and what is seen is known from now on.
  requestAnimationFrame(settle)
}
