/** A text held open for as long as its page is shown, and what it says. The session itself lives outside React. */
import { useMemo, useState, useSyncExternalStore } from 'react'
import { type Me, me as meQuery, type ProgrammeRecord, records } from '../api.ts'
import type { SyncStatus, TextSession } from '../sync/status.ts'

/** Whose page of which programme it is. */
export type Shown = { me: Me; programme: ProgrammeRecord }

export type Open = (shown: Shown) => TextSession

/** A text held open while somebody follows it: opened for the first who does, closed when they leave. */
type HeldText = { subscribe: (listener: () => void) => () => void; session: () => TextSession | null }

const unopened: HeldText = { subscribe: () => () => undefined, session: () => null }

const holdText = (open: Open, shown: Shown): HeldText => {
  let session: TextSession | null = null
  return {
    session: () => session,
    subscribe() {
      const opened = open(shown)
      session = opened
      const stopListening = opened.onChanged(({ noun, id }) => {
        void records.invalidateQueries({ queryKey: [noun] })
        if (noun === 'members' && id === shown.me.member.id) void records.invalidateQueries(meQuery)
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
 * The page's text; null before it is opened, which takes what `open` comes with. For as long as the component stands:
 * who shows another text, or another person's, gives the component another key. What else changes of them the session
 * hears by itself.
 */
export const useHeldText = (open: Open | null, shown: Shown): TextSession | null => {
  const [first] = useState(shown)
  const held = useMemo(() => (open ? holdText(open, first) : unopened), [open, first])
  return useSyncExternalStore(held.subscribe, held.session)
}

const never = (): (() => void) => () => undefined

/** What `of` reads of the session: one of its own answers, or a plain value. Drawn anew when that is another. */
export const useOf = <Session extends TextSession | null, T>(session: Session, of: (session: Session) => T): T =>
  useSyncExternalStore(session?.subscribe ?? never, () => of(session))

const opening: SyncStatus = { state: 'opening' }

export const statusOf = (session: TextSession | null): SyncStatus => session?.status() ?? opening
