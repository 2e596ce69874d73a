/** Looks for words in the text, and puts others in their place. Not a dialog: one goes on reading and writing. */
import type { Editor } from '@tiptap/core'
import { useCallback, useEffect, useId, useRef, useState } from 'react'
import * as icons from '../ui/icons.tsx'
import { useMessages } from '../ui/language.tsx'
import { found, lookFor, stepTo } from './find-plugin.ts'
import { replaceAll, replaceChosen } from './find-replacing.ts'
import { showChosen } from './find-showing.ts'
import { asOneUndo } from './find-undo.ts'
import type { Query } from './finding.ts'
import { useEditorValue } from './use-editor.ts'
import { isFindKey, useKeys } from './use-find.ts'
import './find.css'

/** So long after the last key in the field, ms: in a long text each search takes a moment, and is said aloud. */
const pause = 200

const longest = 1000

function Option(props: { label: string; on: boolean; onChange: (on: boolean) => void }) {
  return (
    <label className="find-option">
      <input type="checkbox" checked={props.on} onChange={(event) => props.onChange(event.target.checked)} />
      {props.label}
    </label>
  )
}

/** The fields and what is done with them: searching waits for a pause, and whatever is pressed before then does not. */
const useSearch = (editor: Editor, start: Query) => {
  const field = useRef<HTMLInputElement>(null)
  const searched = useRef<Query | null>(null)
  const [begun, setBegun] = useState(start)
  const [query, setQuery] = useState(start)
  const [words, setWords] = useState('')
  const [replaced, setReplaced] = useState<number | null>(null)

  /** True when what is asked for is another than what was searched last. */
  const search = useCallback(
    (asked: Query): boolean => {
      if (searched.current === asked || editor.isDestroyed) return false
      searched.current = asked
      lookFor(asked.words === '' ? null : asked)(editor.state, editor.view.dispatch)
      showChosen(editor.view)
      return true
    },
    [editor],
  )

  // Asked for anew while it was open: the fields begin again with that.
  if (begun !== start) {
    setBegun(start)
    setQuery(start)
  }

  useEffect(() => {
    field.current?.focus()
    field.current?.select()
  }, [start])

  useEffect(() => {
    const timer = setTimeout(() => search(query), pause)
    return () => clearTimeout(timer)
  }, [search, query])

  useEffect(() => () => void (editor.isDestroyed || lookFor(null)(editor.state, editor.view.dispatch)), [editor])

  const step = (by: 1 | -1) => {
    setReplaced(null)
    if (search(query)) return
    stepTo(by)(editor.state, editor.view.dispatch)
    showChosen(editor.view)
  }
  return {
    field,
    query,
    words,
    replaced,
    setWords,
    step,
    ask(change: Partial<Query>) {
      setReplaced(null)
      setQuery({ ...query, ...change })
    },
    replaceOne() {
      const tr = search(query) ? null : replaceChosen(editor.state, words)
      if (!tr) return step(1)
      setReplaced(null)
      editor.view.dispatch(tr)
      showChosen(editor.view)
    },
    replaceEvery() {
      search(query)
      setReplaced(asOneUndo(editor.state, () => replaceAll(editor.view, words)))
    },
  }
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
  const { setWords, step, ask, replaceOne, replaceEvery } = deeds
  const { count, at } = useEditorValue(editor, ({ state }) => found(state))

  useKeys(bar, (event) => {
    const inText = event.target instanceof HTMLInputElement && event.target.type === 'text'
    const inField = event.target === field.current
    // Not on to whoever opens the bar: the second time the browser's own is asked for.
    if (isFindKey(event) && inField) return event.stopPropagation()
    if (event.key === 'Escape') props.onClose(query)
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
          <button type="button" className="find-button" disabled={count === 0} onClick={replaceOne}>
            {say.replace}
          </button>
          <button type="button" className="find-button" disabled={count === 0} onClick={replaceEvery}>
            {say.replaceAll}
          </button>
        </div>
      )}
      <div className="find-row">
        <Option label={say.matchCase} on={query.matchCase} onChange={(matchCase) => ask({ matchCase })} />
        <Option label={say.wholeWord} on={query.wholeWord} onChange={(wholeWord) => ask({ wholeWord })} />
      </div>
    </div>
  )
}
