/** What the bar that looks for words does: searching, going from place to place, replacing, and taking that back. */
import type { Editor } from '@tiptap/core'
import { useCallback, useEffect, useRef, useState } from 'react'
import { lookFor, stepTo } from './find-plugin.ts'
import { replaceAll, replaceChosen } from './find-replacing.ts'
import { showChosen } from './find-showing.ts'
import { asOneUndo } from './find-undo.ts'
import type { Query } from './finding.ts'

/** So long after the last key in the field, ms: in a long text each search takes a moment, and is said aloud. */
const pause = 200

/** The fields and what is done with them: searching waits for a pause, and whatever is pressed before then does not. */
export const useSearch = (editor: Editor, start: Query) => {
  const field = useRef<HTMLInputElement>(null)
  const searched = useRef<Query | null>(null)
  const [begun, setBegun] = useState(start)
  const [query, setQuery] = useState(start)
  const [words, setWords] = useState('')
  const [replaced, setReplaced] = useState<number | null>(null)
  /** After replacing, until something is typed in a field, what is undone is the text's. */
  const undoesText = useRef(false)

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
    undoesText,
    step,
    takeBack(way: 'undo' | 'redo') {
      setReplaced(null)
      editor.commands[way]()
    },
    setWords(changed: string) {
      undoesText.current = false
      setWords(changed)
    },
    ask(change: Partial<Query>) {
      undoesText.current = false
      setReplaced(null)
      setQuery({ ...query, ...change })
    },
    replaceOne() {
      const tr = search(query) ? null : replaceChosen(editor.state, words)
      if (!tr) return step(1)
      setReplaced(null)
      editor.view.dispatch(tr)
      undoesText.current = true
      showChosen(editor.view)
    },
    replaceEvery() {
      search(query)
      setReplaced(asOneUndo(editor.state, () => replaceAll(editor.view, words)))
      undoesText.current = true
    },
  }
}
