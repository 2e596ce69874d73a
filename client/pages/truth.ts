/** The one thing that is to be said of saving and contact, worked out of all that is known. */
import type { SyncStatus } from '../sync/status.ts'

export type Truth =
  | { is: 'saved' }
  | { is: 'saving' }
  | { is: 'waiting'; changes: number }
  /** All is saved, and what is written from now on will wait. */
  | { is: 'savedNoContact' }
  | { is: 'readingNoContact' }

/** Null for who reads, with nothing to save and nothing amiss. */
export const truthOf = (status: Exclude<SyncStatus, { state: 'opening' }>): Truth | null => {
  const { saving } = status
  switch (saving.state) {
    case 'waiting':
      return { is: 'waiting', changes: saving.changes }
    case 'saving':
      return { is: 'saving' }
    case 'saved': {
      const noContact = status.state === 'open' && status.contact === 'lost'
      if (status.state === 'open' && status.mayWrite !== true) return noContact ? { is: 'readingNoContact' } : null
      return { is: noContact ? 'savedNoContact' : 'saved' }
    }
  }
}
