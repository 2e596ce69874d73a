/**
 * What was done at once is undone at once, however many updates it took. Yjs can only merge such steps into one, whose
 * undoing is then one update, and of a large one the relay takes none: so they stay apart, and follow one another.
 */
import type { EditorState } from '@tiptap/pm/state'
import { yUndoPluginKey } from '@tiptap/y-tiptap'
import type { UndoManager } from 'yjs'

type Event = { stackItem: { meta: Map<unknown, unknown> }; origin: unknown; type: 'undo' | 'redo' }

/** Under this a step says which others it was done with. */
const together = Symbol('done at once')

const followed = new WeakSet<UndoManager>()

/** After a step that was undone or redone, those it was done with. */
const follow = (undoManager: UndoManager): void => {
  if (followed.has(undoManager)) return
  followed.add(undoManager)
  undoManager.on('stack-item-added', ({ stackItem, origin }: Event) => {
    // Undoing makes a step to redo, which belongs to the same.
    const of = origin === undoManager ? undoManager.currStackItem?.meta.get(together) : undefined
    if (of !== undefined) stackItem.meta.set(together, of)
  })
  undoManager.on('stack-item-popped', ({ stackItem, type }: Event) => {
    const of = stackItem.meta.get(together)
    const next = (type === 'undo' ? undoManager.undoStack : undoManager.redoStack).at(-1)
    if (of === undefined || next?.meta.get(together) !== of) return
    // The manager is still busy with this one.
    queueMicrotask(() => (type === 'undo' ? undoManager.undo() : undoManager.redo()))
  })
}

/** Makes the change, each of its transactions a step of its own, and all of them one to whoever undoes. */
export const asOneUndo = <T>(state: EditorState, change: () => T): T => {
  const undoManager: UndoManager | undefined = yUndoPluginKey.getState(state)?.undoManager
  if (!undoManager) return change()
  follow(undoManager)
  const of = Symbol('one change')
  const mark = ({ stackItem }: Event): void => {
    stackItem.meta.set(together, of)
    undoManager.stopCapturing()
  }
  undoManager.stopCapturing()
  undoManager.on('stack-item-added', mark)
  try {
    return change()
  } finally {
    undoManager.off('stack-item-added', mark)
  }
}
