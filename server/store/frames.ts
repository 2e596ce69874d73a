/** Reads a log's frames one after another, and tells a torn last write from damage. */
import type { OpenFile } from './disk.ts'
import {
  decodeFileHeader,
  decodeFrameBody,
  decodeFrameHeader,
  encodeFileHeader,
  type FileHeader,
  fileHeaderLength,
  frameHeaderLength,
  hasLaterFrame,
  sha256,
} from './frame.ts'
import { Damaged } from './store.ts'

/** A place between two frames: `record` frames stand before it, `hash` is what the next one must name. */
export type Position = { offset: number; record: number; hash: Uint8Array }

export type Frame = { records: Uint8Array[]; start: Position; end: Position }

/** A file as it is read: its path for messages, and how far it goes. */
export type Source = { file: OpenFile; name: string; length: number }

/** What a disk writes whole. Smaller than the page it is usually handed over in: 512 covers both. */
const sector = 512
/** Read ahead: a log of single keystrokes has frames of 100 bytes, and a system call for each would take seconds. */
const chunk = 256 * 1024

type Read = (offset: number, length: number) => Promise<Uint8Array>

/** Bytes of a file through a window that is refilled when they lie outside it. Fewer at the end. */
const windowOn = ({ file, length: end }: Source): Read => {
  let from = 0
  let window = new Uint8Array(0)
  return async (offset, length) => {
    const wanted = Math.min(length, end - offset)
    if (offset < from || offset + wanted > from + window.length) {
      const next = new Uint8Array(Math.min(Math.max(wanted, chunk), end - offset))
      window = next.subarray(0, await file.read(next, offset))
      from = offset
    }
    return window.subarray(offset - from, offset - from + wanted)
  }
}

/** The header of a file and the place after it. Throws `Damaged` with record 0. */
export const readFileHeader = async (source: Source): Promise<{ header: FileHeader; end: Position }> => {
  const read = windowOn(source)
  const length = fileHeaderLength(await read(0, frameHeaderLength))
  if (typeof length === 'string') throw new Damaged(source.name, 0, length)
  const bytes = await read(0, length)
  const header = bytes.length < length ? 'the file is shorter than its header' : decodeFileHeader(bytes)
  if (typeof header === 'string') throw new Damaged(source.name, 0, header)
  return { header, end: { offset: length, record: 0, hash: sha256(bytes) } }
}

/** The place after the header of a file that begins with it. */
export const afterFileHeader = (header: FileHeader): Position => {
  const bytes = encodeFileHeader(header)
  return { offset: bytes.length, record: 0, hash: sha256(bytes) }
}

export const after = (start: Position, frame: Uint8Array): Position => ({
  offset: start.offset + frame.length,
  record: start.record + 1,
  hash: sha256(frame),
})

/** Whether a sector, or the piece of one at an end, holds nothing: the file grew there, but its bytes never came. */
const hasEmptySector = (tail: Uint8Array, offset: number): boolean => {
  let from = 0
  while (from < tail.length) {
    const to = Math.min(from + sector - ((offset + from) % sector), tail.length)
    if (tail.subarray(from, to).every((byte) => byte === 0)) return true
    from = to
  }
  return false
}

/**
 * Whether the rest of a file is one write that the power was cut in: some of it never reached the disk, and no frame
 * comes after it (a later frame is only written when this one is synced). Unsure in one case: a last record that holds
 * 512 aligned zeros of its own and then has a byte flipped is taken for torn. JSON has no zeros and Yjs updates no such
 * runs of them.
 */
const isTorn = (tail: Uint8Array, offset: number): boolean => hasEmptySector(tail, offset) && !hasLaterFrame(tail)

const sameBytes = (a: Uint8Array, b: Uint8Array): boolean => Buffer.compare(a, b) === 0

type Found = { found: 'frame'; frame: Frame } | { found: 'end' } | { found: 'torn'; why: string }

const frameAt = async (read: Read, source: Source, start: Position): Promise<Found> => {
  const left = source.length - start.offset
  const damaged = (why: string) => new Damaged(source.name, start.record + 1, why)
  const tornOr = async (why: string): Promise<Found> => {
    if (isTorn(await read(start.offset, left), start.offset))
      return { found: 'torn', why: 'holds pieces never written' }
    throw damaged(why)
  }
  if (left === 0) return { found: 'end' }
  if (left < frameHeaderLength) return { found: 'torn', why: 'ends within its header' }
  const header = decodeFrameHeader(await read(start.offset, frameHeaderLength))
  if (!header) return tornOr('its header fails its checksum')
  if (!sameBytes(header.before, start.hash)) throw damaged('it does not follow the record before it') // guard: chain
  if (header.length > left) return { found: 'torn', why: 'ends before its length' }
  const bytes = await read(start.offset, header.length)
  const records = decodeFrameBody(bytes)
  if (records) return { found: 'frame', frame: { records, start, end: after(start, bytes) } }
  if (header.length === left) return tornOr('its content fails its checksum')
  throw damaged('its content fails its checksum')
}

/**
 * Every frame from a place on, in order. Ends at the end of the source, or where the last write was torn: then `torn`
 * says what is wrong with the rest. Throws `Damaged` for anything else.
 */
export const walk = async (
  source: Source,
  from: Position,
  visit: (frame: Frame) => void,
): Promise<{ end: Position; torn: string | null }> => {
  const read = windowOn(source)
  let end = from
  for (;;) {
    const next = await frameAt(read, source, end)
    if (next.found === 'end') return { end, torn: null }
    if (next.found === 'torn') return { end, torn: next.why }
    visit(next.frame)
    end = next.frame.end
  }
}

/** The frames up to a place that is known to be on disk: anything less there is damage. */
export async function* frames(source: Source, from: Position): AsyncGenerator<Frame> {
  const read = windowOn(source)
  let at = from
  for (;;) {
    const next = await frameAt(read, source, at)
    if (next.found === 'end') return
    if (next.found === 'torn') throw new Damaged(source.name, at.record + 1, next.why)
    yield next.frame
    at = next.frame.end
  }
}
