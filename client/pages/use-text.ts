/** A text held open for as long as its page is shown. The session itself lives outside React. */
import { useEffect, useState, useSyncExternalStore } from 'react'
import { may } from '../../shared/access.ts'
import { Problem } from '../../shared/problem.ts'
import { type Me, me as meQuery, type ProgrammeRecord, programme as programmeQuery, records } from '../api.ts'
import { openText } from '../sync/session.ts'
import type { TextSession } from '../sync/status.ts'

const actorOf = ({ member, actor }: Me) => ({ memberId: member.id, name: member.name, ...actor })

const socketUrl = (): string => `${location.origin.replace(/^http/, 'ws')}/sync`

/** Asks the server, not the cache: it is asked because something may have changed. */
const freshMe = () => records.fetchQuery({ ...meQuery, staleTime: 0 })

const open = (me: Me, { id, textId, phase }: ProgrammeRecord): TextSession =>
  openText({
    textId,
    memberId: me.member.id,
    url: socketUrl(),
    mayWrite: may.editText(actorOf(me), phase),
    rights: async () => {
      const [who, programme] = await Promise.all([
        freshMe(),
        records.fetchQuery({ ...programmeQuery(id), staleTime: 0 }),
      ])
      return may.editText(actorOf(who), programme.phase)
    },
    isSignedIn: async () => {
      try {
        await freshMe()
        return true
      } catch (error) {
        if (error instanceof Problem && error.code === 'not-signed-in') return false
        if (error instanceof Problem && error.code !== 'internal') return error.code
        throw error
      }
    },
  })

/** The open text; null for the moment before it is opened. One text, one member: another of either is another session. */
export const useTextSession = (me: Me, programme: ProgrammeRecord): TextSession | null => {
  const [session, setSession] = useState<TextSession | null>(null)
  useEffect(() => {
    const opened = open(me, programme)
    const stopListening = opened.onChanged(({ noun, id }) => {
      void records.invalidateQueries({ queryKey: [noun] })
      if (noun === 'members' && id === me.member.id) void records.invalidateQueries(meQuery)
    })
    setSession(opened)
    return () => {
      stopListening()
      setSession(null)
      void opened.close()
    }
    // What else changes of a person or a programme is heard of through the session's own `rights`.
  }, [me.member.id, programme.textId])
  return session
}

/** What the session says now. Each of its answers stays the same object until it is another. */
export const useSession = (session: TextSession) => ({
  status: useSyncExternalStore(session.subscribe, session.status),
  replica: useSyncExternalStore(session.subscribe, session.replica),
  setAside: useSyncExternalStore(session.subscribe, session.setAside),
})
