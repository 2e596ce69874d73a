import { initProseMirrorDoc } from '@tiptap/y-tiptap'
import * as encoding from 'lib0/encoding'
import { describe, expect, test } from 'vitest'
import * as Y from 'yjs'
import { onlyNew, type Verdict } from '../../../../server/relay/gate.ts'
import { textRoot } from '../../../../shared/protocol.ts'
import { ask, me } from '../../../support/ask.ts'
import { Desk, schema } from '../../../support/honest.ts'
import { any, paste } from '../../../support/honest-edits.ts'
import {
  attackedText,
  deletedRun,
  deletes,
  formatJson,
  from,
  fromClock,
  gc,
  type Part,
  places,
  string,
  struct,
  update,
  values,
} from '../../../support/hostile.ts'
import { newSeed, random, type Random } from '../../../support/random.ts'

const { words, level } = places

const bytes = (write: (encoder: encoding.Encoder) => void) => {
  const encoder = encoding.createEncoder()
  write(encoder)
  return encoding.toUint8Array(encoder)
}

const numbers = (...all: readonly number[]) => bytes((e) => all.forEach((n) => encoding.writeVarUint(e, n)))

const joined = (...all: readonly Uint8Array[]) => new Uint8Array(Buffer.concat(all))

const nameOf = (length: number): Part => formatJson('a'.repeat(length), 'null', words)

describe('[P6] bytes that no encoder writes are malformed', () => {
  test.each<[string, Uint8Array]>([
    ['nothing', new Uint8Array()],
    ['a byte too many', joined(update(from(me, string('a', words))), new Uint8Array([0]))],
    ['more structs than there are bytes', numbers(1, 3_000_000, me, 0, 0, 1, 0)],
    ['more deletions than there are bytes', numbers(0, 1, me, 3_000_000, 0, 1)],
    ['a clientID of 33 bits', update(from(2 ** 32, gc(1)))],
    ['a neighbour of 33 bits', update(from(me, string('a', { left: [2 ** 32, 0] })))],
    ['a neighbour at a clock of 32 bits', update(from(me, string('a', { left: [1, 2 ** 31] })))],
    ['a clock of 32 bits', update(fromClock(me, 2 ** 31, gc(1)))],
    ['clocks that grow beyond 31 bits', update(fromClock(me, 2 ** 31 - 5, gc(10)))],
    ['an integer above 2^53', joined(numbers(1), new Uint8Array(7).fill(255), new Uint8Array([127]))],
    ['an integer without end', new Uint8Array(40).fill(128)],
    ['a swept run of no length', update(from(me, gc(0)))],
    ['a swept run of 2^24 + 1', update(from(me, gc(2 ** 24 + 1)))],
    ['a deleted run of no length', update(from(me, deletedRun(0, words)))],
    ['an empty string', update(from(me, string('', words)))],
    ['no values', update(from(me, values(level)))],
    [
      'more values than there are bytes',
      update(
        from(
          me,
          struct(8, level, (e) => encoding.writeVarUint(e, 1e6)),
        ),
      ),
    ],
    [
      'a string longer than the update',
      update(
        from(
          me,
          struct(4, words, (e) => encoding.writeVarUint(e, 1e6)),
        ),
      ),
    ],
    [
      'words that are not UTF-8',
      update(
        from(
          me,
          struct(4, words, (e) => encoding.writeVarUint8Array(e, new Uint8Array([195]))),
        ),
      ),
    ],
    [
      'a number cut short',
      update(
        from(
          me,
          struct(8, level, (e) => encoding.writeUint8Array(e, new Uint8Array([1, 123]))),
        ),
      ),
    ],
    ['a mark whose value is no JSON', update(from(me, formatJson('bold', '{', words)))],
    ['a mark of 17 kB', update(from(me, formatJson('link', `{"href":"#${'a'.repeat(17_000)}"}`, words)))],
    ['a name of 65 signs', update(from(me, nameOf(65)))],
    [
      'a parent that is neither root nor id',
      update(from(me, { length: 1, write: (e) => encoding.writeUint8Array(e, new Uint8Array([4, 2, 1, 1])) })),
    ],
    ['one client in two blocks', update(from(me, gc(1)), fromClock(me, 1, gc(1)))],
    ['one client in two sets of deletions', update(deletes(1, [2, 1]), deletes(1, [4, 1]))],
    ['deletions that overlap', update(deletes(1, [2, 3], [4, 1]))],
    ['deletions that go back', update(deletes(1, [4, 1], [2, 1]))],
    ['a deletion of no length', update(deletes(1, [2, 0]))],
    ['a client beside what it writes later', update(from(me, string('a', { left: [me, 1] }), string('b', words)))],
    ['a client beside itself', update(from(me, string('a', { right: [me, 0] })))],
    [
      'two clients that wait for each other',
      update(from(8, string('a', { left: [9, 0] })), from(9, string('b', { left: [8, 0] }))),
    ],
    ['a struct the server has, beside what nobody has', update(from(2, string('a', { left: [3, 9] })))],
  ])('%s', (_, given) => {
    expect(ask(given)).toBe('malformed-update')
  })
})

test('throw-leaves-no-trace: [P12] what would throw half-way, its first letter written, never reaches Yjs', () => {
  const half = update(from(me, string('a', words), string('b', { left: [me, 99] })))
  const naive = attackedText()
  expect(() => Y.applyUpdate(naive, half)).toThrow()
  expect(naive.getXmlFragment(textRoot).toString()).toContain('🌲a')
  expect(ask(half)).toBe('malformed-update')
})

test('clock-gap-never-pending: [P9] a struct the server has cannot make Yjs wait for something unknown', () => {
  const forged = update(from(2, string('a', { left: [3, 9] })), from(me, string('b', words)))
  const naive = attackedText()
  Y.applyUpdate(naive, forged)
  expect(naive.store.pendingStructs).not.toBeNull()
  expect(ask(forged)).toBe('malformed-update')
})

/** Some honest frames and the text as it was when each came. */
const recorded = (r: Random, count: number): { state: Uint8Array; frame: Uint8Array }[] => {
  const desk = new Desk()
  const writer = desk.join(r.int(2 ** 32))
  writer.send()
  writer.edit((tr) => paste(6)(tr, r))
  writer.send()
  const found: { state: Uint8Array; frame: Uint8Array }[] = []
  while (found.length < count) {
    writer.edit((tr) => any(tr, r))
    const state = Y.encodeStateAsUpdate(desk.doc)
    found.push(...writer.outbox.slice(0, 1).map(({ bytes: frame }) => ({ state, frame })))
    writer.send()
    writer.read()
  }
  return found
}

const docOf = (state: Uint8Array): Y.Doc => {
  const doc = new Y.Doc()
  doc.getXmlFragment(textRoot)
  Y.applyUpdate(doc, state)
  return doc
}

test('[P6] an update cut at any byte is malformed', () => {
  const r = random(newSeed('cut updates'))
  for (const { state, frame } of recorded(r, 12)) {
    const doc = docOf(state)
    for (let length = 0; length < frame.length; length++) {
      expect(ask(frame.slice(0, length), doc), `${length} of ${frame.join()}`).toBe('malformed-update')
    }
  }
})

/** One to three bytes changed, put in, left out, or copied from elsewhere. */
const mutant = (frame: Uint8Array, r: Random): Uint8Array => {
  const mutated = [...frame]
  for (let times = 1 + r.int(3); times > 0; times--) {
    const at = r.int(mutated.length)
    const other = r.chance(0.5) ? r.int(256) : (mutated[r.int(mutated.length)] ?? 0)
    mutated.splice(at, r.pick([0, 1, 1, 1]), ...r.pick([[other], [other], [(mutated[at] ?? 0) ^ (1 << r.int(8))], []]))
  }
  return new Uint8Array(mutated)
}

const mutants = process.env.LONG ? 100_000 : 2_000

test(`[P6] of ${mutants} mutants, what passes can be applied, leaves nothing pending and opens in the editor`, () => {
  const r = random(newSeed('mutants'))
  const frames = recorded(r, 40)
  const seen: Record<string, number> = {}
  for (let i = 0; i < mutants; i++) {
    const { state, frame } = r.pick(frames)
    const doc = docOf(state)
    const given = mutant(frame, r)
    const answer: Verdict | string = ask(given, doc)
    const name = typeof answer === 'string' ? answer : answer.kind
    seen[name] = (seen[name] ?? 0) + 1
    if (typeof answer === 'string' || answer.kind === 'gap') continue
    Y.applyUpdate(doc, answer.overlaps ? onlyNew(given, doc) : given)
    expect(doc.store.pendingStructs ?? doc.store.pendingDs).toBeNull()
    const written = Y.snapshot(doc)
    initProseMirrorDoc(doc.getXmlFragment(textRoot), schema)
    expect(Y.equalSnapshots(Y.snapshot(doc), written), 'the editor deleted something').toBe(true)
  }
  process.stdout.write(`${JSON.stringify(seen)}\n`)
  expect(Object.keys(seen)).toEqual(expect.arrayContaining(['pass', 'malformed-update', 'form-broken', 'gap']))
})

test('[P6] noise gets a verdict or a refusal, and never another error', () => {
  const r = random(newSeed('noise'))
  const doc = attackedText()
  const seen = new Set<string>()
  for (let i = 0; i < 2_000; i++) {
    const noise = new Uint8Array(Array.from({ length: r.int(60) }, () => (r.chance(0.5) ? r.int(8) : r.int(256))))
    const answer = ask(noise, doc)
    seen.add(typeof answer === 'string' ? answer : answer.kind)
  }
  expect(seen).toContain('malformed-update')
})
