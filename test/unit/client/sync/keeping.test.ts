import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import * as Y from 'yjs'
import { keepInMemory, type Keeping } from '../../../../client/sync/keeping.ts'
import type { TextSession } from '../../../../client/sync/status.ts'
import {
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
    const first = await withUnsent(s, 'Båda har detta. ')
    const second = s.open()
    await lost(second)
    write(second, 'Bara den andra.', 1)
    s.relay.refuse('', 'text-sealed')
    await s.relay.comeBack()
    first.retry()
    await movedOn(first)
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
    s.relay.refuse('Avvisat.', 'form-broken')
    await s.relay.comeBack()
    first.retry()
    await until(first, (now) => now.state === 'open' && now.mayWrite === 'form-broken')
    const before = asked
    await movedOn(first)
    expect(askedBeforeItWasSafe, 'the new replica waits until it is in place').toBe(before)
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
  expect(await second.readInto(new Y.Doc())).toMatchObject({ updates: 1, waiting: 1 })
  first.mark(0)
  first.add(Y.encodeStateAsUpdate(new Y.Doc()), 1)
  second.mark(0)
  expect(await waitingNow()).toBe(1)
  expect(await second.readInto(new Y.Doc())).toMatchObject({ updates: 2, waiting: 1 })
  second.mark(1)
  expect(await waitingNow()).toBe(1)
  second.mark(0)
  expect(await waitingNow()).toBe(0)
})

describe('a long day', () => {
  test('[P29] a copy does not grow by being read', async () => {
    for (let n = 0; n < 5; n++) {
      const session = s.open()
      await settled(session)
      await session.close()
    }
    const copy = await s.keeping.open('text-1', 1, () => undefined)
    // The state that each doc began with, and what the server sent: both empty here.
    expect(await copy.readInto(new Y.Doc())).toMatchObject({ updates: 5, waiting: 0 })
  })

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
    s.relay.holdAcknowledgements()
    const frames = s.relay.frames.length
    for (let n = 0; n < 1100; n++) write(first, 'a')
    await s.relay.until(() => s.relay.frames.length === frames + 1101)
    expect(saving(first), 'the other tab’s change counts').toEqual({ state: 'saving', changes: 1101 })
    s.relay.acknowledgeAll()
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
