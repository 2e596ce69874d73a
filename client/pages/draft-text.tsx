/**
 * A text's page once the text has been opened: the text itself, and about it the truth about saving, who is here, its
 * contents and its margin. What they share is known here; each is drawn in its place of the frame.
 */
import type { Editor } from '@tiptap/core'
import { type ReactNode, useCallback, useMemo } from 'react'
import { createPortal } from 'react-dom'
import { sendImage } from '../api.ts'
import { AuthorsKey, WhoWroteWhatButton } from '../authors/who-wrote-what.tsx'
import { DeletionBanner } from '../deletions/banner.tsx'
import { Announcer } from '../editor/announcer.tsx'
import { TextEditor } from '../editor/editor.tsx'
import { insertWords } from '../editor/text-editor.ts'
import type { SendImage } from '../editor/use-sending.ts'
import { WordCountLine } from '../editor/word-count-line.tsx'
import type { PersonHere } from '../presence/people-here.ts'
import { WhoIsHere } from '../presence/who-is-here.tsx'
import { mendedPlugin } from '../rescues/showing.ts'
import { RescuesLink, RescueTray } from '../rescues/tray.tsx'
import type { TextSession } from '../sync/status.ts'
import { useMessages } from '../ui/language.tsx'
import { actorOf } from './actor.ts'
import { caretLabel } from './caret-label.ts'
import { useDeletions } from './deleting.ts'
import { type Shown, statusOf, useOf } from './held-text.ts'
import { useUnsaved } from './leaving.tsx'
import { useMending } from './mending.ts'
import { Outline } from './outline.tsx'
import type { Places } from './places.ts'
import { SavingTruth } from './saving-truth.tsx'
import { SetAsideLink, SetAsideWords } from './set-aside.tsx'
import { waitingFor } from './waiting.ts'
import { whoWritesIn } from './who-writes.ts'
import { useWhoWrote } from './who-wrote.ts'

export { openProgrammeText } from './open-text.ts'

const mayWriteIn = (session: TextSession): boolean => {
  const status = session.status()
  return status.state === 'open' && status.mayWrite === true
}

const isConnected = (session: TextSession): boolean => {
  const status = session.status()
  return status.state === 'open' && status.contact === 'connected'
}

/** A component of its own: what it says changes twice at each key, and nothing else is drawn anew for that. */
function Saving({ session, children }: { session: TextSession; children: ReactNode }) {
  const status = useOf(session, statusOf)
  useUnsaved(status.state !== 'opening' && status.saving.state !== 'saved')
  return <SavingTruth status={status}>{children}</SavingTruth>
}

type Props = Shown & {
  session: TextSession
  places: Places
  /** The last that `onEditor` was told of. */
  editor: Editor | null
  onEditor: (editor: Editor | null) => void
}

export function DraftText({ me, programme, session, places, editor, onEditor }: Props) {
  const say = useMessages()
  const mayWrite = useOf(session, mayWriteIn)
  const connected = useOf(session, isConnected)
  const waiting = useOf(session, waitingFor)
  const replica = useOf(session, (of) => of.replica())
  const setAside = useOf(session, (of) => of.setAside())
  const programmeId = programme.id

  const self = useMemo((): PersonHere => actorOf(me), [me])
  const labelOf = useCallback((user: unknown) => caretLabel(user, say), [say])
  const send = useCallback<SendImage>((image, told) => sendImage(image, { ...told, programmeId }), [programmeId])
  const whoWrote = useWhoWrote({ replica, programmeId, self, say })
  const plugins = useMemo(() => [...whoWrote.plugins, mendedPlugin], [whoWrote.plugins])
  const mending = useMending({ programmeId, editor, mayWrite, connected })
  const whoWrites = useMemo(() => whoWritesIn({ awareness: replica.awareness, self, say }), [replica, self, say])
  const deleting = useDeletions({ programmeId, memberId: me.member.id, editor, mayWrite, connected })

  return (
    <>
      {createPortal(
        <>
          <Saving session={session}>
            <SetAsideLink count={setAside.length} />
            <RescuesLink count={mending.count} said={mending.said} />
          </Saving>
          <WhoWroteWhatButton on={whoWrote.on} onPress={whoWrote.press} />
          <WhoIsHere awareness={replica.awareness} me={self} />
        </>,
        places.head,
      )}
      {createPortal(<DeletionBanner {...deleting} />, places.notices)}
      {createPortal(
        editor && (
          <>
            <Outline editor={editor} mayWrite={mayWrite} rule={programme} />
            <WordCountLine editor={editor} />
          </>
        ),
        places.contents,
      )}
      <Announcer doc={replica.doc} whoWrites={whoWrites} isLive={connected} />
      <AuthorsKey reveal={whoWrote.reveal} words={whoWrote.words} />
      {!waiting && (
        <TextEditor
          key={replica.generation}
          doc={replica.doc}
          awareness={replica.awareness}
          beforeTheirs={replica.beforeTheirs}
          user={self}
          labelOf={labelOf}
          mayWrite={mayWrite}
          sendImage={send}
          plugins={plugins}
          onEditor={onEditor}
        />
      )}
      {createPortal(
        <>
          <SetAsideWords
            entries={setAside}
            insert={mayWrite && editor ? (words) => insertWords(editor, words) : null}
            forget={(id) => void session.forget(id)}
          />
          <RescueTray memberId={me.member.id} {...mending.tray} />
        </>,
        places.margin,
      )}
    </>
  )
}
