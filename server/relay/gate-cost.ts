/** What an update costs Yjs, told from outside: seconds of work fit in 30 kB of the wrong neighbours. */
import * as Y from 'yjs'
import { Problem } from '../../shared/problem.ts'
import { liveStruct, type Place, type Placed, type Placing } from './gate-place.ts'
import type { Update } from './update.ts'
import { none } from './update-struct.ts'

/** Bytes from which reading alone takes milliseconds: a worker reads such a frame first. */
export const calmBytes = 64 * 1024

/** Within all of these a frame is applied in some milliseconds, whatever it holds; beyond, in up to half a minute. */
const calm = {
  structs: 500,
  /** New structs with one and the same left neighbour. Each may be compared with all the others. */
  beside: 32,
  /** Items that Yjs passes on its way to the new structs' places. */
  passed: 2_000,
  /** Ranges that delete something anew; each may cut an item in two, and move all of its client's that come after. */
  cuts: 1_000,
} as const

/** Where the comparing begins for a struct without a left neighbour, and the steps Yjs takes to get there. */
const firstBeside = ({ parent, sub }: Exclude<Place, 'nowhere'>): { item: Y.Item | null; steps: number } => {
  if (!(parent instanceof Y.AbstractType)) return { item: null, steps: 0 }
  if (sub === null) return { item: parent._start, steps: 0 }
  let item = parent._map.get(sub) ?? null
  let steps = 0
  while (item?.left && steps <= calm.passed) {
    item = item.left
    steps++
  }
  return { item, steps }
}

const backwards = (): Problem => new Problem('form-broken', 'neighbours the wrong way round')

/**
 * Adds to `passed` the live items that Yjs passes on its way from the struct's left neighbour to its right one, and
 * stops counting above what is calm. New structs of the same update are not counted here. Refuses a right neighbour
 * that does not come after the left one: Yjs would walk to the end, and not everyone would see the same order.
 */
export const passedOver = ({ doc, update }: Placing, { struct, place }: Placed, passed: number): number => {
  if (place === 'nowhere' || passed > calm.passed) return passed
  const isNew = (client: number, clock: number) => clock >= (update.blocks.get(client)?.known ?? Number.MAX_VALUE)
  const hasRight = struct.rightClient !== none && !isNew(struct.rightClient, struct.rightClock)
  const right = hasRight ? liveStruct(doc, struct.rightClient, struct.rightClock) : null
  let item: Y.Item | null
  let steps = 0
  if (struct.leftClient === none) ({ item, steps } = firstBeside(place))
  else if (isNew(struct.leftClient, struct.leftClock)) return passed
  else {
    const left = liveStruct(doc, struct.leftClient, struct.leftClock)
    if (left === right && struct.leftClock >= struct.rightClock) throw backwards() // guard: order-within
    // Inside one item: its second half is its right neighbour.
    if (left === right || left instanceof Y.GC) return passed
    item = left.right
  }
  while (item !== null && item !== right && passed + steps <= calm.passed) {
    item = item.right
    steps++
  }
  if (item === null && right !== null) throw backwards() // guard: order
  return passed + steps
}

/** What is deleted anew: how many clocks, how many of them formatting, in how many ranges. */
export const newlyDeleted = (doc: Y.Doc, { deletes }: Update): { clocks: number; formats: number; cuts: number } => {
  let clocks = 0
  let formats = 0
  let cuts = 0
  for (let i = 0; i < deletes.length; i += 3) {
    const [client = 0, clock = 0, range = 0] = [deletes[i], deletes[i + 1], deletes[i + 2]]
    const structs = doc.store.clients.get(client)
    const end = Math.min(clock + range, Y.getState(doc.store, client))
    if (structs === undefined || clock >= end) continue
    const before = clocks
    for (let at = Y.findIndexSS(structs, clock); at < structs.length; at++) {
      const struct = structs[at]
      if (struct === undefined || struct.id.clock >= end) break
      if (struct.deleted) continue
      const length = Math.min(end, struct.id.clock + struct.length) - Math.max(clock, struct.id.clock)
      clocks += length
      if (struct instanceof Y.Item && struct.content instanceof Y.ContentFormat) formats += length
    }
    if (clocks > before) cuts++
  }
  return { clocks, formats, cuts }
}

/** How many new structs stand beside each left neighbour, the busiest one's. */
const mostBeside = (placing: Placing): number => {
  const counts = new Map<unknown, number>()
  let most = 0
  for (const all of placing.placed.values()) {
    for (const { struct, place } of all) {
      if (place === 'nowhere') continue
      const left = struct.leftClient === none ? place.parent : `${struct.leftClient}:${struct.leftClock}`
      const count = (counts.get(left) ?? 0) + 1
      counts.set(left, count)
      if (count > most) most = count
    }
  }
  return most
}

/** Whether applying it might take long: then it is tried in a worker first. */
export const isCostly = (placing: Placing, seen: { bytes: number; passed: number; cuts: number }): boolean =>
  seen.bytes > calmBytes || // guard: costly-bytes
  seen.passed > calm.passed || // guard: costly-passed
  seen.cuts > calm.cuts || // guard: costly-cuts
  placing.update.structs > calm.structs || // guard: costly-structs
  (placing.update.structs > calm.beside && mostBeside(placing) > calm.beside) // guard: costly-beside
