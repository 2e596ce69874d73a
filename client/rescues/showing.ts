/**
 * The words that a click has put in their place, marked until the person goes on. They are not selected: the next key
 * would take them away again.
 */
import { type EditorState, Plugin, PluginKey, TextSelection, type Transaction } from '@tiptap/pm/state'
import { Decoration, DecorationSet } from '@tiptap/pm/view'
import { ySyncPluginKey } from '@tiptap/y-tiptap'

type Range = { from: number; to: number }

const key = new PluginKey<DecorationSet>('mended')

/** Marks the words from the next state on, and puts the caret after them. */
export const show = (tr: Transaction, range: Range): Transaction =>
  tr.setSelection(TextSelection.create(tr.doc, range.to)).setMeta(key, range).scrollIntoView()

/** Where the marked words stand; null when none are. */
export const shownIn = (state: EditorState): Range | null => {
  const [shown] = key.getState(state)?.find() ?? []
  return shown ? { from: shown.from, to: shown.to } : null
}

const isOthers = (tr: Transaction): boolean => {
  // The plugin's meta is untyped; this is the field that its own code reads.
  const meta: { isChangeOrigin?: boolean } | undefined = tr.getMeta(ySyncPluginKey)
  return meta?.isChangeOrigin === true
}

const next = (tr: Transaction, before: DecorationSet): DecorationSet => {
  const range: Range | undefined = tr.getMeta(key) // set by `show` only
  if (range) return DecorationSet.create(tr.doc, [Decoration.inline(range.from, range.to, { class: 'mended' })])
  if (before === DecorationSet.empty) return before
  const goesOn = (tr.docChanged || tr.selectionSet) && !isOthers(tr) && tr.getMeta('appendedTransaction') === undefined
  return goesOn ? DecorationSet.empty : before.map(tr.mapping, tr.doc)
}

/** One for all editors: what it knows is in each one's state. */
export const mendedPlugin: Plugin<DecorationSet> = new Plugin<DecorationSet>({
  key,
  state: { init: () => DecorationSet.empty, apply: next },
  props: { decorations: (state) => key.getState(state) },
})
