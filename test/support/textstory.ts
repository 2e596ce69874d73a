/** A small language for stories about one person at one computer with a text open. */
import * as Y from 'yjs'
import { type Keeping, keepInMemory } from '../../client/sync/keeping.ts'
import { type OpenText, openText } from '../../client/sync/session.ts'
import type { Saving, SyncStatus, TextSession } from '../../client/sync/status.ts'
import { type TinyRelay, tinyRelay } from './tinyrelay.ts'

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

const textAt = (doc: Y.Doc, paragraph: number): Y.XmlText => {
  const root = doc.getXmlFragment('text')
  while (root.length <= paragraph) {
    const element = new Y.XmlElement('paragraph')
    element.insert(0, [new Y.XmlText()])
    root.insert(root.length, [element])
  }
  // Made above, with one text in each paragraph.
  return (root.get(paragraph) as Y.XmlElement).get(0) as Y.XmlText
}

/** One change: words at the end of a paragraph, which is made if it is not there. */
export const type = (doc: Y.Doc, words: string, paragraph = 0): void =>
  doc.transact(() => {
    const text = textAt(doc, paragraph)
    text.insert(text.length, words)
  })

export const write = (session: TextSession, words: string, paragraph = 0): void =>
  type(session.replica().doc, words, paragraph)

/** The paragraphs of a text. */
export const read = (doc: Y.Doc): string[] =>
  doc
    .getXmlFragment('text')
    .toArray()
    .map((element) => (element as Y.XmlElement).toArray().join('')) // only paragraphs in these tests
