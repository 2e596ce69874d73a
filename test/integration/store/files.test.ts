/** Files by their SHA-256: on every implementation's ground, on a disk that fails, and where the bytes have changed. */
import { createHash } from 'node:crypto'
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { nodeDisk } from '../../../server/store/disk.ts'
import { openEmbedded } from '../../../server/store/embedded.ts'
import { Damaged, StorageFailed } from '../../../server/store/store.ts'
import { diskError, disturbed, type ErrorCode, failingAt, takingLittle } from '../../support/disk.ts'
import { PowerCut } from '../../support/powercut.ts'
import { newSeed, random } from '../../support/random.ts'
import { tempdir } from '../../support/tempdir.ts'

const bytesOf = (seed: number, length = 5000): Uint8Array => {
  const chance = random(seed)
  return Uint8Array.from({ length }, () => chance.int(256))
}
const hashOf = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex')
const pathOf = (directory: string, hash: string): string => join(directory, 'files', hash.slice(0, 2), hash)

test.for([
  ['a disk', nodeDisk],
  ['a disk that takes 7 bytes at a time', takingLittle(7)],
] as const)(
  '[S14] on %s a file is found again by its SHA-256, also when the store is opened anew',
  async ([, disk]) => {
    const directory = await tempdir()
    const store = await openEmbedded({ directory, disk })
    const bytes = bytesOf(1)
    const hash = await store.files.put(bytes)
    expect(hash).toBe(hashOf(bytes))
    const empty = await store.files.put(new Uint8Array(0))
    await store.close()
    const again = await openEmbedded({ directory })
    expect(Buffer.from((await again.files.get(hash)) ?? []).equals(bytes)).toBe(true)
    expect([await again.files.size(hash), await again.files.size(empty)]).toEqual([bytes.length, 0])
    await again.close()
  },
)

test('[S14] what is no hash, or nobody’s, is null; no name reaches another file', async () => {
  const directory = await tempdir()
  const store = await openEmbedded({ directory })
  const hash = await store.files.put(bytesOf(2))
  for (const name of ['', '../journal.log', `../files/${hash}`, hash.toUpperCase(), hash.slice(1), hashOf(bytesOf(3))])
    expect([name, await store.files.get(name), await store.files.size(name)]).toEqual([name, null, null])
  await store.close()
})

test('[S15] the same bytes twice, and ten times at once, are one file', async () => {
  const directory = await tempdir()
  const store = await openEmbedded({ directory })
  const bytes = bytesOf(4)
  const hashes = await Promise.all(Array.from({ length: 10 }, () => store.files.put(bytes)))
  expect(new Set(hashes)).toEqual(new Set([hashOf(bytes)]))
  expect(await readdir(join(directory, 'files', hashOf(bytes).slice(0, 2)))).toEqual([hashOf(bytes)])
  await store.close()
})

test('[S16] a flipped byte is refused with the file’s name, and healed when the bytes are brought again', async () => {
  const directory = await tempdir()
  const store = await openEmbedded({ directory })
  const bytes = bytesOf(5)
  const hash = await store.files.put(bytes)
  const flipped = Buffer.from(bytes)
  flipped.writeUInt8((flipped[100] ?? 0) ^ 1, 100)
  for (const wrong of [flipped, flipped.subarray(0, 99), Buffer.alloc(0)]) {
    await writeFile(pathOf(directory, hash), wrong)
    await expect(store.files.get(hash)).rejects.toBeInstanceOf(Damaged)
    await expect(store.files.get(hash)).rejects.toMatchObject({ file: pathOf(directory, hash) })
  }
  expect(store.failure()).toBeNull()
  expect(await store.files.put(bytes)).toBe(hash)
  expect(await readFile(pathOf(directory, hash))).toEqual(Buffer.from(bytes))
  await store.close()
})

test('[S14] half a file that a kill left under its other name is no file, and goes with the next', async () => {
  const directory = await tempdir()
  const bytes = bytesOf(6)
  const path = pathOf(directory, hashOf(bytes))
  await mkdir(join(path, '..'), { recursive: true })
  await writeFile(`${path}.new`, bytes.subarray(0, 10))
  const store = await openEmbedded({ directory })
  expect(await store.files.get(hashOf(bytes))).toBeNull()
  await store.files.put(bytes)
  expect(await readdir(join(path, '..'))).toEqual([hashOf(bytes)])
  await store.close()
})

const codes: readonly ErrorCode[] = ['ENOSPC', 'EIO', 'EROFS', 'EMFILE']

test.for(codes)(
  '[S7, S14] %s at the nth call, for every n: what was acknowledged is there, nothing is half',
  async (code) => {
    const seed = newSeed(`files ${code}`)
    for (let n = 1; ; n++) {
      const directory = await tempdir()
      const { disk, failed } = failingAt(n, code)
      const acknowledged: Uint8Array[] = []
      const store = await openEmbedded({ directory, disk }).catch((why: unknown) => {
        if (!String(why).includes(code)) throw why
      })
      for (let i = 0; store && i < 3; i++) {
        const outcome = await store.files.put(bytesOf(seed + i, 300)).catch((why: unknown) => why)
        expect(typeof outcome === 'string' || outcome instanceof StorageFailed).toBe(true)
        if (typeof outcome === 'string') acknowledged.push(bytesOf(seed + i, 300))
      }
      // A put that failed ends intake everywhere, for records as well.
      expect(store?.failure() !== null).toBe(acknowledged.length < 3)
      const later = await store?.records.commit({ at: 0, changes: [], audit: null }).catch((why: unknown) => why)
      const must = store !== undefined && acknowledged.length < 3
      expect(!must || later instanceof StorageFailed).toBe(true)
      await store?.close()
      const again = await openEmbedded({ directory })
      for (const bytes of acknowledged) expect(await again.files.size(hashOf(bytes))).toBe(300)
      for (let i = 0; i < 3; i++)
        expect(await again.files.put(bytesOf(seed + i, 300))).toBe(hashOf(bytesOf(seed + i, 300)))
      await again.close()
      if (failed() === null) break
    }
  },
)

test('[S7] a file that cannot be read ends nothing', async () => {
  const directory = await tempdir()
  let failing = false
  const disk = disturbed((call) => {
    if (failing && call === 'read') throw diskError('EIO')
  })
  const store = await openEmbedded({ directory, disk })
  const hash = await store.files.put(bytesOf(7))
  failing = true
  await expect(store.files.get(hash)).rejects.toBeInstanceOf(StorageFailed)
  failing = false
  expect((await store.files.get(hash))?.length).toBe(5000)
  expect(store.failure()).toBeNull()
  await store.close()
})

test('[S14] two hundred power cuts: an acknowledged file is there and whole, and no name lies', async () => {
  const seed = newSeed('files, power cut')
  const root = await tempdir()
  const directory = join(root, 'life')
  const cut = new PowerCut(directory)
  const store = await openEmbedded({ directory, disk: cut.disk })
  const acknowledged: { at: number; hash: string }[] = []
  for (let i = 0; i < 12; i++)
    acknowledged.push({ hash: await store.files.put(bytesOf(seed + (i % 9), 9000)), at: cut.operations.length })
  await store.close()
  const chance = random(seed)
  for (let image = 0; image < 200; image++) {
    const at = chance.int(cut.operations.length + 1)
    const left = join(root, `image-${image}`)
    await cut.image(at, chance, left)
    const again = await openEmbedded({ directory: left })
    for (const ack of acknowledged) {
      const found = await again.files.size(ack.hash)
      expect([seed, image, ack.at > at || found === 9000]).toEqual([seed, image, true])
      // Throws when it is not whole.
      await again.files.get(ack.hash)
    }
    await again.close()
  }
})
