/** Compaction stopped at each of its calls to the disk, by a kill and by an error. */
import { cp, readdir, truncate } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { openEmbedded } from '../../../server/store/embedded.ts'
import { Damaged, type Store } from '../../../server/store/store.ts'
import { diskError, disturbed } from '../../support/disk.ts'
import { tempdir } from '../../support/tempdir.ts'
import { typist, wordsOf } from '../../support/typing.ts'

const words = Array.from({ length: 30 }, (_, n) => `${n} `).join('')

/** What compaction asks of the disk, in this order: the new file is whole and named before the old one goes. */
const callsMade = ['create', 'write', 'sync', 'rename', 'syncDirectory', 'remove']

/** A text of thirty words, and a compaction that asks `before` each of its calls, telling the how manieth it is. */
const thirtyWords = async (before: (call: number) => void | Promise<void>) => {
  const directory = await tempdir()
  let calls: string[] | null = null
  const disk = disturbed((call) => (calls ? before(calls.push(call)) : undefined))
  const store = await openEmbedded({ directory, disk })
  const anna = typist('anna', 1)
  for (const word of words.match(/\d+ /g) ?? []) await store.texts.append('t', [anna.type(word)])
  const compact = async () => {
    const made: string[] = []
    calls = made
    const failed = await store.texts.compact('t').catch((why: unknown) => why)
    calls = null
    return { made, failed }
  }
  return { directory, store, anna, compact }
}

const textOf = async (store: Store): Promise<string | null> => wordsOf(await store.texts.load('t'))

/** A folder as a kill would leave it; not its lock, whose holder lives on in a test. */
const copyTo = (from: string, to: string): Promise<void> =>
  cp(from, to, { recursive: true, filter: (path) => path !== join(from, 'lock') })

test('[S9] killed before any of its calls, compaction leaves a folder that opens with every word', async () => {
  const images = await tempdir()
  const { directory, store, compact } = await thirtyWords((call) => copyTo(directory, join(images, `${call}`)))
  expect(await compact()).toEqual({ made: callsMade, failed: undefined })
  await store.close()
  for (let call = 1; call <= callsMade.length; call++) {
    const image = join(images, `${call}`)
    const again = await openEmbedded({ directory: image })
    expect([call, await textOf(again), (await again.texts.load('t'))?.sequence]).toEqual([call, words, 30])
    expect(await readdir(join(image, 'texts', 't'))).toHaveLength(1)
    await again.texts.append('t', [typist('bo', 2).type('och mer')])
    await again.close()
  }
})

test('[S7, S9] failing at any of its calls, compaction loses nothing, nor what is acknowledged after it', async () => {
  for (let fatal = 1; fatal <= callsMade.length; fatal++) {
    const { directory, store, anna, compact } = await thirtyWords((call) => {
      if (call === fatal) throw diskError('ENOSPC')
    })
    const { made, failed } = await compact()
    expect(made.slice(0, fatal)).toEqual(callsMade.slice(0, fatal))
    // A file that could not be removed is one too many, and nothing worse.
    expect([fatal, failed === undefined]).toEqual([fatal, callsMade[fatal - 1] === 'remove'])
    let expected = words
    const append = store.texts.append('t', [anna.type('efter')]).then(() => {
      expected += 'efter'
    })
    // When it is unknown which of two files a start will find, nothing may be taken in: that is the only excuse.
    await append.catch((why: unknown) => {
      if (store.failure() === null) throw why
    })
    expect(await textOf(store)).toBe(expected)
    await store.close()
    const again = await openEmbedded({ directory })
    expect([fatal, await textOf(again)]).toEqual([fatal, expected])
    await again.close()
  }
})

test('[S9] a compacted log without its snapshot is refused, not taken for an empty text', async () => {
  const { directory, store, compact } = await thirtyWords(() => undefined)
  await compact()
  await store.close()
  const path = join(directory, 'texts', 't', '000002.log')
  await truncate(path, 200)
  const again = await openEmbedded({ directory })
  await expect(again.texts.load('t')).rejects.toBeInstanceOf(Damaged)
  await again.close()
})
