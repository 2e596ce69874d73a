/** The text's length in words, and of what is selected. Plain words, not announced: nobody writes to be counted at. */
import type { Editor } from '@tiptap/core'
import { useEffect, useState } from 'react'
import { useMessages } from '../ui/language.tsx'
import { type Count, openCount, pagesOf } from './word-count.ts'
import './word-count.css'

/** So long after the last key, ms. */
const pause = 600

type Length = { all: number; selected: number }

/** Calls when the browser has nothing better to do; where it cannot tell, at once and for as long as a frame. */
const whenIdle = (call: (hasTime: () => boolean) => void): (() => void) => {
  if (typeof requestIdleCallback === 'function') {
    const asked = requestIdleCallback((deadline) => call(() => deadline.timeRemaining() > 1))
    return () => cancelIdleCallback(asked)
  }
  const timer = setTimeout(() => {
    const end = performance.now() + 8
    call(() => performance.now() < end)
  })
  return () => clearTimeout(timer)
}

const lengthOf = ({ state }: Editor, count: Count, hasTime: () => boolean): Length | null => {
  const { doc, selection } = state
  const all = count.words(doc, { from: 0, to: doc.content.size }, hasTime)
  const selected = selection.empty ? 0 : count.words(doc, selection, hasTime)
  if (all === null || selected === null) return null
  count.tidy()
  return { all, selected }
}

/** Follows the editor's text and selection, a pause behind. */
const useLength = (editor: Editor): Length | null => {
  const [length, setLength] = useState<Length | null>(null)
  useEffect(() => {
    const count = openCount()
    let stop = (): void => undefined
    const look = (): void => {
      stop = whenIdle((hasTime) => {
        const counted = lengthOf(editor, count, hasTime)
        if (counted) setLength(counted)
        else look()
      })
    }
    let read: Editor['state'] | null = null
    const wait = (): void => {
      if (read?.doc === editor.state.doc && read.selection.eq(editor.state.selection)) return
      read = editor.state
      stop()
      const timer = setTimeout(look, pause)
      stop = () => clearTimeout(timer)
    }
    wait()
    editor.on('transaction', wait)
    return () => {
      editor.off('transaction', wait)
      stop()
    }
  }, [editor])
  return length
}

export function WordCountLine({ editor }: { editor: Editor }) {
  const say = useMessages().length
  const length = useLength(editor)
  if (!length) return null
  const { all, selected } = length
  return (
    <p className="word-count" title={say.counted}>
      {selected > 0 ? say.selected(selected, all) : say.whole(all, pagesOf(all))}
    </p>
  )
}
