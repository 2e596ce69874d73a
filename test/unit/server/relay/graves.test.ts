import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import * as Y from 'yjs'
import { emptyGrave } from '../../../../server/relay/grave.ts'
import { Graves } from '../../../../server/relay/graves.ts'
import { matchWith } from '../../../../server/relay/matching.ts'
import { Patience } from '../../../../server/relay/patience.ts'
import { Ranges } from '../../../../server/relay/ranges.ts'
import { Strays, unaware } from '../../../../server/relay/strays.ts'
import { openEmbedded } from '../../../../server/store/embedded.ts'
import type { Store } from '../../../../server/store/store.ts'
import { Desk } from '../../../support/colleagues.ts'
import { moveTo, splitBefore, typeAfter } from '../../../support/moves.ts'
import { ada, blocks, bo } from '../../../support/pairs.ts'

const open = async (): Promise<Store> => {
  const directory = await mkdtemp(join(tmpdir(), 'samskriv-graves-'))
  const store = await openEmbedded({ directory })
  onTestFinished(async () => {
    await store.close()
    await rm(directory, { recursive: true, force: true })
  })
  return store
}

test('stretches of clocks are found by any clock in them, and by what they share with others', () => {
  const ranges = new Ranges<string>()
  ranges.set(1, { clock: 10, length: 5, value: 'b' })
  ranges.set(1, { clock: 0, length: 3, value: 'a' })
  ranges.set(2, { clock: 0, length: 1, value: 'c' })
  expect([0, 2, 3, 9, 10, 14, 15].map((clock) => ranges.get(1, clock)?.value)).toEqual([
    'a',
    'a',
    undefined,
    undefined,
    'b',
    'b',
    undefined,
  ])
  expect(ranges.within(1, 2, 10)).toEqual([
    { value: 'a', into: 2, clock: 2, length: 1 },
    { value: 'b', into: 0, clock: 10, length: 2 },
  ])
  expect(ranges.within(3, 0, 10)).toEqual([])
})

test('what was written anew is found among what was deleted, also with words typed into it and pieces left out', () => {
  const match = matchWith(['Kommunerna bygger bostäder', 'tillsammans'])
  const found = (words: string): string[] => match(words).map(({ from, length }) => words.slice(from, from + length))
  expect(found('bygger bostäder')).toEqual(['bygger bostäder'])
  expect(found('bygger snart bostäder tillsammans')).toEqual(['bygger ', ' bostäder', 'tillsammans'])
  expect(found('Något helt annat')).toEqual([])
})

test('a piece too short for a seed is found at the end of what was deleted, or as what is left over', () => {
  const match = matchWith(['bostäder.'])
  expect(match('r.')).toEqual([{ from: 0, text: 0, at: 7, length: 2 }])
  expect(match('bo')).toEqual([{ from: 0, text: 0, at: 0, length: 2 }])
  expect(match('x')).toEqual([])
})

test('of long texts of few words the search stays quick', () => {
  const words = 'samma ord '.repeat(20_000)
  const match = matchWith([words, words.slice(3)])
  expect(match(`${words}slut`).reduce((sum, { length }) => sum + length, 0)).toBeGreaterThan(199_000)
})

test('the oldest half is forgotten when too much has died, and the rest is known as before', () => {
  const graves = new Graves()
  const bury = (client: number, words: string): void => {
    const grave = emptyGrave({ at: 0, nth: client }, `p${client}`)
    grave.words = words
    grave.parts.push({ client, clock: 0, at: 0, length: words.length })
    graves.add(grave)
  }
  for (let client = 1; client <= 2001; client++) bury(client, 'Ord.')
  expect(graves.known(1, 0)).toBeNull()
  expect(graves.known(2001, 2)?.into).toBe(2)
  const search = { doc: new Y.Doc(), patience: new Patience() }
  expect(graves.spot(search, { grave: graves.latest()[0] ?? emptyGrave({ at: 0, nth: 0 }, null), at: 2 })).toEqual({
    paragraphId: 'p2001',
    before: 'Or',
    after: 'd.',
  })
  bury(3000, 'x'.repeat(999_990))
  expect(graves.known(2001, 2)?.into).toBe(2)
  expect(graves.known(1100, 0)).toBeNull()
})

test('when words came is known for a while, and to within a moment', () => {
  const strays = new Strays()
  strays.arrive(7, 0, 1000)
  strays.arrive(7, 5, 1100)
  strays.arrive(7, 9, 1000 + unaware)
  expect([0, 5, 8, 9].map((clock) => strays.arrived(Y.createID(7, clock)))).toEqual([1000, 1000, 1000, 3000])
  expect(strays.arrived(Y.createID(8, 0))).toBeNull()
})

test('[P33] what died before the text was closed and opened again still has its place', async () => {
  const store = await open()
  const desk = await Desk.open(store.texts, 'reopened', blocks())
  const [a, b] = [desk.join('ada', ada), desk.join('bo', bo)]
  b.losesContact()
  b.edit(typeAfter('Trafiken', ', alltid,')).edit(typeAfter('bostäder', ', nu,'))
  await desk.hear(...a.edit(moveTo('Trafiken', 'last')).edit(splitBefore('bostäder', 'n1')).says())
  desk.now += 3_600_000
  await desk.reopen()
  await desk.hear(b.comesBack())
  expect(desk.found).toEqual([
    {
      kind: 'lost',
      client: bo,
      words: ', alltid,',
      spot: { paragraphId: 'p2', before: 'Trafiken', after: ' ska bli bättre.' },
    },
    {
      kind: 'misplaced',
      client: bo,
      words: ', nu,',
      standsIn: 'p1',
      spot: { paragraphId: 'n1', before: 'bostäder', after: ' tillsammans.' },
    },
  ])
})
