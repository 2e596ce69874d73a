/** The truth about saving, in a sign and a word. *Sparat* means: on the server's disk, and nothing else does. */
import { type ReactNode, useEffect, useRef, useState } from 'react'
import type { UiMessages } from '../../shared/messages/ui.sv.ts'
import type { SyncStatus } from '../sync/status.ts'
import { CheckIcon, DotsIcon, WarningIcon } from '../ui/icons.tsx'
import { useMessages } from '../ui/language.tsx'
import { type Truth, truthOf } from './truth.ts'

const wordsOf = (truth: Truth, say: UiMessages['saving']): string => {
  switch (truth.is) {
    case 'saved':
      return say.saved
    case 'saving':
      return say.saving
    case 'waiting':
      return say.waiting(truth.changes)
    case 'savedNoContact':
      return say.noContact
    case 'readingNoContact':
      return say.readingNoContact
  }
}

const signs = {
  saved: { Icon: CheckIcon, colour: 'saved' },
  saving: { Icon: DotsIcon, colour: 'saving' },
  waiting: { Icon: WarningIcon, colour: 'waiting' },
  savedNoContact: { Icon: WarningIcon, colour: 'waiting' },
  readingNoContact: { Icon: WarningIcon, colour: 'waiting' },
} as const satisfies Record<Truth['is'], unknown>

/** Long enough that who writes is not spoken to between two words. */
const calm = 1500

/** Tells a screen reader when the state has become another and stayed so; never each key, never each number. */
function Announcement({ truth }: { truth: Truth | null }) {
  const say = useMessages().saving
  const told = useRef<Truth['is']>('saved')
  const [words, setWords] = useState('')
  // A reader whose contact is back is told nothing: there is nothing left to say.
  const is = truth?.is ?? 'saved'
  const current = truth ? wordsOf(truth, say) : ''
  useEffect(() => {
    if (is === 'saving' || is === told.current) return
    const timer = setTimeout(() => {
      told.current = is
      setWords(current)
    }, calm)
    return () => clearTimeout(timer)
  }, [is, current])
  return (
    <span className="unseen" aria-live="polite">
      {words}
    </span>
  )
}

/** A reader is told of contact only: they have nothing to save. `children`: what else must be in sight. */
export function SavingTruth({ status, children }: { status: SyncStatus; children: ReactNode }) {
  const say = useMessages().saving
  if (status.state === 'opening') return null
  const truth = truthOf(status)
  const sign = truth && signs[truth.is]
  return (
    <div className="truths">
      {truth && sign && (
        <span className="saving" role="status" aria-live="off" data-saving={sign.colour}>
          <sign.Icon />
          <span>{wordsOf(truth, say)}</span>
        </span>
      )}
      <Announcement truth={truth} />
      {children}
    </div>
  )
}
