/** The truth about saving, in a sign and a word. *Sparat* means: on the server's disk, and nothing else does. */
import { type ReactNode, useEffect, useRef, useState } from 'react'
import type { UiMessages } from '../../shared/messages/ui.sv.ts'
import type { Saving, SyncStatus } from '../sync/status.ts'
import { CheckIcon, DotsIcon, WarningIcon } from '../ui/icons.tsx'
import { useMessages } from '../ui/language.tsx'

const wordsOf = (saving: Saving, say: UiMessages['saving']): string => {
  switch (saving.state) {
    case 'saved':
      return say.saved
    case 'saving':
      return say.saving
    case 'waiting':
      return say.waiting(saving.changes)
  }
}

const icons = { saved: CheckIcon, saving: DotsIcon, waiting: WarningIcon } as const

/** Long enough that who writes is not spoken to between two words. */
const calm = 1500

/** Tells a screen reader when the state has become another and stayed so; never each key, never each number. */
function Announcement({ saving }: { saving: Saving }) {
  const say = useMessages().saving
  const told = useRef<Saving['state']>('saved')
  const [words, setWords] = useState('')
  const { state } = saving
  const current = wordsOf(saving, say)
  useEffect(() => {
    if (state === 'saving' || state === told.current) return
    const timer = setTimeout(() => {
      told.current = state
      setWords(current)
    }, calm)
    return () => clearTimeout(timer)
  }, [state, current])
  return (
    <span className="unseen" aria-live="polite">
      {words}
    </span>
  )
}

/** A reader is told of contact only: they have nothing to save. `children`: what else must be in sight. */
export function SavingTruth({ status, children }: { status: SyncStatus; children: ReactNode }) {
  const { saving: say, draft } = useMessages()
  if (status.state === 'opening') return null
  const { saving } = status
  const reading = status.state === 'open' && status.mayWrite !== true && saving.state === 'saved'
  const noContact = status.state === 'open' && status.contact === 'lost' && saving.state === 'saved'
  const Icon = icons[saving.state]
  return (
    <div className="truths">
      {reading && (
        <span className="saving" role="status">
          {draft.readOnly}
        </span>
      )}
      {!reading && (
        <span className="saving" role="status" aria-live="off" data-saving={saving.state}>
          <Icon />
          <span>{wordsOf(saving, say)}</span>
        </span>
      )}
      <Announcement saving={saving} />
      {noContact && (
        <span className="saving" role="status" data-saving="waiting">
          <WarningIcon />
          <span>{reading ? say.readingNoContact : say.noContact}</span>
        </span>
      )}
      {children}
    </div>
  )
}
