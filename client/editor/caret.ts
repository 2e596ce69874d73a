/** Where the others' carets stand: whose organisation first, then who. The server says who they are. */
import { type AnyExtension, Extension } from '@tiptap/core'
import { Plugin } from '@tiptap/pm/state'
import type { EditorView } from '@tiptap/pm/view'
import { yCursorPlugin, yCursorPluginKey } from '@tiptap/y-tiptap'
import type { Awareness } from 'y-protocols/awareness'
import { caretLabelsPlugin } from './caret-labels.ts'
import { readCaret } from './read-caret.ts'
import { caretNamesPlugin } from './writing-here.ts'

/** How another writer is named beside their caret. */
export type CaretLabel = { municipality: string | null; text: string }

/** Null for those whose caret is not shown: they cannot write. */
export type LabelOf = (user: unknown) => CaretLabel | null

/** Colours come from the style sheet by municipality: the page's policy allows no inline styles. */
const draw = (label: CaretLabel | null, client: number): HTMLElement => {
  const caret = document.createElement('span')
  caret.className = 'caret'
  caret.dataset['municipality'] = label?.municipality ?? 'none'
  caret.dataset['client'] = String(client)
  const name = document.createElement('span')
  name.className = 'caret-label'
  name.textContent = label?.text ?? ''
  // U+2060 on both sides keeps a line from breaking at the caret.
  caret.append('\u2060', name, '\u2060')
  return caret
}

/** As another that tells of no change: its plugin would draw in a timer of its own, and a key may come before that. */
const unheard = (awareness: Awareness): Awareness => {
  const silent = { value: () => undefined }
  return Object.create(awareness, { on: silent, off: silent })
}

/** Draws the carets anew when they have moved, once for several, where the person's own is known to be. */
const redraw = (awareness: Awareness, view: EditorView): (() => void) => {
  let timer: ReturnType<typeof setTimeout> | undefined
  const drawAll = (): void => {
    timer = undefined
    readCaret(view)
    view.dispatch(view.state.tr.setMeta(yCursorPluginKey, { awarenessUpdated: true }))
  }
  const moved = (): void => {
    timer ??= setTimeout(drawAll)
  }
  awareness.on('change', moved)
  return () => {
    clearTimeout(timer)
    awareness.off('change', moved)
  }
}

type State = { user?: unknown } | null

/**
 * Carets of a text. Only the connection's own state is ours to set; name, role and municipality are the server's.
 * Not TipTap's extension around the same plugin: it cannot leave anybody's caret out.
 */
export const caretExtension = (awareness: Awareness, user: Record<string, unknown>, labelOf: LabelOf): AnyExtension =>
  Extension.create({
    name: 'carets',
    // Before the plugins that read where the carets stand.
    priority: 999,
    addProseMirrorPlugins: () => [
      new Plugin({
        view: (view) => {
          awareness.setLocalStateField('user', user)
          return { destroy: redraw(awareness, view) }
        },
      }),
      yCursorPlugin(unheard(awareness), {
        awarenessStateFilter: (me: number, client: number, state: State) =>
          me !== client && labelOf(state?.user) !== null,
        cursorBuilder: (other: unknown, client: number) => draw(labelOf(other), client),
        selectionBuilder: (other: unknown) => ({
          class: 'others-selection',
          'data-municipality': labelOf(other)?.municipality ?? 'none',
        }),
      }),
      caretLabelsPlugin(),
      caretNamesPlugin((client) => labelOf(awareness.getStates().get(client)?.['user'])?.text ?? null),
    ],
  })
