/**
 * What is looked for in an open text, and its places drawn: only those around what is in sight. A highlight for every
 * place, made anew at each key, takes a tenth of a second for a usual word in 100,000, and more for a usual letter.
 */
import type { Node } from '@tiptap/pm/model'
import { type Command, type EditorState, Plugin, PluginKey, TextSelection, type Transaction } from '@tiptap/pm/state'
import { Decoration, DecorationSet } from '@tiptap/pm/view'
import { watchFind } from './find-watch.ts'
import { find, firstFrom, type Match, matchAt, type Query } from './finding.ts'
import { fromYjs } from './writing.ts'

/** So many places are drawn before what is in sight, and so many from there on: a tall window full of one letter. */
const drawn = { before: 100, after: 300 }

export type Finding = {
  query: Query | null
  matches: readonly Match[]
  /** The text has changed since: the places may be others. What is drawn has moved along. */
  isStale: boolean
  /** The text's place that the drawn ones are around. */
  around: number
  set: DecorationSet
}

type Change = { query: Query | null } | { around: number } | 'refresh'

const findKey = new PluginKey<Finding>('find')

const nothing: Finding = { query: null, matches: [], isStale: false, around: 0, set: DecorationSet.empty }

/** What is being looked for in this editor. */
export const findingIn = (state: EditorState): Finding => findKey.getState(state) ?? nothing

const draw = ({ doc, selection }: EditorState, finding: Finding): Finding => {
  const { matches, around } = finding
  const first = firstFrom(matches, around)
  const shown = matches.slice(Math.max(0, first - drawn.before), first + drawn.after)
  const current = matchAt(matches, selection)
  // The chosen one too, for it may stand out of sight.
  const also = current === null ? [] : matches.slice(current, current + 1)
  const all = [...new Set([...shown, ...also])]
  const decorations = all.map(({ from, to }) => {
    const isCurrent = from === selection.from && to === selection.to
    return Decoration.inline(from, to, { class: isCurrent ? 'found found-current' : 'found' })
  })
  return { ...finding, set: DecorationSet.create(doc, decorations) }
}

const search = (doc: Node, query: Query | null): Match[] => (query === null ? [] : find(doc, query))

const changed = (before: Finding, change: Change, after: EditorState): Finding => {
  if (change === 'refresh') return { ...before, matches: search(after.doc, before.query), isStale: false }
  if ('around' in change) return { ...before, around: change.around }
  return { ...before, query: change.query, matches: search(after.doc, change.query), isStale: false }
}

const applied = (tr: Transaction, before: Finding, after: EditorState): Finding => {
  const change: Change | undefined = tr.getMeta(findKey)
  if (change !== undefined) {
    const next = changed(before, change, after)
    return next.query === null ? nothing : draw(after, next)
  }
  if (before.query === null) return before
  // Others' writing comes as a new document, through which nothing can be mapped.
  if (tr.docChanged && fromYjs(tr)) return draw(after, changed(before, 'refresh', after))
  if (tr.docChanged) return { ...before, isStale: true, set: before.set.map(tr.mapping, tr.doc) }
  return tr.selectionSet && !before.isStale ? draw(after, before) : before
}

export const findPlugin = (): Plugin<Finding> =>
  new Plugin<Finding>({
    key: findKey,
    state: { init: () => nothing, apply: (tr, before, _old, after) => applied(tr, before, after) },
    props: { decorations: (state) => findKey.getState(state)?.set },
    view: (view) =>
      watchFind(view, {
        read: (state) => (findingIn(state).query === null ? null : findingIn(state)),
        refresh: () => view.dispatch(view.state.tr.setMeta(findKey, 'refresh')),
        drawAround: (around) => view.dispatch(view.state.tr.setMeta(findKey, { around })),
      }),
  })

/** Looks for something else, or with null for nothing any more; the first place from the selection on is chosen. */
export const lookFor =
  (query: Query | null): Command =>
  (state, dispatch) => {
    const { from } = state.selection
    const matches = search(state.doc, query)
    const first = matches[firstFrom(matches, from)] ?? matches[0]
    const tr = state.tr.setMeta(findKey, { query })
    if (first) tr.setSelection(TextSelection.create(state.doc, first.from, first.to))
    dispatch?.(tr)
    return first !== undefined
  }

/** The places as the text stands now. */
export const matchesNow = (state: EditorState): readonly Match[] => {
  const { query, matches, isStale } = findingIn(state)
  return isStale ? search(state.doc, query) : matches
}

/** Chooses the next place or the one before, at the text's end from its beginning again. */
export const stepTo =
  (by: 1 | -1): Command =>
  (state, dispatch) => {
    const matches = matchesNow(state)
    const { selection } = state
    const chosen = matchAt(matches, selection)
    const near = firstFrom(matches, selection.from)
    const next = chosen === null && by === 1 ? near : near + by
    const match = matches.at(next >= matches.length ? 0 : next)
    if (!match) return false
    dispatch?.(state.tr.setSelection(TextSelection.create(state.doc, match.from, match.to)).setMeta(findKey, 'refresh'))
    return true
  }

/** How many places there are, and which of them is chosen, counted from 1. */
export const found = (state: EditorState): { count: number; at: number | null } => {
  const { matches, isStale } = findingIn(state)
  const at = isStale ? null : matchAt(matches, state.selection)
  return { count: matches.length, at: at === null ? null : at + 1 }
}
