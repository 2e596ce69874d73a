/**
 * What died lately, while the room is open: which signs, in which order, and where the same words were written anew.
 * Yjs keeps nothing of it. What is forgotten costs a place or a notice, never a rescue.
 */
import type * as Y from 'yjs'
import { context, type Spot } from './found.ts'
import {
  addCopy,
  type Copy,
  copiesAt,
  type Death,
  further,
  type Grave,
  type Place,
  signAt,
  type Unseen,
} from './grave.ts'
import type { Patience } from './patience.ts'
import { Ranges, type Reach } from './ranges.ts'
import { beginningOf, endOf, isLetters, type Letters, paragraphAbove, spotIn } from './spot.ts'
import { itemAt } from './structs.ts'

/**
 * Half of it is forgotten when there is more: about what a working day of eight people deletes. `pieces`: what Yjs had
 * the signs in, and what had died among them before.
 */
const most = { graves: 2000, signs: 1_000_000, pieces: 200_000 }
/** How far from a place a neighbour is looked for that still lives. */
const reach = context
/** Words may be moved on and on. */
export const deepest = 20

export type Known =
  /** The stretch's first sign is the grave's sign number `at`. */
  | ({ kind: 'seen' } & Place)
  /** Died unseen at that place; `told` is 1 for each sign that a rescue holds. */
  | ({ kind: 'unseen'; words: string; told: Uint8Array } & Place)
  /** Nothing that anyone could see: a sign that had died before, or the box that the text was in. */
  | ({ kind: 'blank' } & Place)

/** Of what a sign is a copy. */
type Copied = Place & { by: string; made: Death; unseen: Unseen | null }

export type Living = { item: Letters; at: number; by: string }

/** Clocks of a client, and what is known of them. */
type Key<T> = { client: number; clock: number; length: number; value: T }

/** What is looked up by clocks of one grave: it is forgotten with it. */
type Keys = { dead: Key<Known>[]; copies: Key<Copied>[] }

/** Looks through the copies of a sign in the living text; more than its patience is not looked at. */
export type Search = { doc: Y.Doc; patience: Patience; reach?: Reach }

export class Graves {
  #graves: Grave[] = []
  #signs = 0
  #pieces = 0
  #dead = new Ranges<Known>()
  /** A sign that is a copy, and of which sign. */
  #copies = new Ranges<Copied>()
  #keys = new Map<Grave, Keys>()

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
    if (this.#graves.length > most.graves || this.#signs > most.signs || this.#pieces > most.pieces) this.#forget()
    for (const { client, clock, at, length } of grave.parts) {
      this.know(client, { clock, length, known: { kind: 'seen', grave, at } })
    }
  }

  know(client: number, { clock, length, known }: { clock: number; length: number; known: Known }): void {
    if (this.#dead.get(client, clock)) return
    this.#dead.set(client, { clock, length, value: known })
    this.#keysOf(known.grave).dead.push({ client, clock, length, value: known })
    this.#pieces++
  }

  known(client: number, clock: number, reach?: Reach): { value: Known; into: number } | null {
    return this.#dead.get(client, clock, reach)
  }

  knownWithin(client: number, clock: number, length: number): ReturnType<Ranges<Known>['within']> {
    return this.#dead.within(client, clock, length)
  }

  /** The grave's sign that it is, if somebody deleted it who had seen it. */
  seen(client: number, clock: number, reach?: Reach): Place | null {
    const known = this.#dead.get(client, clock, reach)
    return known?.value.kind === 'seen' ? { grave: known.value.grave, at: known.value.at + known.into } : null
  }

  /** The place in front of a dead sign, or behind it. */
  placeBy(id: Y.ID, side: 'before' | 'behind'): Place | null {
    const found = this.#dead.get(id.client, id.clock)
    if (!found) return null
    const { grave, at, kind } = found.value
    return { grave, at: kind === 'seen' ? at + found.into + (side === 'behind' ? 1 : 0) : at }
  }

  copy(grave: Grave, copy: Copy): void {
    const { client, clock, length, at, by, made, unseen } = copy
    if (unseen === null) addCopy(grave, copy)
    const value = { grave, at, by, made, unseen }
    this.#copies.set(client, { clock, length, value })
    this.#keysOf(grave).copies.push({ client, clock, length, value })
    this.#pieces++
  }

  /** Of which dead sign a sign is a copy. */
  original(client: number, clock: number, reach?: Reach): Copied | null {
    const found = this.#copies.get(client, clock, reach)
    if (!found) return null
    const { value, into } = found
    if (value.unseen) return { ...value, unseen: further(value.unseen, into) }
    return { ...value, at: value.at + into }
  }

  /** The sign that was written first, of which it is a copy's copy. */
  root(place: Place, reach?: Reach): Place {
    let root = place
    for (let i = 0; i < deepest; i++) {
      const sign = signAt(root, reach)
      const first = sign && this.original(sign.client, sign.clock, reach)
      if (!first || first.unseen) return root
      root = first
    }
    return root
  }

  /** Where the sign at the place lives on: itself as a copy, or that copy's copies. */
  *living(search: Search, place: Place, depth = 0): Generator<Living> {
    if (depth > deepest) return
    for (const { client, clock, at, by } of copiesAt(place, search.reach)) {
      if (!search.patience.spend()) return
      const sign = clock + place.at - at
      const item = itemAt(search.doc, client, sign, search.reach)
      if (item && !item.deleted) {
        if (isLetters(item)) yield { item, at: sign - item.id.clock, by }
        continue
      }
      const below = this.seen(client, sign, search.reach)
      if (below) yield* this.living(search, below, depth + 1)
    }
  }

  /** The first of them. */
  alive(search: Search, place: Place): Living | null {
    const { value } = this.living(search, place).next()
    return value ?? null
  }

  /** The place in the text as it now is, or as it was when nothing around it lives on. */
  spot(search: Search, { grave, at }: Place): Spot {
    for (let i = 1; i <= reach && at - i >= 0; i++) {
      const left = this.alive(search, { grave, at: at - i })
      if (left) return spotIn(left.item, left.at + 1)
    }
    for (let i = 0; i < reach && at + i < grave.words.length; i++) {
      const right = this.alive(search, { grave, at: at + i })
      if (right) return spotIn(right.item, right.at)
    }
    const above = grave.box && paragraphAbove(itemAt(search.doc, grave.box.client, grave.box.clock))
    return {
      ...(above !== null && { above }),
      paragraphId: grave.paragraphId,
      before: endOf(grave.before + grave.words.slice(0, at)),
      after: beginningOf(grave.words.slice(at) + grave.after),
    }
  }

  #keysOf(grave: Grave): Keys {
    const keys = this.#keys.get(grave) ?? { dead: [], copies: [] }
    this.#keys.set(grave, keys)
    return keys
  }

  #forget(): void {
    const kept = this.#graves.slice(this.#graves.length >> 1)
    const keys = this.#keys
    this.#graves = kept
    this.#signs = 0
    this.#pieces = 0
    this.#dead = new Ranges()
    this.#copies = new Ranges()
    this.#keys = new Map()
    for (const grave of kept) {
      this.#signs += grave.words.length
      const known = keys.get(grave)
      if (!known) continue
      this.#keys.set(grave, known)
      this.#pieces += known.dead.length + known.copies.length
      for (const { client, ...key } of known.dead) this.#dead.set(client, key)
      for (const { client, ...key } of known.copies) this.#copies.set(client, key)
    }
  }
}
