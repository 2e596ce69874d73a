/** Writing footnotes: making one, going in and out of it, and deleting at its edges. */
import type { Node, ResolvedPos } from '@tiptap/pm/model'
import { type Command, NodeSelection, type Selection, TextSelection } from '@tiptap/pm/state'
import { chainCommands, deleteSelection } from '@tiptap/pm/commands'
import { undoInputRule } from '@tiptap/pm/inputrules'

export const isNote = (node: Node | null | undefined): node is Node => node?.type.name === 'footnote'

/** Where the caret, or the start of a selection within one note, stands; null anywhere else. */
export const inNote = ({ $from, $to }: Selection): ResolvedPos | null =>
  isNote($from.parent) && $from.sameParent($to) ? $from : null

/** The place itself, or just after the note that it lies in: where blocks may be put. */
export const afterNote = ($pos: ResolvedPos): ResolvedPos =>
  isNote($pos.parent) ? $pos.doc.resolve($pos.after()) : $pos

/** A note stands at its word: before a blank that is typed already, or in the place of one that leads nowhere. */
const atItsWord = ($pos: ResolvedPos): { from: number; to: number } => {
  const { pos, nodeBefore, nodeAfter } = $pos
  if (!/\S\s$/.test(nodeBefore?.text ?? '')) return { from: pos, to: pos }
  return { from: pos - 1, to: /^[\p{L}\p{N}]/u.test(nodeAfter?.text ?? '') ? pos - 1 : pos }
}

/** Makes an empty note at the selection's end, with the caret in it. There is no note in a note. */
export const insertFootnote: Command = (state, dispatch) => {
  const type = state.schema.nodes['footnote']
  // Select-all ends after the last paragraph; what is meant is its last word.
  const { $to } = TextSelection.between(state.selection.$from, state.selection.$to)
  if (!type || $to.parent.type.name !== 'paragraph') return false
  const { from, to } = atItsWord($to)
  const tr = state.tr.replaceWith(from, to, type.create())
  dispatch?.(tr.setSelection(TextSelection.create(tr.doc, from + 1)).scrollIntoView())
  return true
}

const caretTo =
  (place: (selection: Selection) => number | null): Command =>
  (state, dispatch) => {
    const pos = place(state.selection)
    if (pos === null) return false
    dispatch?.(state.tr.setSelection(TextSelection.create(state.doc, pos)).scrollIntoView())
    return true
  }

/** Out of the note, to just after it. */
const leaveNote: Command = caretTo((selection) => inNote(selection)?.after() ?? null)

type Direction = 'back' | 'forward'

/** Into a note that the caret meets, or out of the one at whose edge it stands. */
const stepOverEdge = (direction: Direction): Command =>
  caretTo((selection) => {
    const { $from, empty } = selection
    if (!empty) return null
    const back = direction === 'back'
    if (isNote(back ? $from.nodeBefore : $from.nodeAfter)) return $from.pos + (back ? -1 : 1)
    const $note = inNote(selection)
    if (!$note || $note.parentOffset !== (back ? 0 : $note.parent.content.size)) return null
    return back ? $note.before() : $note.after()
  })

/** A note that deleting would reach from outside is selected first, as in Word: it never goes by accident. */
const selectNote =
  (direction: Direction): Command =>
  ({ doc, selection, tr }, dispatch) => {
    const { $from, empty, from } = selection
    const note = direction === 'back' ? $from.nodeBefore : $from.nodeAfter
    if (!empty || !isNote(note)) return false
    const pos = direction === 'back' ? from - note.nodeSize : from
    dispatch?.(tr.setSelection(NodeSelection.create(doc, pos)).scrollIntoView())
    return true
  }

const removeEmptyNote: Command = ({ selection, tr }, dispatch) => {
  const $note = inNote(selection)
  if (!$note || $note.parent.content.size > 0) return false
  dispatch?.(tr.delete($note.before(), $note.after()).scrollIntoView())
  return true
}

type Unit = 'grapheme' | 'word'

/** The last unit of the words, with the blanks after it; of words read backwards the first. */
const lengthOfLast = (words: string, unit: Unit): number => {
  const blanks = unit === 'word' ? words.length - words.trimEnd().length : 0
  const parts = [...new Intl.Segmenter('sv', { granularity: unit }).segment(words.slice(0, words.length - blanks))]
  return (parts.at(-1)?.segment.length ?? 0) + blanks
}

const lengthOfFirst = (words: string, unit: Unit): number => {
  const blanks = unit === 'word' ? words.length - words.trimStart().length : 0
  const [first] = new Intl.Segmenter('sv', { granularity: unit }).segment(words.slice(blanks))
  return (first?.segment.length ?? 0) + blanks
}

/**
 * Deletes within a note and no further. The browser would take an emptied note away, and at its end draw the line's
 * next words into it.
 */
const deleteInNote =
  (direction: Direction, unit: Unit): Command =>
  ({ selection, tr }, dispatch) => {
    const $note = inNote(selection)
    if (!$note || !selection.empty) return false
    const { parent, parentOffset, pos } = $note
    const back = direction === 'back'
    const words = back ? parent.textBetween(0, parentOffset) : parent.textBetween(parentOffset, parent.content.size)
    const length = back ? lengthOfLast(words, unit) : lengthOfFirst(words, unit)
    if (length > 0) dispatch?.((back ? tr.delete(pos - length, pos) : tr.delete(pos, pos + length)).scrollIntoView())
    return true
  }

const deletes = (direction: Direction, unit: Unit): Command => {
  const within = chainCommands(removeEmptyNote, selectNote(direction), deleteInNote(direction, unit))
  return (state, dispatch) =>
    inNote(state.selection) && !state.selection.empty ? deleteSelection(state, dispatch) : within(state, dispatch)
}

/** Keys in notes and at their edges; Enter and Escape go on in the line. */
export const footnoteKeys: Record<string, Command> = {
  'Mod-Alt-f': insertFootnote,
  Enter: leaveNote,
  'Shift-Enter': leaveNote,
  'Mod-Enter': leaveNote,
  Escape: leaveNote,
  ArrowLeft: stepOverEdge('back'),
  ArrowRight: stepOverEdge('forward'),
  Backspace: chainCommands(undoInputRule, deletes('back', 'grapheme')),
  Delete: deletes('forward', 'grapheme'),
  'Mod-Backspace': deletes('back', 'word'),
  'Mod-Delete': deletes('forward', 'word'),
  'Alt-Backspace': deletes('back', 'word'),
  'Alt-Delete': deletes('forward', 'word'),
}
