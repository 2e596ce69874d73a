import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { ProblemCode } from '../../../../shared/problem.ts'
import { connected, ended, lost, type Story, settled, story, until } from '../../../support/textstory.ts'
import { read, type, write } from '../../../support/writing.ts'

let s: Story
beforeEach(async () => {
  s = await story()
})
afterEach(() => s.end())

describe('contact', () => {
  test('[P32] contact is connected only when the text has come', async () => {
    s.relay.keepSilent(true)
    const session = s.open()
    await s.relay.until(() => s.relay.guests() === 1)
    await s.relay.until(() => s.relay.frames.length === 1)
    expect(session.status()).toMatchObject({ contact: 'connecting' })
    s.relay.keepSilent(false)
    s.page.dispatchEvent(new Event('online'))
    await connected(session)
  })

  test('[P2] [P23] a restart passes: it comes back by itself, says nothing, and what was written arrives', async () => {
    const session = s.open()
    await settled(session)
    s.relay.closeAll(1012, 'restarting')
    await lost(session)
    write(session, 'under omstarten')
    await settled(session)
    expect(session.status()).toMatchObject({ problem: null, mayWrite: true })
    expect(read(s.relay.doc)).toEqual(['under omstarten'])
  })

  test.each([
    ['too-fast', 4529],
    ['too-slow', 4508],
    ['too-big', 1009],
  ] as const)('[P32] %s passes: it is told until the next connection, and all is kept', async (code, close) => {
    const session = s.open()
    await settled(session)
    s.relay.closeAll(close, code)
    await lost(session)
    expect(session.status()).toMatchObject({ problem: code, mayWrite: true })
    await settled(session)
    expect(session.status()).toMatchObject({ problem: null })
  })

  test.each([
    ['not-signed-in', 4401],
    ['role-expired', 4401],
    ['schema-too-old', 4426],
    ['text-quarantined', 4410],
  ] as const)('[P32] [P22] %s ends it, keeps everything, and retry brings it back', async (code, close) => {
    const session = s.open()
    await settled(session)
    s.relay.holdAcknowledgements()
    write(session, 'kvar')
    await s.relay.until(() => s.relay.frames.length === 2)
    s.relay.closeAll(close, code)
    await ended(session)
    expect(session.status()).toEqual({
      state: 'ended',
      code,
      saving: { state: 'waiting', changes: 1, kept: true },
    })
    s.relay.acknowledgeAll()
    session.retry()
    await settled(session)
    expect(read(s.relay.doc)).toEqual(['kvar'])
  })

  test('[P32] a close whose reason was lost on the way is understood by its code', async () => {
    const session = s.open()
    await settled(session)
    s.relay.closeAll(4426)
    await ended(session)
    expect(session.status()).toMatchObject({ code: 'schema-too-old' })
  })

  test.each([
    [false, 'not-signed-in'],
    ['role-expired', 'role-expired'],
  ] as const)('[P1] [P32] turned away at the door, it asks who we are: %s ends it', async (answer, code) => {
    s.relay.turnAway(true)
    const session = s.open({ isSignedIn: () => Promise.resolve<boolean | ProblemCode>(answer) })
    await ended(session)
    expect(session.status()).toMatchObject({ code })
    s.relay.turnAway(false)
    session.retry()
    await connected(session)
  })

  test('[P32] when nobody answers at all, contact is lost and nothing else is claimed', async () => {
    await s.relay.goAway()
    const session = s.open({ isSignedIn: () => Promise.reject(new Error('no network')) })
    await lost(session)
    expect(session.status()).toMatchObject({ state: 'open', contact: 'lost', problem: null })
    await s.relay.comeBack()
    await connected(session)
  })

  test('[P32] when the browser says that the network is gone, it finds out for itself', async () => {
    const session = s.open()
    await settled(session)
    s.relay.turnAway(true)
    s.page.dispatchEvent(new Event('offline'))
    await lost(session)
    s.relay.turnAway(false)
    s.page.dispatchEvent(new Event('online'))
    await connected(session)
  })

  test('[P17] [P32] after a reconnect the others see one at once, and nobody’s entry but one’s own is sent', async () => {
    const session = s.open()
    const other = s.open({ memberId: 'member-2' })
    const { awareness } = session.replica()
    awareness.setLocalState({ cursor: 1 })
    other.replica().awareness.setLocalState({ cursor: 2 })
    await settled(session)
    await settled(other)
    await s.relay.goAway()
    await lost(session)
    await lost(other)
    await s.relay.comeBack()
    session.retry()
    other.retry()
    await settled(session)
    await settled(other)
    const mine = awareness.clientID
    await s.relay.until(() => s.relay.entries().filter((e) => e.client === mine).length >= 2)
    const clocks = s.relay.entries().filter((e) => e.client === mine)
    expect(clocks.at(-1)?.clock).toBeGreaterThan(clocks[0]?.clock ?? Number.NaN)
    expect(s.relay.entries()).toHaveLength(
      clocks.length + s.relay.entries().filter((e) => e.client === other.replica().awareness.clientID).length,
    )
  })

  test('[P24] what has changed is passed on, until one no longer listens', async () => {
    const session = s.open()
    await settled(session)
    const heard: unknown[] = []
    const stop = session.onChanged((changed) => heard.push(changed))
    s.relay.say({ type: 'changed', changed: { noun: 'programmes', id: '1' } })
    s.relay.say({ type: 'problem', code: 'too-fast' })
    await until(session, (now) => now.state === 'open' && now.problem === 'too-fast')
    stop()
    s.relay.say({ type: 'changed', changed: { noun: 'programmes', id: '2' } })
    s.relay.say({ type: 'problem', code: 'too-slow' })
    await until(session, (now) => now.state === 'open' && now.problem === 'too-slow')
    expect(heard).toEqual([{ noun: 'programmes', id: '1' }])
  })
})

describe('what may be written', () => {
  test('[P27] of one who may not write, no text leaves, however it came into the document', async () => {
    type(s.relay.doc, 'läsbart')
    const session = s.open({ mayWrite: 'not-your-role' })
    await connected(session)
    expect(read(session.replica().doc)).toEqual(['läsbart'])
    expect(session.status()).toMatchObject({ mayWrite: 'not-your-role', saving: { state: 'saved' } })
    write(session, ' olovligt')
    s.relay.closeAll(1012, 'restarting')
    await until(session, () => session.replica().generation === 1)
    expect(read(session.replica().doc)).toEqual(['läsbart'])
    expect(s.relay.frames).toEqual([])
  })

  test('[P27] a right gained or lost is learnt on the next connection', async () => {
    let now: true | ProblemCode = 'not-your-role'
    const session = s.open({ mayWrite: now, rights: () => Promise.resolve(now) })
    await connected(session)
    now = true
    s.relay.closeAll(1012, 'restarting')
    await until(session, (status) => status.state === 'open' && status.mayWrite === true)
    write(session, 'nu')
    await settled(session)
    expect(read(s.relay.doc)).toEqual(['nu'])
    expect(session.replica().generation).toBe(0)
    now = 'text-stopped'
    s.relay.closeAll(4430, 'text-stopped')
    await until(session, (status) => status.state === 'open' && status.mayWrite === 'text-stopped')
    await settled(session)
    expect(session.replica().generation).toBe(0)
    expect(session.setAside()).toEqual([])
  })

  test('enospc-goes-readonly: [P15] [P25] when storage fails nobody types as if it were saved, and reading goes on', async () => {
    const session = s.open()
    await settled(session)
    s.relay.holdAcknowledgements()
    write(session, 'osparat')
    s.relay.say({ type: 'problem', code: 'storage-failing' })
    await until(session, (now) => now.state === 'open' && now.problem === 'storage-failing')
    expect(session.status()).toMatchObject({
      contact: 'connected',
      mayWrite: 'storage-failing',
      saving: { state: 'waiting', changes: 1, kept: true },
    })
    s.relay.acknowledgeAll()
    s.relay.closeAll(1012, 'restarting')
    await settled(session)
    await until(session, (now) => now.state === 'open' && now.mayWrite === true)
    expect(read(s.relay.doc)).toEqual(['osparat'])
  })
})
