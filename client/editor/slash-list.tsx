/** The list at the caret of what `/` offers. The focus stays in the text; the plugin answers the keys. */
import type { Editor } from '@tiptap/core'
import { useLayoutEffect, useRef } from 'react'
import { useMessages } from '../ui/language.tsx'
import type { NamedInsertion } from './insertions.ts'
import { choose, optionId, slashMenuOf } from './slash-menu.ts'
import { useEditorValue } from './use-editor.ts'

/** Kept free between the list, the line and the window's edge, px. */
const gap = 6

/** Below the line, or above it where there is more room; never out of the window's sides. */
const place = (list: HTMLElement, editor: Editor, from: number): void => {
  const frame = list.offsetParent
  if (!frame || from > editor.state.doc.content.size) return
  const { left, top, bottom } = editor.view.coordsAtPos(from)
  const origin = frame.getBoundingClientRect()
  const { offsetWidth, offsetHeight } = list
  const above = bottom + gap + offsetHeight > window.innerHeight && top > window.innerHeight - bottom
  const x = Math.max(gap, Math.min(left, document.documentElement.clientWidth - gap - offsetWidth))
  list.style.left = `${x - origin.left}px`
  list.style.top = `${(above ? top - gap - offsetHeight : bottom + gap) - origin.top}px`
}

type Props = { editor: Editor; listId: string; onChoose: (insertion: NamedInsertion) => void }

export function SlashList({ editor, listId, onChoose }: Props) {
  const say = useMessages().insert
  const list = useRef<HTMLDivElement>(null)
  const menu = useEditorValue(editor, ({ state }) => slashMenuOf(state))
  useLayoutEffect(() => {
    if (!list.current || !menu) return
    place(list.current, editor, menu.from)
    list.current.querySelector('[aria-selected=true]')?.scrollIntoView({ block: 'nearest' })
  }, [editor, menu])
  return (
    <>
      <p role="status" className="unseen">
        {menu && say.hits(menu.hits.length)}
      </p>
      {menu && menu.hits.length > 0 && (
        <div
          ref={list}
          id={listId}
          role="listbox"
          aria-label={say.list}
          className="menu slash-list"
          // What scrolls must be within reach of the keyboard; Tab in the text chooses before it would come here.
          tabIndex={0}
        >
          {menu.hits.map((hit, i) => (
            <div
              key={hit.id}
              id={optionId(listId, hit)}
              role="option"
              aria-selected={i === menu.chosen}
              className="menu-item"
              // The focus and the caret stay in the text.
              onMouseDown={(event) => event.preventDefault()}
              onMouseUp={() => choose(editor.view, hit, onChoose)}
            >
              {hit.label}
              {hit.keys && <kbd aria-hidden="true">{hit.keys}</kbd>}
            </div>
          ))}
        </div>
      )}
    </>
  )
}
