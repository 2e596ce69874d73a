/** Says politely what the others do in the text; it is heard and not seen. */
import { useEffect, useState } from 'react'
import type * as Y from 'yjs'
import { textRoot } from '../../shared/protocol.ts'
import { useMessages } from '../ui/language.tsx'
import { apart, openAnnouncements, type Who } from './announcements.ts'
import { editsIn, headingAbove } from './others-edits.ts'

/** Who writes on a connection; `self` in another window is oneself. Null: nobody who is known. */
export type WhoWrites = (client: number | null) => Who | 'self' | null

const later = (ms: number, call: () => void): (() => void) => {
  const timer = setTimeout(call, ms)
  return () => clearTimeout(timer)
}

/** `isLive`: what comes now is written now, and not what one has missed. */
export function Announcer({ doc, whoWrites, isLive }: { doc: Y.Doc; whoWrites: WhoWrites; isLive: boolean }) {
  const say = useMessages().others
  const [sentence, setSentence] = useState('')

  useEffect(() => {
    if (!isLive) return
    const root = doc.getXmlFragment(textRoot)
    const announcements = openAnnouncements({
      say,
      now: () => performance.now(),
      later,
      isHidden: () => document.hidden,
      announce: setSentence,
    })
    const hear = (transaction: Y.Transaction): void => {
      if (transaction.local) return
      const told = editsIn(transaction, root).flatMap(({ client, kind, block }) => {
        const who = whoWrites(client)
        return who === 'self' ? [] : [{ who, kind, where: headingAbove(block) }]
      })
      announcements.hear(told)
    }
    doc.on('afterTransaction', hear)
    return () => {
      doc.off('afterTransaction', hear)
      announcements.stop()
    }
  }, [doc, whoWrites, isLive, say])

  // Left standing it would be met by those who read the page line by line, long after it was true.
  useEffect(() => (sentence === '' ? undefined : later(apart - 1000, () => setSentence(''))), [sentence])

  return (
    <p className="unseen" role="status">
      {sentence}
    </p>
  )
}
