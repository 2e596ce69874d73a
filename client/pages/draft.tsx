/** The draft: its name and phase, the truth about saving, who is here, and the text with its outline. */
import type { Editor } from '@tiptap/core'
import { useQuery } from '@tanstack/react-query'
import { useCallback, useMemo, useState } from 'react'
import type { UiMessages } from '../../shared/messages/ui.sv.ts'
import { municipalities } from '../../shared/people.ts'
import { Problem } from '../../shared/problem.ts'
import { type Me, me as meQuery, type ProgrammeRecord, programme as programmeQuery, records } from '../api.ts'
import { AuthorsKey, WhoWroteWhatButton } from '../authors/who-wrote-what.tsx'
import type { CaretLabel } from '../editor/caret.ts'
import { TextEditor } from '../editor/editor.tsx'
import { insertWords } from '../editor/text-editor.ts'
import { isWriter, nameAndRole, type PersonHere, personIn } from '../presence/people-here.ts'
import { WhoIsHere } from '../presence/who-is-here.tsx'
import type { Replica, SyncStatus, TextSession } from '../sync/status.ts'
import { Failed } from '../ui/alert.tsx'
import { useMessages } from '../ui/language.tsx'
import { Hindrance } from './hindrance.tsx'
import { useUnsaved } from './leaving.tsx'
import { NotFound } from './not-found.tsx'
import { Outline } from './outline.tsx'
import { Page, PageHeading } from './page.tsx'
import { SavingTruth } from './saving-truth.tsx'
import { SetAsideLink, SetAsideWords } from './set-aside.tsx'
import { useSession, useHeldText } from './open-text.ts'
import { useWhoWrote } from './who-wrote.ts'
import './draft.css'

type Say = ReturnType<typeof useMessages>

/** Beside a caret: the organisation, then who; null for those who only read. */
const caretLabel = (user: unknown, say: Say): CaretLabel | null => {
  const person = personIn(user)
  if (!person) return { municipality: null, text: say.presence.someone }
  if (!isWriter(person)) return null
  const { municipality } = person
  const text = [...(municipality ? [municipalities[municipality]] : []), nameAndRole(person, say)].join(' · ')
  return { municipality, text }
}

/** What is shown where the text will be: an empty page must not look like an empty text. */
const notYet = (status: SyncStatus, replica: Replica, say: UiMessages['draft']): string | null => {
  if (status.state === 'opening') return say.opening
  if (status.state === 'ended' || status.contact === 'connected') return null
  if (replica.doc.store.clients.size > 0) return null
  return status.contact === 'lost' ? say.notHere : say.fetching
}

function Text({ me, programme, session }: { me: Me; programme: ProgrammeRecord; session: TextSession }) {
  const say = useMessages()
  const { status, replica, setAside } = useSession(session)
  const [editor, setEditor] = useState<Editor | null>(null)
  const mayWrite = status.state === 'open' && status.mayWrite === true
  useUnsaved(status.state !== 'opening' && status.saving.state !== 'saved')

  const self = useMemo((): PersonHere => ({ memberId: me.member.id, name: me.member.name, ...me.actor }), [me])
  const labelOf = useCallback((user: unknown) => caretLabel(user, say), [say])
  const whoWrote = useWhoWrote({ replica, programmeId: programme.id, self, say })
  const waiting = notYet(status, replica, say.draft)
  const deeds = useMemo(
    () => ({
      signIn: () => void records.resetQueries(meQuery),
      reload: () => location.reload(),
      tryAgain: () => session.retry(),
    }),
    [session],
  )

  return (
    <>
      <div className="draft-head">
        <PageHeading title={programme.title} />
        <span className="chip">
          {say.phases[programme.phase]} · {programme.period.fromYear}–{programme.period.toYear}
        </span>
        <SavingTruth status={status}>
          <SetAsideLink count={setAside.length} />
        </SavingTruth>
        <WhoWroteWhatButton on={whoWrote.on} onPress={whoWrote.press} />
        <WhoIsHere awareness={replica.awareness} me={self} />
      </div>
      <Hindrance status={status} deeds={deeds} />
      <div className="draft-body" data-margin={setAside.length > 0}>
        <div className="draft-outline">{editor && <Outline editor={editor} />}</div>
        <section aria-label={say.draft.page} className="draft-text">
          <AuthorsKey reveal={whoWrote.reveal} words={whoWrote.words} />
          {waiting ? (
            <p role="status" className="paper paper-waiting">
              {waiting}
            </p>
          ) : (
            <TextEditor
              key={replica.generation}
              doc={replica.doc}
              awareness={replica.awareness}
              user={self}
              labelOf={labelOf}
              mayWrite={mayWrite}
              plugins={whoWrote.plugins}
              onEditor={setEditor}
            />
          )}
        </section>
        <SetAsideWords
          entries={setAside}
          insert={mayWrite && editor ? (words) => insertWords(editor, words) : null}
          forget={(id) => void session.forget(id)}
        />
      </div>
    </>
  )
}

function Opening({ me, programme }: { me: Me; programme: ProgrammeRecord }) {
  const say = useMessages()
  const session = useHeldText(me, programme)
  return session ? <Text me={me} programme={programme} session={session} /> : <p role="status">{say.draft.opening}</p>
}

export function Draft({ me, programmeId }: { me: Me; programmeId: string }) {
  const say = useMessages()
  const { data, error, refetch } = useQuery(programmeQuery(programmeId))
  if (!data && error instanceof Problem && error.code === 'not-found') return <NotFound me={me} />
  return (
    <Page me={me} wide={data !== undefined}>
      {data && <Opening key={`${me.member.id} ${data.textId}`} me={me} programme={data} />}
      {!data && error && (
        <>
          <PageHeading title={say.draft.page} />
          <Failed error={error} retry={() => void refetch()} />
        </>
      )}
      {!data && !error && <p role="status">{say.loading}</p>}
    </Page>
  )
}
