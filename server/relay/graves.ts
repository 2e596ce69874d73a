/**
 * What died lately, while the room is open: which signs, in which order, and where the same words were written anew.
 * Yjs keeps nothing of it. What is forgotten costs a place or a notice, never a rescue.
 */
import * as Y from 'yjs'
import { context, type Spot } from './found.ts'
import { Ranges } from './ranges.ts'
import { beginningOf, endOf, isLetters, type Letters, paragraphAbove, spotIn } from './spot.ts'

/** Half of it is forgotten when there is more: about what a working day of eight people deletes. */
const most = { graves: 2000, signs: 1_000_000 }
/** How far from a place a neighbour is looked for that still lives. */
const reach = context
/** Words may be moved on and on. */
export const deepest = 20

/** One transaction that deleted, in their order; all graves of one death were dug by one batch. */
export type Death = { at: number; nth: number }

/** Signs of the grave from `at` on, written anew by somebody as the signs from `clock` on. */
export type Copy = {
  by: string
  at: number
  length: number
  client: number
  clock: number
  /** Into a paragraph that was made for it. */
  isNew: boolean
  /** In which transaction. */
  made: Death
  /** Of words that had died unseen, and have no sign in the grave. */
  unseen: Unseen | null
}

/** What is known of signs that died unseen: each is 1 once a rescue holds it. */
export type Unseen = { told: Uint8Array; from: number; client: number; clock: number }

type Part = { client: number; clock: number; at: number; length: number }

export type Grave = {
  death: Death
  paragraphId: string | null
  /** The outermost box that died with it. */
  box: Y.ID | null
  /** What lived on each side of it. */
  before: string
  after: string
  /** What those who deleted it had on their screens, in the order of the text. */
  words: string
  parts: Part[]
  /** Who deleted which signs, having seen them, and in which transaction: its `nth`. */
  askers: { by: string; at: number; length: number; nth: number }[]
  copies: Copy[]
  /** Signs of it that were told to be doubled. */
  told: { at: number; length: number }[]
}

/** Where words that died unseen lie: they have no sign in the grave. */
export const unseenAt = -1

/** In front of the grave's sign number `at`. */
export type Place = { grave: Grave; at: number }

export type Known =
  /** The stretch's first sign is the grave's sign number `at`. */
  | ({ kind: 'seen' } & Place)
  /** Died unseen at that place; `told` is 1 for each sign that a rescue holds. */
  | ({ kind: 'unseen'; words: string; told: Uint8Array } & Place)
  /** Nothing that anyone could see: a sign that had died before, or the box that the text was in. */
  | ({ kind: 'blank' } & Place)

/** Of what a sign is a copy. */
type Copied = Place & { by: string; unseen: Unseen | null }

export type Living = { item: Letters; at: number; by: string }

const covers = (part: { at: number; length: number }, at: number): boolean =>
  at >= part.at && at < part.at + part.length

const goesOn = (last: Copy, next: Copy): boolean =>
  next.unseen === null &&
  last.made === next.made &&
  last.by === next.by &&
  last.isNew === next.isNew &&
  last.client === next.client &&
  last.at + last.length === next.at &&
  last.clock + last.length === next.clock

/** What stood on a grave that knows no words. */
export const emptyGrave = (death: Death, paragraphId: string | null): Grave => ({
  death,
  paragraphId,
  box: null,
  before: '',
  after: '',
  words: '',
  parts: [],
  askers: [],
  copies: [],
  told: [],
})

/** The unseen signs from the one `by` signs further on. */
export const further = (unseen: Unseen, by: number): Unseen => ({
  ...unseen,
  from: unseen.from + by,
  clock: unseen.clock + by,
})

export class Graves {
  #graves: Grave[] = []
  #signs = 0
  #dead = new Ranges<Known>()
  /** A sign that is a copy, and of which sign. */
  #copies = new Ranges<Copied>()
  #keys = new Map<Grave, { client: number; clock: number; length: number; known: Known }[]>()

  get empty(): boolean {
    return this.#graves.length === 0
  }

  /** The earliest that fits. */
  first(fits: (grave: Grave) => boolean): Grave | undefined {
    return this.#graves.find(fits)
  }

  /** The latest first. */
  latest(): Grave[] {
    return this.#graves.slice(-50).reverse()
  }

  add(grave: Grave): void {
    this.#graves.push(grave)
    this.#signs += grave.words.length
    if (this.#graves.length > most.graves || this.#signs > most.signs) this.#forget()
    for (const { client, clock, at, length } of grave.parts) {
      this.know(client, { clock, length, known: { kind: 'seen', grave, at } })
    }
  }

  know(client: number, { clock, length, known }: { clock: number; length: number; known: Known }): void {
    if (this.#dead.get(client, clock)) return
    this.#dead.set(client, { clock, length, value: known })
    const keys = this.#keys.get(known.grave)
    const key = { client, clock, length, known }
    if (keys) keys.push(key)
    else this.#keys.set(known.grave, [key])
  }

  known(client: number, clock: number): { value: Known; into: number } | null {
    return this.#dead.get(client, clock)
  }

  knownWithin(client: number, clock: number, length: number): ReturnType<Ranges<Known>['within']> {
    return this.#dead.within(client, clock, length)
  }

  /** The place in front of a dead sign, or behind it. */
  placeBy(id: Y.ID, side: 'before' | 'behind'): Place | null {
    const found = this.#dead.get(id.client, id.clock)
    if (!found) return null
    const { grave, at, kind } = found.value
    return { grave, at: kind === 'seen' ? at + found.into + (side === 'behind' ? 1 : 0) : at }
  }

  copy(grave: Grave, copy: Copy): void {
    const last = grave.copies.at(-1)
    // A paragraph typed in eight thousand pieces and moved is one copy, not as many: each sign looks through them.
    if (last && goesOn(last, copy)) last.length += copy.length
    else if (copy.unseen === null) grave.copies.push({ ...copy })
    const { client, clock, length, at, by, unseen } = copy
    this.#copies.set(client, { clock, length, value: { grave, at, by, unseen } })
  }

  /** Of which dead sign a sign is a copy. */
  original(client: number, clock: number): Copied | null {
    const found = this.#copies.get(client, clock)
    if (!found) return null
    const { value, into } = found
    if (value.unseen) return { ...value, unseen: further(value.unseen, into) }
    return { ...value, at: value.at + into }
  }

  /** Which sign lies there. */
  signAt({ grave, at }: Place): { client: number; clock: number } | null {
    const { parts } = grave
    let [low, high] = [0, parts.length]
    while (low < high) {
      const middle = (low + high) >> 1
      // `middle` is within the array, since low ≤ middle < high ≤ length; parts stand in the order of their signs.
      if ((parts[middle] as Part).at <= at) low = middle + 1
      else high = middle
    }
    const part = parts[low - 1]
    return part && covers(part, at) ? { client: part.client, clock: part.clock + at - part.at } : null
  }

  /** The sign that was written first, of which it is a copy's copy. */
  root(place: Place): Place {
    let root = place
    for (let i = 0; i < deepest; i++) {
      const sign = this.signAt(root)
      const first = sign && this.original(sign.client, sign.clock)
      if (!first || first.unseen) return root
      root = first
    }
    return root
  }

  /** Where the sign at the place lives on: itself as a copy, or that copy's copies. */
  living(doc: Y.Doc, { grave, at }: Place, depth = 0): Living[] {
    if (depth > deepest) return []
    return grave.copies
      .filter((copy) => covers(copy, at))
      .flatMap(({ client, clock, at: from, by }): Living[] => {
        const sign = clock + at - from
        const item = itemAt(doc, client, sign)
        if (item && !item.deleted) return isLetters(item) ? [{ item, at: sign - item.id.clock, by }] : []
        const known = this.#dead.get(client, sign)
        if (known?.value.kind !== 'seen') return []
        return this.living(doc, { grave: known.value.grave, at: known.value.at + known.into }, depth + 1)
      })
  }

  /** The place in the text as it now is, or as it was when nothing around it lives on. */
  spot(doc: Y.Doc, { grave, at }: Place): Spot {
    for (let i = 1; i <= reach && at - i >= 0; i++) {
      const [left] = this.living(doc, { grave, at: at - i })
      if (left) return spotIn(left.item, left.at + 1)
    }
    for (let i = 0; i < reach && at + i < grave.words.length; i++) {
      const [right] = this.living(doc, { grave, at: at + i })
      if (right) return spotIn(right.item, right.at)
    }
    const above = grave.box && paragraphAbove(itemAt(doc, grave.box.client, grave.box.clock))
    return {
      ...(above !== null && { above }),
      paragraphId: grave.paragraphId,
      before: endOf(grave.before + grave.words.slice(0, at)),
      after: beginningOf(grave.words.slice(at) + grave.after),
    }
  }

  #forget(): void {
    const kept = this.#graves.slice(this.#graves.length >> 1)
    const keys = this.#keys
    this.#graves = []
    this.#signs = 0
    this.#dead = new Ranges()
    this.#copies = new Ranges()
    this.#keys = new Map()
    for (const grave of kept) {
      this.#graves.push(grave)
      this.#signs += grave.words.length
      for (const { client, ...key } of keys.get(grave) ?? []) this.know(client, key)
      for (const { client, clock, length, at, by, unseen } of grave.copies) {
        this.#copies.set(client, { clock, length, value: { grave, at, by, unseen } })
      }
    }
  }
}

/** The item that holds a sign; null where Yjs has swept it up. */
export const itemAt = (doc: Y.Doc, client: number, clock: number): Y.Item | null => {
  const structs = doc.store.clients.get(client) ?? []
  if (clock >= Y.getState(doc.store, client)) return null
  const struct = structs[Y.findIndexSS(structs, clock)]
  return struct instanceof Y.Item ? struct : null
}
