/** What a page of the browser tests has: the client's own way to a text, in a window a test can ask. */
import * as Y from 'yjs'
import { keepInBrowser } from '../../client/sync/indexeddb.ts'
import { openText } from '../../client/sync/session.ts'
import { read, write } from './writing.ts'

const tab = {
  open: (url: string) =>
    openText({
      textId: 'text-1',
      memberId: 'member-1',
      url,
      mayWrite: true,
      isSignedIn: () => Promise.resolve(true),
      patience: 1000,
    }),
  keepInBrowser,
  emptyDoc: () => new Y.Doc(),
  emptyUpdate: () => Y.encodeStateAsUpdate(new Y.Doc()),
  read,
  write,
}

export type Tab = typeof tab

declare global {
  interface Window {
    tab: Tab
    session: ReturnType<Tab['open']>
  }
}

window.tab = tab
