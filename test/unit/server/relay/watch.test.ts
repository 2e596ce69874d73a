import { expect, test } from 'vitest'
import * as Y from 'yjs'
import { Watch } from '../../../../server/relay/watch.ts'
import type { StoredText, Texts } from '../../../../server/store/store.ts'
import { textRoot } from '../../../../shared/protocol.ts'

/** A text of two thousand signs that went a second after they were written, as its log has it. */
const gone = (): StoredText => {
  const doc = new Y.Doc()
  const updates: Uint8Array[] = []
  doc.on('update', (update: Uint8Array) => updates.push(update))
  const paragraph = new Y.XmlElement('paragraph')
  paragraph.insert(0, [new Y.XmlText('Vi vill. '.repeat(222))])
  const text = doc.getXmlFragment(textRoot)
  text.insert(0, [paragraph])
  text.delete(0, 1)
  return { snapshot: null, entries: updates.map((update, i) => ({ by: 'ada', at: 1000 * i, update })), sequence: 2 }
}

test('[R38] a text opens although what was deleted of it cannot be kept, and that is logged', async () => {
  const logged: object[] = []
  let asked = 0
  const place = {
    textId: 't',
    // Of the store only the log is read here.
    texts: { load: async () => gone() } as Partial<Texts> as Texts,
    losses: {
      until: async () => 0,
      keep: async () => {
        asked++
        throw new Error('no record')
      },
      regained: async () => {},
    },
    log: { info: () => {}, warn: () => {}, error: (what: object) => void logged.push(what) },
  }
  const watch = await Watch.open(place, gone())
  expect(asked).toBe(1)
  expect(logged).toMatchObject([{ text: 't', err: { message: 'no record' } }])
  expect(watch.holds).toBe(true)
})
