/**
 * The bytes of a log. A file header, then frames; a frame is what one write and one fsync carried, so that only the
 * last can ever be torn. Each names the SHA-256 of what stands before it: frames cannot be exchanged, left out or
 * changed with their checksums repaired without the next one telling.
 *
 *   file header   'SAMSKRIV' · length u32 · CRC32 u32 of the JSON · JSON
 *   frame         0xf5 · payload length u32 · CRC32 u32 of the payload · SHA-256 of what is before ·
 *                 CRC32 u32 of all these · payload · 0x5f
 *   payload       one record after the other, each after its length as varuint
 *
 * The header's own CRC is why a flipped length cannot pass for a frame cut short. The marks are never zero, which is
 * how a piece the disk never got is told from a piece that changed (`isTorn` in frames.ts).
 */
import { hash } from 'node:crypto'
import { crc32 } from 'node:zlib'
import * as decoding from 'lib0/decoding'
import * as encoding from 'lib0/encoding'
import type { JsonObject } from './store.ts'

/** What a file says of itself. `kind` and `name` bind it to its place: a log under another's name is refused. */
export type FileHeader = { kind: string; name: string; generation: number; more: JsonObject }

const fileMark = new TextEncoder().encode('SAMSKRIV')
const fileHeaderStart = fileMark.length + 8
const frameMark = 0xf5
const frameEnd = 0x5f
const chainLength = 32
const crcAt = 9 + chainLength

export const frameHeaderLength = crcAt + 4
/** Bytes of a frame that are not payload. */
export const frameCost = frameHeaderLength + 1

export const sha256 = (bytes: Uint8Array): Uint8Array => hash('sha256', bytes, 'buffer')

const viewOf = (bytes: Uint8Array): DataView => new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)

export const encodeFileHeader = (header: FileHeader): Uint8Array => {
  const json = new TextEncoder().encode(JSON.stringify(header))
  const bytes = new Uint8Array(fileHeaderStart + json.length)
  bytes.set(fileMark)
  viewOf(bytes).setUint32(fileMark.length, json.length)
  viewOf(bytes).setUint32(fileMark.length + 4, crc32(json))
  bytes.set(json, fileHeaderStart)
  return bytes
}

/** Its length, from a file's first bytes; or why these are no header. */
export const fileHeaderLength = (start: Uint8Array): number | string => {
  if (start.length < fileHeaderStart) return 'the file is shorter than its header'
  if (!fileMark.every((byte, i) => start[i] === byte)) return 'the file does not begin as a log does'
  return fileHeaderStart + viewOf(start).getUint32(fileMark.length)
}

export const decodeFileHeader = (bytes: Uint8Array): FileHeader | string => {
  const json = bytes.subarray(fileHeaderStart)
  if (crc32(json) !== viewOf(bytes).getUint32(fileMark.length + 4)) return "the file's header fails its checksum"
  // The checksum stands: these are the bytes that encodeFileHeader wrote.
  return JSON.parse(new TextDecoder().decode(json)) as FileHeader
}

export const encodeFrame = (records: readonly Uint8Array[], before: Uint8Array): Uint8Array => {
  const encoder = encoding.createEncoder()
  for (const record of records) encoding.writeVarUint8Array(encoder, record)
  const payload = encoding.toUint8Array(encoder)
  const frame = new Uint8Array(payload.length + frameCost)
  const view = viewOf(frame)
  frame[0] = frameMark
  view.setUint32(1, payload.length)
  view.setUint32(5, crc32(payload))
  frame.set(before, 9)
  view.setUint32(crcAt, crc32(frame.subarray(0, crcAt)))
  frame.set(payload, frameHeaderLength)
  frame[frame.length - 1] = frameEnd
  return frame
}

/** The whole frame's length and what it says stands before it; null when these bytes are no frame's header. */
export const decodeFrameHeader = (bytes: Uint8Array): { length: number; before: Uint8Array } | null => {
  if (bytes.length < frameHeaderLength || bytes[0] !== frameMark) return null
  const view = viewOf(bytes)
  if (crc32(bytes.subarray(0, crcAt)) !== view.getUint32(crcAt)) return null
  return { length: view.getUint32(1) + frameCost, before: bytes.subarray(9, 9 + chainLength) }
}

/** The records of a whole frame whose header stands; null when the rest does not. */
export const decodeFrameBody = (frame: Uint8Array): Uint8Array[] | null => {
  const payload = frame.subarray(frameHeaderLength, frame.length - 1)
  if (frame[frame.length - 1] !== frameEnd || crc32(payload) !== viewOf(frame).getUint32(5)) return null
  const decoder = decoding.createDecoder(payload)
  const records: Uint8Array[] = []
  while (decoding.hasContent(decoder)) records.push(decoding.readVarUint8Array(decoder))
  return records
}

/** Whether a frame's header stands anywhere after the first byte. */
export const hasLaterFrame = (bytes: Uint8Array): boolean => {
  for (let at = bytes.indexOf(frameMark, 1); at > 0; at = bytes.indexOf(frameMark, at + 1))
    if (decodeFrameHeader(bytes.subarray(at))) return true
  return false
}
