/** The power goes at any moment: what was synced is there, of the rest any pages, of a folder's changes the first. */
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { openEmbedded } from '../../../server/store/embedded.ts'
import { type Acknowledged, live, wrongWith } from '../../support/life.ts'
import { PowerCut } from '../../support/powercut.ts'
import { newSeed, random } from '../../support/random.ts'
import { tempdir } from '../../support/tempdir.ts'

const lives = process.env.LONG ? 100 : 4
const imagesOfEach = process.env.LONG ? 50 : 25

test(`[S1, S2, S6] ${lives * imagesOfEach} power-cut images: all open, nothing acknowledged is lost or half`, async () => {
  const seed = newSeed('power cut')
  const root = await tempdir()
  let mended = 0
  for (let n = 0; n < lives; n++) {
    const directory = join(root, `life-${n}`)
    const cut = new PowerCut(directory)
    const chance = random(seed + n)
    const acknowledged: { at: number; what: Acknowledged }[] = []
    const store = await openEmbedded({ directory, disk: cut.disk })
    const note = (what: Acknowledged) => void acknowledged.push({ at: cut.operations.length, what })
    expect(await live(store, { random: chance, name: 'life', steps: 25, acknowledged: note })).toBeNull()
    await store.close()
    for (let image = 0; image < imagesOfEach; image++) {
      const at = chance.int(cut.operations.length + 1)
      const left = join(root, 'image')
      await cut.image(at, chance, left)
      const again = await openEmbedded({ directory: left })
      const must = acknowledged.filter((ack) => ack.at <= at).map(({ what }) => what)
      expect([seed + n, image, await wrongWith(again, must)]).toEqual([seed + n, image, []])
      mended += again.notices().length
      await again.close()
      await rm(left, { recursive: true })
    }
  }
  // Else the images were too kind to prove anything.
  expect(mended).toBeGreaterThan(lives)
})
