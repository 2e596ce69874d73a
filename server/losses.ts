/**
 * What the relay finds deleted in masses becomes a snapshot before anybody sees it gone, and is told at once (R38).
 * Nobody commands it; the audit says whose doing it was.
 */
import { authorAt } from '../shared/authors.ts'
import type { Changed } from '../shared/protocol.ts'
import type { DeletionState, Snapshot } from '../shared/snapshots.ts'
import { auditEntry } from './audit.ts'
import { asMember } from './auth/actor.ts'
import type { Loss } from './relay/loss.ts'
import type { Losses } from './relay/watch.ts'
import { retryOnConflict } from './retry.ts'
import type { Store, Stored } from './store/store.ts'

export type Keeping = {
  store: Store
  clock: () => number
  newId: () => string
  announce: (changed: Changed) => void
}

// Written only here and by our own commands, which build them as this type.
const asSnapshot = (stored: Stored): Snapshot => stored.value as Snapshot

const keyOf = (textId: string, from: number): string => `loss:${textId}:${from}`

const write = async (
  keeping: Keeping,
  { snapshot, expected }: { snapshot: Snapshot; expected: number },
  action: string,
) => {
  const { records } = keeping.store
  const { id, textId, from, at, signs, share } = snapshot
  const by = snapshot.by[0] ?? null
  const member = by === null ? null : await records.get('members', by)
  const author = member && authorAt(asMember(member), at)
  const subject = { collection: 'snapshots', id }
  await records.commit({
    at: keeping.clock(),
    changes: [{ ...subject, expected, value: snapshot, keys: [keyOf(textId, from)] }],
    audit: auditEntry(
      action,
      { memberId: by, role: author?.role ?? null, municipality: author?.municipality ?? null },
      { subject, before: null, after: { signs, share, state: snapshot.state.is } },
    ),
  })
  keeping.announce({ noun: 'snapshots', id })
}

const keep = async (keeping: Keeping, loss: Loss): Promise<void> => {
  const { store, clock, newId } = keeping
  const { records, files } = store
  const { textId, from, at, by, signs, share } = loss
  // The files first: a record never names what is not there.
  const [before, deletion] = await Promise.all([files.put(loss.before), files.put(loss.deletion)])
  const state: DeletionState = { is: 'open' }
  await retryOnConflict({ records, clock }, async () => {
    const programme = await records.byKey(`text:${textId}`)
    if (programme === null) return
    const known = await records.byKey(keyOf(textId, from))
    const id = known?.id ?? newId()
    const what = { textId, from, at, by, signs, share, before, deletion, state }
    const snapshot: Snapshot = { id, programmeId: programme.id, reason: 'massDeletion', ...what }
    await write(keeping, { snapshot, expected: known?.version ?? 0 }, 'snapshot.keep')
  })
}

const regained = async (keeping: Keeping, textId: string, from: number): Promise<void> => {
  const { store, clock } = keeping
  const { records } = store
  await retryOnConflict({ records, clock }, async () => {
    const known = await records.byKey(keyOf(textId, from))
    const snapshot = known && asSnapshot(known)
    if (snapshot?.state.is !== 'open') return
    const state: DeletionState = { is: 'undone', by: null, at: clock() }
    await write(keeping, { snapshot: { ...snapshot, state }, expected: known?.version ?? 0 }, 'snapshot.undone')
  })
}

export const keepLosses = (keeping: Keeping): Losses => ({
  until: async (textId) => {
    const all = (await keeping.store.records.list('snapshots')).map(asSnapshot)
    return all.reduce((until, each) => (each.textId === textId ? Math.max(until, each.at) : until), 0)
  },
  keep: (loss) => keep(keeping, loss),
  regained: (textId, from) => regained(keeping, textId, from),
})
