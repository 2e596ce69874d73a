/**
 * Reads the bytes of one V1 update, strictly and without building anything of Yjs: what `judge` (gate.ts) looks at.
 * The format is Yjs's `readClientsStructRefs` and `readDeleteSet`; where Yjs would take anything, this refuses what no
 * encoder writes. Structs that the server already has are checked and left out.
 */
import { Problem } from '../../shared/problem.ts'
import { textRoot } from '../../shared/protocol.ts'
import { byte, bytesLeft, type Cursor, malformed, plainValue, text, uint, units } from './update-bytes.ts'

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

/** One client's new structs, in the order of their clocks, without a hole. */
export type Block = { client: number; known: number; clock: number; end: number; structs: Struct[] }

export type Update = {
  blocks: Map<number, Block>
  /** New structs in all blocks. */
  structs: number
  /** It also carries structs that the server has. */
  overlaps: boolean
  /** It leaves something out that must come before: a Skip, or a block that begins above the server's clock. */
  gap: boolean
  /** client, clock, length; client, clock, length; … */
  deletes: number[]
}

/** Clocks stay far from where sums of them would lose precision. */
const clockLimit = 2 ** 31
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

const clientId = (c: Cursor): number => {
  const id = uint(c)
  if (id >= clientLimit) throw malformed('client-id') // guard: client-id
  return id
}

const clockOf = (c: Cursor): number => {
  const clock = uint(c)
  if (clock >= clockLimit) throw malformed('clock') // guard: clock
  return clock
}

const run = (c: Cursor): number => {
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
  if (text(c, nameLimit) !== textRoot) throw new Problem('form-broken', 'root') // guard: root
  return true
}

const structOf = (c: Cursor, client: number, clock: number, info: number): Struct => {
  const ref = info & 31
  if (ref === 0) {
    const length = run(c)
    const id = { client, clock, length, content: gc, root: false, sub: null }
    return {
      ...id,
      leftClient: none,
      leftClock: 0,
      rightClient: none,
      rightClock: 0,
      parentClient: none,
      parentClock: 0,
    }
  }
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
  const length = lengthRead
  return {
    ...{ client, clock, length, content, leftClient, leftClock, rightClient, rightClock },
    ...{ root, parentClient, parentClock, sub },
  }
}

/**
 * A struct refers to its own client's earlier structs only; forged, Yjs throws in the middle of applying. And one that
 * the server has refers to what the server has; forged, Yjs keeps the whole update pending.
 */
const checkReference = (s: Struct, client: number, clock: number, isKnown: boolean, known: Known) => {
  if (client === none) return
  if (client === s.client && clock >= s.clock) throw malformed('refers ahead') // guard: refers-ahead
  if (isKnown && clock >= known(client)) throw malformed('known struct refers ahead') // guard: known-refers
}

/** The server's clock of a client. */
export type Known = (client: number) => number

const readBlock = (c: Cursor, update: Update, known: Known, most: number) => {
  const count = uint(c)
  if (count > bytesLeft(c)) throw malformed('ends early') // guard: struct-count
  const client = clientId(c)
  let clock = clockOf(c)
  const have = known(client)
  // Yjs would keep only the last of them.
  if (update.blocks.has(client)) throw malformed('client twice') // guard: client-twice
  const block: Block = { client, known: have, clock, end: 0, structs: [] }
  for (let i = 0; i < count; i++) {
    const info = byte(c)
    if ((info & 31) === 10) {
      update.gap = true // guard: skip
      clock += run(c)
      continue
    }
    const struct = structOf(c, client, clock, info)
    if (clock < have) update.overlaps = true // guard: overlaps
    clock += struct.length
    if (clock >= clockLimit) throw malformed('clock') // guard: clock-sum
    const isKnown = clock <= have
    checkReference(struct, struct.leftClient, struct.leftClock, isKnown, known)
    checkReference(struct, struct.rightClient, struct.rightClock, isKnown, known)
    checkReference(struct, struct.parentClient, struct.parentClock, isKnown, known)
    if (isKnown) continue // guard: only-above-clock
    block.structs.push(struct)
    if (++update.structs > most) throw new Problem('too-big', 'structs') // guard: most-structs
  }
  if (block.clock > have) update.gap = true // guard: clock-gap
  block.end = clock
  update.blocks.set(client, block)
}

const readDeletes = (c: Cursor, update: Update) => {
  const clients = uint(c)
  const seen = new Set<number>()
  for (let i = 0; i < clients; i++) {
    const client = clientId(c)
    if (seen.has(client)) throw malformed('deletes twice') // guard: deletes-twice
    seen.add(client)
    const ranges = uint(c)
    // Yjs sorts and joins them before it encodes; overlapping ranges would each walk the same structs again.
    let end = 0
    for (let j = 0; j < ranges; j++) {
      const clock = clockOf(c)
      const length = clockOf(c)
      if (clock < end || length === 0) throw malformed('deletes') // guard: deletes-order
      end = clock + length
      update.deletes.push(client, clock, length)
    }
  }
}

/** Throws `malformed-update`, `form-broken` for content no text has, `too-big` above `most` new structs. */
export const readUpdate = (bytes: Uint8Array, known: Known, most: number): Update => {
  const c: Cursor = { bytes, at: 0 }
  const update: Update = { blocks: new Map(), structs: 0, overlaps: false, gap: false, deletes: [] }
  const blocks = uint(c)
  for (let i = 0; i < blocks; i++) readBlock(c, update, known, most)
  readDeletes(c, update)
  if (bytesLeft(c) !== 0) throw malformed('trailing bytes') // guard: trailing
  return update
}
