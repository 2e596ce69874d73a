import { describe, expect, test } from 'vitest'
import * as Y from 'yjs'
import { judge, onlyNew, type Verdict } from '../../../../server/relay/gate.ts'
import { limits, textRoot } from '../../../../shared/protocol.ts'
import { ask, me, says } from '../../../support/ask.ts'
import {
  attackedText,
  deletedRun,
  deletes,
  element,
  format,
  from,
  fromClock,
  gc,
  type Part,
  places,
  skip,
  string,
  update,
  values,
  xmlText,
} from '../../../support/hostile.ts'

const { words, inWords, top, inParagraph, level, inQuote, swept } = places
const passes = { kind: 'pass', clients: [me], overlaps: false, costly: false }

describe('[P6] what the gate says of an honest struct', () => {
  test.each<[string, readonly Part[], Partial<Verdict>]>([
    ['words typed at the end', [string('hej', words)], { structs: 1, signs: 3, deletes: 0 }],
    ['words typed inside', [string('å', inWords)], { structs: 1, signs: 1 }],
    [
      'bold, and its end',
      [format('bold', {}, words), format('bold', null, { left: [me, 0] })],
      { structs: 2, signs: 0 },
    ],
    ['a link', [format('link', { href: 'https://a.example/å' }, words)], {}],
    [
      'a paragraph with words',
      [element('paragraph', top), xmlText({ parent: [me, 0] }), string('a', { parent: [me, 1] })],
      { structs: 3 },
    ],
    ['a paragraph in a quote', [element('paragraph', inQuote)], {}],
    ['a line break', [element('hardBreak', inParagraph)], {}],
    ['a level', [values(level, 2)], {}],
    ['a level set twice, kept for undo and deleted', [values(level, 2, 3)], { structs: 1 }],
    ['a first goal id', [values({ parent: [1, 0], sub: 'goalId' }, 'INF-1')], {}],
    ['words typed and deleted before anyone saw them', [deletedRun(20, words), gc(400)], { structs: 2, signs: 0 }],
    ['words in a paragraph that has been swept up', [xmlText(swept), string('a', { parent: [me, 0] })], { structs: 2 }],
    ['beside what has been swept up', [string('a', { left: [2, 0] })], {}],
  ])('passes %s', (_, parts, expected) => {
    expect(says(...parts)).toMatchObject({ ...passes, ...expected })
  })

  test('counts what is newly deleted, once', () => {
    const doc = attackedText()
    const bytes = update(deletes(1, [2, 5]))
    expect(ask(bytes, doc)).toMatchObject({ kind: 'pass', clients: [], structs: 0, deletes: 5 })
    Y.applyUpdate(doc, update(deletes(1, [4, 1])))
    expect(ask(bytes, doc)).toMatchObject({ deletes: 4 })
    Y.applyUpdate(doc, bytes)
    expect(ask(bytes, doc)).toMatchObject({ deletes: 0 })
  })

  test('sees the earlier frames of an open transaction', () => {
    const doc = attackedText()
    doc.transact(() => {
      Y.applyUpdate(doc, update(from(me, element('paragraph', top))))
      expect(judge(update(fromClock(me, 1, xmlText({ parent: [me, 0] }))), doc)).toMatchObject(passes)
    })
  })

  test('places clients that refer to each other in the order they need', () => {
    const bytes = update(
      from(8, xmlText({ parent: [me, 0] }), string('b', { left: [me, 1] })),
      from(me, element('paragraph', top), string('a', { parent: [8, 0] })),
    )
    expect(ask(bytes)).toMatchObject({ kind: 'pass', clients: [8, me], structs: 4, signs: 2 })
  })
})

describe('[P7] only what is above the clock is judged', () => {
  test('a full state re-sent passes and adds nothing', () => {
    const doc = attackedText()
    expect(ask(Y.encodeStateAsUpdate(doc), doc, 'step2')).toMatchObject({
      clients: [],
      structs: 0,
      deletes: 0,
      overlaps: true,
    })
  })

  test('what is new in it is judged, and alone applied', () => {
    const doc = attackedText()
    Y.applyUpdate(doc, update(from(me, string('ab', words))))
    const bytes = update(from(me, string('abc', words)))
    expect(ask(bytes, doc)).toMatchObject({ ...passes, overlaps: true, structs: 1 })
    Y.applyUpdate(doc, onlyNew(bytes, doc))
    expect(doc.getXmlFragment(textRoot).toString()).toContain('🌲abc')
  })

  test('a struct the server has, re-sent as standing inside an emoji, splits nothing', () => {
    const doc = attackedText()
    Y.applyUpdate(doc, update(from(me, string('ab', words))))
    const forged = update(from(me, string('ab', { left: [1, 13], right: [1, 14] }), string('c', { left: [me, 1] })))
    const naive = new Y.Doc()
    Y.applyUpdate(naive, Y.encodeStateAsUpdate(doc))
    Y.applyUpdate(naive, forged)
    expect(naive.getXmlFragment(textRoot).toString()).not.toContain('🌲')
    expect(ask(forged, doc)).toMatchObject({ kind: 'pass', overlaps: true })
    Y.applyUpdate(doc, onlyNew(forged, doc))
    expect(doc.getXmlFragment(textRoot).toString()).toContain('🌲abc')
  })
})

test('[P7] what continues a struct of the server\u2019s stands where that stands, whatever it claims', () => {
  const doc = attackedText()
  const gone = { left: [2, 0] } as const
  const goal = { parent: [1, 0], sub: 'goalId' } as const
  Y.applyUpdate(doc, update(from(me, values(level, 1, 2)), from(8, deletedRun(2, top))))
  expect(ask(update(from(me, values(goal, 1, 2, 3))), doc)).toMatchObject({ kind: 'pass', structs: 1 })
  expect(ask(update(from(me, values(goal, 'a', 'b', 'c'))), doc)).toBe('form-broken')
  expect(ask(update(from(8, string('abc', gone))), doc)).toBe('form-broken')
})

describe('clock-gap-never-pending: [P9] what refers to something unknown is a gap, never kept', () => {
  test.each<[string, Uint8Array]>([
    ['a clock above the known one', update(fromClock(me, 1, string('a', words)))],
    ['a skip', update(from(me, skip(3), string('a', words)))],
    ['an unknown left neighbour', update(from(me, string('a', { left: [3, 0] })))],
    ['an unknown right neighbour', update(from(me, string('a', { right: [3, 0] })))],
    ['an unknown parent', update(from(me, xmlText({ parent: [3, 0] })))],
    ['a neighbour beyond what a known client has', update(from(me, string('a', { left: [1, 17] })))],
    ['a deletion of something unknown', update(deletes(3, [0, 1]))],
    ['a deletion that ends above the clock', update(deletes(1, [16, 2]))],
  ])('%s', (_, bytes) => {
    expect(ask(bytes)).toEqual({ kind: 'gap' })
    const naive = attackedText()
    Y.applyUpdate(naive, bytes)
    expect(naive.store.pendingStructs ?? naive.store.pendingDs).not.toBeNull()
  })
})

describe('struct-count-bomb: [P10] sizes', () => {
  const many = (count: number) => update({ client: me, clock: 0, parts: Array.from({ length: count }, () => gc(1)) })

  test('an Update holds at most 20,000 new structs, a SyncStep2 at most 200,000', () => {
    expect(ask(many(20_000))).toMatchObject({ kind: 'pass', costly: true })
    expect(ask(many(20_001))).toBe('too-big')
    expect(ask(many(20_001), attackedText(), 'step2')).toMatchObject({ kind: 'pass' })
    expect(ask(many(200_001), attackedText(), 'step2')).toBe('too-big')
  })

  test('a SyncStep2 has at most a million pieces, also of what the server has', () => {
    const doc = attackedText()
    Y.applyUpdate(doc, update(from(me, gc(2_000_000))))
    const again = (count: number) => update({ client: me, clock: 0, parts: Array.from({ length: count }, () => gc(1)) })
    expect(ask(again(900_000), doc, 'step2')).toMatchObject({ kind: 'pass', structs: 0 })
    expect(ask(again(1_000_000), doc, 'step2')).toBe('too-big')
  })

  test('an Update has at most 256 kB, a SyncStep2 at most 8 MB', () => {
    const long = update(from(me, string('a'.repeat(limits.update), words)))
    expect(ask(long)).toBe('too-big')
    expect(ask(long, attackedText(), 'step2')).toMatchObject({ kind: 'pass', signs: limits.update })
    expect(ask(new Uint8Array(limits.step2 + 1), attackedText(), 'step2')).toBe('too-big')
  })
})

describe('[P11] costly, to be tried first, is', () => {
  const costly = (bytes: Uint8Array, doc = attackedText()) => {
    const answer = ask(bytes, doc)
    return typeof answer === 'object' && answer.kind === 'pass' && answer.costly
  }

  test('an update above 64 kB', () => {
    const typed = (signs: number) => update(from(me, string('a'.repeat(signs), words)))
    expect([costly(typed(65_000)), costly(typed(66_000))]).toEqual([false, true])
  })

  test('more than 500 new structs', () => {
    const typed = (count: number) =>
      from(me, ...Array.from({ length: count }, (_, i) => string('a', i === 0 ? words : { left: [me, i - 1] })))
    expect([costly(update(typed(500))), costly(update(typed(501)))]).toEqual([false, true])
  })

  test('more than 32 beside one and the same neighbour', () => {
    const beside = (count: number) => from(me, ...Array.from({ length: count }, () => string('a', words)))
    expect([costly(update(beside(32))), costly(update(beside(33)))]).toEqual([false, true])
  })

  test('more than 1,000 cuts, and none of what is deleted already', () => {
    const doc = attackedText()
    Y.applyUpdate(doc, update(from(me, string('a'.repeat(4_000), words))))
    const cuts = (count: number) => update(deletes(me, ...Array.from({ length: count }, (_, i) => [2 * i, 1] as const)))
    expect([costly(cuts(1_000), doc), costly(cuts(1_001), doc)]).toEqual([false, true])
    Y.applyUpdate(doc, cuts(1_000))
    expect(costly(cuts(1_001), doc)).toBe(false)
  })
})
