import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Keeping } from '../../../../client/sync/keeping.ts'
import type { TextSession } from '../../../../client/sync/status.ts'
import {
  allSaved,
  ended,
  lost,
  opened,
  type Story,
  saving,
  settled,
  story,
  until,
  movedOn,
  withUnsent,
} from '../../../support/textstory.ts'
import { read, write } from '../../../support/writing.ts'

let s: Story
beforeEach(async () => {
  s = await story()
})
afterEach(() => s.end())

const refusedThenBack = async (session: TextSession, code: 'form-broken' | 'text-sealed'): Promise<void> => {
  s.relay.refuseNext(code)
  await s.relay.comeBack()
  session.retry()
  await movedOn(session)
}

describe('a frame is refused', () => {
  test.each(['malformed-update', 'form-broken', 'foreign-client-id'] as const)(
    '[P28] %s: the words are set aside, the text is the server’s, and writing goes on',
    async (code) => {
      const session = s.open()
      await settled(session)
      write(session, 'Kvar. ')
      await allSaved(session)
      const before = session.replica()
      s.relay.refuseNext(code)
      write(session, 'Avvisat.')
      await movedOn(session)
      expect(session.replica()).not.toBe(before)
      expect(session.setAside()).toMatchObject([{ textId: 'text-1', code, words: ['Avvisat.'], at: 0 }])
      expect(read(session.replica().doc)).toEqual(['Kvar. '])
      await settled(session)
      expect(session.status()).toMatchObject({ mayWrite: true, problem: null })
      write(session, 'Vidare.')
      await allSaved(session)
      expect(read(s.relay.doc)).toEqual(['Kvar. Vidare.'])
    },
  )

  test('[P28] [P30] the new replica is kept on this computer as the old one was', async () => {
    const session = s.open()
    await settled(session)
    s.relay.refuseNext('form-broken')
    write(session, 'Avvisat.')
    await movedOn(session)
    await settled(session)
    await s.relay.goAway()
    await lost(session)
    write(session, 'Vidare.')
    expect(saving(session)).toEqual({ state: 'waiting', changes: 1, kept: true })
    await session.close()
    const again = s.open()
    await opened(again)
    expect(read(again.replica().doc)).toEqual(['Vidare.'])
    await s.relay.comeBack()
  })

  test('[P28] the words are there after a reload, in the order of the text, until they are forgotten', async () => {
    const session = await withUnsent(s, 'ett')
    write(session, 'tre', 2)
    write(session, 'två', 1)
    await refusedThenBack(session, 'form-broken')
    await session.close()
    const again = s.open()
    await settled(again)
    expect(again.setAside()).toMatchObject([{ words: ['ett', 'två', 'tre'] }])
    expect(read(again.replica().doc)).toEqual(['Det gemensamma. '])
    await again.forget(again.setAside()[0]?.id ?? '')
    expect(again.setAside()).toEqual([])
    await again.close()
    const third = s.open()
    await settled(third)
    expect(third.setAside()).toEqual([])
  })

  test('[P28] where no words were unsent nothing is set aside', async () => {
    const session = s.open()
    await settled(session)
    write(session, 'Kvar.')
    await allSaved(session)
    s.relay.refuseNext('form-broken')
    session.replica().doc.getXmlFragment('text').delete(0, 1)
    await movedOn(session)
    await settled(session)
    expect(session.setAside()).toEqual([])
    expect(read(session.replica().doc)).toEqual(['Kvar.'])
  })

  test('[P29] while the server cannot be reached nothing is thrown away, also over a reload', async () => {
    const session = s.open()
    await settled(session)
    await s.relay.goAway()
    await lost(session)
    write(session, 'väntar')
    s.relay.refuseNext('form-broken')
    s.relay.keepSilent(true)
    await s.relay.comeBack()
    session.retry()
    await until(session, (now) => now.state === 'open' && now.mayWrite === 'form-broken')
    expect(read(session.replica().doc)).toEqual(['väntar'])
    expect(saving(session)).toEqual({ state: 'waiting', changes: 1, kept: true })
    expect(session.setAside()).toEqual([])
    await session.close()
    s.relay.keepSilent(false)
    const again = s.open()
    await settled(again)
    expect(read(s.relay.doc)).toEqual(['väntar'])
  })

  test('[P29] closed once more while the server’s text is on its way, it comes back by itself', async () => {
    const session = await withUnsent(s, 'Avvisat.')
    s.relay.refuseNext('form-broken')
    s.relay.keepSilent(true)
    await s.relay.comeBack()
    session.retry()
    await until(session, (now) => now.state === 'open' && now.mayWrite === 'form-broken')
    const before = s.relay.connections()
    await s.relay.until(() => s.relay.connections() > before && s.relay.guests() === 1)
    s.relay.keepSilent(false)
    s.relay.closeAll(4422, 'form-broken')
    await movedOn(session)
    expect(session.setAside()).toMatchObject([{ words: ['Avvisat.'] }])
  })

  test('[P29] signed out in the middle of it, everything is kept, and it is finished afterwards', async () => {
    const session = await withUnsent(s, 'Avvisat.')
    s.relay.refuseNext('form-broken')
    s.relay.keepSilent(true)
    await s.relay.comeBack()
    session.retry()
    await until(session, (now) => now.state === 'open' && now.mayWrite === 'form-broken')
    const before = s.relay.connections()
    await s.relay.until(() => s.relay.connections() > before && s.relay.guests() === 1)
    s.relay.closeAll(4401, 'not-signed-in')
    await ended(session)
    expect(session.status()).toMatchObject({ code: 'not-signed-in', saving: { state: 'waiting', changes: 1 } })
    s.relay.keepSilent(false)
    session.retry()
    await movedOn(session)
    expect(session.setAside()).toMatchObject([{ code: 'form-broken', words: ['Avvisat.'] }])
  })
})

describe('one may not write any more', () => {
  test.each(['not-your-role', 'text-stopped', 'text-sealed'] as const)(
    '[P28] [P5] %s while writing: unsent words are a leftover, reading goes on',
    async (code) => {
      const session = s.open()
      await settled(session)
      s.relay.refuseNext(code)
      write(session, 'För sent.')
      await movedOn(session)
      await settled(session)
      expect(session.status()).toMatchObject({ mayWrite: code, saving: { state: 'saved' } })
      expect(session.setAside()).toMatchObject([{ code, words: ['För sent.'] }])
      expect(read(session.replica().doc)).toEqual([])
    },
  )

  test('[P28] learnt on coming back, before anything has left: the same', async () => {
    let right: true | 'text-sealed' = true
    const session = s.open({ rights: () => Promise.resolve(right) })
    await settled(session)
    await s.relay.goAway()
    await lost(session)
    write(session, 'Skrivet på tåget.')
    right = 'text-sealed'
    const frames = s.relay.frames.length
    await s.relay.comeBack()
    session.retry()
    await movedOn(session)
    expect(s.relay.frames).toHaveLength(frames)
    expect(session.setAside()).toMatchObject([{ code: 'text-sealed', words: ['Skrivet på tåget.'] }])
  })

  test('[P28] with everything acknowledged the same replica is read on', async () => {
    const session = s.open()
    await settled(session)
    write(session, 'Klart.')
    await allSaved(session)
    s.relay.closeAll(4431, 'text-sealed')
    await until(session, (now) => now.state === 'open' && now.mayWrite === 'text-sealed')
    await settled(session)
    session.retry()
    await settled(session)
    expect(session.replica().generation).toBe(0)
    expect(session.setAside()).toEqual([])
  })

  test('[P28] a deletion that never arrived is no words, and the text is shown as the server has it', async () => {
    const session = s.open()
    await settled(session)
    write(session, 'Står kvar.')
    await allSaved(session)
    await s.relay.goAway()
    await lost(session)
    session.replica().doc.getXmlFragment('text').delete(0, 1)
    await refusedThenBack(session, 'text-sealed')
    expect(read(session.replica().doc)).toEqual(['Står kvar.'])
    expect(session.setAside()).toEqual([])
  })

  test('[P28] with a deletion alone unsent, a right that is gone on coming back shows the server’s text', async () => {
    let right: true | 'text-sealed' = true
    const session = s.open({ rights: () => Promise.resolve(right) })
    await settled(session)
    write(session, 'Står kvar.')
    await allSaved(session)
    await s.relay.goAway()
    await lost(session)
    session.replica().doc.getXmlFragment('text').delete(0, 1)
    right = 'text-sealed'
    await s.relay.comeBack()
    session.retry()
    await movedOn(session)
    expect(read(session.replica().doc)).toEqual(['Står kvar.'])
  })

  test('[P28] words in the copy that nobody has marked as waiting are found all the same', async () => {
    const before = await withUnsent(s, 'Omärkt.')
    await before.close()
    const { open } = s.keeping
    const unmarked: Keeping = {
      ...s.keeping,
      async open(...args) {
        const copy = await open(...args)
        return { ...copy, readInto: async (...into) => ({ ...(await copy.readInto(...into)), waiting: 0 }) }
      },
    }
    await s.relay.comeBack()
    const session = s.open({ keeping: unmarked, mayWrite: 'text-sealed' })
    await movedOn(session)
    expect(session.setAside()).toMatchObject([{ code: 'text-sealed', words: ['Omärkt.'] }])
  })
})
