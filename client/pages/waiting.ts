/** Why a text is not there yet; an empty page must not look like an empty text. */
import type { TextSession } from '../sync/status.ts'
import { statusOf } from './held-text.ts'

export type Waiting = 'opening' | 'fetching' | 'notHere'

/** Null once there is a text to show, or there will be none. */
export const waitingFor = (session: TextSession | null): Waiting | null => {
  const status = statusOf(session)
  if (session === null || status.state === 'opening') return 'opening'
  if (status.state === 'ended' || status.contact === 'connected') return null
  if (session.replica().doc.store.clients.size > 0) return null
  return status.contact === 'lost' ? 'notHere' : 'fetching'
}
