/** Looks for words in the text, and puts others in their place. Not a dialog: one goes on reading and writing. */
import type { Editor } from '@tiptap/core'
import { useId, useRef } from 'react'
import * as icons from '../ui/icons.tsx'
import { useMessages } from '../ui/language.tsx'
import { found } from './find-plugin.ts'
import type { Query } from './finding.ts'
import { wayOf } from './move-undo.ts'
import { useEditorValue } from './use-editor.ts'
import { isFindKey, useKeys } from './use-find.ts'
import { useSearch } from './use-search.ts'
import './find.css'

const longest = 1000

function Option(props: { label: string; on: boolean; onChange: (on: boolean) => void }) {
  return (
    <label className="find-option">
      <input type="checkbox" checked={props.on} onChange={(event) => props.onChange(event.target.checked)} />
      {props.label}
    </label>
  )
}

/** One that finds nothing to replace stays reachable: the focus must not vanish with the last place. */
function Replacing(props: { label: string; canReplace: boolean; onPress: () => void }) {
  return (
    <button
      type="button"
      className="find-button"
      aria-disabled={!props.canReplace}
      onClick={props.canReplace ? props.onPress : undefined}
    >
      {props.label}
    </button>
  )
}

/** For those who only read: they have no tools among which it would stand. */
export function FindOpener({ onOpen }: { onOpen: () => void }) {
  const say = useMessages()
  return (
    <button type="button" className="find-button find-open" onClick={onOpen}>
      <icons.SearchIcon /> {say.tools.withKey(say.find.label, 'Ctrl+F')}
    </button>
  )
}

/** `start`: what was looked for last, or is selected. `onClose` is told what is looked for now. */
export function FindBar(props: { editor: Editor; start: Query; mayWrite: boolean; onClose: (last: Query) => void }) {
  const { editor, mayWrite } = props
  const say = useMessages().find
  const id = useId()
  const bar = useRef<HTMLDivElement>(null)
  const { field, query, words, replaced, ...deeds } = useSearch(editor, props.start)
  const { setWords, step, ask, replaceOne, replaceEvery, undoesText, takeBack } = deeds
  const { count, at } = useEditorValue(editor, ({ state }) => found(state))

  useKeys(bar, (event) => {
    const inText = event.target instanceof HTMLInputElement && event.target.type === 'text'
    const inField = event.target === field.current
    // Not on to whoever opens the bar: the second time the browser's own is asked for.
    if (isFindKey(event) && inField) return event.stopPropagation()
    const way = wayOf(event)
    if (way !== null && mayWrite && (!inText || undoesText.current)) takeBack(way)
    else if (event.key === 'Escape') props.onClose(query)
    else if (event.key === 'F3' || (event.key === 'Enter' && inField)) step(event.shiftKey ? -1 : 1)
    else if (event.key === 'Enter' && inText) replaceOne()
    else return
    event.preventDefault()
    event.stopPropagation()
  })

  const told = () => {
    if (replaced !== null) return say.replaced(replaced)
    if (query.words === '') return ''
    if (count === 0) return say.none
    return at === null ? say.places(count) : say.at(at, count)
  }

  return (
    <div ref={bar} role="search" className="find-bar" aria-label={say.label}>
      <div className="find-row">
        <label htmlFor={`${id}-find`}>{say.find}</label>
        <input
          ref={field}
          id={`${id}-find`}
          className="ds-input"
          type="text"
          autoComplete="off"
          maxLength={longest}
          value={query.words}
          onChange={(event) => ask({ words: event.target.value })}
        />
        <span role="status" className="find-told">
          {told()}
        </span>
        <button type="button" className="tool" aria-label={say.previous} title={say.previous} onClick={() => step(-1)}>
          <icons.UpIcon />
        </button>
        <button type="button" className="tool" aria-label={say.next} title={say.next} onClick={() => step(1)}>
          <icons.DownIcon />
        </button>
        <button
          type="button"
          className="tool find-close"
          aria-label={say.close}
          title={say.close}
          onClick={() => props.onClose(query)}
        >
          <icons.CloseIcon />
        </button>
      </div>
      {mayWrite && (
        <div className="find-row">
          <label htmlFor={`${id}-words`}>{say.words}</label>
          <input
            id={`${id}-words`}
            className="ds-input"
            type="text"
            autoComplete="off"
            maxLength={longest}
            value={words}
            onChange={(event) => setWords(event.target.value)}
          />
          <Replacing label={say.replace} canReplace={count > 0} onPress={replaceOne} />
          <Replacing label={say.replaceAll} canReplace={count > 0} onPress={replaceEvery} />
        </div>
      )}
      <div className="find-row">
        <Option label={say.matchCase} on={query.matchCase} onChange={(matchCase) => ask({ matchCase })} />
        <Option label={say.wholeWord} on={query.wholeWord} onChange={(wholeWord) => ask({ wholeWord })} />
      </div>
    </div>
  )
}
