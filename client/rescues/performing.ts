/** A mending done in the editor, as one step of its own that undo takes back whole. */
import type { Editor } from '@tiptap/core'
import type { Transaction } from '@tiptap/pm/state'
import { yUndoPluginKey } from '@tiptap/y-tiptap'
import type { UndoManager } from 'yjs'
import type { Rescue } from '../../shared/rescues.ts'
import { takeOne } from './mending.ts'

const undoOf = ({ state }: Editor): UndoManager | null => {
  // The plugin's state is untyped; this is the field that its own commands read.
  const undo: { undoManager?: UndoManager } | undefined = yUndoPluginKey.getState(state)
  return undo?.undoManager ?? null
}

const bringIntoView = ({ view }: Editor): void => {
  const { node } = view.domAtPos(view.state.selection.from)
  const element = node instanceof Element ? node : node.parentElement
  // Once more than the transaction did: far paragraphs get their height when they are drawn.
  requestAnimationFrame(() => element?.scrollIntoView({ block: 'center' }))
}

/** The focus goes to the text, and what was mended comes into view. */
export const perform = (editor: Editor, tr: Transaction): void => {
  const undo = undoOf(editor)
  undo?.stopCapturing()
  editor.view.focus()
  editor.view.dispatch(tr)
  undo?.stopCapturing()
  bringIntoView(editor)
}

/** How long another's words may be under way when the server has said already that they were first, ms. */
const underWay = 3000

/** Somebody else has mended it at the same moment: true when their words have come and ours are taken away again. */
export const makeWay = (editor: Editor, rescue: Rescue): Promise<boolean> =>
  new Promise((resolve) => {
    const end = (made: boolean) => {
      clearTimeout(timer)
      editor.off('transaction', look)
      resolve(made)
    }
    const look = () => {
      const tr = editor.isDestroyed ? null : takeOne(editor.state, rescue)
      if (tr === null) return
      end(true)
      editor.view.dispatch(tr)
    }
    const timer = setTimeout(() => end(false), underWay)
    editor.on('transaction', look)
    look()
  })
