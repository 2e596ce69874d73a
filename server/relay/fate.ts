/**
 * Whether words that died unseen are accounted for all the same. A sign that a split, join or move wrote anew, and that
 * dies with what it was written into, is no loss when somebody else deleted the words, or they live on in another
 * place, or they were told to be lost before.
 */
import { deletes } from './asked.ts'
import type { Event } from './burial.ts'
import { deepest, itemAt, type Place } from './graves.ts'

type Sign = { client: number; clock: number }
/** A copy among all that the words were ever written as. */
type Relative = Sign & { by: string; nth: number }
/** Ways the words of a sign have gone, but for the way of the copy that died. */
type Branch = { place: Place; not: Sign; family: readonly Relative[] }

/** `deleted`: somebody meant it, or a rescue holds them. */
export type Fate = 'deleted' | 'alive'

const covers = (part: { at: number; length: number }, at: number): boolean =>
  at >= part.at && at < part.at + part.length

const isSame = (a: Sign | null, b: Sign): boolean => a !== null && a.client === b.client && a.clock === b.clock

/** All that was ever written anew of the sign at the place. */
const familyOf = (event: Event, { grave, at }: Place, depth = 0): Relative[] =>
  grave.copies
    .filter((copy) => covers(copy, at) && depth < deepest)
    .flatMap((copy): Relative[] => {
      const sign = { client: copy.client, clock: copy.clock + at - copy.at }
      const known = event.graves.known(sign.client, sign.clock)
      const below = known?.value.kind === 'seen' ? { grave: known.value.grave, at: known.value.at + known.into } : null
      const next = below ? familyOf(event, below, depth + 1) : []
      return [{ ...sign, by: copy.by, nth: copy.made.nth }, ...next]
    })

/** The sign that died was written anew in the very write that deleted this one. */
const isMoved = ({ grave, at }: Place, not: Sign): boolean =>
  grave.copies.some(({ client, clock, made, ...copy }) => {
    return covers(copy, at) && isSame(not, { client, clock: clock + at - copy.at }) && made === grave.death
  })

/** Somebody had the sign on screen and deleted it, and did not write its words anew, then or later. */
const isDeleted = ({ graves, requests, death }: Event, { place, not, family }: Branch): boolean => {
  const { grave, at } = place
  const self = graves.signAt(place)
  const meantIt = ({ by, nth }: { by: string; nth: number }): boolean =>
    !family.some((each) => each.by === by && each.nth >= nth && !isSame(self, each))
  if (grave.askers.some((asker) => covers(asker, at) && meantIt(asker))) return true
  const asker = requests.find((each) => {
    if (!self || !deletes(each, self.client, self.clock) || !meantIt({ by: each.by, nth: death.nth })) return false
    // Whoever lets a moved sign die unseen has not heard of the move: that the old one is deleted is their own doing.
    return grave.death.nth >= each.news || isMoved(place, not)
  })
  if (asker) grave.askers.push({ by: asker.by, at, length: 1, nth: death.nth })
  return asker !== undefined
}

const fateBelow = (event: Event, { place, not, family }: Branch, depth: number): Fate | null => {
  if (depth > deepest) return null
  if (isDeleted(event, { place, not, family })) return 'deleted'
  const { grave, at } = place
  let fate: Fate | null = null
  for (const copy of grave.copies) {
    const { client } = copy
    const clock = copy.clock + at - copy.at
    if (!covers(copy, at) || (client === not.client && clock === not.clock)) continue
    const item = itemAt(event.transaction.doc, client, clock)
    const known = event.graves.known(client, clock)
    if (item && !item.deleted) fate ??= 'alive'
    else if (known?.value.kind === 'unseen' && known.value.told[known.into] === 1) return 'deleted'
    else if (known?.value.kind === 'seen') {
      const next = { grave: known.value.grave, at: known.value.at + known.into }
      const below = fateBelow(event, { place: next, not, family }, depth + 1)
      if (below === 'deleted') return below
      fate ??= below
    }
  }
  return fate
}

/** Of a copy that died unseen: what became of its words in another way. Null if nothing did, and of what is no copy. */
export const fateOf = (event: Event, sign: Sign): Fate | null => {
  let not: Sign | null = sign
  let family: Relative[] | null = null
  for (let depth = 0; not && depth < deepest; depth++) {
    const first = event.graves.original(not.client, not.clock)
    if (!first) return null
    const { unseen } = first
    if (unseen?.told[unseen.from] === 1) return 'deleted'
    family ??= unseen ? null : familyOf(event, event.graves.root(first))
    const fate = unseen || !family ? null : fateBelow(event, { place: first, not, family }, depth)
    if (fate) return fate
    not = unseen ?? event.graves.signAt(first)
  }
  return null
}
