/** Whether the bar that looks for words is open, with what, and the keys that open it and go from place to place. */
import type { Editor } from '@tiptap/core'
import { type RefObject, useEffect, useRef, useState } from 'react'
import { stepTo } from './find-plugin.ts'
import { showChosen } from './find-showing.ts'
import type { Query } from './finding.ts'

/** A selection longer than this, or over several paragraphs, is no word to look for. */
const longest = 100

const selectedWords = ({ state }: Editor): string => {
  const { $from, $to, from, to } = state.selection
  return $from.sameParent($to) && to - from <= longest ? state.doc.textBetween(from, to) : ''
}

export const isFindKey = (event: KeyboardEvent): boolean =>
  event.key.toLowerCase() === 'f' && (event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey

/** Keys pressed within an element, whichever of its parts has the focus; the innermost one hears them first. */
export const useKeys = (element: RefObject<HTMLElement | null>, hear: (event: KeyboardEvent) => void): void => {
  useEffect(() => {
    const { current } = element
    current?.addEventListener('keydown', hear)
    return () => current?.removeEventListener('keydown', hear)
  }, [element, hear])
}

/** `frame` holds the text and its tools. `start` is null while the bar is closed; a new one means: begin with this. */
export const useFind = (editor: Editor | null, frame: RefObject<HTMLElement | null>) => {
  const [start, setStart] = useState<Query | null>(null)
  const last = useRef<Query>({ words: '', matchCase: false, wholeWord: false })

  const open = () => {
    if (editor) setStart({ ...last.current, words: selectedWords(editor) || last.current.words })
  }
  const close = (asked: Query) => {
    last.current = asked
    setStart(null)
    if (!editor) return
    // A page to read takes no focus from the editor's own command.
    editor.view.dom.focus({ preventScroll: true })
    editor.view.focus()
  }
  useKeys(frame, (event) => {
    if (isFindKey(event)) open()
    else if (event.key === 'F3' && start && editor) {
      stepTo(event.shiftKey ? -1 : 1)(editor.state, editor.view.dispatch)
      showChosen(editor.view)
    } else return
    event.preventDefault()
  })
  return { start, open, close }
}
