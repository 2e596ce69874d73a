import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import * as Y from 'yjs'
import { diedIn } from '../../../../client/sync/ontheway.ts'
import type { TextSession } from '../../../../client/sync/status.ts'
import type { Unsent } from '../../../../client/sync/unsent.ts'
import type { ProblemCode } from '../../../../shared/problem.ts'
import { limits } from '../../../../shared/protocol.ts'
import {
  allSaved,
  connected,
  lost,
  movedOn,
  type Story,
  settled,
  story,
  until,
  withUnsent,
} from '../../../support/textstory.ts'
import { moveParagraph, read, type, write } from '../../../support/writing.ts'

let s: Story
beforeEach(async () => {
  s = await story()
})
afterEach(() => s.end())

const shelved = async (): Promise<string[]> => (await s.keeping.shelf.list('text-1')).flatMap(({ words }) => words)
const setAside = (session: TextSession): string[] => session.setAside().flatMap(({ words }) => words)
const hasLeft = (words: string): boolean => s.relay.frames.some(({ update }) => Buffer.from(update).includes(words))

/** Everything the relay has sent until now has come to the session. */
const heardAll = async (session: TextSession): Promise<void> => {
  const { awareness } = session.replica()
  awareness.setLocalState({})
  // Asked for its text before it told who is here, so the answer is on its way.
  await s.relay.until(() => s.relay.entries().some(({ client }) => client === awareness.clientID))
  s.relay.say({ type: 'problem', code: 'too-fast' })
  await until(session, (now) => now.state === 'open' && now.problem === 'too-fast')
}

/** A text with a paragraph that somebody moves while this person writes on in it without contact, and is let back. */
const movedMeanwhile = async (rights: () => Promise<true | ProblemCode>): Promise<TextSession> => {
  let away = false
  const session = s.open({ rights: () => (away ? rights() : Promise.resolve(true)) })
  await settled(session)
  write(session, 'Det gemensamma. ')
  await allSaved(session)
  await s.relay.goAway()
  await lost(session)
  away = true
  write(session, 'Utan kontakt.')
  moveParagraph(s.relay.doc)
  await s.relay.comeBack()
  session.retry()
  return session
}

describe('what was typed without contact', () => {
  test('[P39] leaves alive although the server’s text, in which its paragraph is moved, came first', async () => {
    const rights = Promise.withResolvers<true>()
    const session = await movedMeanwhile(() => rights.promise)
    await heardAll(session)
    type(s.relay.doc, 'Senare.', 1)
    await heardAll(session)
    expect(read(session.replica().doc)).toEqual(['Det gemensamma. Utan kontakt.'])
    rights.resolve(true)
    await settled(session)
    expect(hasLeft('Utan kontakt.')).toBe(true)
    expect(read(session.replica().doc)).toEqual(['Det gemensamma. ', 'Senare.'])
    expect(setAside(session)).toEqual([])
    await expect.poll(shelved).toEqual([])
  })

  test('[P39] stays as it was when contact is lost before it has left, and leaves the next time', async () => {
    let rights = Promise.withResolvers<true>()
    const session = await movedMeanwhile(() => rights.promise)
    await heardAll(session)
    await s.relay.goAway()
    await lost(session)
    rights.resolve(true)
    rights = Promise.withResolvers()
    rights.resolve(true)
    expect(read(session.replica().doc)).toEqual(['Det gemensamma. Utan kontakt.'])
    await s.relay.comeBack()
    session.retry()
    await settled(session)
    expect(hasLeft('Utan kontakt.')).toBe(true)
    expect(read(session.replica().doc)).toEqual(read(s.relay.doc))
  })

  test('[P39] [P28] is set aside whole when the right to write turns out to be gone', async () => {
    const rights = Promise.withResolvers<ProblemCode>()
    const session = await movedMeanwhile(() => rights.promise)
    await heardAll(session)
    rights.resolve('text-sealed')
    await movedOn(session)
    expect(session.setAside()).toMatchObject([{ code: 'text-sealed', words: ['Utan kontakt.'] }])
    expect(hasLeft('Utan kontakt.')).toBe(false)
  })

  test('[P39] and typed while the right to write is being asked for: what comes waits for it too', async () => {
    type(s.relay.doc, 'Det gemensamma. ')
    const rights = Promise.withResolvers<true>()
    const session = s.open({ rights: () => rights.promise })
    await connected(session)
    expect(read(session.replica().doc), 'nothing is ours: shown at once').toEqual(['Det gemensamma. '])
    write(session, 'Medan det frågas.')
    moveParagraph(s.relay.doc)
    await heardAll(session)
    rights.resolve(true)
    await settled(session)
    expect(hasLeft('Medan det frågas.')).toBe(true)
    expect(read(session.replica().doc)).toEqual(['Det gemensamma. '])
  })

  test('[P39] [P31] is set aside at once when it is too large to leave and dies here', async () => {
    const session = await withUnsent(s, 'a'.repeat(limits.step2 + 1))
    moveParagraph(s.relay.doc)
    await s.relay.comeBack()
    session.retry()
    await until(session, () => session.setAside().length > 0)
    expect(session.setAside()).toMatchObject([{ code: 'lost-on-the-way' }])
    expect(setAside(session).map(({ length }) => length)).toEqual([limits.step2 + 1])
    expect(session.status()).toMatchObject({ problem: 'too-big' })
  })
})

describe('what was typed with contact and dies here before it is acknowledged', () => {
  /** Words under way, and the paragraph they stand in moved before the server had them. */
  const diedUnderWay = async (): Promise<TextSession> => {
    const session = s.open()
    await settled(session)
    write(session, 'Det gemensamma. ')
    await allSaved(session)
    s.relay.holdAcknowledgements()
    const before = s.relay.frames.length
    write(session, 'På väg.')
    await s.relay.until(() => s.relay.frames.length > before)
    moveParagraph(s.relay.doc)
    await heardAll(session)
    expect(read(session.replica().doc)).toEqual(['Det gemensamma. '])
    return session
  }

  test('[P39] is set aside for its author when contact is lost first, also after a reload', async () => {
    const session = await diedUnderWay()
    expect(setAside(session)).toEqual([])
    await s.relay.crash()
    await lost(session)
    expect(session.setAside()).toMatchObject([{ code: 'lost-on-the-way', words: ['På väg.'] }])
    await session.close()
    s.relay.acknowledgeAll()
    await s.relay.comeBack()
    const again = s.open()
    await settled(again)
    expect(setAside(again)).toEqual(['På väg.'])
    await again.forget(again.setAside()[0]?.id ?? '')
    expect(await shelved()).toEqual([])
  })

  test('[P39] is forgotten when the acknowledgement comes, for then the server has it', async () => {
    const session = await diedUnderWay()
    s.relay.acknowledgeAll()
    await settled(session)
    await expect.poll(shelved).toEqual([])
    s.relay.closeAll(1012, 'restarting')
    await lost(session)
    expect(setAside(session)).toEqual([])
  })

  test('[P39] is there when the tab ends before anything is known of it', async () => {
    const session = await diedUnderWay()
    await session.close()
    await s.relay.crash()
    s.relay.acknowledgeAll()
    await s.relay.comeBack()
    const again = s.open()
    await settled(again)
    expect(setAside(again)).toEqual(['På väg.'])
  })

  test('[P39] one’s own deletions, and what was acknowledged, are not set aside', async () => {
    const session = s.open()
    await settled(session)
    write(session, 'Sparat. ')
    await allSaved(session)
    s.relay.holdAcknowledgements()
    write(session, 'Ångrat.', 1)
    session.replica().doc.getXmlFragment('text').delete(1, 1)
    moveParagraph(s.relay.doc)
    await heardAll(session)
    await s.relay.crash()
    await lost(session)
    expect(setAside(session)).toEqual([])
    expect(await shelved()).toEqual([])
    await s.relay.comeBack()
  })
})

test('[P39] words dead in one transaction are told by paragraph, in their order, with what stood between left out', () => {
  const [mine, theirs] = [new Y.Doc(), new Y.Doc()]
  const bring = (): void => Y.applyUpdate(mine, Y.encodeStateAsUpdate(theirs), 'server')
  type(theirs, 'Ett ')
  type(theirs, 'Två ', 1)
  bring()
  type(mine, 'först')
  Y.applyUpdate(theirs, Y.encodeStateAsUpdate(mine))
  type(theirs, ' mellan ')
  const known = Y.decodeStateVector(Y.encodeStateVector(theirs))
  known.delete(mine.clientID)
  bring()
  type(mine, 'sist', 0)
  type(mine, 'ned', 1)
  theirs.getXmlFragment('text').delete(0, 2)
  const found: Unsent[] = []
  mine.on('afterTransaction', (transaction) => found.push(diedIn(transaction, known)))
  bring()
  expect(found.map(({ words }) => words)).toEqual([['först … sist', 'ned']])
  expect(found[0]?.runs.map(({ from, to }) => to - from)).toEqual([5, 4, 3])
})
