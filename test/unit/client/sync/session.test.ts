import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { limits } from '../../../../shared/protocol.ts'
import {
  allSaved,
  connected,
  lost,
  opened,
  type Story,
  saving,
  settled,
  story,
  until,
} from '../../../support/textstory.ts'
import { read, write } from '../../../support/writing.ts'

let s: Story
beforeEach(async () => {
  s = await story()
})
afterEach(() => s.end())

describe('saved', () => {
  test('[P25] [P13] what is written is saving until its own frame is acknowledged', async () => {
    const session = s.open()
    await settled(session)
    s.relay.holdAcknowledgements()
    write(session, 'Södertörn')
    write(session, ' 2045')
    expect(saving(session)).toEqual({ state: 'saving', changes: 2 })
    await s.relay.until(() => s.relay.frames.length === 3)
    s.relay.acknowledgeUpTo(2)
    await until(session, (now) => now.state === 'open' && now.saving.state === 'saving' && now.saving.changes === 1)
    s.relay.acknowledgeAll()
    await allSaved(session)
    expect(read(s.relay.doc)).toEqual(['Södertörn 2045'])
  })

  test('[P25] an acknowledgement that was lost with its connection leaves the change waiting, then saved', async () => {
    const session = s.open()
    await settled(session)
    s.relay.holdAcknowledgements()
    write(session, 'Hej')
    await s.relay.until(() => s.relay.frames.length === 2)
    await s.relay.goAway()
    await lost(session)
    expect(saving(session)).toEqual({ state: 'waiting', changes: 1, kept: true })
    await s.relay.comeBack()
    session.retry()
    await connected(session)
    await s.relay.until(() => s.relay.frames.length === 3)
    expect(saving(session)).toEqual({ state: 'saving', changes: 1 })
    s.relay.acknowledgeAll()
    await settled(session)
    expect(read(s.relay.doc)).toEqual(['Hej'])
  })

  test('[P25] without contact changes are counted, also after a reload, and arrive once', async () => {
    const first = s.open()
    await settled(first)
    await s.relay.goAway()
    await lost(first)
    write(first, 'a')
    write(first, 'b')
    await first.close()
    const second = s.open()
    await lost(second)
    expect(saving(second)).toEqual({ state: 'waiting', changes: 2, kept: true })
    write(second, 'c')
    await second.close()
    const third = s.open()
    await lost(third)
    expect(saving(third)).toEqual({ state: 'waiting', changes: 3, kept: true })
    await s.relay.comeBack()
    third.retry()
    await settled(third)
    expect(read(s.relay.doc)).toEqual(['abc'])
    await third.close()
    await s.relay.goAway()
    const fourth = s.open()
    await lost(fourth)
    expect(saving(fourth)).toEqual({ state: 'saved' })
    await s.relay.comeBack()
  })

  test('[P25] the copy is read before the server is asked', async () => {
    const first = s.open()
    await settled(first)
    write(first, 'Vision')
    await allSaved(first)
    await first.close()
    await s.relay.goAway()
    const second = s.open()
    expect(second.status()).toEqual({ state: 'opening' })
    await opened(second)
    expect(read(second.replica().doc)).toEqual(['Vision'])
    expect(second.status()).toMatchObject({ contact: 'connecting', saving: { state: 'saved' } })
    await s.relay.comeBack()
  })

  test('[P26] no Update leaves before the SyncStep2 of its connection, and that one carries everything', async () => {
    let grant: (answer: true) => void = () => undefined
    const session = s.open({ rights: () => new Promise<true>((resolve) => (grant = resolve)) })
    await connected(session)
    write(session, 'före')
    write(session, ' rätten')
    expect(saving(session)).toEqual({ state: 'saving', changes: 2 })
    expect(s.relay.frames).toEqual([])
    grant(true)
    await settled(session)
    expect(s.relay.frames.map((f) => f.kind)).toEqual(['step2'])
    expect(read(s.relay.doc)).toEqual(['före rätten'])
  })

  test('[P26] asked again for what it holds, it answers, and that answer carries what is pending', async () => {
    const session = s.open()
    await settled(session)
    s.relay.holdAcknowledgements()
    write(session, 'x')
    s.relay.askAgain()
    await s.relay.until(() => s.relay.frames.length === 3)
    s.relay.acknowledgeUpTo(2)
    await connected(session)
    expect(saving(session)).toEqual({ state: 'saving', changes: 1 })
    s.relay.acknowledgeAll()
    await allSaved(session)
  })

  test('[P31] an Update above its limit does not leave; the next connection brings its content', async () => {
    const session = s.open()
    await settled(session)
    write(session, 'a'.repeat(limits.update + 1))
    expect(saving(session)).toMatchObject({ state: 'saving', changes: 1 })
    await settled(session)
    expect(s.relay.frames.map((f) => f.kind)).toEqual(['step2', 'step2'])
    expect(s.relay.doc.getXmlFragment('text').length).toBe(1)
  })

  test('[P31] a SyncStep2 above its limit does not leave, and is told', async () => {
    await s.relay.goAway()
    const session = s.open()
    await lost(session)
    write(session, 'a'.repeat(limits.step2 + 1))
    await s.relay.comeBack()
    session.retry()
    await until(session, (now) => now.state === 'open' && now.contact === 'connected' && now.problem === 'too-big')
    expect(saving(session)).toEqual({ state: 'waiting', changes: 1, kept: true })
    write(session, 'mer')
    s.relay.say({ type: 'problem', code: 'too-slow' })
    await until(session, (now) => now.state === 'open' && now.problem === 'too-slow')
    expect(s.relay.frames).toEqual([])
  })
})

describe('the interface', () => {
  test('[P25] the status is the same object until it changes, and each change is told', async () => {
    const session = s.open()
    await settled(session)
    let told = 0
    const stop = session.subscribe(() => told++)
    const before = session.status()
    expect(session.status()).toBe(before)
    s.relay.say({ type: 'changed', changed: { noun: 'members', id: '1' } })
    s.relay.holdAcknowledgements()
    write(session, 'x')
    expect(session.status()).not.toBe(before)
    expect(told, 'within the change itself').toBe(0)
    await Promise.resolve()
    expect(told).toBe(1)
    stop()
  })

  test('[P25] closed, it says nothing more and nothing that waits is lost', async () => {
    await s.relay.goAway()
    const session = s.open()
    await lost(session)
    write(session, 'väntar')
    let told = 0
    session.subscribe(() => told++)
    await session.close()
    expect(told).toBe(0)
    await s.relay.comeBack()
    const again = s.open()
    await settled(again)
    expect(read(s.relay.doc)).toEqual(['väntar'])
  })
})
