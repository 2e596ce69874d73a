/**
 * Undoing a move where colleagues have written since. Yjs would take away the blocks that the move wrote anew and put
 * the old ones back, and the colleagues' words would stay behind, alone. So such a move is taken back by moving: then
 * their words go along. Where nobody has written there, undo is Yjs's own.
 */
import type { Node } from '@tiptap/pm/model'
import type { EditorState } from '@tiptap/pm/state'
import type { EditorView } from '@tiptap/pm/view'
import { ySyncPluginKey, yUndoPluginKey } from '@tiptap/y-tiptap'
import type * as Y from 'yjs'
import { inverse, landing, type Move, moveBlocks } from './moving.ts'

/** What stands at the top of the shared text; each block of the editor is one of them, in the same order. */
type Block = ReturnType<Y.XmlFragment['toArray']>[number]

/** How a move is taken back: from its first block to its last, before another (null: to the end). */
type Noted = {
  first: Block
  last: Block
  before: Block | null
  /** The blocks that changed places, as the move left them. */
  left: readonly { block: Block; node: Node }[]
  /** How many undo steps it took. */
  steps: number
}

type Way = 'undo' | 'redo'

const records = new WeakMap<object, Noted>()

const undoManagerOf = (state: EditorState): Y.UndoManager | undefined => yUndoPluginKey.getState(state)?.undoManager

const blocksOf = (state: EditorState): Block[] => {
  const sync: { type: Y.XmlFragment } | undefined = ySyncPluginKey.getState(state)
  return sync?.type.toArray() ?? []
}

/** Notes on a step of the manager how the move that it holds is taken back; the text is as the move left it. */
const note = (state: EditorState, step: object | undefined, { move, steps }: { move: Move; steps: number }): void => {
  const blocks = blocksOf(state)
  const { from, to } = landing(move)
  const [first, last] = [blocks[from], blocks[to - 1]]
  if (!step || !first || !last) return
  const back = inverse(move)
  const [start, end] = [Math.min(back.from, back.at), Math.max(back.to, back.at)]
  const left = blocks.slice(start, end).map((block, i) => ({ block, node: state.doc.child(start + i) }))
  records.set(step, { first, last, before: blocks[back.at] ?? null, left, steps })
}

/** A move that whoever undoes takes back with everything that was written in it since; false when it is too heavy. */
export const moveUndoably = (view: EditorView, move: Move): boolean => {
  const undoManager = undoManagerOf(view.state)
  const before = undoManager?.undoStack.length ?? 0
  if (!moveBlocks(view, move)) return false
  const steps = (undoManager?.undoStack.length ?? 0) - before
  if (steps > 0) note(view.state, undoManager?.undoStack.at(-1), { move, steps })
  return true
}

/** The move that takes it back, as the text stands now; null when a colleague has moved or deleted what it needs. */
const moveBack = (state: EditorState, { first, last, before }: Noted): Move | null => {
  const blocks = blocksOf(state)
  const [from, to] = [blocks.indexOf(first), blocks.indexOf(last) + 1]
  const at = before === null ? blocks.length : blocks.indexOf(before)
  return from >= 0 && to > from && at >= 0 && (at < from || at > to) ? { from, to, at } : null
}

const isAsItWas = (state: EditorState, { left }: Noted): boolean => {
  const blocks = blocksOf(state)
  return left.every(({ block, node }) => {
    const at = blocks.indexOf(block)
    return at >= 0 && state.doc.child(at).eq(node)
  })
}

/** Which way the keys lead, as in the text: Ctrl+Z, and Ctrl+Y or Ctrl+Shift+Z; null for other keys. */
export const wayOf = (event: KeyboardEvent): Way | null => {
  if (event.altKey || !(event.ctrlKey || event.metaKey)) return null
  const key = event.key.toLowerCase()
  if (key === 'y') return event.shiftKey ? null : 'redo'
  if (key !== 'z') return null
  return event.shiftKey ? 'redo' : 'undo'
}

export const canStepBack = (state: EditorState, way: Way): boolean => {
  const undoManager = undoManagerOf(state)
  return (way === 'undo' ? undoManager?.canUndo() : undoManager?.canRedo()) ?? false
}

/** The last step back (or forth again). Answers false when there is none. */
export const stepBack = (view: EditorView, way: Way): boolean => {
  const undoManager = undoManagerOf(view.state)
  const stack = way === 'undo' ? undoManager?.undoStack : undoManager?.redoStack
  const step = stack?.at(-1)
  if (!undoManager || !stack || !step) return false
  const record = records.get(step)
  const move = record ? moveBack(view.state, record) : null
  if (!record || !move || isAsItWas(view.state, record)) {
    undoManager[way]()
    const other = way === 'undo' ? undoManager.redoStack : undoManager.undoStack
    if (record?.steps === 1 && move) note(view.state, other.at(-1), { move, steps: 1 })
    return true
  }
  stack.splice(-record.steps)
  // A new change would clear what there is to redo, and this is none.
  const redo = undoManager.redoStack
  undoManager.redoStack = []
  const before = undoManager.undoStack.length
  moveUndoably(view, move)
  undoManager.redoStack = way === 'undo' ? [...redo, ...undoManager.undoStack.splice(before)] : redo
  return true
}
