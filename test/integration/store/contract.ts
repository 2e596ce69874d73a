/** What every store must do, whichever it is. Each implementation runs it on ground of its own. */
import { describe, expect, onTestFinished, test } from 'vitest'
import type { Change, Commit, JsonObject, Store } from '../../../server/store/store.ts'
import { Conflict } from '../../../server/store/store.ts'
import { typist, wordsOf } from '../../support/typing.ts'

/** A place where a store is opened, again and again. */
export type Ground = { open(): Promise<Store>; destroy(): Promise<void> }

const put = (id: string, expected: number, value: JsonObject, keys?: readonly string[]): Change => ({
  collection: 'members',
  id,
  expected,
  value,
  ...(keys && { keys }),
})
const gone = (id: string, expected: number): Change => ({ collection: 'members', id, expected, value: null })
const commit = (...changes: Change[]): Commit => ({ at: 1, changes, audit: { changed: changes.map(({ id }) => id) } })

export const storeContract = (name: string, prepare: () => Promise<Ground>): void => {
  /** A store, and how to close it and open it anew. */
  const start = async () => {
    const ground = await prepare()
    let store = await ground.open()
    onTestFinished(async () => {
      await store.close()
      await ground.destroy()
    })
    const reopen = async () => {
      await store.close()
      store = await ground.open()
      return store
    }
    /** Now, and after opening anew. */
    const nowAndThen = async (check: (store: Store) => Promise<void>) => {
      await check(store)
      await check(await reopen())
    }
    return { store, reopen, nowAndThen }
  }
  const collect = async <T>(items: AsyncIterable<T>): Promise<T[]> => {
    const all: T[] = []
    for await (const item of items) all.push(item)
    return all
  }

  describe(`${name}: records`, () => {
    test('[S1] what was committed is there when the store is opened again, with its version and keys', async () => {
      const { store, reopen } = await start()
      await store.records.commit(commit(put('anna', 0, { name: 'Anna' }, ['email:anna'])))
      await store.records.commit(commit(put('anna', 1, { name: 'Anna B' })))
      const { records } = await reopen()
      const anna = { id: 'anna', version: 2, value: { name: 'Anna B' } }
      expect(await records.get('members', 'anna')).toEqual(anna)
      expect(await records.list('members')).toEqual([anna])
      expect(await records.byKey('email:anna')).toEqual({ ...anna, collection: 'members' })
    })

    test('[S1] what was never there is null, and an unknown collection is empty', async () => {
      const { store } = await start()
      expect(await store.records.get('members', 'anna')).toBeNull()
      expect(await store.records.byKey('email:anna')).toBeNull()
      expect(await store.records.list('members')).toEqual([])
    })

    test('[S2] a commit that is refused leaves nothing: no change, no audit entry, no word in the text', async () => {
      const { store, nowAndThen } = await start()
      await store.records.commit(commit(put('anna', 0, {})))
      const text = { textId: 't', entry: typist('anna', 1).type('ord') }
      const refused = store.records.commit({ ...commit(put('bo', 0, {}), put('anna', 0, {})), text })
      await expect(refused).rejects.toBeInstanceOf(Conflict)
      await nowAndThen(async ({ records, texts }) => {
        expect(await records.get('members', 'bo')).toBeNull()
        expect(await collect(records.audit())).toHaveLength(1)
        expect(wordsOf(await texts.load('t'))?.length ?? 0).toBe(0)
      })
    })

    test('[S2] a commit with a text update brings record, audit entry and words together', async () => {
      const { store, nowAndThen } = await start()
      const anna = typist('anna', 1)
      await store.texts.append('t', [anna.type('Vi ')])
      await store.records.commit({ ...commit(put('a1', 0, {})), text: { textId: 't', entry: anna.type('beslutar ') } })
      await store.texts.append('t', [anna.type('detta.')])
      await nowAndThen(async ({ records, texts }) => {
        expect(await records.get('members', 'a1')).not.toBeNull()
        expect(wordsOf(await texts.load('t'))).toBe('Vi beslutar detta.')
        expect((await texts.load('t'))?.sequence).toBe(3)
      })
    })

    test('[S3] of ten who decide on one version at once, one passes and nine hear Conflict', async () => {
      const { store, reopen } = await start()
      await store.records.commit(commit(put('anna', 0, { n: -1 })))
      const tries = Array.from({ length: 10 }, (_, n) => store.records.commit(commit(put('anna', 1, { n }))))
      const outcomes = await Promise.allSettled(tries)
      const reasons = outcomes.flatMap((outcome) => (outcome.status === 'rejected' ? [outcome.reason as unknown] : []))
      expect(reasons).toHaveLength(9)
      expect(reasons.every((reason) => reason instanceof Conflict)).toBe(true)
      expect(await (await reopen()).records.get('members', 'anna')).toMatchObject({ version: 2 })
    })

    test.for([
      ['made though it is there', put('anna', 0, {})],
      ['changed at a version long past', put('anna', 1, {})],
      ['changed at a version yet to come', put('anna', 3, {})],
      ['removed at a version long past', gone('anna', 1)],
      ['changed though it is not there', put('bo', 1, {})],
    ] as const)('[S3] a record %s is refused', async ([, change]) => {
      const { store } = await start()
      await store.records.commit(commit(put('anna', 0, {})))
      await store.records.commit(commit(put('anna', 1, {})))
      await expect(store.records.commit(commit(change))).rejects.toBeInstanceOf(Conflict)
    })

    test('[S4] the second to claim a key is refused, also in the same moment', async () => {
      const { store } = await start()
      const claims = ['anna', 'bo'].map((id) => store.records.commit(commit(put(id, 0, {}, ['email:x']))))
      const outcomes = await Promise.allSettled(claims)
      expect(outcomes.map(({ status }) => status)).toEqual(['fulfilled', 'rejected'])
      const within = store.records.commit(commit(put('c', 0, {}, ['k']), put('d', 0, {}, ['k'])))
      await expect(within).rejects.toBeInstanceOf(Conflict)
    })

    test('[S4] a key is free when its record is removed, gives it up or hands it over; unnamed it stays', async () => {
      const { store, reopen } = await start()
      await store.records.commit(commit(put('anna', 0, {}, ['a', 'b'])))
      await store.records.commit(commit(put('anna', 1, {})))
      await expect(store.records.commit(commit(put('bo', 0, {}, ['a'])))).rejects.toBeInstanceOf(Conflict)
      await store.records.commit(commit(put('anna', 2, {}, ['b'])))
      await store.records.commit(commit(put('bo', 0, {}, ['a'])))
      await store.records.commit(commit(put('anna', 3, {}, ['a']), put('bo', 1, {}, ['b'])))
      const { records } = await reopen()
      expect((await records.byKey('a'))?.id).toBe('anna')
      await records.commit(commit(gone('anna', 4)))
      expect(await records.byKey('a')).toBeNull()
      await records.commit(commit(put('cia', 0, {}, ['a'])))
      expect((await records.byKey('a'))?.id).toBe('cia')
    })

    test('[S2] audit entries come back in order from any sequence on; commits without one are no gap', async () => {
      const { store, reopen } = await start()
      for (let n = 1; n <= 5; n++)
        await store.records.commit({ at: n, changes: [put(`m${n}`, 0, {})], audit: n === 3 ? null : { n } })
      const { records } = await reopen()
      expect((await collect(records.audit())).map(({ audit }) => audit.n)).toEqual([1, 2, 4, 5])
      expect((await collect(records.audit(4))).map(({ sequence, at }) => [sequence, at])).toEqual([
        [4, 4],
        [5, 5],
      ])
    })

    test('[S1] what a caller does afterwards to what it gave or got changes nothing', async () => {
      const { store, reopen } = await start()
      const value = { roles: ['chair'] }
      await store.records.commit(commit(put('anna', 0, value)))
      value.roles.push('secretariat')
      const before = await store.records.get('members', 'anna')
      expect(before?.value).toEqual({ roles: ['chair'] })
      expect((await (await reopen()).records.get('members', 'anna'))?.value).toEqual(before?.value)
    })

    test('[S2] what is no JSON is refused before anything is written', async () => {
      const { store, reopen } = await start()
      // What a careless caller might pass.
      const values = [{ n: Number.NaN }, { when: new Date(0) }, { deep: [new Map()] }] as unknown as JsonObject[]
      for (const value of values)
        await expect(store.records.commit(commit(put('anna', 0, value)))).rejects.toThrow('JSON')
      await store.records.commit(commit(put('anna', 0, { name: 'Anna' })))
      expect(await (await reopen()).records.get('members', 'anna')).toMatchObject({ version: 1 })
    })
  })

  describe(`${name}: texts`, () => {
    test('[S5] updates come back in the order they were acknowledged, each with its author and time', async () => {
      const { store, nowAndThen } = await start()
      const [anna, bo] = [typist('anna', 1), typist('bo', 2)]
      const entries = Array.from({ length: 40 }, (_, i) => (i % 3 ? anna : bo).type(`${i} `, 1000 + i))
      const order: number[] = []
      const appends = entries.map((entry, i) => store.texts.append('t', [entry]).then(() => order.push(i)))
      await Promise.all(appends)
      expect(order).toEqual(entries.map((_, i) => i))
      await nowAndThen(async ({ texts }) => {
        expect(await texts.load('t')).toEqual({ snapshot: null, entries, sequence: 40 })
      })
    })

    test('[S5] the sequence counts every entry ever, also past compaction and reopening', async () => {
      const { store, reopen } = await start()
      const anna = typist('anna', 1)
      expect(await store.texts.append('t', [anna.type('a'), anna.type('b')])).toEqual({ sequence: 2 })
      await store.texts.compact('t')
      expect(await store.texts.append('t', [anna.type('c')])).toEqual({ sequence: 3 })
      const { texts } = await reopen()
      expect(await texts.append('t', [anna.type('d')])).toEqual({ sequence: 4 })
      expect((await texts.load('t'))?.sequence).toBe(4)
    })

    test('[S1] a text never written is null and has no size or authors; no name reaches another folder', async () => {
      const { store } = await start()
      for (const textId of ['t', '../checkpoint', '', 'a/b', '.', 'x'.repeat(65)]) {
        expect(await store.texts.load(textId)).toBeNull()
        expect(await store.texts.authors(textId)).toEqual([])
        expect(await store.texts.size(textId)).toEqual({ bytes: 0, afterSnapshot: 0 })
      }
      await expect(store.texts.append('../t', [typist('a', 1).type('x')])).rejects.toThrow('not the name of a text')
    })

    test('[S9] compaction changes no word, no author and no count, and makes the text smaller', async () => {
      const { store, nowAndThen } = await start()
      const [anna, bo] = [typist('anna', 1), typist('bo', 2)]
      for (let i = 0; i < 60; i++) await store.texts.append('t', [(i % 4 ? anna : bo).type(`${i} `, i * 10_000)])
      await store.texts.append('t', [anna.erase(0, 5)])
      const before = { text: await store.texts.load('t'), authors: await store.texts.authors('t') }
      const { bytes } = await store.texts.size('t')
      await store.texts.compact('t')
      await nowAndThen(async ({ texts }) => {
        const text = await texts.load('t')
        expect(wordsOf(text)).toBe(wordsOf(before.text))
        expect(text?.entries).toEqual([])
        expect(text?.sequence).toBe(before.text?.sequence)
        expect(await texts.authors('t')).toEqual(before.authors)
        expect(await texts.size('t')).toMatchObject({ afterSnapshot: 0 })
        expect((await texts.size('t')).bytes).toBeLessThan(bytes)
      })
    })

    test('[S9] what is appended while the log is folded is neither lost nor doubled, round after round', async () => {
      const { store, reopen } = await start()
      const anna = typist('anna', 1)
      let written = ''
      const write = async () => {
        const words = `${written.length} `
        written += words
        await store.texts.append('t', [anna.type(words)])
      }
      await write()
      for (let round = 0; round < 4; round++) {
        let folding = true
        const compaction = store.texts.compact('t').finally(() => {
          folding = false
        })
        while (folding) await Promise.all([write(), write(), write()])
        await compaction
        expect(wordsOf(await store.texts.load('t'))).toBe(written)
      }
      const { texts } = await reopen()
      expect(wordsOf(await texts.load('t'))).toBe(written)
      const [first, ...more] = await texts.authors('t')
      expect([first, more]).toEqual([{ client: 1, clock: 0, length: written.length, by: 'anna', at: 0 }, []])
    })

    test('[S9] reading that began before a compaction ends well, and compacting twice is compacting once', async () => {
      const { store } = await start()
      const anna = typist('anna', 1)
      for (let i = 0; i < 200; i++) await store.texts.append('t', [anna.type('ord ')])
      const reads = Array.from({ length: 20 }, () => store.texts.load('t'))
      await Promise.all([store.texts.compact('t'), store.texts.compact('t')])
      for (const read of reads) expect(wordsOf(await read)).toBe('ord '.repeat(200))
      const size = await store.texts.size('t')
      await store.texts.compact('t')
      expect(await store.texts.size('t')).toEqual(size)
    })

    test('[S5] a clock belongs to who brought it first, in runs of one minute', async () => {
      const { store } = await start()
      const anna = typist('anna', 1)
      const [one, two, three] = [anna.type('ett', 0), anna.type('två', 59_999), anna.type('tre', 60_000)]
      await store.texts.append('t', [one, two, three, { ...two, by: 'bo', at: 70_000 }])
      expect(await store.texts.authors('t')).toEqual([
        { client: 1, clock: 0, length: 6, by: 'anna', at: 0 },
        { client: 1, clock: 6, length: 3, by: 'anna', at: 60_000 },
      ])
    })
  })

  test(`[S7] ${name}: nothing has failed and nothing was mended when all is well`, async () => {
    const { store, reopen } = await start()
    await store.records.commit(commit(put('anna', 0, {})))
    const again = await reopen()
    expect([again.failure(), again.notices()]).toEqual([null, []])
  })
}
