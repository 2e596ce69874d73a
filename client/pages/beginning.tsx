/**
 * The text's beginning, to be read until the editor has the text (R42): a still page that says so. The editor then
 * takes its place, without moving what one reads.
 */
import { useQuery } from '@tanstack/react-query'
import type { Editor } from '@tiptap/core'
import { type RefObject, useCallback, useEffect, useLayoutEffect, useRef, useState } from 'react'
import type { StillBlock } from '../../shared/beginning.ts'
import { beginning as beginningQuery, records } from '../api.ts'
import { useMessages } from '../ui/language.tsx'
import { type Place, placeIn, takePlace } from './same-place.ts'
import { Still } from './still.tsx'
import '../editor/editor.css'
import '../editor/footnotes.css'
import '../editor/figures.css'
import '../editor/tables.css'
import './beginning.css'

type Props = {
  blocks: readonly StillBlock[]
  page: RefObject<HTMLDivElement | null>
  /** Why it is still. */
  because: string
  /** There will be tools above the text: their room is kept. */
  mayWrite: boolean
}

export function BeginningPage({ blocks, page, because, mayWrite }: Props) {
  const say = useMessages()
  return (
    <div className="editor">
      <div className={mayWrite ? 'tools' : undefined}>
        <p role="status" className={mayWrite ? 'toolbar beginning-says' : 'beginning-says'}>
          {because}
        </p>
      </div>
      <div className="paper">
        {/* A reader of the page goes on to it, and scrolls it, by keyboard. */}
        {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
        <div ref={page} role="article" tabIndex={0} aria-label={say.beginning.label} className="text" lang="sv">
          <Still blocks={blocks} />
        </div>
      </div>
    </div>
  )
}

/** So long the text waits for its beginning to be seen, ms: what only helps must not hold it up. */
const patience = 500

/** Once the window has been painted with what is drawn now. Returns how to call it off. */
const whenPainted = (then: () => void): (() => void) => {
  let timer: ReturnType<typeof setTimeout> | undefined
  const frame = requestAnimationFrame(() => {
    timer = setTimeout(then)
  })
  return () => {
    cancelAnimationFrame(frame)
    clearTimeout(timer)
  }
}

/** A window that nobody looks at paints nothing: there, too, the text waits for so long and no longer. */
const useSeen = (hasCome: boolean): boolean => {
  const [isSeen, setSeen] = useState(false)
  useEffect(() => {
    const timer = setTimeout(() => setSeen(true), patience)
    return () => clearTimeout(timer)
  }, [])
  useEffect(() => (hasCome ? whenPainted(() => setSeen(true)) : undefined), [hasCome])
  return isSeen
}

export type BeginningShown = {
  /** Null when there is none to show: not yet, not for this person, or the editor is there. */
  blocks: readonly StillBlock[] | null
  page: RefObject<HTMLDivElement | null>
  /** It has been seen, will not come, or has been waited for long enough. */
  isSettled: boolean
  /** Told of the editor before its page is drawn in the place of this one. */
  end: (editor: Editor | null) => void
}

/** Until the first editor: a later one of the same text finds its page empty for a moment only. */
export const useBeginning = (programmeId: string, editor: Editor | null): BeginningShown => {
  const [isOver, setOver] = useState(false)
  const { data, isPending } = useQuery({ ...beginningQuery(programmeId), enabled: !isOver })
  const isSettled = useSeen(!isPending)
  const page = useRef<HTMLDivElement>(null)
  const place = useRef<Place | null>(null)

  const end = useCallback((made: Editor | null) => {
    if (made === null) return
    if (page.current) place.current = placeIn(page.current)
    setOver(true)
  }, [])

  useLayoutEffect(() => {
    if (!editor || !place.current) return
    takePlace(editor.view.dom, place.current)
    place.current = null
  }, [editor])

  // What the text is the editor knows from now on.
  useEffect(() => {
    const { queryKey } = beginningQuery(programmeId)
    if (isOver) records.removeQueries({ queryKey })
    return () => records.removeQueries({ queryKey })
  }, [isOver, programmeId])

  return { blocks: isOver ? null : (data ?? null), page, isSettled, end }
}
