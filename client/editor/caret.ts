/** Where the others' carets stand: whose organisation first, then who. The server says who they are. */
import type { AnyExtension } from '@tiptap/core'
import { CollaborationCaret } from '@tiptap/extension-collaboration-caret'
import type { Awareness } from 'y-protocols/awareness'

/** How another writer is named beside their caret. */
export type CaretLabel = { municipality: string | null; text: string }
export type LabelOf = (user: unknown) => CaretLabel

/** Colours come from the style sheet by municipality: the page's policy allows no inline styles. */
const draw = ({ municipality, text }: CaretLabel): HTMLElement => {
  const caret = document.createElement('span')
  caret.className = 'caret'
  caret.dataset['municipality'] = municipality ?? 'none'
  const label = document.createElement('span')
  label.className = 'caret-label'
  label.textContent = text
  // U+2060 on both sides keeps a line from breaking at the caret.
  caret.append('\u2060', label, '\u2060')
  return caret
}

/** Carets of a text. Only the connection's own state is ours to set; name, role and municipality are the server's. */
export const caretExtension = (awareness: Awareness, user: Record<string, unknown>, labelOf: LabelOf): AnyExtension =>
  CollaborationCaret.configure({
    provider: { awareness },
    user,
    render: (other) => draw(labelOf(other)),
    selectionRender: (other) => ({
      class: 'others-selection',
      'data-municipality': labelOf(other).municipality ?? 'none',
    }),
  })
