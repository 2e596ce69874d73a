import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { nodeDisk } from '../../../server/store/disk.ts'
import { openEmbedded } from '../../../server/store/embedded.ts'
import { Damaged, StorageFailed, type Store } from '../../../server/store/store.ts'
import { diskError, disturbed, gated, takingLittle } from '../../support/disk.ts'
import { tempdir } from '../../support/tempdir.ts'
import { typist, wordsOf } from '../../support/typing.ts'
import { storeContract } from './contract.ts'

storeContract('embedded', async () => {
  const directory = await tempdir()
  return { open: () => openEmbedded({ directory }), destroy: async () => {} }
})

storeContract('embedded on a disk that takes 7 bytes at a time', async () => {
  const directory = await tempdir()
  return { open: () => openEmbedded({ directory, disk: takingLittle(7) }), destroy: async () => {} }
})

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

test('ack-means-durable: [S1] while the fsync hangs nothing is acknowledged and no reader sees the record', async () => {
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

const manyMembers = async (directory: string, from: number, to: number): Promise<void> => {
  const store = await openEmbedded({ directory })
  for (let n = from; n < to; n += 100)
    await Promise.all(Array.from({ length: 100 }, (_, i) => member(store, `m${n + i}`, { n: n + i })))
  await store.close()
}

test.for([
  ['the newest is damaged', ['checkpoint.json']],
  ['both are damaged', ['checkpoint.json', 'checkpoint.previous.json']],
] as const)('[S10] checkpoints are readable JSON; when %s the journal gives the same records', async ([, damaged]) => {
  const directory = await tempdir()
  await manyMembers(directory, 0, 1300)
  await manyMembers(directory, 1300, 1400)
  const whole = JSON.parse(await readFile(join(directory, 'checkpoint.json'), 'utf8'))
  expect(whole.checkpoint.collections.members).toHaveLength(1400)
  for (const name of damaged) {
    const text = await readFile(join(directory, name), 'utf8')
    await writeFile(join(directory, name), text.replace('"n": 77', '"n": 78'))
  }
  const store = await openEmbedded({ directory })
  expect(store.notices()).toEqual(damaged.map((name) => expect.stringContaining(`${name} is damaged`)))
  const members = await store.records.list('members')
  expect(members.map(({ value }) => value.n)).toEqual(Array.from({ length: 1400 }, (_, n) => n))
  await store.close()
})

test('[S10] a checkpoint that cannot be written fails no commit', async () => {
  const directory = await tempdir()
  const disk = {
    ...nodeDisk,
    create: async (path: string) => {
      if (path.includes('checkpoint')) throw diskError('ENOSPC')
      return nodeDisk.create(path)
    },
  }
  const store = await openEmbedded({ directory, disk })
  for (let n = 0; n < 1001; n++) await member(store, `m${n}`)
  await store.close()
  expect(store.failure()).toBeNull()
  expect(store.notices()[0]).toContain('no checkpoint was written')
  const again = await openEmbedded({ directory })
  expect(await again.records.list('members')).toHaveLength(1001)
  await again.close()
})

test('[S6] a journal that ends before what its checkpoint has seen is refused', async () => {
  const directory = await tempdir()
  await manyMembers(directory, 0, 100)
  const path = join(directory, 'journal.log')
  const journal = await readFile(path)
  await writeFile(path, journal.subarray(0, journal.length - 1))
  await expect(openEmbedded({ directory })).rejects.toBeInstanceOf(Damaged)
  expect(await readFile(path)).toHaveLength(journal.length - 1)
})

test('[S12] a command writes as many bytes, and as many fsyncs, with ten records as with ten thousand', async () => {
  const { disk, ...count } = gated()
  const directory = await tempdir()
  let store = await openEmbedded({ directory, disk })
  const name = (n: number) => `m${String(n).padStart(6, '0')}`
  const cost = async (n: number) => {
    const before = [count.bytes(), count.syncs()] as const
    await member(store, name(n))
    return [count.bytes() - before[0], count.syncs() - before[1]]
  }
  const fill = (from: number, to: number) =>
    Promise.all(Array.from({ length: to - from }, (_, i) => member(store, name(from + i))))
  await fill(0, 10)
  const [bytes = 0, syncs = 0] = await cost(10)
  await fill(11, 10_000)
  // So that no checkpoint is being written while the command is measured.
  await store.close()
  store = await openEmbedded({ directory, disk })
  const [later = 0, laterSyncs = 0] = await cost(10_000)
  // The sequence number has grown by a few digits.
  expect([later - bytes <= 4, laterSyncs]).toEqual([true, syncs])
  await store.close()
})

test('[S12] checkpoints grow rarer as records grow more: their share of a command stays flat', async () => {
  const { disk, ...count } = gated()
  const store = await openEmbedded({ directory: await tempdir(), disk })
  const perCommand = async (from: number, to: number) => {
    const before = count.bytes()
    for (let n = from; n < to; n += 500)
      await Promise.all(Array.from({ length: 500 }, (_, i) => member(store, `m${n + i}`)))
    return (count.bytes() - before) / (to - from)
  }
  const early = await perCommand(0, 4000)
  const late = await perCommand(4000, 16_000)
  expect(late / early).toBeLessThan(1.5)
  await store.close()
})

test('[S13] a second opening is told who has the folder, and a dead holder is no holder', async () => {
  const directory = await tempdir()
  const store = await openEmbedded({ directory })
  await expect(openEmbedded({ directory })).rejects.toThrow(`in use by process ${process.pid}`)
  await member(store, 'anna')
  await store.close()
  const strangers = [{ pid: 2 ** 22 + 1, started: '1', boot: '' }, { pid: process.pid, started: '1', boot: '' }, {}]
  for (const holder of strangers) {
    await writeFile(join(directory, 'lock'), JSON.stringify(holder).slice(0, 60))
    const again = await openEmbedded({ directory })
    await again.close()
  }
})
