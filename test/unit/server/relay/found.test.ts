import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import type { Found } from '../../../../server/relay/found.ts'
import { LiveText } from '../../../../server/relay/livetext.ts'
import { createTrial } from '../../../../server/relay/trial.ts'
import { openEmbedded } from '../../../../server/store/embedded.ts'
import { Desk, type Said } from '../../../support/colleagues.ts'
import { moveTo, typeAfter } from '../../../support/moves.ts'
import { ada, blocks, bo } from '../../../support/pairs.ts'

const log = { info: () => {}, warn: () => {}, error: () => {} }
const losses = { until: async () => 0, keep: async () => {}, regained: async () => {} }

test('[P33] what is lost is told before the batch is on disk, and a batch whose telling fails is not taken', async () => {
  const directory = await mkdtemp(join(tmpdir(), 'samskriv-found-'))
  const store = await openEmbedded({ directory })
  const trial = createTrial()
  onTestFinished(async () => {
    await trial.close()
    await store.close()
    await rm(directory, { recursive: true, force: true })
  })
  const desk = await Desk.open(store.texts, 'order', blocks())
  const [a, b] = [desk.join('ada', ada), desk.join('bo', bo)]
  const said = [...b.edit(typeAfter('Trafiken', ', alltid,')).says(), ...a.edit(moveTo('Trafiken', 'last')).says()]

  const onDisk = async (): Promise<number> => (await store.texts.load('order'))?.entries.length ?? 0
  const told: { found: readonly Found[]; onDisk: number }[] = []
  let isFull = true
  const text = await LiveText.open('order', {
    texts: store.texts,
    trial,
    log,
    losses,
    now: () => 0,
    spend: () => true,
    owners: { known: (client) => (client === ada ? 'ada' : 'bo'), claim: async () => 'ada' },
    found: async (_, found) => {
      if (isFull) throw new Error('no space left')
      told.push({ found, onDisk: await onDisk() })
    },
  })
  if (!text) throw new Error('it was appended')
  const take = (each: readonly Said[]) =>
    text.take(
      each.map(({ by, kind, update }) => ({ source: by, by: by.name, mayWrite: true, kind, update, verdict: null })),
    )

  const before = await onDisk()
  await expect(take(said)).rejects.toThrow('no space left')
  expect(await onDisk()).toBe(before)
  isFull = false
  const taken = await take(said)
  const spot = { paragraphId: 'p2', before: 'Trafiken', after: ' ska bli bättre.' }
  expect(taken.found).toEqual([{ kind: 'lost', client: bo, words: ', alltid,', spot }])
  expect(told).toEqual([{ found: taken.found, onDisk: before }])
  expect(await onDisk()).toBeGreaterThan(before)
  text.destroy()
})
