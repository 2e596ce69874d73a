import { afterEach, beforeEach, expect, test } from 'vitest'
import * as Y from 'yjs'
import { diedOnArrival } from '../../../../client/sync/arrival.ts'
import { keepInMemory, type Keeping } from '../../../../client/sync/keeping.ts'
import type { TextSession } from '../../../../client/sync/status.ts'
import { allSaved, late, lost, type Story, settled, story, until } from '../../../support/textstory.ts'
import { moveParagraph, read, type, write } from '../../../support/writing.ts'

let s: Story
beforeEach(async () => {
  s = await story()
})
afterEach(() => s.end())

const setAside = (session: TextSession): string[] => session.setAside().flatMap(({ words }) => words)

/** Words written without contact and kept; meanwhile a colleague moves their paragraph. */
const keptAndMoved = async (keeping: Keeping): Promise<void> => {
  const before = s.open({ keeping })
  await settled(before)
  write(before, 'Det gemensamma.')
  await allSaved(before)
  await s.relay.goAway()
  await lost(before)
  write(before, ' Utan kontakt.')
  await before.close()
  moveParagraph(s.relay.doc)
  await s.relay.comeBack()
}

test('[P39] [P30] words of a copy that opened late, whose paragraph was moved meanwhile, are set aside, once', async () => {
  const keeping = keepInMemory()
  await keptAndMoved(keeping)
  const { keeping: slow, unblock } = late(keeping)
  const session = s.open({ keeping: slow, patience: 1 })
  await settled(session)
  expect(read(session.replica().doc)).toEqual(['Det gemensamma.'])
  unblock()
  await until(session, () => session.setAside().length > 0)
  expect(setAside(session)).toEqual(['Utan kontakt.'])
  await settled(session)
  await session.close()
  const again = s.open({ keeping })
  await settled(again)
  expect(setAside(again)).toEqual(['Utan kontakt.'])
  await again.forget(again.setAside()[0]?.id ?? '')
  await again.close()
  const last = s.open({ keeping })
  await settled(last)
  expect(setAside(last)).toEqual([])
})

test('[P39] a copy that opens in time has its words in the text’s way, and nothing is set aside', async () => {
  const keeping = keepInMemory()
  await keptAndMoved(keeping)
  const session = s.open({ keeping })
  await settled(session)
  expect(setAside(session)).toEqual([])
})

/** A doc with one paragraph, and what one who has not seen the other's does to it. */
const state = (): Uint8Array => {
  const doc = new Y.Doc()
  type(doc, 'Ett stycke.')
  return Y.encodeStateAsUpdate(doc)
}
const after = (from: Uint8Array, edit: (doc: Y.Doc) => void): Uint8Array => {
  const doc = new Y.Doc()
  Y.applyUpdate(doc, from)
  const before = Y.encodeStateVector(doc)
  edit(doc)
  return Y.encodeStateAsUpdate(doc, before)
}
const readAll = (rows: readonly Uint8Array[]): string[] => {
  const doc = new Y.Doc()
  Y.transact(doc, () => rows.forEach((row) => Y.applyUpdate(doc, row)))
  return diedOnArrival(doc, rows, new Map()).words
}

test('[P39] one tab wrote without contact, another heard that the paragraph is gone: the words are found', () => {
  const first = state()
  const written = after(first, (doc) => type(doc, ' Skrivet i den ena.'))
  const heard = after(first, (doc) => moveParagraph(doc))
  expect(readAll([first, written, heard])).toEqual(['Skrivet i den ena.'])
  expect(readAll([first, heard, written])).toEqual(['Skrivet i den ena.'])
})

test('[P39] what somebody who saw it deleted has not died on arrival, and neither has what lives', () => {
  const first = state()
  const written = after(first, (doc) => type(doc, ' Skrivet.'))
  const both = Y.mergeUpdates([first, written])
  const deleted = after(both, (doc) => doc.getXmlFragment('text').delete(0, 1))
  expect(readAll([first, written])).toEqual([])
  expect(readAll([first, written, deleted])).toEqual([])
  expect(readAll([Y.mergeUpdates([both, deleted])])).toEqual([])
})

test('[P39] among words that were erased before, between and after, only those that died on arrival are found', () => {
  const first = state()
  const erases = (doc: Y.Doc, words: string): void => {
    type(doc, words)
    const text = doc.getXmlFragment('text').toArray()[0]
    if (text instanceof Y.XmlElement) {
      const inside = text.get(0)
      if (inside instanceof Y.XmlText) inside.delete(inside.length - words.length, words.length)
    }
  }
  const written = after(first, (doc) => {
    for (const words of [' Ett.', ' Två.', ' Tre.']) {
      erases(doc, ' Bort.')
      type(doc, words)
      erases(doc, ' Också bort.')
    }
  })
  const heard = after(first, (doc) => moveParagraph(doc))
  expect(
    readAll([first, written, heard])
      .join(' ')
      .match(/\p{L}+/gu),
  ).toEqual(['Ett', 'Två', 'Tre'])
})
