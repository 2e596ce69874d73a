/** A text held open for as long as its page is shown. The session itself lives outside React. */
import { useState, useSyncExternalStore } from 'react'
import { may } from '../../shared/access.ts'
import { Problem } from '../../shared/problem.ts'
import { type Me, me as meQuery, type ProgrammeRecord, programme as programmeQuery, records } from '../api.ts'
import { openText } from '../sync/session.ts'
import type { TextSession } from '../sync/status.ts'

/** The person as the rules of `may` ask for them. */
export const actorOf = ({ member, actor }: Me) => ({ memberId: member.id, name: member.name, ...actor })

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

/** A text held open while somebody follows it: opened for the first who does, closed when they leave. */
export type HeldText = { subscribe: (listener: () => void) => () => void; session: () => TextSession | null }

export const holdText = (me: Me, programme: ProgrammeRecord): HeldText => {
  let session: TextSession | null = null
  return {
    session: () => session,
    subscribe() {
      const opened = open(me, programme)
      session = opened
      const stopListening = opened.onChanged(({ noun, id }) => {
        void records.invalidateQueries({ queryKey: [noun] })
        if (noun === 'members' && id === me.member.id) void records.invalidateQueries(meQuery)
      })
      return () => {
        session = null
        stopListening()
        void opened.close()
      }
    },
  }
}

/**
 * The page's text; null for the moment before it is opened. For as long as the component stands: who shows another
 * text, or another person's, gives the component another key. What else changes of them the session hears by itself.
 */
export const useHeldText = (me: Me, programme: ProgrammeRecord): TextSession | null => {
  const [held] = useState(() => holdText(me, programme))
  return useSyncExternalStore(held.subscribe, held.session)
}

/** What the session says now. Each of its answers stays the same object until it is another. */
export const useSession = (session: TextSession) => ({
  status: useSyncExternalStore(session.subscribe, session.status),
  replica: useSyncExternalStore(session.subscribe, session.replica),
  setAside: useSyncExternalStore(session.subscribe, session.setAside),
})
