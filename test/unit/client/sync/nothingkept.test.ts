import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { keepInMemory, type Keeping } from '../../../../client/sync/keeping.ts'
import { allSaved, late, lost, type Story, saving, settled, story, until, movedOn } from '../../../support/textstory.ts'
import { read, write } from '../../../support/writing.ts'

let s: Story
beforeEach(async () => {
  s = await story()
})
afterEach(() => s.end())

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
    const { keeping: slow, unblock } = late(keeping)
    const session = s.open({ keeping: slow, patience: 1 })
    await settled(session)
    expect(read(session.replica().doc)).toEqual([])
    unblock()
    await until(session, () => read(session.replica().doc).join() === 'Från förra veckan.')
    await settled(session)
    expect(read(s.relay.doc)).toEqual(['Från förra veckan.'])
  })

  test('[P25] [P30] what was written before a late copy came is kept and marked when it comes', async () => {
    await s.relay.goAway()
    const keeping = keepInMemory()
    const { keeping: slow, unblock } = late(keeping)
    const session = s.open({ keeping: slow, patience: 1 })
    await lost(session)
    write(session, 'tidigt')
    expect(saving(session)).toEqual({ state: 'waiting', changes: 1, kept: false })
    unblock()
    await until(session, (now) => now.state === 'open' && now.saving.state === 'waiting' && now.saving.kept)
    await session.close()
    const again = s.open({ keeping })
    await lost(again)
    expect(read(again.replica().doc)).toEqual(['tidigt'])
    expect(saving(again)).toEqual({ state: 'waiting', changes: 1, kept: true })
    await s.relay.comeBack()
  })

  test('[P30] keeping that stops later is told, and sending goes on', async () => {
    const keeping = keepInMemory()
    let fail = (): void => undefined
    const failing: Keeping = {
      ...keeping,
      open(textId, clientId, failed) {
        fail = failed
        return keeping.open(textId, clientId, failed)
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
