import { expect, test } from 'vitest'
import {
  decodeFileHeader,
  decodeFrameBody,
  decodeFrameHeader,
  encodeFileHeader,
  encodeFrame,
  fileHeaderLength,
  frameCost,
  hasLaterFrame,
  sha256,
} from '../../../../server/store/frame.ts'

const bytes = (...values: number[]) => Uint8Array.from(values)
const before = sha256(bytes(1, 2, 3))

test('[S11] a frame gives back its records, its length and what stands before it', () => {
  for (const records of [[], [bytes()], [bytes(0), bytes(1, 2), new Uint8Array(70_000).fill(9)]]) {
    const frame = encodeFrame(records, before)
    const header = decodeFrameHeader(frame)
    expect([header?.length, header && [...header.before]]).toEqual([frame.length, [...before]])
    expect(decodeFrameBody(frame)).toEqual(records)
  }
})

test('[S11] no bit of a frame can be flipped unseen', () => {
  const frame = encodeFrame([bytes(1, 2, 3)], before)
  for (let bit = 0; bit < frame.length * 8; bit++) {
    const flipped = frame.slice()
    flipped[bit >> 3] = (frame[bit >> 3] ?? 0) ^ (1 << (bit & 7))
    expect([bit, decodeFrameHeader(flipped) && decodeFrameBody(flipped)]).toEqual([bit, null])
  }
})

test('[S6] a frame costs the same however long its content, and another after it is found', () => {
  const short = encodeFrame([], before)
  expect(short).toHaveLength(frameCost)
  expect(hasLaterFrame(short)).toBe(false)
  expect(hasLaterFrame(Buffer.concat([bytes(0xf5, 0xf5), short, bytes(0xf5)]))).toBe(true)
})

test('[S11] a file header names its kind, name and generation, and says what is wrong with it', () => {
  const header = { kind: 'text', name: 't', generation: 3, more: { entries: 7 } }
  const encoded = encodeFileHeader(header)
  expect(fileHeaderLength(encoded)).toBe(encoded.length)
  expect(decodeFileHeader(encoded)).toEqual(header)
  expect(fileHeaderLength(bytes(1, 2))).toContain('shorter')
  expect(fileHeaderLength(new Uint8Array(40))).toContain('does not begin')
  const other = encoded.slice()
  other[encoded.length - 2] = 0
  expect(decodeFileHeader(other)).toContain('checksum')
})
