/** `/` at a paragraph's start or after a blank offers what can be inserted there, and narrows down as one writes on. */
import { type Command, type EditorState, Plugin, PluginKey, type Transaction } from '@tiptap/pm/state'
import type { EditorView } from '@tiptap/pm/view'
import { found, type NamedInsertion } from './insertions.ts'
import type { Requests } from './shortcuts.ts'

/** Open: from the slash at `from`, with what is written after it. `chosen`: null until something has been chosen. */
export type SlashMenu = { from: number; written: string; hits: readonly NamedInsertion[]; chosen: number | null }

/** Longer than any name: whoever writes on does not mean the menu. */
const longest = 24

type Order = { open: number } | { choose: number } | { close: true }

const slashKey = new PluginKey<SlashMenu | null>('slashMenu')

/** The menu as it stands; null when it is closed. */
export const slashMenuOf = (state: EditorState): SlashMenu | null => slashKey.getState(state) ?? null

const order = (tr: Transaction, what: Order): Transaction => tr.setMeta(slashKey, what)

/** What is written between the slash and the caret; null when there is no slash there, or the caret has gone away. */
const writtenFrom = ({ doc, selection }: EditorState, from: number): string | null => {
  const { $head, empty } = selection
  if (!empty || $head.parent.type.name !== 'paragraph' || from < $head.start() || from >= $head.pos) return null
  const [slash, written] = [doc.textBetween(from, from + 1), doc.textBetween(from + 1, $head.pos, null, '\n')]
  return slash === '/' && !/^\s|\n/.test(written) && written.length <= longest ? written : null
}

/**
 * Among other words a slash may be no more than a slash: then Enter must not make something else of the paragraph, and
 * nothing is chosen before an arrow or a letter has shown that the list is meant.
 */
const firstChoice = ({ doc }: EditorState, from: number, written: string): number | null =>
  written === '' && doc.resolve(from).parent.textContent.trim() !== '/' ? null : 0

const narrowed = (
  menu: SlashMenu,
  tr: Transaction,
  state: EditorState,
  all: readonly NamedInsertion[],
): SlashMenu | null => {
  // Others' writing comes as a new text: then the slash is found again by its distance from the caret.
  for (const from of [tr.mapping.map(menu.from, -1), state.selection.head - menu.written.length - 1]) {
    const written = writtenFrom(state, from)
    if (written === menu.written) return { ...menu, from }
    if (written !== null) return { from, written, hits: found(all, written), chosen: firstChoice(state, from, written) }
  }
  return null
}

const mayBegin = ({ doc }: EditorState, at: number): boolean => {
  const { parent, parentOffset, nodeBefore } = doc.resolve(at)
  return (
    parent.type.name === 'paragraph' &&
    (parentOffset === 0 || (nodeBefore?.isLeaf === true && /(?:^|\s)$/.test(nodeBefore.text ?? '')))
  )
}

/** Takes the slash and what follows it away, and does what was chosen. */
export const choose = (view: EditorView, insertion: NamedInsertion, run: (insertion: NamedInsertion) => void): void => {
  const menu = slashMenuOf(view.state)
  if (!menu) return
  view.dispatch(order(view.state.tr.delete(menu.from, view.state.selection.head), { close: true }))
  run(insertion)
}

const close: Command = (state, dispatch) => {
  dispatch?.(order(state.tr, { close: true }))
  return true
}

const move =
  ({ hits: { length: count }, chosen }: SlashMenu, by: 1 | -1): Command =>
  (state, dispatch) => {
    // From nowhere to the list's beginning, or to its end.
    const from = chosen ?? (by === 1 ? -1 : count)
    dispatch?.(order(state.tr, { choose: (from + by + count) % count }))
    return true
  }

/** The option that is chosen, if any is. */
const chosenOf = ({ hits, chosen }: SlashMenu): NamedInsertion | undefined =>
  chosen === null ? undefined : hits[chosen]

/** The id of an option, for `aria-activedescendant`. */
export const optionId = (listId: string, insertion: NamedInsertion): string => `${listId}-${insertion.id}`

/** What can be inserted, by name, and the id of the list that shows it. */
export type SlashWords = { all: readonly NamedInsertion[]; listId: string }

const keyDown = (view: EditorView, event: KeyboardEvent, requests: Requests): boolean => {
  const menu = slashMenuOf(view.state)
  if (!menu || event.isComposing || event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return false
  if (event.key === 'Escape') return close(view.state, view.dispatch)
  if (menu.hits.length === 0) return false
  const chosen = chosenOf(menu)
  switch (event.key) {
    case 'ArrowDown':
      return move(menu, 1)(view.state, view.dispatch)
    case 'ArrowUp':
      return move(menu, -1)(view.state, view.dispatch)
    case 'Enter':
    case 'Tab':
      // Tab would take the focus to the list, which is gone by then.
      if (!chosen) return event.key === 'Tab' && move(menu, 1)(view.state, view.dispatch)
      choose(view, chosen, ({ run }) => run(view, requests))
      return true
    default:
      return false
  }
}

/** The keyboard's side of the menu; `slash-list.tsx` shows it. The focus stays in the text, which names the option. */
export const slashMenuPlugin = ({ all, listId }: SlashWords, requests: Requests): Plugin<SlashMenu | null> =>
  new Plugin<SlashMenu | null>({
    key: slashKey,
    state: {
      init: () => null,
      apply: (tr, menu, _before, state) => {
        const what: Order | undefined = tr.getMeta(slashKey)
        if (what && 'close' in what) return null
        if (what && 'open' in what) {
          return { from: what.open, written: '', hits: all, chosen: firstChoice(state, what.open, '') }
        }
        if (!menu) return null
        return what ? { ...menu, chosen: what.choose } : narrowed(menu, tr, state, all)
      },
    },
    props: {
      handleTextInput: (view, from, to, text) => {
        if (text !== '/' || from !== to || !mayBegin(view.state, from)) return false
        view.dispatch(order(view.state.tr.insertText('/', from).scrollIntoView(), { open: from }))
        return true
      },
      handleKeyDown: (view, event) => keyDown(view, event, requests),
      handleDOMEvents: {
        blur: (view) => {
          if (slashMenuOf(view.state)) close(view.state, view.dispatch)
          return false
        },
      },
      attributes: (state): Record<string, string> => {
        const menu = slashMenuOf(state)
        if (!menu || menu.hits.length === 0) return {}
        const chosen = chosenOf(menu)
        return {
          'aria-autocomplete': 'list',
          'aria-controls': listId,
          ...(chosen && { 'aria-activedescendant': optionId(listId, chosen) }),
        }
      },
    },
  })
