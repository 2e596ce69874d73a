/** The text's headings beside it; each leads to its place. Under 900 px it folds together above the text. */
import type { Editor } from '@tiptap/core'
import { useState } from 'react'
import { headingsOf, jumpTo } from '../editor/outline.ts'
import { useEditorValue } from '../editor/use-editor.ts'
import { useMessages } from '../ui/language.tsx'

function Headings({ editor }: { editor: Editor }) {
  const say = useMessages().draft
  const headings = useEditorValue(editor, ({ state }) => headingsOf(state.doc))
  if (headings.length === 0) return <p className="outline-none">{say.noHeadings}</p>
  return (
    <ol>
      {headings.map((heading) => (
        <li key={`${heading.id} ${heading.pos}`} data-level={heading.level}>
          <button type="button" onClick={() => jumpTo(editor.view, heading)}>
            {heading.text || say.emptyHeading}
          </button>
        </li>
      ))}
    </ol>
  )
}

/** Open from the start where there is room for it beside the text. */
const hasRoom = (): boolean => matchMedia('(min-width: 56.26rem)').matches

export function Outline({ editor }: { editor: Editor }) {
  const [open] = useState(hasRoom)
  const say = useMessages().draft
  return (
    <nav className="outline" aria-label={say.outline}>
      <details open={open}>
        <summary>{say.outline}</summary>
        <Headings editor={editor} />
      </details>
    </nav>
  )
}
