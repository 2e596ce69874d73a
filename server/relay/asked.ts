/** What one write asked for, read from its bytes: the letters it brings, and the clocks it deletes. */
import * as Y from 'yjs'
import { narrow, type Reach } from './ranges.ts'
import { isLetters, type Letters } from './spot.ts'

/** A write that was applied, or that changed nothing only because others in its batch had done the same. */
export type Asked = {
  by: string
  update: Uint8Array
  /** It carries a whole state: what it deletes may be what its author has only heard of. */
  isState: boolean
}

/** Signs that were inserted together, in the order of the text; formatting between them is passed over. */
export type Inserted = { words: string; parts: { client: number; clock: number; at: number; length: number }[] }

export type Request = Asked & {
  /** As the wire has them: `parent` is an ID, and there only where no neighbour tells it. */
  letters: Letters[]
  types: Y.Item[]
  /** The ids it gives, by the clock of the node that has them, as `keyOf` writes it. */
  ids: ReadonlyMap<string, Y.Item>
  inserted: Inserted[]
  /** The first death that its author has not heard of, as far as can be told (`withNews`). */
  news: number
  deletes: ReadonlyMap<number, readonly Range[]>
}

type Range = { clock: number; len: number }

/** Index of the first range that ends after the clock. */
const firstAfter = (ranges: readonly Range[], clock: number): number => {
  let [low, high] = [0, ranges.length]
  while (low < high) {
    const middle = (low + high) >> 1
    const range = ranges[middle] as Range // low ≤ middle < high ≤ length
    if (range.clock + range.len <= clock) low = middle + 1
    else high = middle
  }
  return low
}

export const deletes = (request: Deletes, client: number, clock: number, reach?: Reach): boolean => {
  const ranges = request.deletes.get(client)
  const range = ranges?.[firstAfter(ranges, clock)]
  if (!range) return false
  const isDeleted = range.clock <= clock
  narrow(reach, (isDeleted ? range.clock + range.len : range.clock) - clock)
  return isDeleted
}

type Deletes = Pick<Request, 'deletes'>
type Part = { clock: number; length: number }

/** The parts of the client's clocks that the request does not delete. */
export const keptParts = (request: Deletes, client: number, { clock, length }: Part): Part[] => {
  const ranges = request.deletes.get(client) ?? []
  const parts: Part[] = []
  let from = clock
  for (let i = firstAfter(ranges, clock); i < ranges.length; i++) {
    const range = ranges[i]
    if (!range || range.clock >= clock + length) break
    if (range.clock > from) parts.push({ clock: from, length: range.clock - from })
    from = range.clock + range.len
  }
  if (from < clock + length) parts.push({ clock: from, length: clock + length - from })
  return parts
}

const isAfter = (item: Y.Item, last: Y.Item | null): boolean =>
  last !== null && item.origin !== null && Y.compareIDs(item.origin, last.lastId)

/** Strings that stand one after the other, as they were written; what the same write took away again is left out. */
const insertedBy = (request: Deletes & Asked, structs: readonly (Y.Item | Y.GC | Y.Skip)[]): Inserted[] => {
  const all: Inserted[] = []
  let last: Y.Item | null = null
  for (const struct of structs) {
    const item = struct instanceof Y.Item && !(struct.content instanceof Y.ContentType) ? struct : null
    if (item === null || item.parentSub !== null) {
      last = null
      continue
    }
    const run: Inserted | undefined = isAfter(item, last) ? all.at(-1) : undefined
    last = item
    const into = run ?? { words: '', parts: [] }
    if (!run) all.push(into)
    if (!isLetters(item)) continue
    const { client, clock } = item.id
    for (const { clock: from, length } of keptParts(request, client, { clock, length: item.length })) {
      into.parts.push({ client, clock: from, at: into.words.length, length })
      into.words += item.content.str.slice(from - clock, from - clock + length)
    }
  }
  return all.filter(({ words }) => words !== '')
}

/** In order and without overlaps, whatever the client wrote. */
const tidy = (ranges: readonly Range[]): Range[] => {
  const all: Range[] = []
  for (const { clock, len } of [...ranges].sort((a, b) => a.clock - b.clock)) {
    const last = all.at(-1)
    if (last && clock <= last.clock + last.len) last.len = Math.max(last.len, clock + len - last.clock)
    else all.push({ clock, len })
  }
  return all
}

export const keyOf = ({ client, clock }: Y.ID): string => `${client}:${clock}`

/** The first of each node. */
const idsIn = (items: readonly Y.Item[]): Map<string, Y.Item> => {
  const ids = new Map<string, Y.Item>()
  for (const item of items) {
    // On the wire a parent is its ID, or a name; Yjs's own type says so only in part.
    const parent: unknown = item.parent
    if (item.parentSub !== 'id' || !(parent instanceof Y.ID)) continue
    const key = keyOf(parent)
    if (!ids.has(key)) ids.set(key, item)
  }
  return ids
}

export const readRequest = (asked: Asked): Omit<Request, 'news'> => {
  const { structs, ds } = Y.decodeUpdate(asked.update)
  const items = structs.filter((each): each is Y.Item => each instanceof Y.Item)
  const request = {
    ...asked,
    letters: items.filter(isLetters),
    types: items.filter(({ content }) => content instanceof Y.ContentType),
    ids: idsIn(items),
    deletes: new Map([...ds.clients].map(([client, ranges]) => [client, tidy(ranges)])),
  }
  return { ...request, inserted: insertedBy(request, structs) }
}
