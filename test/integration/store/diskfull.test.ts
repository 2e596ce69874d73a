/** A real file system of 8 MB that fills up. */
import { spawnSync } from 'node:child_process'
import { rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { openEmbedded } from '../../../server/store/embedded.ts'
import { StorageFailed } from '../../../server/store/store.ts'
import { tempdir } from '../../support/tempdir.ts'
import { typist, wordsOf } from '../../support/typing.ts'

test('enospc-goes-readonly: [S7] a full disk ends intake, not reading; all that was saved is there', async (ctx) => {
  const directory = await tempdir()
  const mounted = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=8m', 'none', directory], { encoding: 'utf8' })
  if (mounted.status !== 0) ctx.skip(`a tmpfs cannot be mounted here: ${mounted.stderr.trim()}`)
  onTestFinished(() => void spawnSync('umount', [directory]))
  const ballast = join(directory, 'ballast')
  await writeFile(ballast, new Uint8Array(1024 * 1024))
  const data = join(directory, 'data')
  const anna = typist('anna', 1)
  let saved = ''
  const store = await openEmbedded({ directory: data })
  const fill = async () => {
    for (let n = 0; ; n++) {
      const words = `${n}:${'å'.repeat(50_000)} `
      await store.texts.append('t', [anna.type(words)])
      saved += words
    }
  }
  await expect(fill()).rejects.toBeInstanceOf(StorageFailed)
  expect(saved.length).toBeGreaterThan(1_000_000)
  expect(store.failure()).toContain('ENOSPC')
  const commit = { at: 0, changes: [], audit: { late: true } }
  await expect(store.records.commit(commit)).rejects.toBeInstanceOf(StorageFailed)
  expect(wordsOf(await store.texts.load('t'))).toBe(saved)
  await store.close()
  await rm(ballast)
  const again = await openEmbedded({ directory: data })
  expect(wordsOf(await again.texts.load('t'))?.startsWith(saved)).toBe(true)
  await again.records.commit(commit)
  await again.close()
})
