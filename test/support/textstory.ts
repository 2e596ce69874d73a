/** A small language for stories about one person at one computer with a text open. */
import { type Keeping, keepInMemory } from '../../client/sync/keeping.ts'
import { type OpenText, openText } from '../../client/sync/session.ts'
import type { Saving, SyncStatus, TextSession } from '../../client/sync/status.ts'
import { type TinyRelay, tinyRelay } from './tinyrelay.ts'
import { write } from './writing.ts'

export type Story = {
  relay: TinyRelay
  keeping: Keeping
  page: EventTarget
  /** Opens the text in a tab; opening it again after `close` is a reload. */
  open(options?: Partial<OpenText>): TextSession
  end(): Promise<void>
}

export const story = async (): Promise<Story> => {
  const relay = await tinyRelay()
  const keeping = keepInMemory()
  const page = new EventTarget()
  const sessions: TextSession[] = []
  let ids = 0
  return {
    relay,
    keeping,
    page,
    open(options = {}) {
      const session = openText({
        textId: 'text-1',
        memberId: 'member-1',
        url: relay.url,
        mayWrite: true,
        isSignedIn: () => Promise.resolve(true),
        keeping,
        page,
        now: () => 0,
        newId: () => `aside-${++ids}`,
        ...options,
      })
      sessions.push(session)
      return session
    },
    async end() {
      for (const session of sessions) await session.close()
      await relay.goAway()
    },
  }
}

/** Resolves as soon as it is so. */
export const until = (session: TextSession, holds: (status: SyncStatus) => boolean): Promise<void> =>
  new Promise((resolve) => {
    const look = (): void => {
      if (!holds(session.status())) return
      stop()
      resolve()
    }
    const stop = session.subscribe(look)
    look()
  })

export const saving = (session: TextSession): Saving | null => {
  const status = session.status()
  return status.state === 'opening' ? null : status.saving
}

const is = (status: SyncStatus): Extract<SyncStatus, { state: 'open' }> | null =>
  status.state === 'open' ? status : null

export const connected = (session: TextSession): Promise<void> => until(session, (s) => is(s)?.contact === 'connected')
export const lost = (session: TextSession): Promise<void> => until(session, (s) => is(s)?.contact === 'lost')
export const ended = (session: TextSession): Promise<void> => until(session, (s) => s.state === 'ended')
export const opened = (session: TextSession): Promise<void> => until(session, (s) => s.state === 'open')
export const allSaved = (session: TextSession): Promise<void> =>
  until(session, (s) => s.state !== 'opening' && s.saving.state === 'saved')
/** Connected, and everything acknowledged. */
export const settled = (session: TextSession): Promise<void> =>
  until(session, (s) => is(s)?.contact === 'connected' && is(s)?.saving.state === 'saved')

/** The server's text has taken the place of the replica that was shown. */
export const movedOn = (session: TextSession, generation = 1): Promise<void> =>
  until(session, () => session.replica().generation === generation)

/** Opens the text, has some words saved, loses contact, and writes `more`. */
export const withUnsent = async (s: Story, more: string): Promise<TextSession> => {
  const session = s.open()
  await settled(session)
  write(session, 'Det gemensamma. ')
  await allSaved(session)
  await s.relay.goAway()
  await lost(session)
  write(session, more)
  return session
}

/** What a browser keeps, whose copies open only once they are let. */
export const late = (keeping: Keeping): { keeping: Keeping; unblock: () => void } => {
  const blocked = Promise.withResolvers<void>()
  return {
    keeping: { ...keeping, open: (...args) => blocked.promise.then(() => keeping.open(...args)) },
    unblock: () => blocked.resolve(),
  }
}
