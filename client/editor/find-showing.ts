/** Brings the chosen place into sight while the focus is elsewhere; the editor itself scrolls only where it has it. */
import type { EditorView } from '@tiptap/pm/view'

/** Kept clear of what stays in sight above and below the text, px. */
const clear = { top: 220, bottom: 60 }

const blockAt = (view: EditorView, pos: number): HTMLElement | null => {
  const { node } = view.domAtPos(pos)
  return node instanceof HTMLElement ? node : node.parentElement
}

export const showChosen = (view: EditorView): void => {
  const { from, to, empty } = view.state.selection
  if (empty) return
  const block = blockAt(view, from)
  const isInSight = (): boolean => {
    const [start, end] = [view.coordsAtPos(from, 1), view.coordsAtPos(to, -1)]
    return start.top >= clear.top && end.bottom <= window.innerHeight - clear.bottom
  }
  if (!block || isInSight()) return
  // First its block, for where the layout of blocks out of sight is skipped, places in them are guesses.
  block.scrollIntoView({ block: 'center' })
  if (!isInSight()) window.scrollBy(0, view.coordsAtPos(from, 1).top - window.innerHeight / 2)
}
