/** What a person does to paragraphs, as ProseMirror commands. Structure is attributes: nothing here replaces a node. */
import type { MarkType, Node } from '@tiptap/pm/model'
import { type Command, type EditorState, TextSelection, type Transaction } from '@tiptap/pm/state'
import { liftTarget } from '@tiptap/pm/transform'
import { toggleMark, wrapIn } from '@tiptap/pm/commands'
import { type List, nodes } from '../../shared/schema/form.ts'

type Found = { node: Node; pos: number }

/** The part of a paragraph's attributes that a command changes. */
type Change = { level?: number; list?: List; indent?: number; role?: 'none'; goalId?: null }

const deepest = nodes.paragraph.attributes.indent.max

/** The paragraphs that the selection touches, in order. */
export const selectedParagraphs = (state: EditorState): Found[] => {
  const found: Found[] = []
  for (const { $from, $to } of state.selection.ranges)
    state.doc.nodesBetween($from.pos, $to.pos, (node, pos) => {
      if (node.type.name === 'paragraph') found.push({ node, pos })
    })
  return found
}

const change = (tr: Transaction, { node, pos }: Found, to: Change): Transaction => {
  for (const [key, value] of Object.entries(to)) if (node.attrs[key] !== value) tr.setNodeAttribute(pos, key, value)
  return tr
}

/** Changes each selected paragraph; answers false when that would change nothing. */
const changeSelected =
  (to: (node: Node, within: Node) => Change | null): Command =>
  (state, dispatch) => {
    const { tr } = state
    for (const found of selectedParagraphs(state)) {
      const changed = to(found.node, state.doc.resolve(found.pos).parent)
      if (changed) change(tr, found, changed)
    }
    if (!tr.docChanged) return false
    dispatch?.(tr.scrollIntoView())
    return true
  }

/** A heading is no list item, and stands in no table. */
export const setLevel = (level: number): Command =>
  changeSelected((_node, within) => {
    if (level === 0) return { level }
    return within.type.name === 'tableCell' ? null : { level, list: 'none', indent: 0 }
  })

/** Makes the selected paragraphs items of that list, or body text when all of them are already. */
export const toggleList =
  (list: Exclude<List, 'none'>): Command =>
  (state, dispatch) => {
    const all = selectedParagraphs(state).every(({ node }) => node.attrs['list'] === list)
    return changeSelected(() => (all ? { list: 'none', indent: 0 } : { list, level: 0 }))(state, dispatch)
  }

/** Moves list items one step in (1) or out (-1); body text and headings stay. */
export const indentList = (by: 1 | -1): Command =>
  changeSelected((node) => {
    if (node.attrs['list'] === 'none') return null
    return { indent: Math.min(deepest, Math.max(0, Number(node.attrs['indent']) + by)) }
  })

const lastQuoteDepth = 4

/** Wraps the selection in a quotation, or takes it out of the innermost one. */
export const toggleQuote: Command = (state, dispatch) => {
  // Select-all stands outside every quotation; what is meant is what it holds.
  const { $from, $to } = TextSelection.between(state.selection.$from, state.selection.$to)
  const range = $from.blockRange($to, (parent) => parent.type.name === 'blockquote')
  const target = range && liftTarget(range)
  if (range && target !== null) {
    dispatch?.(state.tr.lift(range, target).scrollIntoView())
    return true
  }
  const quote = state.schema.nodes['blockquote']
  const deepest = Math.max(0, ...selectedParagraphs(state).map(({ pos }) => state.doc.resolve(pos).depth))
  return quote !== undefined && deepest < lastQuoteDepth && wrapIn(quote)(state, dispatch)
}

const somewhereWithout = ({ doc, selection }: EditorState, type: MarkType): boolean =>
  selection.ranges.some(({ $from, $to }) => {
    let without = false
    doc.nodesBetween($from.pos, $to.pos, (node) => {
      without ||= node.isText && !type.isInSet(node.marks)
    })
    return without
  })

/**
 * Selected words all get the style unless all of them have it: the tool then says what it did. A line break has no say,
 * as it carries no style to the others.
 */
export const toggleStyle =
  (name: 'bold' | 'italic'): Command =>
  (state, dispatch) => {
    const type = state.schema.marks[name]
    if (type === undefined) return false
    if (!somewhereWithout(state, type)) return toggleMark(type)(state, dispatch)
    const { tr } = state
    for (const { $from, $to } of state.selection.ranges) tr.addMark($from.pos, $to.pos, type.create())
    dispatch?.(tr.scrollIntoView())
    return true
  }

const caretParagraph = (state: EditorState): (Found & { atStart: boolean; atEnd: boolean }) | null => {
  const { $from, empty } = state.selection
  if (!empty || $from.parent.type.name !== 'paragraph') return null
  const atEnd = $from.parentOffset === $from.parent.content.size
  return { node: $from.parent, pos: $from.before(), atStart: $from.parentOffset === 0, atEnd }
}

/** What a list item, a heading or a goal loses first when a person wants to be rid of it; null when it is body text. */
const oneStepPlainer = ({ attrs }: Node): Change | null => {
  if (attrs['role'] !== 'none') return { role: 'none', goalId: null }
  if (attrs['list'] !== 'none' && attrs['indent'] > 0) return { indent: attrs['indent'] - 1 }
  if (attrs['list'] !== 'none') return { list: 'none' }
  if (attrs['indent'] > 0) return { indent: 0 }
  return attrs['level'] > 0 ? { level: 0 } : null
}

/** Backspace at a paragraph's start takes its structure away before it joins it with the one before. */
export const plainerAtStart: Command = (state, dispatch) => {
  const at = caretParagraph(state)
  const to = at?.atStart ? oneStepPlainer(at.node) : null
  if (!at || !to) return false
  dispatch?.(change(state.tr, at, to).scrollIntoView())
  return true
}

/** Enter in an empty list item leaves the list, a step at a time. */
export const leaveEmptyItem: Command = (state, dispatch) => {
  const at = caretParagraph(state)
  if (!at || at.node.content.size > 0 || at.node.attrs['list'] === 'none') return false
  return plainerAtStart(state, dispatch)
}

/**
 * Enter. The first half keeps what it is, also its id and goal; the second is a new paragraph: an item of the same
 * list, a heading if it has words of the heading, else body text.
 */
export const splitParagraph: Command = (state, dispatch) => {
  const { $from } = state.selection
  if ($from.parent.type.name !== 'paragraph') return false
  const { tr } = state
  tr.deleteSelection()
  const $at = tr.doc.resolve(tr.mapping.map($from.pos))
  if ($at.parent.type.name !== 'paragraph') return false
  const { level, list, indent } = $at.parent.attrs
  const atEnd = $at.parentOffset === $at.parent.content.size
  const attrs = { list, indent, level: atEnd ? 0 : level }
  tr.split($at.pos, 1, [{ type: $at.parent.type, attrs }])
  dispatch?.(tr.scrollIntoView())
  return true
}

export const insertBreak: Command = (state, dispatch) => {
  const type = state.schema.nodes['hardBreak']
  if (!type || state.selection.$from.parent.type.name !== 'paragraph') return false
  dispatch?.(state.tr.replaceSelectionWith(type.create()).scrollIntoView())
  return true
}
