/**
 * The text's headings and its structure of goals, in order: what the outline shows, and what the labels in the text are
 * worked out from. Followed as the text changes; typing in body text costs nothing.
 */
import type { Node } from '@tiptap/pm/model'
import { type EditorState, Plugin, PluginKey, TextSelection, type Transaction } from '@tiptap/pm/state'
import { AddMarkStep, RemoveMarkStep, ReplaceStep } from '@tiptap/pm/transform'
import type { EditorView } from '@tiptap/pm/view'
import { type GoalParagraph, type GoalStructure, goalStructure } from '../../shared/goals.ts'
import type { TextRole } from '../../shared/schema/form.ts'

/** A paragraph with a level or a role. */
export type Entry = GoalParagraph & {
  /** Another for each entry, and the same for as long as its paragraph lives. */
  key: string
  /** The block at the top of the text that it is or stands in. */
  block: number
  /** False for one that stands in a quotation, a table or a caption: it moves with what it stands in. */
  atTop: boolean
}

/** The same object for as long as nothing of it is another. */
export type Outline = {
  entries: readonly Entry[]
  /** How many blocks the text has at its top. */
  blocks: number
  /** Its labels; what is missing depends on the programme's rule as well, and is the page's question. */
  goals: GoalStructure
}

export type Found = { node: Node; pos: number; block: number; atTop: boolean }

/** A paragraph's own words: a footnote in it is no part of its name. */
export const wordsOf = (paragraph: Node): string => {
  let words = ''
  paragraph.forEach((node) => {
    words += node.isText ? (node.text ?? '') : node.type.name === 'hardBreak' ? ' ' : ''
  })
  return words
}

/** All entries' paragraphs and where they stand, in order. Costs a walk over the blocks, not over their words. */
export const entryNodes = (doc: Node): Found[] => {
  const found: Found[] = []
  doc.forEach((top, offset, block) => {
    const look = (node: Node, pos: number): void => {
      if (node.type.name === 'paragraph') {
        const { level, role } = node.attrs
        if (level > 0 || role !== 'none') found.push({ node, pos, block, atTop: node === top })
      } else if (!node.isTextblock) node.forEach((child, within) => look(child, pos + 1 + within))
    }
    look(top, offset)
  })
  return found
}

const entriesOf = (doc: Node): Entry[] => {
  const times = new Map<string, number>()
  return entryNodes(doc).map(({ node, block, atTop }): Entry => {
    // The form's own attributes: every writer of them is held to its types.
    const { id, level, goalId } = node.attrs as { id: string | null; level: number; goalId: string | null }
    const role = node.attrs['role'] as TextRole
    const time = (times.get(id ?? '') ?? 0) + 1
    times.set(id ?? '', time)
    const key = time === 1 && id !== null ? id : `${id ?? ''} ${time}`
    return { key, id, level, role, goalId, words: wordsOf(node), block, atTop }
  })
}

const noRule = { goalsPerFocusArea: null }

const readOutline = (doc: Node): Outline => {
  const entries = entriesOf(doc)
  return { entries, blocks: doc.childCount, goals: goalStructure(entries, noRule) }
}

const isBody = ({ type, attrs }: Node): boolean =>
  type.name !== 'paragraph' || (attrs['level'] === 0 && attrs['role'] === 'none')

const typesInBody = (step: unknown, before: Node): boolean => {
  // Whatever is bold or a link, the words are the same.
  if (step instanceof AddMarkStep || step instanceof RemoveMarkStep) return true
  if (!(step instanceof ReplaceStep) || step.slice.openStart > 0 || step.slice.openEnd > 0) return false
  const $from = before.resolve(step.from)
  const inline = step.slice.content.firstChild?.isInline ?? true
  return inline && $from.parent.isTextblock && $from.sameParent(before.resolve(step.to)) && isBody($from.parent)
}

/** Whether a transaction leaves headings, roles and the number of blocks as they are: by far the most do. */
export const isTypingInBody = (tr: Transaction): boolean =>
  tr.steps.every((step, i) => typesInBody(step, tr.docs[i] ?? tr.before))

const isSame = (a: Outline, b: Outline): boolean =>
  a.blocks === b.blocks && JSON.stringify(a.entries) === JSON.stringify(b.entries)

const outlineKey = new PluginKey<Outline>('outline')

export const outlinePlugin = (): Plugin<Outline> =>
  new Plugin<Outline>({
    key: outlineKey,
    state: {
      init: (_config, { doc }) => readOutline(doc),
      apply: (tr, outline) => {
        if (!tr.docChanged || isTypingInBody(tr)) return outline
        const read = readOutline(tr.doc)
        return isSame(outline, read) ? outline : read
      },
    },
  })

export const outlineOf = (state: EditorState): Outline => {
  const outline = outlineKey.getState(state)
  if (!outline) throw new Error('this editor follows no outline')
  return outline
}

/** The entry that the caret stands in or under; null above the first. */
export const entryAtCaret = (state: EditorState): Entry | null => {
  const block = state.selection.$head.index(0)
  return outlineOf(state).entries.findLast((entry) => entry.block <= block && entry.atTop) ?? null
}

/** Where an entry's paragraph stands now; null when it is gone. */
export const placeOfEntry = (state: EditorState, key: string): number | null => {
  const nth = outlineOf(state).entries.findIndex((entry) => entry.key === key)
  return entryNodes(state.doc)[nth]?.pos ?? null
}

/** Brings an entry into view and the caret to its start; the focus goes to the text. */
export const jumpTo = (view: EditorView, key: string): void => {
  const pos = placeOfEntry(view.state, key)
  if (pos === null) return
  view.dispatch(view.state.tr.setSelection(TextSelection.near(view.state.doc.resolve(pos + 1))))
  show(view, pos)
  view.focus()
}

/** Brings what stands at a position to the top of what is seen. */
export const show = (view: EditorView, pos: number): void => {
  const element = view.nodeDOM(pos)
  if (element instanceof HTMLElement) element.scrollIntoView({ block: 'start' })
}
