/**
 * Whether words that died unseen are accounted for all the same. A sign that a split, join or move wrote anew, and that
 * dies with what it was written into, is no loss when somebody else deleted the words, or they live on in another
 * place, or they were told to be lost before. Asked of a sign, and answered for as many that follow as it is true of.
 */
import type { Event } from './burial.ts'
import { ask, copiesAt, isTold, type Place, signAt } from './grave.ts'
import { deepest } from './graves.ts'
import type { Reach } from './ranges.ts'
import { itemAt } from './structs.ts'

type Sign = { client: number; clock: number }
/** A copy among all that the words were ever written as. */
type Relative = Sign & { nth: number }
/** The two signs that each person wrote last: one of them is another than any sign. */
type Family = Map<string, Relative[]>
/** `reach`: how many signs the same is true of; `asker`: who deletes the sign at a place in this very batch. */
type Question = { event: Event; reach: Reach; asker: { place: Place; by: string } | null }
/** Ways the words of a sign have gone, but for the way of the copy that died. */
type Branch = { place: Place; not: Sign; family: Family }

/** `deleted`: somebody meant it, or a rescue holds them. */
export type Fate = 'deleted' | 'alive'

const isSame = (a: Sign | null, b: Sign): boolean => a !== null && a.client === b.client && a.clock === b.clock

/** Words may be a copy of their own copies: the same sign is then met again and again, and counts once. */
const addRelative = (family: Family, by: string, relative: Relative): void => {
  const lasts = family.get(by) ?? []
  const known = lasts.find((each) => isSame(each, relative))
  if (known) known.nth = Math.max(known.nth, relative.nth)
  else lasts.push(relative)
  family.set(by, lasts.sort((a, b) => b.nth - a.nth).slice(0, 2))
}

/** All that was ever written anew of the sign at the place. */
const familyOf = (question: Question, place: Place, family: Family = new Map(), depth = 0): Family => {
  const { event, reach } = question
  if (depth >= deepest) return family
  for (const { by, client, made, ...copy } of copiesAt(place, reach)) {
    if (!event.patience.spend()) return family
    const clock = copy.clock + place.at - copy.at
    addRelative(family, by, { client, clock, nth: made.nth })
    const below = event.graves.seen(client, clock, reach)
    if (below) familyOf(question, below, family, depth + 1)
  }
  return family
}

/** The sign that died was written anew in the very write that deleted this one. */
const isMoved = ({ event, reach }: Question, { grave, at }: Place, not: Sign): boolean => {
  const first = event.graves.original(not.client, not.clock, reach)
  return first !== null && !first.unseen && first.grave === grave && first.at === at && first.made === grave.death
}

/** Somebody had the sign on screen and deleted it, and did not write its words anew, then or later. */
const isDeleted = (question: Question, { place, not, family }: Branch): boolean => {
  const { event, reach } = question
  const { grave, at } = place
  const { nth: now } = event.death
  const self = signAt(place, reach)
  const meantIt = (by: string, nth: number): boolean =>
    !family.get(by)?.some((each) => each.nth >= nth && !isSame(self, each))
  for (const [by, asked] of grave.askers) {
    const stretch = asked.at(at, reach)
    if (stretch && meantIt(by, stretch.value)) return true
  }
  if (!self) return false
  const asker = event.askers.of(self.client, self.clock, reach).find(({ by, news }) => {
    // Whoever lets a moved sign die unseen has not heard of the move: that the old one is deleted is their own doing.
    return meantIt(by, now) && (grave.death.nth >= news || isMoved(question, place, not))
  })
  if (asker) question.asker = { place, by: asker.by }
  return asker !== undefined
}

const fateBelow = (question: Question, { place, not, family }: Branch, depth: number): Fate | null => {
  const { event, reach } = question
  if (depth > deepest) return null
  if (isDeleted(question, { place, not, family })) return 'deleted'
  let fate: Fate | null = null
  for (const copy of copiesAt(place, reach)) {
    const { client } = copy
    const clock = copy.clock + place.at - copy.at
    if (!event.patience.spend()) return null
    if (isSame(not, { client, clock })) continue
    const item = itemAt(event.transaction.doc, client, clock, reach)
    const known = event.graves.known(client, clock, reach)
    if (item && !item.deleted) fate ??= 'alive'
    else if (known?.value.kind === 'unseen' && isTold(known.value.told, known.into, reach)) return 'deleted'
    else if (known?.value.kind === 'seen') {
      const next = { grave: known.value.grave, at: known.value.at + known.into }
      const below = fateBelow(question, { place: next, not, family }, depth + 1)
      if (below === 'deleted') return below
      fate ??= below
    }
  }
  return fate
}

/** Of a copy that died unseen: what became of its words in another way. Null if nothing did, and of what is no copy. */
const fateOfSign = (question: Question, sign: Sign): Fate | null => {
  const { graves } = question.event
  const { reach } = question
  let not: Sign | null = sign
  let family: Family | null = null
  for (let depth = 0; not && depth < deepest; depth++) {
    const first = graves.original(not.client, not.clock, reach)
    if (!first) return null
    const { unseen } = first
    if (unseen && isTold(unseen.told, unseen.from, reach)) return 'deleted'
    family ??= unseen ? null : familyOf(question, graves.root(first, reach))
    const fate = unseen || !family ? null : fateBelow(question, { place: first, not, family }, depth)
    if (fate) return fate
    not = unseen ?? signAt(first, reach)
  }
  return null
}

/** The fate of the sign and of those that follow it, up to `most` in all, as far as it is the same. */
export const fateOf = (event: Event, sign: Sign, most: number): { fate: Fate | null; length: number } => {
  const reach = { length: most }
  const question: Question = { event, reach, asker: null }
  const fate = fateOfSign(question, sign)
  // Half a family says nothing: who seems to have meant it may have written the words anew.
  if (event.patience.isOut) return { fate: null, length: most }
  const { asker } = question
  if (asker) ask(asker.place, reach.length, { by: asker.by, nth: event.death.nth })
  return { fate, length: reach.length }
}
