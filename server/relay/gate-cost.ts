/** What a struct costs to integrate: Yjs walks from its left neighbour to its right one, past all that came between. */
import * as Y from 'yjs'
import { liveStruct, type Placed, type Placing } from './gate-place.ts'
import { none } from './update.ts'

/** An attribute's first value: new ones without a left neighbour are compared from there on. */
const firstValue = (
  type: Y.AbstractType<unknown>,
  sub: string,
  most: number,
): { item: Y.Item | null; passed: number } => {
  let item = type._map.get(sub) ?? null
  let passed = 0
  while (item?.left && passed <= most) {
    item = item.left
    passed++
  }
  return { item, passed }
}

/** Live items that Yjs passes, counted up to just above `most`. New structs of the same update are not counted here. */
export const scanLength = ({ doc, update }: Placing, { struct, place }: Placed, most: number): number => {
  const isNew = (client: number, clock: number) =>
    clock >= (update.blocks.get(client)?.known ?? Number.POSITIVE_INFINITY)
  if (place === 'nowhere' || isNew(struct.leftClient, struct.leftClock)) return 0
  let right: Y.Item | Y.GC | null = null
  if (struct.rightClient !== none && !isNew(struct.rightClient, struct.rightClock)) {
    right = liveStruct(doc, struct.rightClient, struct.rightClock)
  }
  let item: Y.Item | null = null
  let passed = 0
  if (struct.leftClient !== none) {
    const left = liveStruct(doc, struct.leftClient, struct.leftClock)
    // Inside one item: its second half is its right neighbour.
    if (left === right || left instanceof Y.GC) return 0
    item = left.right
  } else if (place.parent instanceof Y.AbstractType) {
    if (place.sub === null) item = place.parent._start
    else ({ item, passed } = firstValue(place.parent, place.sub, most))
  }
  while (item !== null && item !== right && passed <= most) {
    item = item.right
    passed++
  }
  return passed
}
