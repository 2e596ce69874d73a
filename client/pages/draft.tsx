/** The draft: its name and phase, the truth about saving, who is here, and the text with its outline. */
import type { Editor } from '@tiptap/core'
import { useQuery } from '@tanstack/react-query'
import { memo, useCallback, useMemo, useState } from 'react'
import type { UiMessages } from '../../shared/messages/ui.sv.ts'
import { may } from '../../shared/access.ts'
import { municipalities } from '../../shared/people.ts'
import { Problem } from '../../shared/problem.ts'
import {
  type Me,
  me as meQuery,
  type ProgrammeRecord,
  programme as programmeQuery,
  records,
  sendImage,
} from '../api.ts'
import { AuthorsKey, WhoWroteWhatButton } from '../authors/who-wrote-what.tsx'
import type { CaretLabel } from '../editor/caret.ts'
import { Announcer } from '../editor/announcer.tsx'
import { DeletionBanner } from '../deletions/banner.tsx'
import { TextEditor } from '../editor/editor.tsx'
import type { SendImage } from '../editor/use-sending.ts'
import { insertWords } from '../editor/text-editor.ts'
import { WordCountLine } from '../editor/word-count-line.tsx'
import { isWriter, nameAndRole, type PersonHere, personIn } from '../presence/people-here.ts'
import { WhoIsHere } from '../presence/who-is-here.tsx'
import type { Replica, SyncStatus, TextSession } from '../sync/status.ts'
import { mendedPlugin } from '../rescues/showing.ts'
import { RescuesLink, RescueTray } from '../rescues/tray.tsx'
import { Failed } from '../ui/alert.tsx'
import { useMessages } from '../ui/language.tsx'
import { BeginningPage, useBeginning } from './beginning.tsx'
import { useDeletions } from './deleting.ts'
import { Hindrance } from './hindrance.tsx'
import { useUnsaved } from './leaving.tsx'
import { useMending } from './mending.ts'
import { NotFound } from './not-found.tsx'
import { Outline } from './outline.tsx'
import { Page, PageHeading } from './page.tsx'
import { SavingTruth } from './saving-truth.tsx'
import { SetAsideLink, SetAsideWords } from './set-aside.tsx'
import { actorOf, useSession, useHeldText } from './open-text.ts'
import { whoWritesIn } from './who-writes.ts'
import { useWhoWrote } from './who-wrote.ts'
import './draft.css'

type Say = ReturnType<typeof useMessages>

/** The truth about saving changes twice at each key; what has nothing to do with it is not drawn anew for it. */
const Contents = memo(Outline)
const Length = memo(WordCountLine)
const Editing = memo(TextEditor)
const People = memo(WhoIsHere)
const Announcements = memo(Announcer)

/** Beside a caret: the organisation, then who; null for those who only read. */
const caretLabel = (user: unknown, say: Say): CaretLabel | null => {
  const person = personIn(user)
  if (!person) return { municipality: null, text: say.presence.someone }
  if (!isWriter(person)) return null
  const { municipality } = person
  const text = [...(municipality ? [municipalities[municipality]] : []), nameAndRole(person, say)].join(' · ')
  return { municipality, text }
}

/**
 * Why the text is not there yet; an empty page must not look like an empty text. `still` is said where its beginning
 * can be read meanwhile.
 */
const notYet = (status: SyncStatus, replica: Replica, say: UiMessages): { empty: string; still: string } | null => {
  const still = say.beginning.opening
  if (status.state === 'opening') return { empty: say.draft.opening, still }
  if (status.state === 'ended' || status.contact === 'connected') return null
  if (replica.doc.store.clients.size > 0) return null
  if (status.contact === 'lost') return { empty: say.draft.notHere, still: say.beginning.noContact }
  return { empty: say.draft.fetching, still }
}

function Text({ me, programme, session }: { me: Me; programme: ProgrammeRecord; session: TextSession }) {
  const say = useMessages()
  const { status, replica, setAside } = useSession(session)
  const [editor, setEditor] = useState<Editor | null>(null)
  const mayWrite = status.state === 'open' && status.mayWrite === true
  useUnsaved(status.state !== 'opening' && status.saving.state !== 'saved')

  const self = useMemo((): PersonHere => ({ memberId: me.member.id, name: me.member.name, ...me.actor }), [me])
  const labelOf = useCallback((user: unknown) => caretLabel(user, say), [say])
  const send = useCallback<SendImage>(
    (image, told) => sendImage(image, { ...told, programmeId: programme.id }),
    [programme.id],
  )
  const whoWrote = useWhoWrote({ replica, programmeId: programme.id, self, say })
  const plugins = useMemo(() => [...whoWrote.plugins, mendedPlugin], [whoWrote.plugins])
  const connected = status.state === 'open' && status.contact === 'connected'
  const mending = useMending({ programmeId: programme.id, editor, mayWrite, connected })
  const whoWrites = useMemo(() => whoWritesIn({ awareness: replica.awareness, self, say }), [replica, self, say])
  const deleting = useDeletions({ programmeId: programme.id, memberId: me.member.id, editor, mayWrite, connected })
  const hasMargin = setAside.length > 0 || mending.count > 0 || mending.tray.notice !== null
  const waiting = notYet(status, replica, say)
  const beginning = useBeginning(programme.id, editor)
  const { end: endBeginning } = beginning
  const onEditor = useCallback(
    (made: Editor | null) => {
      endBeginning(made)
      setEditor(made)
    },
    [endBeginning],
  )
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
          <RescuesLink count={mending.count} said={mending.said} />
        </SavingTruth>
        <WhoWroteWhatButton on={whoWrote.on} onPress={whoWrote.press} />
        <People awareness={replica.awareness} me={self} />
      </div>
      <Hindrance status={status} deeds={deeds} />
      <DeletionBanner {...deleting} />
      <div className="draft-body" data-margin={hasMargin}>
        <div className="draft-outline">
          {editor && <Contents editor={editor} mayWrite={mayWrite} rule={programme} />}
          {editor && <Length editor={editor} />}
        </div>
        <section aria-label={say.draft.page} className="draft-text">
          <Announcements doc={replica.doc} whoWrites={whoWrites} isLive={connected} />
          <AuthorsKey reveal={whoWrote.reveal} words={whoWrote.words} />
          {beginning.blocks && status.state !== 'ended' && (
            <BeginningPage
              blocks={beginning.blocks}
              page={beginning.page}
              because={waiting?.still ?? say.beginning.opening}
              mayWrite={may.editText(actorOf(me), programme.phase) === true}
            />
          )}
          {waiting && !beginning.blocks && (
            <p role="status" className="paper paper-waiting">
              {waiting.empty}
            </p>
          )}
          {!waiting && (
            <Editing
              key={replica.generation}
              doc={replica.doc}
              awareness={replica.awareness}
              user={self}
              labelOf={labelOf}
              mayWrite={mayWrite}
              sendImage={send}
              plugins={plugins}
              onEditor={onEditor}
            />
          )}
        </section>
        <div className="draft-margin">
          <SetAsideWords
            entries={setAside}
            insert={mayWrite && editor ? (words) => insertWords(editor, words) : null}
            forget={(id) => void session.forget(id)}
          />
          <RescueTray memberId={me.member.id} {...mending.tray} />
        </div>
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
