/** Reads one struct of an update: its content and the places it claims, as Yjs's `readItemContent` would. */
import { Problem } from '../../shared/problem.ts'
import { textRoot } from '../../shared/protocol.ts'
import { bytesLeft, type Cursor, malformed, plainValue, text, uint, units } from './update-bytes.ts'

export type Content =
  | { type: 'gc' }
  | { type: 'deleted' }
  | { type: 'string' }
  | { type: 'text' }
  | { type: 'element'; name: string }
  | { type: 'format'; mark: string; value: unknown }
  | { type: 'values'; values: readonly unknown[] }

/** A client field that holds this says: none. Ids are pairs of numbers here; objects would cost a third more time. */
export const none = -1

export type Struct = {
  readonly client: number
  readonly clock: number
  readonly length: number
  readonly content: Content
  readonly leftClient: number
  readonly leftClock: number
  readonly rightClient: number
  readonly rightClock: number
  /** Only where no neighbour says it: the text itself (`root`) or the struct with this id. */
  readonly root: boolean
  readonly parentClient: number
  readonly parentClock: number
  readonly sub: string | null
}

/** Clocks stay far from where sums of them would lose precision. */
export const clockLimit = 2 ** 31
const clientLimit = 2 ** 32
/** The longest run of deleted clocks in one struct: 16 million signs, a thousand long programmes. */
const runLimit = 2 ** 24
/** A node kind, attribute or mark has a short name; a format's JSON holds at most one address. */
const nameLimit = 64
const jsonLimit = 16 * 1024

const gc: Content = { type: 'gc' }
const deleted: Content = { type: 'deleted' }
const string: Content = { type: 'string' }
const textType: Content = { type: 'text' }

export const clientId = (c: Cursor): number => {
  const id = uint(c)
  if (id >= clientLimit) throw malformed('client-id') // guard: client-id
  return id
}

export const clockOf = (c: Cursor): number => {
  const clock = uint(c)
  if (clock >= clockLimit) throw malformed('clock') // guard: clock
  return clock
}

export const run = (c: Cursor): number => {
  const length = uint(c)
  if (length === 0 || length > runLimit) throw malformed('run') // guard: run-length
  return length
}

const json = (c: Cursor): unknown => {
  const source = text(c, jsonLimit)
  if (source === 'null') return null
  try {
    return JSON.parse(source)
  } catch {
    throw malformed('json') // guard: json
  }
}

const typeOf = (c: Cursor): Content => {
  const ref = uint(c)
  if (ref === 3) return { type: 'element', name: text(c, nameLimit) }
  if (ref === 6) return textType
  throw new Problem('form-broken', `type ${ref}`) // guard: type
}

/** Content's length in clocks is left in `lengthRead`: a second result without an object for it. */
let lengthRead = 1

const contentOf = (c: Cursor, ref: number): Content => {
  lengthRead = 1
  switch (ref) {
    case 1:
      lengthRead = run(c)
      return deleted
    case 4:
      lengthRead = units(c)
      if (lengthRead === 0) throw malformed('empty string') // guard: empty-string
      return string
    case 6:
      return { type: 'format', mark: text(c, nameLimit), value: json(c) }
    case 7:
      return typeOf(c)
    case 8: {
      // More than one value is honest: an attribute set twice, both kept for undo and both deleted, is merged by Yjs.
      const count = run(c)
      if (count > bytesLeft(c)) throw malformed('ends early') // guard: values-count
      lengthRead = count
      const values: unknown[] = []
      for (let i = 0; i < count; i++) values.push(plainValue(c))
      return { type: 'values', values }
    }
    default:
      // JSON, binary, embeds, documents inside documents: none of them is a text's.
      throw new Problem('form-broken', `content ${ref}`) // guard: content
  }
}

const parentIsRoot = (c: Cursor): boolean => {
  const info = uint(c)
  if (info > 1) throw malformed('parent')
  if (info === 0) return false
  // For the structs we have as well: Yjs makes a root of whatever name it reads.
  const name = text(c, nameLimit)
  if (name !== textRoot) throw new Problem('form-broken', 'root') // guard: root
  return true
}

const bare = {
  content: gc,
  leftClient: none,
  leftClock: 0,
  rightClient: none,
  rightClock: 0,
  root: false,
  parentClient: none,
  parentClock: 0,
  sub: null,
} as const

/** Reads one struct; `info` is its first byte, read already. */
export const structOf = (c: Cursor, client: number, clock: number, info: number): Struct => {
  const ref = info & 31
  if (ref === 0) return { ...bare, client, clock, length: run(c) }
  const leftClient = info & 128 ? clientId(c) : none
  const leftClock = info & 128 ? clockOf(c) : 0
  const rightClient = info & 64 ? clientId(c) : none
  const rightClock = info & 64 ? clockOf(c) : 0
  const inferred = (info & 192) !== 0
  const root = inferred ? false : parentIsRoot(c)
  const parentClient = inferred || root ? none : clientId(c)
  const parentClock = inferred || root ? 0 : clockOf(c)
  const sub = !inferred && info & 32 ? text(c, nameLimit) : null
  const content = contentOf(c, ref)
  return {
    client,
    clock,
    length: lengthRead,
    content,
    leftClient,
    leftClock,
    rightClient,
    rightClock,
    root,
    parentClient,
    parentClock,
    sub,
  }
}
