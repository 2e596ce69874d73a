/** What a person does to figures: put one in, come to it with the keys, change its alternative text, take it away. */
import { keymap } from '@tiptap/pm/keymap'
import type { Node } from '@tiptap/pm/model'
import { type Command, type EditorState, NodeSelection, Plugin, TextSelection } from '@tiptap/pm/state'
import type { EditorView } from '@tiptap/pm/view'
import { imageTypes, type StoredImage } from '../../shared/files.ts'

export type FoundFigure = { node: Node; pos: number }

/** The figure that is selected, or in whose caption the caret stands. */
export const figureAt = ({ selection, doc }: EditorState): FoundFigure | null => {
  if (selection instanceof NodeSelection && selection.node.type.name === 'figure')
    return { node: selection.node, pos: selection.from }
  const pos = selection.$from.depth > 0 ? selection.$from.before(1) : -1
  const node = pos < 0 ? null : doc.nodeAt(pos)
  return node?.type.name === 'figure' ? { node, pos } : null
}

/**
 * Below the block where the caret stands, or in place of it when that is an empty paragraph. The caret is then in the
 * caption, and there is a paragraph to go on in.
 */
export const insertFigure =
  ({ id, width, height }: StoredImage, alt: string): Command =>
  (state, dispatch) => {
    const { figure, paragraph } = state.schema.nodes
    if (!figure || !paragraph) return false
    const { tr } = state
    const { $from } = state.selection
    const at = $from.depth > 0 ? $from.after(1) : state.selection.to
    const made = figure.create({ file: id, alt, width, height }, paragraph.create())
    const isBare = $from.depth === 1 && $from.parent.isTextblock && $from.parent.content.size === 0
    const start = isBare ? $from.before(1) : at
    tr.replaceWith(start, at, start + (at - start) === tr.doc.content.size ? [made, paragraph.create()] : made)
    tr.setSelection(TextSelection.create(tr.doc, start + 2))
    dispatch?.(tr.scrollIntoView())
    return true
  }

/** One attribute: what a colleague writes in the caption meanwhile stays. A figure that is gone stays gone. */
export const setAlt =
  ({ node, pos }: FoundFigure, alt: string): Command =>
  (state, dispatch) => {
    let place = state.doc.nodeAt(pos)?.type.name === 'figure' ? pos : -1
    state.doc.forEach((each, at) => {
      if (each.type.name === 'figure' && node.attrs['id'] !== null && each.attrs['id'] === node.attrs['id']) place = at
    })
    if (place < 0) return false
    dispatch?.(state.tr.setNodeAttribute(place, 'alt', alt))
    return true
  }

export const removeFigure: Command = (state, dispatch) => {
  const found = figureAt(state)
  if (!found) return false
  dispatch?.(state.tr.delete(found.pos, found.pos + found.node.nodeSize).scrollIntoView())
  return true
}

const select = (pos: number): Command => {
  return (state, dispatch) => {
    dispatch?.(state.tr.setSelection(NodeSelection.create(state.doc, pos)).scrollIntoView())
    return true
  }
}

/** The place of the figure that the caret would come to next that way; null when something else is there. */
const neighbour = (state: EditorState, way: -1 | 1): number | null => {
  const { $from, $to, empty } = state.selection
  if (!empty || $from.depth === 0) return null
  const found = figureAt(state)
  if (found) return way < 0 && $from.index(1) === 0 ? found.pos : null
  const pos = way < 0 ? $from.before(1) : $to.after(1)
  const node = way < 0 ? state.doc.resolve(pos).nodeBefore : state.doc.nodeAt(pos)
  return node?.type.name === 'figure' ? (way < 0 ? pos - node.nodeSize : pos) : null
}

const atEdge = (view: EditorView | undefined, state: EditorState, key: 'up' | 'down' | 'left' | 'right'): boolean => {
  const { $from } = state.selection
  if (view) return view.endOfTextblock(key, state)
  return key === 'up' || key === 'left' ? $from.parentOffset === 0 : $from.parentOffset === $from.parent.content.size
}

/** Out of the caption upwards, and into a figure from below or above, one first comes to the figure itself. */
const towards =
  (key: 'up' | 'down' | 'left' | 'right'): Command =>
  (state, dispatch, view) => {
    const way = key === 'up' || key === 'left' ? -1 : 1
    const pos = neighbour(state, way)
    if (pos === null || !atEdge(view, state, key)) return false
    return select(pos)(state, dispatch)
  }

/** From the selected figure downwards into its caption. */
const intoCaption: Command = (state, dispatch) => {
  const { selection } = state
  if (!(selection instanceof NodeSelection) || selection.node.type.name !== 'figure') return false
  if (!selection.node.firstChild?.isTextblock) return false
  dispatch?.(state.tr.setSelection(TextSelection.create(state.doc, selection.from + 2)).scrollIntoView())
  return true
}

/** Backspace at a caption's beginning would join it with nothing: it comes to the figure, and once more removes it. */
const backToFigure: Command = (state, dispatch) => {
  const { $from, empty } = state.selection
  const found = figureAt(state)
  if (!found || !empty || $from.parentOffset > 0 || $from.depth === 0 || $from.index(1) > 0) return false
  return select(found.pos)(state, dispatch)
}

/** Enter at a caption's end goes on below the figure, as one expects who has written what the figure shows. */
const leaveCaption: Command = (state, dispatch) => {
  const { selection, schema } = state
  const found = figureAt(state)
  const paragraph = schema.nodes['paragraph']
  if (!found || !paragraph || selection instanceof NodeSelection || !selection.empty) return false
  if (selection.$from.parentOffset < selection.$from.parent.content.size) return false
  const after = found.pos + found.node.nodeSize
  const next = state.doc.nodeAt(after)
  const { tr } = state
  if (!next?.isTextblock || next.content.size > 0) tr.insert(after, paragraph.create())
  dispatch?.(tr.setSelection(TextSelection.create(tr.doc, after + 1)).scrollIntoView())
  return true
}

/** An image alone: what Word or a browser copies with words has them as text, and is pasted as text. */
const imageIn = (data: DataTransfer | null): File | null => {
  if (!data || data.getData('text/plain') !== '') return null
  const isImage = ({ type }: File) => (imageTypes as readonly string[]).includes(type) // any string may be asked for
  return [...data.files].find(isImage) ?? null
}

export type FigureRequests = {
  /** The person wants to change the selected figure. */
  change: () => void
  /** The person has pasted or dropped an image into the text. */
  take: (image: File) => void
}

export const figureEditingPlugins = ({ change, take }: FigureRequests): Plugin[] => [
  keymap({
    Enter: (state, dispatch) => {
      if (!(state.selection instanceof NodeSelection) || !figureAt(state)) return leaveCaption(state, dispatch)
      change()
      return true
    },
    Backspace: backToFigure,
    ArrowUp: towards('up'),
    ArrowLeft: towards('left'),
    ArrowDown: (state, dispatch, view) => intoCaption(state, dispatch) || towards('down')(state, dispatch, view),
    ArrowRight: (state, dispatch, view) => intoCaption(state, dispatch) || towards('right')(state, dispatch, view),
  }),
  new Plugin({
    props: {
      handlePaste: (view, event) => {
        const image = view.editable ? imageIn(event.clipboardData) : null
        if (image) take(image)
        return image !== null
      },
      handleDrop: (view, event) => {
        const image = view.editable ? imageIn(event.dataTransfer) : null
        if (!image) return false
        const place = view.posAtCoords({ left: event.clientX, top: event.clientY })
        if (place) view.dispatch(view.state.tr.setSelection(TextSelection.near(view.state.doc.resolve(place.pos))))
        take(image)
        return true
      },
    },
  }),
]
