/** The unbroken runs of words in a text: what can be searched, counted and replaced as one. */
import type { Node } from '@tiptap/pm/model'

/** `pos` is the place of its first sign in the document. A footnote's words are a run of their own. */
export type Run = { pos: number; text: string }

/** Tells of every run within `parent`, whose content begins at `start`, in the order of the text. */
export const eachRun = (parent: Node, start: number, tell: (run: Run) => void): void => {
  let run: Run | null = null
  parent.forEach((child, offset) => {
    if (child.isText) {
      run ??= { pos: start + offset, text: '' }
      run.text += child.text ?? ''
      return
    }
    if (run) tell(run)
    run = null
    if (!child.isLeaf) eachRun(child, start + offset + 1, tell)
  })
  if (run) tell(run)
}
