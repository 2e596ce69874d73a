/**
 * Where a new struct would land: found from its neighbours or its parent, in the live document and among the other
 * new structs of its update, the way Yjs's `Item.getMissing` does it, but without splitting any items.
 */
import * as Y from 'yjs'
import { Problem } from '../../shared/problem.ts'
import { maxDepth } from '../../shared/schema/form.ts'
import { malformed } from './update-bytes.ts'
import type { Block, Update } from './update.ts'
import { none, type Struct } from './update-struct.ts'

type LiveType = Y.AbstractType<unknown>

/** A type of the live document, or the new struct that makes one. */
export type Parent = LiveType | Placed

/**
 * Nowhere: what it hangs on has been deleted and swept up, so that Yjs makes a GC of it, on the server and on everyone
 * who has the same. It cannot appear later either: Yjs never brings a GC back, and undo copies what it deleted itself.
 */
export type Place = { parent: Parent; sub: string | null } | 'nowhere'

/** A new struct, its place found. `depth`: how many nodes it stands in, itself counted if it is one. */
export type Placed = { struct: Struct; place: Place; depth: number }

const isPlaced = (parent: Parent): parent is Placed => !(parent instanceof Y.AbstractType)

export const kindOf = (parent: Parent): string => {
  if (isPlaced(parent)) return parent.struct.content.type === 'element' ? parent.struct.content.name : 'text'
  if (parent._item === null) return 'top'
  if (parent instanceof Y.XmlElement) return parent.nodeName
  return parent instanceof Y.XmlText ? 'text' : 'other'
}

export const depthOf = (parent: Parent): number => {
  if (isPlaced(parent)) return parent.depth
  let depth = 0
  let type: LiveType | null = parent
  while (type?._item && depth <= maxDepth) {
    if (type instanceof Y.XmlElement) depth++
    // An integrated item's parent is a type: ids and null stand only in items that have not been integrated.
    type = type._item.parent as LiveType | null
  }
  return depth
}

/** The live struct that holds this clock, which the server must have. Splits nothing. */
export const liveStruct = (doc: Y.Doc, client: number, clock: number): Y.Item | Y.GC => {
  const structs = doc.store.clients.get(client) ?? []
  const struct = structs[Y.findIndexSS(structs, clock)]
  if (struct === undefined) throw malformed('unknown struct')
  return struct
}

const livePlace = (doc: Y.Doc, client: number, clock: number): Place => {
  const item = liveStruct(doc, client, clock)
  // As in `depthOf`: the parent of an integrated item is a type.
  return item instanceof Y.Item ? { parent: item.parent as LiveType, sub: item.parentSub } : 'nowhere'
}

/** New structs of one update and where they land; asked in the order in which Yjs integrates them. */
export type Placing = { doc: Y.Doc; update: Update; placed: Map<number, Placed[]> }

/** The new struct that holds this clock; its predecessors have been placed already. */
const placedStruct = (p: Placing, block: Block, clock: number): Placed => {
  const all = p.placed.get(block.client) ?? []
  let low = 0
  let high = all.length - 1
  while (low <= high) {
    const middle = (low + high) >> 1
    const found = all[middle]
    if (found === undefined) break
    if (clock < found.struct.clock) high = middle - 1
    else if (clock >= found.struct.clock + found.struct.length) low = middle + 1
    else return found
  }
  throw malformed('unplaced struct')
}

const newBlock = (p: Placing, client: number, clock: number): Block | null => {
  const block = p.update.blocks.get(client)
  return block !== undefined && clock >= block.known ? block : null
}

const placeBeside = (p: Placing, client: number, clock: number): Place => {
  const block = newBlock(p, client, clock)
  if (block === null) return livePlace(p.doc, client, clock)
  const placed = placedStruct(p, block, clock)
  return placed.struct.content.type === 'gc' ? 'nowhere' : placed.place
}

const placeInside = (p: Placing, client: number, clock: number, sub: string | null): Place => {
  const block = newBlock(p, client, clock)
  if (block !== null) {
    const placed = placedStruct(p, block, clock)
    const { type } = placed.struct.content
    if (type === 'gc' || type === 'deleted' || placed.place === 'nowhere') return 'nowhere'
    if (type === 'element' || type === 'text') return { parent: placed, sub }
  } else {
    const item = liveStruct(p.doc, client, clock)
    if (item instanceof Y.GC || item.content instanceof Y.ContentDeleted) return 'nowhere'
    if (item.content instanceof Y.ContentType) return { parent: item.content.type, sub }
  }
  throw new Problem('form-broken', 'parent without children') // guard: parent-type
}

/** Neighbours of one struct are children (or one attribute's values) of one parent, always. */
const together = (a: Place, b: Place): Place => {
  if (a === 'nowhere' || b === 'nowhere') return 'nowhere'
  // guard: torn-neighbours
  if (a.parent !== b.parent || a.sub !== b.sub) throw new Problem('form-broken', 'torn neighbours')
  return a
}

/** Beside its left neighbour; the rest of a struct whose beginning the server has stands beside that beginning. */
const placeAtLeft = (p: Placing, s: Struct): Place | null => {
  const known = p.update.blocks.get(s.client)?.known ?? 0
  if (s.clock < known) return livePlace(p.doc, s.client, known - 1) // guard: straddle
  return s.leftClient === none ? null : placeBeside(p, s.leftClient, s.leftClock)
}

/** Its place; every struct it refers to must be known or placed. */
export const placeOf = (p: Placing, s: Struct, root: string): Place => {
  if (s.content.type === 'gc') return 'nowhere'
  const left = placeAtLeft(p, s)
  if (s.rightClient !== none) {
    const right = placeBeside(p, s.rightClient, s.rightClock)
    return left === null ? right : together(left, right)
  }
  if (left !== null) return left
  return s.root ? { parent: p.doc.get(root), sub: s.sub } : placeInside(p, s.parentClient, s.parentClock, s.sub)
}

/** The client whose new structs must be placed before `s`; null when nothing stands in the way. */
export const waitsFor = (p: Placing, s: Struct): number | null => {
  for (const [client, clock] of [
    [s.leftClient, s.leftClock],
    [s.rightClient, s.rightClock],
    [s.parentClient, s.parentClock],
  ] as const) {
    if (client === none || client === s.client) continue
    const block = newBlock(p, client, clock)
    if (block === null) continue
    const last = p.placed.get(client)?.at(-1)
    if (last === undefined || clock >= last.struct.clock + last.struct.length) return client
  }
  return null
}
