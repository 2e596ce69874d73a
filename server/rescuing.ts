/**
 * What the relay finds lost, misplaced or doubled becomes rescues (R33), before the update that did it is on disk: a
 * crash between the two leaves a card too many, never words too few. Nobody commands it; the audit says who typed.
 */
import { authorAt } from '../shared/authors.ts'
import type { Changed } from '../shared/protocol.ts'
import type { Lost, Misplaced, Rescue, Spot } from '../shared/rescues.ts'
import { auditEntry } from './audit.ts'
import { asMember } from './auth/actor.ts'
import type { Found } from './relay/found.ts'
import { Conflict, type Records, type Stored } from './store/store.ts'

export type Keeping = {
  records: Records
  clock: () => number
  newId: () => string
  announce: (changed: Changed) => void
}

/** Who types on unaware loses a few signs at a time; up to this long after the last, more are one card's, ms. */
const pause = 10_000

const isSame = (a: Spot, b: Spot): boolean => a.before === b.before && a.after === b.after

type Typed = Lost | Misplaced

const isTyped = (rescue: Rescue): rescue is Typed => rescue.kind !== 'doubled'

const standsIn = (rescue: Typed): string | null => (rescue.kind === 'misplaced' ? rescue.standsIn : null)

/** Whether words were typed right after those of an open card: their place is the same, or has moved on by them. */
const goOn = (card: Rescue, fresh: Typed): card is Typed =>
  isTyped(card) &&
  card.kind === fresh.kind &&
  card.state.is === 'open' &&
  card.by === fresh.by &&
  card.spot.paragraphId === fresh.spot.paragraphId &&
  standsIn(card) === standsIn(fresh) &&
  fresh.at - card.until <= pause &&
  (isSame(card.spot, fresh.spot) ||
    (fresh.spot.before !== '' && (card.spot.before + card.words).endsWith(fresh.spot.before)))

/** `rescue` is to be written; `added`, what of it came now, in its own record where somebody settles the card first. */
type Draft = { stored: Stored | null; rescue: Rescue; added: Rescue | null }

const lengthen = (card: Typed, { words, until }: Typed): Typed => ({ ...card, words: card.words + words, until })

/** So many cards of one person's words may wait; what more is lost is put to their last, up to so many signs of it. */
const mostOpen = 200
const longest = 2000

/** The card for what is lost beyond any honest measure: a record and a notice for each would flood everyone. */
const heapFor = (drafts: readonly Draft[], fresh: Typed): (Draft & { rescue: Typed }) | undefined => {
  const isTheirs = (draft: Draft): draft is Draft & { rescue: Typed } =>
    isTyped(draft.rescue) && draft.rescue.kind === fresh.kind && draft.rescue.by === fresh.by
  const theirs = drafts.filter(isTheirs)
  if (theirs.length < mostOpen) return undefined // guard: rescue-flood
  const last = theirs.at(-1)
  return last && last.rescue.words.length < longest ? last : undefined
}

/** Puts what came now to the card it belongs to, or on a card of its own. */
const add = (drafts: Draft[], fresh: Rescue): void => {
  for (const draft of isTyped(fresh) ? drafts.toReversed() : []) {
    if (!isTyped(fresh) || !goOn(draft.rescue, fresh)) continue
    draft.rescue = lengthen(draft.rescue, fresh)
    draft.added = draft.added && isTyped(draft.added) ? lengthen(draft.added, fresh) : fresh
    return
  }
  const heap = isTyped(fresh) && heapFor(drafts, fresh)
  if (!heap) return void drafts.push({ stored: null, rescue: fresh, added: fresh })
  const more = { ...fresh, words: `\n${fresh.words}` }
  heap.rescue = lengthen(heap.rescue, more)
  heap.added = heap.added && isTyped(heap.added) ? lengthen(heap.added, more) : fresh
}

const ownerOf = async (records: Records, client: number): Promise<string | null> => {
  const stored = await records.get('clients', String(client))
  return typeof stored?.value.by === 'string' ? stored.value.by : null
}

const write = async ({ records, announce }: Keeping, { stored, rescue }: Draft, at: number): Promise<void> => {
  const { id, by, kind } = rescue
  const member = by === null ? null : await records.get('members', by)
  const author = member && authorAt(asMember(member), at)
  const subject = { collection: 'rescues', id }
  await records.commit({
    at,
    changes: [{ ...subject, expected: stored?.version ?? 0, value: rescue }],
    audit: auditEntry(
      'rescue.keep',
      { memberId: by, role: author?.role ?? null, municipality: author?.municipality ?? null },
      { subject, before: null, after: { kind } },
    ),
  })
  announce({ noun: 'rescues', id })
}

/** Everything found is on disk when it resolves, announced to all; it rejects only where the store does. */
export const keepRescues =
  (keeping: Keeping) =>
  async (textId: string, found: readonly Found[]): Promise<void> => {
    const { records, clock, newId } = keeping
    const at = clock()
    const programme = await records.byKey(`text:${textId}`)
    if (programme === null) throw new Error(`no programme has the text ${textId}`)
    const drafts: Draft[] = (await records.list('rescues'))
      // Written here and by `rescues.ts` only, as this type.
      .map((stored) => ({ stored, rescue: stored.value as Rescue, added: null }))
      .filter(({ rescue }) => rescue.textId === textId && rescue.state.is === 'open')
      .sort((a, b) => a.rescue.at - b.rescue.at)
    for (const { client, ...what } of found) {
      const by = await ownerOf(records, client)
      const kept = { id: newId(), programmeId: programme.id, textId, by, at, state: { is: 'open' as const } }
      add(drafts, what.kind === 'doubled' ? { ...kept, ...what } : { ...kept, ...what, until: at })
    }
    // Side by side: one fsync takes them all.
    await Promise.all(
      drafts.map(async (draft) => {
        if (draft.added === null) return
        try {
          await write(keeping, draft, at)
        } catch (error) {
          if (draft.stored === null || !(error instanceof Conflict)) throw error
          // Somebody settles the card at this moment: what came since is on one of its own.
          await write(keeping, { stored: null, rescue: draft.added, added: draft.added }, at) // guard: settled-meanwhile
        }
      }),
    )
  }
