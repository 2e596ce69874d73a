/**
 * The gate: what one update of a client's would do to the text, said before Yjs sees a byte of it.
 *
 * It refuses what no merge of honest work could produce, and never what one can: kinds, names, values and depth are
 * checked, minima never. It judges what is above the server's clock, changes nothing, and knows no members: whose the
 * clientIDs are is the caller's question.
 */
import * as Y from 'yjs'
import { Problem } from '../../shared/problem.ts'
import { limits, textRoot } from '../../shared/protocol.ts'
import { maxDepth } from '../../shared/schema/form.ts'
import { isCostly, newlyDeleted, passedOver } from './gate-cost.ts'
import { checkAnywhere, checkPlaced } from './gate-form.ts'
import { depthOf, kindOf, type Placed, type Placing, placeOf, waitsFor } from './gate-place.ts'
import { malformed } from './update-bytes.ts'
import { type Block, readUpdate, type Update } from './update.ts'
import { none, type Struct } from './update-struct.ts'

/** The frame it came in; a SyncStep2 carries all that was written without contact. */
export type FrameKind = 'update' | 'step2'

export type Verdict =
  | {
      kind: 'pass'
      /** ClientIDs with structs above the server's clock. */
      clients: number[]
      /** New structs. */
      structs: number
      /** It also carries structs that the server has: apply `onlyNew` of it, never itself. */
      overlaps: boolean
      /** Clocks the server holds undeleted that it deletes. */
      deletes: number
      /** Of these, the ones that are formatting: Yjs tidies redundant formatting away by itself, in every copy. */
      formats: number
      /** UTF-16 units of new text. */
      signs: number
      /** Applying it might take long: to be tried in a worker first (trial.ts). */
      costly: boolean
    }
  /** Something that comes before it is missing. */
  | { kind: 'gap' }

/**
 * New structs in one frame. 200 kB of pasted paragraphs, as our client cuts them, are up to 10,000 (measured); a frame
 * of nothing but the smallest structs would be 130,000.
 */
const mostStructs = { update: 20_000, step2: 200_000 } as const satisfies Record<FrameKind, number>

const checkStruct = (placed: Placed) => {
  const { struct, place } = placed
  if (place === 'nowhere') return checkAnywhere(struct.content)
  checkPlaced(struct.content, kindOf(place.parent), place.sub)
  const { type } = struct.content
  if (type !== 'element' && type !== 'text') return
  placed.depth = depthOf(place.parent) + (type === 'element' ? 1 : 0)
  if (placed.depth > maxDepth) throw new Problem('form-broken', 'depth') // guard: depth
}

const placeNext = (placing: Placing, struct: Struct): Placed => {
  const placed: Placed = { struct, place: placeOf(placing, struct, textRoot), depth: 0 }
  checkStruct(placed)
  const before = placing.placed.get(struct.client)
  if (before === undefined) placing.placed.set(struct.client, [placed])
  else before.push(placed)
  return placed
}

/** Places and checks all new structs, each after those it refers to. */
const placeAll = (placing: Placing, visit: (placed: Placed) => void) => {
  const next = (block: Block) => block.structs[placing.placed.get(block.client)?.length ?? 0]
  for (const first of placing.update.blocks.values()) {
    const waiting: Block[] = [first]
    const asked = new Set<Block>(waiting)
    for (let block = waiting.at(-1); block !== undefined; block = waiting.at(-1)) {
      const struct = next(block)
      if (struct === undefined) {
        waiting.pop()
        asked.delete(block)
        continue
      }
      const client = placing.update.blocks.size === 1 ? null : waitsFor(placing, struct)
      if (client === null) {
        visit(placeNext(placing, struct))
        // Whoever waits for this block looks again; most often one struct is enough.
        if (waiting.length > 1) {
          waiting.pop()
          asked.delete(block)
        }
        continue
      }
      const before = placing.update.blocks.get(client)
      // Two clients that wait for each other: Yjs would keep them pending for ever.
      if (before === undefined || asked.has(before)) throw malformed('circle') // guard: circle
      waiting.push(before)
      asked.add(before)
    }
  }
}

const lacks = (doc: Y.Doc, update: Update, client: number, clock: number): boolean =>
  client !== none && clock >= (update.blocks.get(client)?.end ?? 0) && clock >= Y.getState(doc.store, client)

/** It refers to something that neither the server nor it has. */
const hasGap = (doc: Y.Doc, update: Update): boolean => {
  if (update.gap) return true
  for (const block of update.blocks.values()) {
    for (const s of block.structs) {
      if (lacks(doc, update, s.leftClient, s.leftClock)) return true // guard: gap-left
      if (lacks(doc, update, s.rightClient, s.rightClock)) return true // guard: gap-right
      if (lacks(doc, update, s.parentClient, s.parentClock)) return true // guard: gap-parent
    }
  }
  const { deletes } = update
  for (let i = 0; i < deletes.length; i += 3) {
    const [client = 0, clock = 0, length = 0] = [deletes[i], deletes[i + 1], deletes[i + 2]]
    if (lacks(doc, update, client, clock + length - 1)) return true // guard: gap-deletes
  }
  return false
}

/**
 * Judges one V1 update against the document as it stands, an open transaction included, and changes nothing.
 * Throws `malformed-update`, `form-broken` or `too-big`, and never anything else. A pass stays true as the text grows.
 */
export const judge = (bytes: Uint8Array, doc: Y.Doc, frame: FrameKind = 'update'): Verdict => {
  if (bytes.length > limits[frame]) throw new Problem('too-big', 'bytes') // guard: bytes
  const update = readUpdate(bytes, (client) => Y.getState(doc.store, client), mostStructs[frame])
  if (hasGap(doc, update)) return { kind: 'gap' }
  const placing: Placing = { doc, update, placed: new Map() }
  let signs = 0
  let passed = 0
  placeAll(placing, (placed) => {
    if (placed.struct.content.type === 'string') signs += placed.struct.length
    passed = passedOver(placing, placed, passed)
  })
  const clients: number[] = []
  for (const block of update.blocks.values()) if (block.structs.length > 0) clients.push(block.client)
  const { structs, overlaps } = update
  const { clocks: deletes, formats, cuts } = newlyDeleted(doc, update)
  const costly = isCostly(placing, { bytes: bytes.length, passed, cuts })
  return { kind: 'pass', clients, structs, overlaps, deletes, formats, signs, costly }
}

/**
 * The update without the structs that the server has. These are never applied again: whatever they claim to stand
 * beside, Yjs would split there, and half an emoji is lost.
 */
export const onlyNew = (bytes: Uint8Array, doc: Y.Doc): Uint8Array => Y.diffUpdate(bytes, Y.encodeStateVector(doc))
