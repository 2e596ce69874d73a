/** The smallest pieces of lib0's encoding, read strictly: every failure is `malformed-update`, none another error. */
import { Problem } from '../../shared/problem.ts'

export type Cursor = { readonly bytes: Uint8Array; at: number }

export const malformed = (detail: string): Problem => new Problem('malformed-update', detail)

export const bytesLeft = (c: Cursor): number => c.bytes.length - c.at

export const byte = (c: Cursor): number => {
  const value = c.bytes[c.at++]
  if (value === undefined) throw malformed('ends early')
  return value
}

/** A variable-length integer from 0 to 2^53 - 1. */
export const uint = (c: Cursor): number => {
  let next = byte(c)
  if (next < 128) return next
  let value = next & 127
  for (let factor = 128; factor <= 2 ** 49; factor *= 128) {
    next = byte(c)
    value += (next & 127) * factor
    if (next < 128) {
      if (value > Number.MAX_SAFE_INTEGER) break
      return value
    }
  }
  throw malformed('integer')
}

/** A signed one: its first byte keeps the sign in the second bit. */
const int = (c: Cursor): number => {
  let next = byte(c)
  const sign = next & 64 ? -1 : 1
  let value = next & 63
  if (next < 128) return sign * value
  for (let factor = 64; factor <= 2 ** 48; factor *= 128) {
    next = byte(c)
    value += (next & 127) * factor
    if (next < 128) {
      if (value > Number.MAX_SAFE_INTEGER) break
      return sign * value
    }
  }
  throw malformed('integer')
}

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })

const slice = (c: Cursor): Uint8Array => {
  const length = uint(c)
  if (length > bytesLeft(c)) throw malformed('ends early')
  const from = c.at
  c.at += length
  return c.bytes.subarray(from, c.at)
}

const decoded = (bytes: Uint8Array): string => {
  try {
    return utf8.decode(bytes)
  } catch {
    throw malformed('utf-8') // guard: utf8
  }
}

/** A string of at most `most` bytes. */
export const text = (c: Cursor, most: number): string => {
  const bytes = slice(c)
  if (bytes.length > most) throw malformed('long string') // guard: long-string
  return decoded(bytes)
}

/** A string's length in UTF-16 units, which are Yjs's clocks; only one with other than ASCII is decoded for it. */
export const units = (c: Cursor): number => {
  const bytes = slice(c)
  for (let i = 0; i < bytes.length; i++) if ((bytes[i] ?? 0) > 127) return decoded(bytes).length
  return bytes.length
}

/**
 * One of lib0's `any` values, as far as an attribute may be one: no lists, objects or bytes, hence no depth to fear and
 * no `__proto__`.
 */
export const plainValue = (c: Cursor): unknown => {
  const type = byte(c)
  switch (type) {
    case 127:
      return undefined
    case 126:
      return null
    case 125:
      return int(c)
    case 124:
    case 123: {
      const size = type === 124 ? 4 : 8
      if (size > bytesLeft(c)) throw malformed('ends early') // guard: float
      const view = new DataView(c.bytes.buffer, c.bytes.byteOffset + c.at, size)
      c.at += size
      return size === 4 ? view.getFloat32(0) : view.getFloat64(0)
    }
    case 121:
      return false
    case 120:
      return true
    case 119:
      return text(c, 1024)
    default:
      throw new Problem('form-broken', `value ${type}`) // guard: plain-value
  }
}
