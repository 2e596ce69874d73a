import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { nodeDisk } from '../../../server/store/disk.ts'
import { openEmbedded } from '../../../server/store/embedded.ts'
import { Damaged, type Store } from '../../../server/store/store.ts'
import { diskError, gated, takingLittle } from '../../support/disk.ts'
import { tempdir } from '../../support/tempdir.ts'
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
  const nobody = JSON.stringify({ pid: 2 ** 22 + 1, started: '1', boot: '' })
  const earlierLife = JSON.stringify({ pid: process.pid, started: '1', boot: '' })
  for (const left of [nobody, earlierLife, nobody.slice(0, 20), '']) {
    await writeFile(join(directory, 'lock'), left)
    const again = await openEmbedded({ directory })
    await again.close()
  }
})
