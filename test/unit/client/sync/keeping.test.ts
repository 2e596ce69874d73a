import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import * as Y from 'yjs'
import { keepInMemory, type Keeping } from '../../../../client/sync/keeping.ts'
import type { TextSession } from '../../../../client/sync/status.ts'
import { allSaved, lost, opened, type Story, saving, settled, story, until } from '../../../support/textstory.ts'
import { read, write } from '../../../support/writing.ts'

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
    let asked = 0
    let askedBeforeItWasSafe = 0
    const rights = (): Promise<true> => {
      asked += 1
      return Promise.resolve(true)
    }
    const slow: Keeping = {
      ...keeping,
      shelf: {
        ...keeping.shelf,
        async put(entry) {
          await keeping.shelf.put(entry)
          askedBeforeItWasSafe = asked
          write(other, 'Mitt emellan.', 1)
        },
      },
    }
    const first = s.open({ keeping: slow, rights })
    const other = s.open({ keeping })
    await settled(first)
    await settled(other)
    await s.relay.goAway()
    await lost(first)
    await lost(other)
    write(first, 'Avvisat.')
    s.relay.refuseNext('form-broken')
    await s.relay.comeBack()
    const before = asked
    first.retry()
    await movedOn(first)
    expect(askedBeforeItWasSafe).toBe(before + 1)
    await first.close()
    await other.close()
    const again = s.open({ keeping })
    await settled(again)
    expect(read(again.replica().doc).join()).toContain('Mitt emellan.')
    expect(read(s.relay.doc).join()).toContain('Mitt emellan.')
  })
})

test('[P25] [P29] a mark made after a copy was read is neither counted there nor taken away', async () => {
  const keeping = keepInMemory()
  const open = (id: number) => keeping.open('text-1', id, () => undefined)
  const waitingNow = async (): Promise<number> => (await (await open(9)).readInto(new Y.Doc())).waiting
  const [first, second] = [await open(1), await open(2)]
  first.add(Y.encodeStateAsUpdate(new Y.Doc()), 1)
  expect(await second.readInto(new Y.Doc())).toEqual({ updates: 1, waiting: 1 })
  first.mark(0)
  first.add(Y.encodeStateAsUpdate(new Y.Doc()), 1)
  second.mark(0)
  expect(await waitingNow()).toBe(1)
  expect(await second.readInto(new Y.Doc())).toEqual({ updates: 2, waiting: 1 })
  second.mark(1)
  expect(await waitingNow()).toBe(1)
  second.mark(0)
  expect(await waitingNow()).toBe(0)
})

describe('a long day', () => {
  test('[P29] many updates in a copy become one, and what another tab left in it is read and sent', async () => {
    const keeping = keepInMemory()
    let replaced = 0
    const counting: Keeping = {
      ...keeping,
      async open(...args) {
        const copy = await keeping.open(...args)
        const replace = (state: Uint8Array): Promise<void> => {
          replaced += 1
          return copy.replace(state)
        }
        return { ...copy, replace }
      },
    }
    const first = s.open({ keeping: counting })
    const other = s.open({ keeping })
    await settled(first)
    await settled(other)
    await s.relay.goAway()
    await lost(other)
    write(other, 'Från en annan flik.', 1)
    await other.close()
    await s.relay.comeBack()
    first.retry()
    await settled(first)
    for (let n = 0; n < 1100; n++) write(first, 'a')
    await s.relay.until(() => read(s.relay.doc).includes('Från en annan flik.'))
    await settled(first)
    expect(replaced).toBe(1)
    await first.close()
    const again = s.open({ keeping })
    await opened(again)
    const all = read(again.replica().doc).join('')
    expect(all.replaceAll('a', '')).toBe('Från en annan flik.'.replaceAll('a', ''))
    expect(all).toContain('Från en annan flik.')
    expect(all.length).toBe(1100 + 'Från en annan flik.'.length)
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

  test('[P25] [P30] what was written before a late copy came is kept and marked when it comes', async () => {
    await s.relay.goAway()
    const keeping = keepInMemory()
    let unblock = (): void => undefined
    const blocked = new Promise<void>((resolve) => {
      unblock = resolve
    })
    const slow: Keeping = { ...keeping, open: (...args) => blocked.then(() => keeping.open(...args)) }
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
