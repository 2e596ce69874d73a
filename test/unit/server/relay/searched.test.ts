/** What a search of a batch may cost, and that it refuses nobody's words. */
import { expect, test } from 'vitest'
import * as Y from 'yjs'
import { askedParts } from '../../../../server/relay/asked.ts'
import { Memory } from '../../../../server/relay/find.ts'
import { type Copy, emptyGrave, Graves } from '../../../../server/relay/graves.ts'
import { matchWith } from '../../../../server/relay/matching.ts'
import { textRoot } from '../../../../shared/protocol.ts'

const request = (by: string, ...ranges: { clock: number; len: number }[]) => ({ by, deletes: new Map([[7, ranges]]) })

test('clocks are cut where what people asked for begins and ends, with all who asked for each part', () => {
  const ada = request('ada', { clock: 0, len: 4 }, { clock: 6, len: 2 }, { clock: 12, len: 9 })
  const bo = request('bo', { clock: 2, len: 5 }, { clock: 12, len: 1 })
  expect(askedParts([ada, bo], 7, { clock: 1, length: 13 })).toEqual([
    { clock: 1, length: 1, by: ['ada'] },
    { clock: 2, length: 2, by: ['ada', 'bo'] },
    { clock: 4, length: 2, by: ['bo'] },
    { clock: 6, length: 1, by: ['bo', 'ada'] },
    { clock: 7, length: 1, by: ['ada'] },
    { clock: 8, length: 4, by: [] },
    { clock: 12, length: 1, by: ['ada', 'bo'] },
    { clock: 13, length: 1, by: ['ada'] },
  ])
})

test('a paragraph typed in many pieces and moved at once is one copy, and another’s of it is another', () => {
  const graves = new Graves()
  const grave = emptyGrave({ at: 0, nth: 1 }, 'p1')
  const made = { at: 0, nth: 1 }
  const copy = (at: number, by: string): Copy => ({
    by,
    at,
    length: 2,
    client: 7,
    clock: 100 + at,
    isNew: true,
    made,
    unseen: null,
  })
  for (const at of [0, 2, 4]) graves.copy(grave, copy(at, 'ada'))
  graves.copy(grave, copy(6, 'bo'))
  expect(grave.copies.map(({ by, at, length }) => [by, at, length])).toEqual([
    ['ada', 0, 6],
    ['bo', 6, 2],
  ])
  expect(graves.original(7, 105)).toMatchObject({ at: 5, by: 'ada' })
})

test('the sign of a grave is found among many parts, and none between them', () => {
  const graves = new Graves()
  const grave = emptyGrave({ at: 0, nth: 1 }, 'p1')
  for (const at of [0, 3, 6, 12]) grave.parts.push({ client: at, clock: 50, at, length: 3 })
  const signs = [0, 5, 8, 9, 14, 15].map((at) => graves.signAt({ grave, at }))
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
  const match = matchWith(['först och främst', 'bostäder i kommunen'], 13)
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
