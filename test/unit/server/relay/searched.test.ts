/** What a search of a batch may cost, and that it refuses nobody's words. */
import { expect, test } from 'vitest'
import * as Y from 'yjs'
import { Askers } from '../../../../server/relay/askers.ts'
import { Memory } from '../../../../server/relay/find.ts'
import { type Copy, copiesAt, emptyGrave, signAt } from '../../../../server/relay/grave.ts'
import { Graves } from '../../../../server/relay/graves.ts'
import { matchWith } from '../../../../server/relay/matching.ts'
import { textRoot } from '../../../../shared/protocol.ts'

const request = (by: string, ...ranges: { clock: number; len: number }[]) => ({
  by,
  news: 0,
  deletes: new Map([[7, ranges]]),
})

test('clocks are cut where what people asked for begins and ends, with all who asked for each part', () => {
  const ada = request('ada', { clock: 0, len: 4 }, { clock: 6, len: 2 }, { clock: 12, len: 9 })
  const bo = request('bo', { clock: 2, len: 5 }, { clock: 12, len: 1 })
  const parts = new Askers([ada, bo]).parts(7, { clock: 1, length: 13 })
  expect(parts.map(({ clock, length, by }) => [clock, length, by.map((each) => each.by).sort()])).toEqual([
    [1, 1, ['ada']],
    [2, 2, ['ada', 'bo']],
    [4, 2, ['bo']],
    [6, 1, ['ada', 'bo']],
    [7, 1, ['ada']],
    [8, 4, []],
    [12, 1, ['ada', 'bo']],
    [13, 1, ['ada']],
  ])
})

test('of each sign all that was written anew of it is known, the first first', () => {
  const graves = new Graves()
  const grave = emptyGrave({ at: 0, nth: 1 }, 'p1')
  const made = { at: 0, nth: 1 }
  const copy = (by: string, at: number, length: number): Copy => ({
    by,
    at,
    length,
    client: 7,
    clock: 100 * length + at,
    isNew: true,
    made,
    unseen: null,
  })
  graves.copy(grave, copy('ada', 0, 4))
  graves.copy(grave, copy('bo', 2, 5))
  graves.copy(grave, copy('eva', 3, 2))
  expect([0, 2, 3, 4, 6, 7].map((at) => copiesAt({ grave, at }).map(({ by }) => by))).toEqual([
    ['ada'],
    ['ada', 'bo'],
    ['ada', 'bo', 'eva'],
    ['bo', 'eva'],
    ['bo'],
    [],
  ])
  expect(graves.original(7, 403)).toMatchObject({ at: 3, by: 'ada' })
  expect(graves.original(7, 504)).toMatchObject({ at: 4, by: 'bo' })
})

test('the sign of a grave is found among many parts, and none between them', () => {
  const grave = emptyGrave({ at: 0, nth: 1 }, 'p1')
  for (const at of [0, 3, 6, 12]) grave.parts.push({ client: at, clock: 50, at, length: 3 })
  const signs = [0, 5, 8, 9, 14, 15].map((at) => signAt({ grave, at }))
  expect(signs).toEqual([
    { client: 0, clock: 50 },
    { client: 3, clock: 52 },
    { client: 6, clock: 52 },
    null,
    { client: 12, clock: 52 },
    null,
  ])
})

test('only so much of the texts is looked through, but all of one is known at once', () => {
  const match = matchWith(['först och främst', 'bostäder i kommunen'], { atMost: 13 })
  expect(match('och främst')).toEqual([{ from: 0, text: 0, at: 6, length: 10 }])
  expect(match('nya bostäder i')).toEqual([])
  expect(match('bostäder i kommunen')).toEqual([{ from: 0, text: 1, at: 0, length: 19 }])
})

test('[P33] a search that fails refuses nobody’s words: the update is taken all the same', () => {
  const doc = new Y.Doc()
  const text = doc.getXmlFragment(textRoot)
  text.insert(0, [new Y.XmlElement('paragraph')])
  const memory = new Memory()
  const unreadable = { by: 'ada', update: Uint8Array.of(9), isState: false }
  doc.on('afterTransaction', (transaction) => {
    expect(memory.find(transaction, { asked: [unreadable], at: 0, owner: () => undefined })).toEqual([])
  })
  text.delete(0, 1)
  expect(text.length).toBe(0)
  expect(memory.deaths).toBe(2)
})
