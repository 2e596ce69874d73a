/** Opens a programme's text for a person, and asks the server about them whenever the session must know. */
import { may } from '../../shared/access.ts'
import { Problem } from '../../shared/problem.ts'
import { me as meQuery, programme as programmeQuery, records } from '../api.ts'
import { openText } from '../sync/session.ts'
import { actorOf } from './actor.ts'
import type { Open } from './held-text.ts'

const socketUrl = (): string => `${location.origin.replace(/^http/, 'ws')}/sync`

/** Asks the server, not the cache: it is asked because something may have changed. */
const freshMe = () => records.fetchQuery({ ...meQuery, staleTime: 0 })

export const openProgrammeText: Open = ({ me, programme: { id, textId, phase } }) =>
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
