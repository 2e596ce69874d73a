/**
 * The frame of a text's page: name, phase, what stands in the way, and the beginning to read. It is small, so that it
 * is there at once; what a text is written with comes after it and takes its places in it.
 */
import type { Editor } from '@tiptap/core'
import { useCallback, useMemo, useState } from 'react'
import { may } from '../../shared/access.ts'
import type { ProblemCode } from '../../shared/problem.ts'
import { me as meQuery, records } from '../api.ts'
import type { TextSession } from '../sync/status.ts'
import { useMessages } from '../ui/language.tsx'
import { actorOf } from './actor.ts'
import { BeginningPage, useBeginning } from './beginning.tsx'
import { type Shown, statusOf, useHeldText, useOf } from './held-text.ts'
import { Hindrance } from './hindrance.tsx'
import { writing } from './own-files.ts'
import { PageHeading } from './page.tsx'
import { usePiece } from './pieces.ts'
import { usePlaces } from './places.ts'
import { waitingFor } from './waiting.ts'
import './draft.css'

/** `right`: what is known of writing until the text says it. */
function Obstacle({ session, right }: { session: TextSession | null; right: true | ProblemCode }) {
  const status = useOf(session, statusOf)
  const deeds = useMemo(
    () => ({
      signIn: () => void records.resetQueries(meQuery),
      reload: () => location.reload(),
      tryAgain: () => session?.retry(),
    }),
    [session],
  )
  return <Hindrance status={status} right={right} deeds={deeds} />
}

const hasEnded = (session: TextSession | null): boolean => statusOf(session).state === 'ended'

export function DraftFrame({ me, programme }: Shown) {
  const say = useMessages()
  const [editor, setEditor] = useState<Editor | null>(null)
  const { places, head, notices, contents, margin } = usePlaces()
  const beginning = useBeginning(programme.id, editor)
  const text = usePiece(writing, beginning.isSettled)
  const session = useHeldText(text && text.openProgrammeText, { me, programme })
  const waiting = useOf(session, waitingFor)
  const ended = useOf(session, hasEnded)
  const right = may.editText(actorOf(me), programme.phase)
  const { end: endBeginning } = beginning
  const onEditor = useCallback(
    (made: Editor | null) => {
      endBeginning(made)
      setEditor(made)
    },
    [endBeginning],
  )

  return (
    <>
      <div ref={head} className="draft-head">
        <PageHeading title={programme.title} />
        <span className="chip">
          {say.phases[programme.phase]} · {programme.period.fromYear}–{programme.period.toYear}
        </span>
      </div>
      <Obstacle session={session} right={right} />
      <div ref={notices} />
      <div className="draft-body">
        <div ref={contents} className="draft-outline" />
        <section aria-label={say.draft.page} className="draft-text">
          {beginning.blocks && !ended && (
            <BeginningPage
              blocks={beginning.blocks}
              page={beginning.page}
              because={waiting === 'notHere' ? say.beginning.noContact : say.beginning.opening}
              mayWrite={right === true}
            />
          )}
          {waiting && !beginning.blocks && (
            <p role="status" className="paper paper-waiting">
              {say.draft[waiting]}
            </p>
          )}
          {text && session && places && (
            <text.DraftText
              me={me}
              programme={programme}
              session={session}
              places={places}
              editor={editor}
              onEditor={onEditor}
            />
          )}
        </section>
        <div ref={margin} className="draft-margin" />
      </div>
    </>
  )
}
