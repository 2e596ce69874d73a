/** Files that are not what was written: what is cut, what is refused, and that refusing changes nothing. */
import { cp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { openEmbedded } from '../../../server/store/embedded.ts'
import { fileHeaderLength } from '../../../server/store/frame.ts'
import { Damaged, type Store } from '../../../server/store/store.ts'
import { tempdir } from '../../support/tempdir.ts'
import { typist, wordsOf } from '../../support/typing.ts'

const sector = 512
/** One bit of each byte, by turns; in the long run each bit, and all of them. */
const flips = process.env.LONG
  ? [0x01, 0x02, 0x04, 0x08, 0x10, 0x20, 0x40, 0x80, 0xff].map((mask) => () => mask)
  : [(at: number) => 1 << (at % 8)]
const commit = (n: number) => ({
  at: n,
  changes: [{ collection: 'things', id: `${n}`, expected: 0, value: {} }],
  audit: { n },
})

type File = { path: string; bytes: Buffer; frames: number[] }

const read = async (path: string): Promise<Buffer> => readFile(path).catch(() => Buffer.alloc(0))

/**
 * A folder with three commits and three words in one text, and its two logs with the places where their records begin.
 * Without a checkpoint, so that the whole journal is read.
 */
const ground = async (words = ['ett ', 'två ', 'tre ']) => {
  const directory = await tempdir()
  const store = await openEmbedded({ directory })
  const anna = typist('anna', 1)
  const paths = { journal: join(directory, 'journal.log'), text: join(directory, 'texts', 't', '000001.log') }
  const ends = { journal: [0], text: [0] }
  for (const [n, word] of words.entries()) {
    await store.records.commit(commit(n))
    await store.texts.append('t', [anna.type(word)])
    ends.journal.push((await read(paths.journal)).length)
    ends.text.push((await read(paths.text)).length)
  }
  await store.close()
  await forgetCheckpoints(directory)
  const file = async (which: 'journal' | 'text'): Promise<File> => {
    const bytes = await read(paths[which])
    return { path: paths[which], bytes, frames: [Number(fileHeaderLength(bytes)), ...ends[which].slice(1, -1)] }
  }
  return { directory, journal: await file('journal'), text: await file('text') }
}

const forgetCheckpoints = async (directory: string): Promise<void> => {
  for (const name of await readdir(directory)) if (name.startsWith('checkpoint')) await rm(join(directory, name))
}

/** Opens the folder and reads everything in it. */
const readAll = async (directory: string) => {
  const store = await openEmbedded({ directory })
  try {
    const things = (await store.records.list('things')).length
    return { things, words: wordsOf(await store.texts.load('t')), notices: [...store.notices()] }
  } finally {
    await store.close()
  }
}

const add = async (store: Store) => {
  await store.records.commit(commit(99))
  await store.texts.append('t', [typist('bo', 2).type('mer ')])
}

test.for(['journal', 'text'] as const)(
  'torn-tail: [S6] the %s, cut at every byte of its last record, loses that record, says so, and is written on',
  async (which) => {
    const { directory, ...logs } = await ground()
    const { path, bytes, frames } = logs[which]
    const last = frames.at(-1) ?? 0
    const without = which === 'journal' ? { things: 2 } : { words: 'ett två ' }
    for (let length = last + 1; length < bytes.length; length++) {
      await writeFile(path, bytes.subarray(0, length))
      expect(await readAll(directory)).toMatchObject({ ...without, notices: [expect.stringContaining(path)] })
      expect(await readFile(path)).toEqual(bytes.subarray(0, last))
      await forgetCheckpoints(directory)
    }
    await writeFile(path, bytes.subarray(0, last))
    expect((await readAll(directory)).notices).toEqual([])
    await forgetCheckpoints(directory)
    await writeFile(path, bytes.subarray(0, bytes.length - 1))
    const store = await openEmbedded({ directory })
    await add(store)
    await store.close()
    expect(await readAll(directory)).toMatchObject({ notices: [] })
  },
)

/** The record that a byte belongs to; 0 is the file's header. */
const recordAt = (frames: readonly number[], at: number): number => frames.filter((start) => start <= at).length

test.for(['journal', 'text'] as const)(
  'flipped-byte-refused: [S6, S11] any byte of the %s flipped is refused, the record named, nothing changed',
  async (which) => {
    const { directory, ...logs } = await ground()
    const { path, bytes, frames } = logs[which]
    for (const flip of flips)
      for (let at = 0; at < bytes.length; at++) {
        const flipped = Buffer.from(bytes)
        flipped.writeUInt8(flipped.readUInt8(at) ^ flip(at), at)
        await writeFile(path, flipped)
        const why = await readAll(directory).catch((error: unknown) => error)
        expect([at, why]).toEqual([at, expect.any(Damaged)])
        expect(why).toMatchObject({ file: path, record: recordAt(frames, at) })
        expect(await readFile(path)).toEqual(flipped)
      }
  },
)

test('[S11] a byte flipped in an old commit, behind the checkpoint, is found when the audit log is read', async () => {
  const { directory, journal } = await ground()
  await readAll(directory)
  const flipped = Buffer.from(journal.bytes)
  flipped.writeUInt8(flipped.readUInt8((journal.frames[0] ?? 0) + 60) ^ 1, (journal.frames[0] ?? 0) + 60)
  await writeFile(journal.path, flipped)
  const store = await openEmbedded({ directory })
  const read = async () => {
    for await (const entry of store.records.audit()) expect(entry.sequence).toBe(0)
  }
  await expect(read()).rejects.toMatchObject({ file: journal.path, record: 1 })
  await store.close()
})

test('[S11] records exchanged, left out or put into another text with their checksums whole are refused', async () => {
  const { directory, text } = await ground(['a', 'b', 'c'])
  const [one = 0, two = 0, three = 0] = text.frames
  const piece = (from: number, to?: number) => text.bytes.subarray(from, to)
  const forgeries = [
    Buffer.concat([piece(0, one), piece(two, three), piece(one, two), piece(three)]),
    Buffer.concat([piece(0, one), piece(two)]),
  ]
  for (const forgery of forgeries) {
    await writeFile(text.path, forgery)
    await expect(readAll(directory)).rejects.toMatchObject({ record: 1 })
  }
  await writeFile(text.path, text.bytes)
  await cp(join(directory, 'texts', 't'), join(directory, 'texts', 'u'), { recursive: true })
  const store = await openEmbedded({ directory })
  await expect(store.texts.load('u')).rejects.toMatchObject({ record: 0 })
  expect(wordsOf(await store.texts.load('t'))).toBe('abc')
  await store.close()
})

const long = 'x'.repeat(3000)

test.for([
  ['its last sector', (end: number) => [end - (end % sector), end]],
  ['a sector in its middle', (end: number) => [end - (end % sector) - 2 * sector, end - (end % sector) - sector]],
  ['all of it', (_: number, start: number) => [start, _]],
  ['its first sector', (_: number, start: number) => [start, start - (start % sector) + sector]],
] as const)('torn-tail: [S6] a last record of which the disk never got %s is cut', async ([, hole]) => {
  const { directory, text } = await ground(['ett ', 'två ', long])
  const [from = 0, to = 0] = hole(text.bytes.length, text.frames.at(-1) ?? 0)
  await writeFile(text.path, Buffer.from(text.bytes).fill(0, from, to))
  const { words, notices } = await readAll(directory)
  expect([words, notices]).toEqual(['ett två ', [expect.stringContaining('never written')]])
})

test('torn-tail: [S6] zeros after the last record are cut; a middle record that became zeros is refused', async () => {
  const { directory, text } = await ground(['ett ', long, 'tre '])
  await writeFile(text.path, Buffer.concat([text.bytes, Buffer.alloc(5000)]))
  expect((await readAll(directory)).words).toBe(`ett ${long}tre `)
  const [, middle = 0] = text.frames
  for (const [from, to] of [
    [middle, middle + sector],
    [middle + sector, middle + 3 * sector],
  ] as const) {
    const holed = Buffer.from(text.bytes).fill(0, from, to)
    await writeFile(text.path, holed)
    await expect(readAll(directory)).rejects.toMatchObject({ file: text.path, record: 2 })
    expect(await readFile(text.path)).toEqual(holed)
  }
})

test('[S2, S6] a damaged text alone is refused, and a commit to it before the journal has it', async () => {
  const { directory, text } = await ground()
  const flipped = Buffer.from(text.bytes)
  flipped.writeUInt8(0, (text.frames[0] ?? 0) + 1)
  flipped.writeUInt8(7, (text.frames[0] ?? 0) + 2)
  await writeFile(text.path, flipped)
  const store = await openEmbedded({ directory })
  await expect(store.texts.append('t', [])).rejects.toBeInstanceOf(Damaged)
  const entry = typist('bo', 2).type('ord')
  await expect(store.records.commit({ ...commit(7), text: { textId: 't', entry } })).rejects.toBeInstanceOf(Damaged)
  await store.records.commit({ ...commit(8), text: { textId: 'other', entry } })
  expect(store.failure()).toBeNull()
  await store.close()
  expect(await readFile(text.path)).toEqual(flipped)
})
