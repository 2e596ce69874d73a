/**
 * Updates made by hand, byte for byte: what no editor sends. A struct is its content and where it claims to stand, e.g.
 * `update(from(7, string('x', { left: [1, 4] })))`.
 */
import * as encoding from 'lib0/encoding'
import * as Y from 'yjs'
import { textRoot } from '../../shared/protocol.ts'

/** Client and clock. */
export type Id = readonly [number, number]

export type Place =
  | { left: Id; right?: Id }
  | { right: Id }
  | { root: string; sub?: string }
  | { parent: Id; sub?: string }

type Write = (encoder: encoding.Encoder) => void
export type Part = { write: Write; length: number }

const put = (encoder: encoding.Encoder, ...numbers: readonly number[]) => {
  for (const number of numbers) encoding.writeVarUint(encoder, number)
}

const place = (encoder: encoding.Encoder, ref: number, at: Place) => {
  const left = 'left' in at ? at.left : undefined
  const right = 'right' in at ? at.right : undefined
  const sub = 'sub' in at ? at.sub : undefined
  encoding.writeUint8(encoder, ref | (left ? 128 : 0) | (right ? 64 : 0) | (sub === undefined ? 0 : 32))
  if (left) put(encoder, ...left)
  if (right) put(encoder, ...right)
  if ('root' in at) {
    put(encoder, 1)
    encoding.writeVarString(encoder, at.root)
  }
  if ('parent' in at) put(encoder, 0, ...at.parent)
  if (sub !== undefined) encoding.writeVarString(encoder, sub)
}

/** A struct with this content reference and these bytes after its place. */
export const struct = (ref: number, at: Place, write: Write, length = 1): Part => ({
  write: (encoder) => {
    place(encoder, ref, at)
    write(encoder)
  },
  length,
})

export const string = (words: string, at: Place): Part =>
  struct(4, at, (encoder) => encoding.writeVarString(encoder, words), words.length)

export const element = (name: string, at: Place): Part =>
  struct(7, at, (encoder) => {
    put(encoder, 3)
    encoding.writeVarString(encoder, name)
  })

/** A shared type by Yjs's number: 0 array, 1 map, 2 text, 4 fragment, 6 XML text. */
export const type = (ref: number, at: Place): Part => struct(7, at, (encoder) => put(encoder, ref))

export const xmlText = (at: Place): Part => type(6, at)

export const values = (at: Place, ...all: readonly unknown[]): Part =>
  struct(
    8,
    at,
    (encoder) => {
      put(encoder, all.length)
      // lib0's type knows less than it writes; what it cannot write throws here.
      for (const value of all) encoding.writeAny(encoder, value as Parameters<typeof encoding.writeAny>[1])
    },
    all.length,
  )

export const formatJson = (mark: string, json: string, at: Place): Part =>
  struct(6, at, (encoder) => {
    encoding.writeVarString(encoder, mark)
    encoding.writeVarString(encoder, json)
  })

export const format = (mark: string, value: unknown, at: Place): Part => formatJson(mark, JSON.stringify(value), at)

export const embed = (value: unknown, at: Place): Part =>
  struct(5, at, (encoder) => encoding.writeVarString(encoder, JSON.stringify(value)))

export const deletedRun = (length: number, at: Place): Part => struct(1, at, (encoder) => put(encoder, length), length)

const bare = (ref: number, length: number): Part => ({
  write: (encoder) => {
    encoding.writeUint8(encoder, ref)
    put(encoder, length)
  },
  length,
})

export const gc = (length: number): Part => bare(0, length)

export const skip = (length: number): Part => bare(10, length)

type Block = { client: number; clock: number; parts: readonly Part[] }
type Deletes = { client: number; ranges: readonly (readonly [clock: number, length: number])[] }

/** Structs of one client, from clock 0 on. */
export const from = (client: number, ...parts: readonly Part[]): Block => ({ client, clock: 0, parts })

export const fromClock = (client: number, clock: number, ...parts: readonly Part[]): Block => ({ client, clock, parts })

export const deletes = (client: number, ...ranges: Deletes['ranges']): Deletes => ({ client, ranges })

export const update = (...all: readonly (Block | Deletes)[]): Uint8Array => {
  const encoder = encoding.createEncoder()
  const blocks = all.filter((one) => 'parts' in one)
  put(encoder, blocks.length)
  for (const { client, clock, parts } of blocks) {
    put(encoder, parts.length, client, clock)
    for (const part of parts) part.write(encoder)
  }
  const sets = all.filter((one) => 'ranges' in one)
  put(encoder, sets.length)
  for (const { client, ranges } of sets) {
    put(encoder, client, ranges.length)
    for (const range of ranges) put(encoder, ...range)
  }
  return encoding.toUint8Array(encoder)
}

/**
 * The text that is attacked: `hej på dig 🌲` in a paragraph of client 1. Its ids: the paragraph 1,0; its text 1,1;
 * the words from 1,2 to 1,14; its level 1,15; a blockquote after it 1,16; of client 2 a paragraph swept up: 2,0.
 */
export const attackedText = (): Y.Doc => {
  const doc = new Y.Doc()
  doc.getXmlFragment(textRoot)
  Y.applyUpdate(
    doc,
    update(
      from(
        1,
        element('paragraph', { root: textRoot }),
        xmlText({ parent: [1, 0] }),
        string('hej på dig 🌲', { parent: [1, 1] }),
        values({ parent: [1, 0], sub: 'level' }, 1),
        element('blockquote', { left: [1, 0] }),
      ),
      from(2, gc(1)),
    ),
  )
  return doc
}

/** The end of the words, and other places a newcomer's struct may honestly claim. */
export const places = {
  words: { left: [1, 14] },
  inWords: { left: [1, 4], right: [1, 5] },
  top: { left: [1, 16] },
  inParagraph: { left: [1, 1] },
  level: { left: [1, 15] },
  inQuote: { parent: [1, 16] },
  swept: { parent: [2, 0] },
} as const satisfies Record<string, Place>

/** `count` items whose places Yjs finds only by comparing each with half of all: seconds for some tens of kB. */
export const quadraticBomb = (count: number, client = 9): Uint8Array => {
  const half = count >> 1
  const parts = Array.from({ length: count }, (_, i) => {
    if (i === 0) return string('b', places.words)
    if (i < half) return string('b', { left: [client, i - 1] })
    return string('c', { ...places.words, right: [client, half - 1 - (i % half)] })
  })
  return update(from(client, ...parts))
}
