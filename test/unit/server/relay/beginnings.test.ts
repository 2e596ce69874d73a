/** Beginnings of texts that no room holds: read in a thread, kept while nothing changes, and only so many. */
import { afterEach, expect, test } from 'vitest'
import { firstText } from '../../../../server/newtext.ts'
import { Beginnings } from '../../../../server/relay/beginnings.ts'
import type { StoredText } from '../../../../server/store/store.ts'
import type { Beginning } from '../../../../shared/beginning.ts'

let nth = 0
const saying = (words: string): StoredText => ({
  snapshot: firstText([{ words: [words] }], () => `id${nth++}`),
  entries: [],
  sequence: 1,
})

const wordsOf = (beginning: Beginning | null): string | null => beginning && JSON.stringify(beginning.blocks)

/** A store of these texts that counts how often each is loaded. */
const storeOf = (texts: Map<string, StoredText>) => {
  const loads: string[] = []
  const load = async (textId: string) => {
    loads.push(textId)
    return texts.get(textId) ?? null
  }
  return { load, loads }
}

let beginnings: Beginnings | null = null
afterEach(() => beginnings?.close())

const open = (store: Pick<ReturnType<typeof storeOf>, 'load'>): Beginnings => {
  beginnings = new Beginnings(store)
  return beginnings
}

test('[R42] those who ask at once, and after, wait for one reading of the text', async () => {
  const store = storeOf(new Map([['a', saying('Salem')]]))
  const all = open(store)
  const [one, two] = await Promise.all([all.of('a'), all.of('a')])
  expect(wordsOf(one)).toContain('Salem')
  expect(two).toBe(one)
  expect(await all.of('a')).toBe(one)
  expect(store.loads).toEqual(['a'])
})

test('[R42] a room that changed the text and closed tells how it begins now; one that is not sure has it read anew', async () => {
  const texts = new Map([['a', saying('förr')]])
  const store = storeOf(texts)
  const all = open(store)
  await all.of('a')
  all.closed('a', 'unchanged')
  expect(wordsOf(await all.of('a'))).toContain('förr')
  all.closed('a', { blocks: [] })
  expect(await all.of('a')).toEqual({ blocks: [] })
  texts.set('a', saying('nu'))
  all.closed('a', 'unsure')
  expect(wordsOf(await all.of('a'))).toContain('nu')
  expect(store.loads).toEqual(['a', 'a'])
})

test('[R42] what was still being read when a room told of a change does not take its place', async () => {
  let give: (stored: StoredText) => void = () => undefined
  const all = open({ load: () => new Promise((resolve) => (give = resolve)) })
  const asked = all.of('a')
  all.closed('a', { blocks: [] })
  give(saying('förr'))
  expect(wordsOf(await asked)).toContain('förr')
  expect(await all.of('a')).toEqual({ blocks: [] })
})

test('a text that is not there is asked for again, and so is one that could not be read', async () => {
  const texts = new Map<string, StoredText>()
  const store = storeOf(texts)
  const all = open(store)
  expect(await all.of('a')).toBeNull()
  texts.set('a', { snapshot: new Uint8Array([255, 255, 255, 255]), entries: [], sequence: 1 })
  await expect(all.of('a')).rejects.toThrow('could not be built')
  texts.set('a', saying('hel'))
  expect(wordsOf(await all.of('a'))).toContain('hel')
  expect(store.loads).toHaveLength(3)
})

test('sixty-four are kept; the one asked for longest ago goes first', async () => {
  const store = storeOf(new Map([['a', saying('a')]]))
  const all = open(store)
  await all.of('a')
  for (let i = 0; i < 63; i++) all.closed(`text ${i}`, { blocks: [] })
  await all.of('a')
  all.closed('another', { blocks: [] })
  await all.of('a')
  expect(store.loads).toEqual(['a'])
  expect(await all.of('text 0')).toBeNull()
})

test('when the program ends nobody is left waiting, neither at the thread nor before it', async () => {
  const store = storeOf(
    new Map([
      ['a', saying('a')],
      ['b', saying('b')],
    ]),
  )
  const all = open(store)
  const early = all.of('a')
  await new Promise(setImmediate)
  const ended = await Promise.allSettled([early, all.of('b'), all.close()])
  expect(ended.map((each) => (each.status === 'rejected' ? String(each.reason) : 'done'))).toEqual([
    expect.stringContaining('restarting'),
    expect.stringContaining('restarting'),
    'done',
  ])
})
