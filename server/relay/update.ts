/**
 * Reads the bytes of one V1 update, strictly and without building anything of Yjs: what `judge` (gate.ts) looks at.
 * The format is Yjs's `readClientsStructRefs` and `readDeleteSet`; where Yjs would take anything, this refuses what no
 * encoder writes. Structs that the server already has are checked and left out.
 */
import { Problem } from '../../shared/problem.ts'
import { byte, bytesLeft, type Cursor, malformed, uint } from './update-bytes.ts'
import { clientId, clockLimit, clockOf, none, run, type Struct, structOf } from './update-struct.ts'

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
  /** Blocks, structs and deleted ranges, known ones too. */
  read: number
}

/** The server's clock of a client. */
export type Known = (client: number) => number

/**
 * A struct refers to its own client's earlier structs only; forged, Yjs throws in the middle of applying. And one that
 * the server has refers to what the server has; forged, Yjs keeps the whole update pending.
 */
const checkReferences = (s: Struct, isKnown: boolean, known: Known) => {
  const isAhead = (client: number, clock: number) => client === s.client && clock >= s.clock
  const isUnknown = (client: number, clock: number) => client !== none && clock >= known(client)
  const some = (test: (client: number, clock: number) => boolean) =>
    test(s.leftClient, s.leftClock) || test(s.rightClient, s.rightClock) || test(s.parentClient, s.parentClock)
  if (some(isAhead)) throw malformed('refers ahead') // guard: refers-ahead
  if (isKnown && some(isUnknown)) throw malformed('known struct refers ahead') // guard: known-refers
}

/** 8 MB of honest text are half as many; of the smallest pieces that a frame can hold they would be four million. */
const mostRead = 1_000_000

const expectMore = (c: Cursor, update: Update, count: number) => {
  if (count > bytesLeft(c)) throw malformed('ends early') // guard: count
  update.read += 1 + count
  if (update.read > mostRead) throw new Problem('too-big', 'pieces') // guard: most-read
}

const readBlock = (c: Cursor, update: Update, known: Known, most: number) => {
  const count = uint(c)
  expectMore(c, update, count)
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
    checkReferences(struct, isKnown, known)
    if (isKnown) continue // guard: only-above-clock
    block.structs.push(struct)
    update.structs++
    if (update.structs > most) throw new Problem('too-big', 'structs') // guard: most-structs
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
    expectMore(c, update, ranges)
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
  const update: Update = { blocks: new Map(), structs: 0, overlaps: false, gap: false, deletes: [], read: 0 }
  const blocks = uint(c)
  for (let i = 0; i < blocks; i++) readBlock(c, update, known, most)
  readDeletes(c, update)
  if (bytesLeft(c) !== 0) throw malformed('trailing bytes') // guard: trailing
  return update
}
