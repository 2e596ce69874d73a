/** Shows that somebody else writes in the paragraph one is about to join or remove; beside it, over no words. */
import type { Editor } from '@tiptap/core'
import { useEffect, useRef, useState } from 'react'
import { PenIcon } from '../ui/icons.tsx'
import { useMessages } from '../ui/language.tsx'
import { joined } from './announcements.ts'
import { useEditorValue } from './use-editor.ts'
import { type Hint, hintAt, sayOnce } from './writing-here.ts'
import './writing-here.css'

/** A caret that only passes through a paragraph is not told of, ms. */
const standing = 800

/** Puts the hint between two paragraphs: the editor says where they are, and only scripts may place by pixel. */
const place = (editor: Editor, mark: HTMLElement, { where, pos }: Hint): void => {
  const paragraph = editor.view.nodeDOM(pos)
  const frame = mark.offsetParent
  if (!(paragraph instanceof HTMLElement) || !frame) return
  const { top, bottom } = paragraph.getBoundingClientRect()
  // The gap it stands in: below the paragraph, but above the one that Delete would draw up.
  const edge = where === 'after' ? top : bottom
  mark.style.top = `${edge - frame.getBoundingClientRect().top}px`
}

function Mark({ editor, hint, words }: { editor: Editor; hint: Hint; words: string }) {
  const mark = useRef<HTMLParagraphElement>(null)
  useEffect(() => {
    const move = () => mark.current && place(editor, mark.current, hint)
    move()
    // The paragraph grows while one writes, and so does all that is above it.
    const watch = new ResizeObserver(move)
    watch.observe(editor.view.dom)
    return () => watch.disconnect()
  }, [editor, hint])
  return (
    <p ref={mark} className="writing-here" aria-hidden="true">
      <PenIcon /> {words}
    </p>
  )
}

export function WritingHereHint({ editor }: { editor: Editor }) {
  const say = useMessages().others
  const hint = useEditorValue(editor, ({ state }) => hintAt(state))
  const [isNew] = useState(() => sayOnce(() => performance.now()))
  const [said, setSaid] = useState('')
  const sentence = { here: say.writesHere, before: say.writesBefore, after: say.writesAfter }
  const words = hint ? sentence[hint.where](joined(hint.names, say)) : ''

  useEffect(() => {
    const timer = setTimeout(() => {
      if (!hint) setSaid('')
      else if (isNew(hint)) setSaid(words)
    }, standing)
    return () => clearTimeout(timer)
  }, [hint, words, isNew])

  return (
    <>
      {hint && <Mark editor={editor} hint={hint} words={words} />}
      <p className="unseen" role="status">
        {said}
      </p>
    </>
  )
}
