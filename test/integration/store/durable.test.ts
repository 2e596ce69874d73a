/** When the store says that something is on disk, and when it says no more: a disk that waits, and one that fails. */
import { expect, test } from 'vitest'
import { openEmbedded } from '../../../server/store/embedded.ts'
import { StorageFailed, type Store } from '../../../server/store/store.ts'
import { diskError, disturbed, gated } from '../../support/disk.ts'
import { tempdir } from '../../support/tempdir.ts'
import { typist, wordsOf } from '../../support/typing.ts'

const member = (store: Store, id: string, value = {}) =>
  store.records.commit({
    at: 1,
    changes: [{ collection: 'members', id, expected: 0, value }],
    audit: { made: id },
  })

/** Whether a promise has settled once everything that can happen without the disk has happened. */
const isSettled = async (promise: Promise<unknown>): Promise<boolean> => {
  let settled = false
  const note = () => {
    settled = true
  }
  promise.then(note, note)
  await new Promise((resolve) => setImmediate(resolve))
  return settled
}

test('ack-means-durable: [S1] while the fsync hangs nothing is acknowledged, and no reader sees it', async () => {
  const { disk, ...gate } = gated()
  const store = await openEmbedded({ directory: await tempdir(), disk })
  await store.texts.append('t', [])
  const anna = typist('anna', 1)
  gate.shut()
  const append = store.texts.append('t', [anna.type('Sparat')])
  await gate.waiting()
  expect(await isSettled(append)).toBe(false)
  expect(wordsOf(await store.texts.load('t'))).toBe('')
  gate.open()
  await append
  gate.shut()
  const commit = member(store, 'anna')
  await gate.waiting()
  expect(await isSettled(commit)).toBe(false)
  expect(await store.records.get('members', 'anna')).toBeNull()
  gate.open()
  await commit
  expect(await store.records.get('members', 'anna')).not.toBeNull()
  await store.close()
})

test('[S1] a start syncs what it found before it serves it: a kill may have left it unsynced', async () => {
  const directory = await tempdir()
  const { disk, ...gate } = gated()
  const before = await openEmbedded({ directory, disk })
  await before.texts.append('t', [typist('anna', 1).type('ord')])
  await before.close()
  const store = await openEmbedded({ directory, disk })
  gate.shut()
  const load = store.texts.load('t')
  await gate.waiting()
  expect(await isSettled(load)).toBe(false)
  gate.open()
  expect(wordsOf(await load)).toBe('ord')
  await store.close()
})

test('[S3] who decides on a commit that is not yet on disk hears Conflict at once', async () => {
  const { disk, ...gate } = gated()
  const store = await openEmbedded({ directory: await tempdir(), disk })
  gate.shut()
  const first = member(store, 'anna')
  await gate.waiting()
  await expect(member(store, 'anna')).rejects.toThrow('changed meanwhile')
  gate.open()
  await first
  await store.close()
})

test('[S8] what waits while a log is synced shares the next fsync, and so does what comes in one tick', async () => {
  const { disk, ...gate } = gated()
  const store = await openEmbedded({ directory: await tempdir(), disk })
  await store.texts.append('t', [])
  const anna = typist('anna', 1)
  const before = gate.syncs()
  gate.shut()
  const first = Array.from({ length: 20 }, () => store.texts.append('t', [anna.type('a')]))
  await gate.waiting()
  const then = Array.from({ length: 500 }, () => store.texts.append('t', [anna.type('b')]))
  gate.open()
  await Promise.all([...first, ...then])
  expect(gate.syncs() - before).toBe(2)
  await store.close()
})

test.for(['write', 'sync'] as const)(
  '[S7] after one failed %s nothing is acknowledged in any log until the start anew, and reading goes on',
  async (call) => {
    const directory = await tempdir()
    let broken = false
    const disk = disturbed((name) => {
      if (broken && name === call) throw diskError('EIO')
    })
    const store = await openEmbedded({ directory, disk })
    const anna = typist('anna', 1)
    await member(store, 'anna')
    await store.texts.append('t', [anna.type('först ')])
    await store.texts.append('other', [typist('bo', 2).type('annat ')])
    broken = true
    await expect(store.texts.append('t', [anna.type('sedan')])).rejects.toBeInstanceOf(StorageFailed)
    broken = false
    expect(store.failure()).toContain('EIO')
    await expect(store.texts.append('t', [anna.type('igen')])).rejects.toBeInstanceOf(StorageFailed)
    await expect(store.texts.append('other', [])).rejects.toBeInstanceOf(StorageFailed)
    await expect(member(store, 'bo')).rejects.toBeInstanceOf(StorageFailed)
    expect(wordsOf(await store.texts.load('t'))).toBe('först ')
    expect(await store.records.list('members')).toHaveLength(1)
    await store.close()
    const again = await openEmbedded({ directory })
    expect(wordsOf(await again.texts.load('t'))).toMatch(/^först /)
    await member(again, 'bo')
    await again.close()
  },
)

test('[S7] what waited behind a failed fsync is not even written', async () => {
  const [arrived, released] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()]
  let calls: string[] | null = null
  const disk = disturbed(async (call) => {
    calls?.push(call)
    if (!calls || call !== 'sync') return
    arrived.resolve()
    await released.promise
    throw diskError('EIO')
  })
  const store = await openEmbedded({ directory: await tempdir(), disk })
  const anna = typist('anna', 1)
  await store.texts.append('t', [])
  calls = []
  const first = store.texts.append('t', [anna.type('a')])
  await arrived.promise
  const second = store.texts.append('t', [anna.type('b')])
  released.resolve()
  expect((await Promise.allSettled([first, second])).map(({ status }) => status)).toEqual(['rejected', 'rejected'])
  expect(calls).toEqual(['write', 'sync'])
  await store.close()
})

test('[S7] an append whose own fsync succeeds after another log has failed is not acknowledged', async () => {
  const [arrived, released] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()]
  let watching = false
  const disk = disturbed(async (call, path) => {
    if (!watching || call !== 'sync') return
    if (path.includes('journal.log')) throw diskError('EIO')
    arrived.resolve()
    await released.promise
  })
  const store = await openEmbedded({ directory: await tempdir(), disk })
  await store.texts.append('t', [])
  watching = true
  const append = store.texts.append('t', [typist('anna', 1).type('a')])
  await arrived.promise
  await expect(member(store, 'anna')).rejects.toBeInstanceOf(StorageFailed)
  released.resolve()
  await expect(append).rejects.toBeInstanceOf(StorageFailed)
  await store.close()
})

test('[S2] killed between the journal and the text: the start brings the words into the text, once', async () => {
  const directory = await tempdir()
  let killed = false
  const disk = disturbed((call, path) => {
    if (killed && call === 'write' && path.includes('texts')) throw diskError('EIO')
  })
  const store = await openEmbedded({ directory, disk })
  const anna = typist('anna', 1)
  await store.texts.append('t', [anna.type('Vi ')])
  killed = true
  const text = { textId: 't', entry: anna.type('antar.') }
  const commit = store.records.commit({ at: 1, changes: [], audit: { accepted: 1 }, text })
  await expect(commit).rejects.toBeInstanceOf(StorageFailed)
  await store.close()
  for (let start = 0; start < 3; start++) {
    const again = await openEmbedded({ directory })
    expect(wordsOf(await again.texts.load('t'))).toBe('Vi antar.')
    expect((await again.texts.load('t'))?.sequence).toBe(2)
    await again.close()
  }
})
