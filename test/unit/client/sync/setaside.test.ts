import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { keepInMemory, type Keeping } from '../../../../client/sync/keeping.ts'
import type { TextSession } from '../../../../client/sync/status.ts'
import {
  allSaved,
  ended,
  lost,
  read,
  type Story,
  saving,
  settled,
  story,
  until,
  write,
} from '../../../support/textstory.ts'

let s: Story
beforeEach(async () => {
  s = await story()
})
afterEach(() => s.end())

const movedOn = (session: TextSession, generation = 1): Promise<void> =>
  until(session, () => session.replica().generation === generation)

/** Opens the text, has `first` saved, and writes `more` that the server never acknowledges. */
const withUnsent = async (more: string): Promise<TextSession> => {
  const session = s.open()
  await settled(session)
  write(session, 'Det gemensamma. ')
  await allSaved(session)
  await s.relay.goAway()
  await lost(session)
  write(session, more)
  return session
}

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

  test('[P28] the words are there after a reload, in the order of the text, until they are forgotten', async () => {
    const session = await withUnsent('ett')
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

  test('[P29] signed out in the middle of it, everything is kept, and it is finished afterwards', async () => {
    const session = await withUnsent('Avvisat.')
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
    expect(session.replica().generation).toBe(0)
    expect(session.setAside()).toEqual([])
  })
})

describe('several tabs', () => {
  test('[P29] what a closed tab left in the copy is set aside too', async () => {
    const first = s.open()
    const second = s.open()
    await settled(first)
    await settled(second)
    await s.relay.goAway()
    await lost(first)
    await lost(second)
    write(first, 'Från den första.')
    await first.close()
    write(second, 'Från den andra.')
    await refusedThenBack(second, 'text-sealed')
    expect(
      second
        .setAside()
        .flatMap((entry) => entry.words)
        .sort(),
    ).toEqual(['Från den andra.', 'Från den första.'])
  })

  test('[P28] [P29] two tabs with the same unsent words set them aside once, and neither loses its own', async () => {
    const first = await withUnsent('Båda har detta. ')
    const second = s.open()
    await lost(second)
    write(second, 'Bara den andra.', 1)
    await s.relay.comeBack()
    s.relay.refuseNext('text-sealed')
    first.retry()
    await movedOn(first)
    s.relay.refuseNext('text-sealed')
    second.retry()
    await movedOn(second)
    const kept = await s.keeping.shelf.list('text-1')
    expect(kept.flatMap((entry) => entry.words).sort()).toEqual(['Bara den andra.', 'Båda har detta.'])
  })

  test('[P29] what another tab writes after the copy was read stays in it', async () => {
    const keeping = keepInMemory()
    const slow: Keeping = {
      ...keeping,
      shelf: {
        ...keeping.shelf,
        async put(entry) {
          await keeping.shelf.put(entry)
          write(other, 'Mitt emellan.', 1)
        },
      },
    }
    const first = s.open({ keeping: slow })
    const other = s.open({ keeping })
    await settled(first)
    await settled(other)
    await s.relay.goAway()
    await lost(first)
    await lost(other)
    write(first, 'Avvisat.')
    s.relay.refuseNext('form-broken')
    await s.relay.comeBack()
    first.retry()
    await movedOn(first)
    await first.close()
    await other.close()
    const again = s.open({ keeping })
    await settled(again)
    expect(read(again.replica().doc).join()).toContain('Mitt emellan.')
    expect(read(s.relay.doc).join()).toContain('Mitt emellan.')
  })
})

describe('the browser keeps nothing', () => {
  const broken = (part: Partial<Keeping>): Keeping => ({ ...keepInMemory(), ...part })
  const never = broken({ open: () => Promise.reject(new Error('private mode')) })

  test('[P30] the text is shown and written, and what waits is said to end with the tab', async () => {
    const session = s.open({ keeping: never })
    await settled(session)
    write(session, 'hej')
    await allSaved(session)
    await s.relay.goAway()
    await lost(session)
    write(session, ' igen')
    expect(saving(session)).toEqual({ state: 'waiting', changes: 1, kept: false })
    await s.relay.comeBack()
    session.retry()
    await settled(session)
    expect(read(s.relay.doc)).toEqual(['hej igen'])
  })

  test('[P30] [P28] refused words are set aside all the same, in this tab', async () => {
    const session = s.open({ keeping: never })
    await settled(session)
    s.relay.refuseNext('form-broken')
    write(session, 'Avvisat.')
    await movedOn(session)
    expect(session.setAside()).toMatchObject([{ words: ['Avvisat.'] }])
  })

  test('[P29] when the shelf cannot be written the copy is not replaced, and the words are shown', async () => {
    const keeping = keepInMemory()
    const full: Keeping = {
      ...keeping,
      shelf: { ...keeping.shelf, put: () => Promise.reject(new Error('QuotaExceededError')) },
    }
    const session = s.open({ keeping: full })
    await settled(session)
    s.relay.refuseNext('form-broken')
    write(session, 'Avvisat.')
    await movedOn(session)
    expect(session.setAside()).toMatchObject([{ words: ['Avvisat.'] }])
    await settled(session)
    await session.close()
    await s.relay.goAway()
    const again = s.open({ keeping })
    await lost(again)
    expect(read(again.replica().doc)).toEqual(['Avvisat.'])
    expect(saving(again)).toEqual({ state: 'waiting', changes: 1, kept: true })
    await s.relay.comeBack()
  })

  test('[P30] a copy that does not open in time is waited for no longer, and taken in when it comes', async () => {
    const keeping = keepInMemory()
    const before = s.open({ keeping })
    await settled(before)
    await s.relay.goAway()
    await lost(before)
    write(before, 'Från förra veckan.')
    await before.close()
    await s.relay.comeBack()
    let unblock = (): void => undefined
    const blocked = new Promise<void>((resolve) => {
      unblock = resolve
    })
    const slow: Keeping = { ...keeping, open: (...args) => blocked.then(() => keeping.open(...args)) }
    const session = s.open({ keeping: slow, patience: 1 })
    await settled(session)
    expect(read(session.replica().doc)).toEqual([])
    unblock()
    await until(session, () => read(session.replica().doc).join() === 'Från förra veckan.')
    await settled(session)
    expect(read(s.relay.doc)).toEqual(['Från förra veckan.'])
  })

  test('[P30] keeping that stops later is told, and the change it stopped at is sent', async () => {
    let fail = (): void => undefined
    const keeping = keepInMemory()
    const failing: Keeping = {
      ...keeping,
      open: (textId, doc, failed) => {
        fail = failed
        return keeping.open(textId, doc, failed)
      },
    }
    const session = s.open({ keeping: failing })
    await settled(session)
    fail()
    write(session, 'x')
    await settled(session)
    expect(read(s.relay.doc)).toEqual(['x'])
    await s.relay.goAway()
    await lost(session)
    write(session, 'y')
    expect(saving(session)).toEqual({ state: 'waiting', changes: 1, kept: false })
    await s.relay.comeBack()
  })
})
