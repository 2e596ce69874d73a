import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import * as Y from 'yjs'
import type { ProblemCode } from '../../../../shared/problem.ts'
import { takeIn, type Write } from '../../../../server/relay/intake.ts'
import { Replica } from '../../../../server/relay/replica.ts'
import { openEmbedded } from '../../../../server/store/embedded.ts'
import type { Store } from '../../../../server/store/store.ts'
import { wordsOf } from '../../../support/peer.ts'

const textId = 'text'
let directory: string
let store: Store
let replica: Replica

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'samskriv-intake-'))
  store = await openEmbedded({ directory })
  const first = author(1)
  first.paragraph('Från början.')
  await store.texts.append(textId, [{ by: 'one', at: 0, update: Y.encodeStateAsUpdate(first.doc) }])
  replica = (await Replica.open(store.texts, textId)) as Replica // it was appended above
})
afterEach(async () => {
  replica.destroy()
  await store.close()
  await rm(directory, { recursive: true, force: true })
})

/** A document with a clientID of its own; `says` is what it has written since it was last asked. */
const author = (client: number, state?: Uint8Array) => {
  const doc = new Y.Doc()
  if (state) Y.applyUpdate(doc, state)
  doc.clientID = client
  let before = Y.encodeStateVector(doc)
  return {
    doc,
    paragraph: (words: string): Y.XmlText => {
      const paragraph = new Y.XmlElement('paragraph')
      const text = new Y.XmlText(words)
      paragraph.insert(0, [text])
      doc.getXmlFragment('text').push([paragraph])
      return text
    },
    says: (): Uint8Array => {
      const update = Y.encodeStateAsUpdate(doc, before)
      before = Y.encodeStateVector(doc)
      return update
    },
  }
}

const write = (by: string, update: Uint8Array, more: Partial<Write> = {}): Write => ({
  source: {},
  by,
  mayWrite: true,
  kind: 'update',
  update,
  verdict: null,
  ...more,
})

const owners = new Map([
  [1, 'one'],
  [2, 'two'],
  [3, 'three'],
])
const take = (...writes: Write[]) => takeIn(replica, writes, { owner: (client) => owners.get(client), at: 5 })
const words = (): string => {
  const doc = new Y.Doc()
  Y.applyUpdate(doc, replica.state())
  return wordsOf(doc)
}
const appended = async (entries: { by: string; at: number; update: Uint8Array }[]): Promise<string> => {
  await store.texts.append(textId, entries)
  const fresh = (await Replica.open(store.texts, textId)) as Replica // it is there
  const doc = new Y.Doc()
  Y.applyUpdate(doc, fresh.state())
  fresh.destroy()
  return wordsOf(doc)
}

test('a batch of two authors becomes one update for everyone and two entries for the log', async () => {
  const [two, three] = [author(2, replica.state()), author(3, replica.state())]
  two.paragraph('Tvåans.')
  three.paragraph('Treans.')
  const taken = await take(write('two', two.says()), write('three', three.says()))
  expect(taken.results).toEqual([{ kind: 'taken' }, { kind: 'taken' }])
  expect(taken.added).toHaveLength(1)
  expect(taken.entries.map(({ by, at }) => [by, at])).toEqual([
    ['two', 5],
    ['three', 5],
  ])
  expect(await appended(taken.entries)).toBe(words())
})

test('formatting that Yjs tidies away after a batch hides neither the batch nor its place in the log', async () => {
  // Found by kill.test.ts: the tidying is a second transaction, whose update took the place of the first.
  const heard = author(9, replica.state()).doc
  const [two, three] = [author(2, replica.state()), author(3, replica.state())]
  for (const { doc } of [two, three]) {
    const paragraph = doc.getXmlFragment('text').get(0) as Y.XmlElement
    const text = paragraph.get(0) as Y.XmlText // as beforeEach made them
    text.format(0, 4, { bold: {} })
  }
  three.paragraph('Och ord därtill.')
  const first = await take(write('two', two.says()))
  const second = await take(write('three', three.says()))
  expect(second.results).toEqual([{ kind: 'taken' }])
  expect(second.added).toHaveLength(2)
  for (const update of [...first.added, ...second.added]) Y.applyUpdate(heard, update)
  expect(wordsOf(heard)).toContain('Och ord därtill.')
  expect(await appended([...first.entries, ...second.entries])).toContain('Och ord därtill.')
})

/** Something the gate takes for honest and Yjs cannot apply: every second reading of its bytes is broken. */
const treacherous = (by: string, good: Uint8Array): Write => {
  let readings = 0
  return Object.defineProperty(write(by, good), 'update', {
    get: () => (++readings % 2 === 1 ? good : good.slice(0, good.length - 2)),
  })
}

test('throw-leaves-no-trace: [P12] only the culprit of a batch is refused, and the others are taken', async () => {
  const [two, three] = [author(2, replica.state()), author(3, replica.state())]
  two.paragraph('Före.')
  const before = write('two', two.says())
  three.paragraph('Lömsk.')
  const culprit = treacherous('three', three.says())
  two.paragraph('Efter.')
  const after = write('two', two.says())
  const taken = await take(before, culprit, after)
  expect(taken.results.map((r) => r.kind)).toEqual(['taken', 'refused', 'taken'])
  expect(words()).toBe('Från början.\nFöre.\nEfter.')
  expect(await appended(taken.entries)).toBe('Från början.\nFöre.\nEfter.')
})

test('[P5] what a reader adds or deletes is refused with the reason; what says nothing new is known', async () => {
  const two = author(2, replica.state())
  const known = Y.encodeStateAsUpdate(two.doc)
  two.paragraph('Smyger in.')
  const added = two.says()
  const other = author(3, replica.state())
  other.doc.getXmlFragment('text').delete(0, 1)
  const deleted = other.says()
  const mayWrite: ProblemCode = 'text-sealed'
  const taken = await take(
    write('two', known, { mayWrite, kind: 'step2' }),
    write('two', added, { mayWrite }),
    write('three', deleted, { mayWrite }),
  )
  expect(taken.results).toMatchObject([
    { kind: 'known' },
    { kind: 'refused', problem: { code: 'text-sealed' } },
    { kind: 'refused', problem: { code: 'text-sealed' } },
  ])
  expect(taken.entries).toEqual([])
})

test('what follows a refused or waiting write on its connection waits, and nobody else does', async () => {
  const [unknown, two] = [author(77, replica.state()), author(2, replica.state())]
  unknown.paragraph('Okänd.')
  const source = {}
  const first = write('one', unknown.says(), { source })
  unknown.paragraph('Väntar.')
  const second = write('one', unknown.says(), { source })
  two.paragraph('Går före.')
  const taken = await take(first, second, write('two', two.says()))
  expect(taken.results).toEqual([{ kind: 'unclaimed', clients: [77] }, { kind: 'held' }, { kind: 'taken' }])
})

test('[P7] a full state re-sent is known; with something new in it, only that is logged', async () => {
  const one = author(1, replica.state())
  expect((await take(write('one', Y.encodeStateAsUpdate(one.doc), { kind: 'step2' }))).results).toEqual([
    { kind: 'known' },
  ])
  one.paragraph('Nytt.')
  const taken = await take(write('one', Y.encodeStateAsUpdate(one.doc), { kind: 'step2' }))
  expect(taken.results).toEqual([{ kind: 'taken' }])
  const [entry] = taken.entries
  expect(entry && Y.decodeUpdate(entry.update).structs.every((s) => s.id.clock > 2)).toBe(true)
  expect(await appended(taken.entries)).toBe('Från början.\nNytt.')
})
