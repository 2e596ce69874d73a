/** Keeps what is drawn of a search to what is in sight, and to the text as it is once a writer pauses. */
import type { EditorState, PluginView } from '@tiptap/pm/state'
import type { EditorView } from '@tiptap/pm/view'
import { firstFrom, type Match } from './finding.ts'

/** A search takes as long as a frame in a long text: it waits for a pause between keys, ms. */
const pause = 200

/** Where what is looked for stands, and around which place of the text it is drawn; null when nothing is. */
export type Looked = { matches: readonly Match[]; around: number; isStale: boolean }

export type Watched = {
  read: (state: EditorState) => Looked | null
  refresh: () => void
  drawAround: (pos: number) => void
}

/** The first block that ends below the window's upper edge, or the last; found in some ten measurements. */
const firstInSight = (view: EditorView): number => {
  const { children } = view.dom
  let [low, high] = [0, children.length - 1]
  while (low < high) {
    const middle = (low + high) >> 1
    if ((children[middle]?.getBoundingClientRect().bottom ?? 0) < 0) low = middle + 1
    else high = middle
  }
  const block = children[low]
  return block ? view.posAtDOM(block, 0) : 0
}

/** Drawn anew only when so many of the drawn places are out of sight. */
const slack = 80

export const watchFind = (view: EditorView, { read, refresh, drawAround }: Watched): PluginView => {
  let timer: ReturnType<typeof setTimeout> | null = null
  let frame: number | null = null

  const look = (): void => {
    frame = null
    const looked = read(view.state)
    if (looked === null) return
    const pos = firstInSight(view)
    if (Math.abs(firstFrom(looked.matches, pos) - firstFrom(looked.matches, looked.around)) > slack) drawAround(pos)
  }
  const onScroll = (): void => {
    if (read(view.state) !== null) frame ??= requestAnimationFrame(look)
  }
  const due = (): void => {
    timer = null
    if (read(view.state)?.isStale) refresh()
  }
  window.addEventListener('scroll', onScroll, { passive: true })

  return {
    update: ({ state }, before) => {
      if (state.doc === before.doc || !read(state)?.isStale) return
      if (timer !== null) clearTimeout(timer)
      timer = setTimeout(due, pause)
    },
    destroy: () => {
      window.removeEventListener('scroll', onScroll)
      if (timer !== null) clearTimeout(timer)
      if (frame !== null) cancelAnimationFrame(frame)
    },
  }
}
