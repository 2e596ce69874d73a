/** Mass deletions over HTTP: shown to all who read, taken back or let stand by those who may edit (R38, R39). */
import { Hono } from 'hono'
import { may } from '../shared/access.ts'
import { authorAt } from '../shared/authors.ts'
import { dayInSweden } from '../shared/calendar.ts'
import { Problem } from '../shared/problem.ts'
import type { Programme } from '../shared/programmes.ts'
import type { SettledDeletion, ShownDeletion, Snapshot } from '../shared/snapshots.ts'
import { asMember, whoActs } from './auth/actor.ts'
import type { Auth } from './auth/auth.ts'
import type { Command, Decision, Run } from './commands.ts'
import { signedIn } from './http.ts'
import { takeBack } from './relay/takeback.ts'
import type { Files, Records, Store, Stored } from './store/store.ts'

// Both are written only by our own commands, which build them as these types.
const asSnapshot = (stored: Stored): Snapshot => stored.value as Snapshot
const asProgramme = (stored: Stored): Programme => stored.value as Programme

type Subject = { stored: Stored; snapshot: Snapshot; programme: Programme }

/** What is answered: how it stands now, and how many signs came back by it. */
type Settled = { state: SettledDeletion; signs: number }

const read = async (records: Records, { id }: { id: string }): Promise<Subject> => {
  const stored = await records.get('snapshots', id)
  const programme = stored && (await records.get('programmes', asSnapshot(stored).programmeId))
  if (!stored || !programme) throw new Problem('not-found', 'snapshot')
  return { stored, snapshot: asSnapshot(stored), programme: asProgramme(programme) }
}

/** Settled once: what another has settled meanwhile is not settled again, and is shown as it stands. */
const settle = ({ stored, snapshot }: Subject, state: SettledDeletion, signs: number): Decision<Settled> => {
  if (snapshot.state.is !== 'open') throw new Problem('changed-meanwhile', 'settled') // guard: deletion-settled-once
  return {
    changes: [{ collection: 'snapshots', id: stored.id, expected: stored.version, value: { ...snapshot, state } }],
    deed: {
      subject: { collection: 'snapshots', id: stored.id },
      before: { state: 'open' },
      after: { state: state.is, signs },
    },
    result: { state, signs },
  }
}

const dismiss: Command<{ id: string }, Subject, Settled> = {
  name: 'snapshot.dismiss',
  read,
  may: (actor, { programme }) => may.settleDeletion(actor, programme.phase),
  decide: (subject, { actor, now }) => settle(subject, { is: 'meant', by: actor.memberId, at: now }, 0),
}

type Kept = { before: Uint8Array; deletion: Uint8Array }

const keptOf = async (files: Files, { before, deletion }: Snapshot): Promise<Kept> => {
  const [text, done] = await Promise.all([files.get(before), files.get(deletion)])
  if (!text || !done) throw new Error('the files of a snapshot are gone')
  return { before: text, deletion: done }
}

/** Nothing is brought back twice: what stands in the text again, by whosever undo, is left as it is (R39). */
const bringBack = (files: Files): Command<{ id: string }, Subject & { kept: Kept }, Settled> => ({
  name: 'snapshot.take-back',
  read: async (records, input) => {
    const subject = await read(records, input)
    return { ...subject, kept: await keptOf(files, subject.snapshot) }
  },
  may: (actor, { programme }) => may.settleDeletion(actor, programme.phase),
  textOf: ({ snapshot }) => snapshot.textId,
  decide: (subject, { actor, now, state }) => {
    const { update, signs } = takeBack(state, subject.kept)
    const by = actor.memberId
    if (signs === 0) return settle(subject, { is: 'undone', by, at: now }, 0)
    const text = { textId: subject.snapshot.textId, update }
    return { ...settle(subject, { is: 'takenBack', by, at: now }, signs), text }
  },
})

/** All of them, oldest first. Names are looked up each time: a snapshot knows members by id only. */
const deletionsOf = async (records: Records, programmeId: string): Promise<ShownDeletion[]> => {
  const [stored, members] = await Promise.all([records.list('snapshots'), records.list('members')])
  const memberOf = new Map(members.map((each) => [each.id, asMember(each)]))
  return stored
    .map(asSnapshot)
    .filter((each) => each.programmeId === programmeId)
    .sort((a, b) => a.at - b.at)
    .map(({ before: _before, deletion: _deletion, ...shown }) => ({
      ...shown,
      authors: shown.by.flatMap((id) => {
        const member = memberOf.get(id)
        return member ? [authorAt(member, shown.at)] : []
      }),
    }))
}

export const snapshots = (options: { store: Store; auth: Auth; clock: () => number; run: Run }) => {
  const { store, auth, clock, run } = options
  const { records, files } = store
  const session = signedIn(auth)
  const takenBack = bringBack(files)
  return new Hono()
    .get('/programmes/:id/snapshots', session, async (c) => {
      const { actor } = await whoActs(records, c.var.session.memberId, dayInSweden(clock()))
      const answer = may.seeDeletions(actor)
      if (answer !== true) throw new Problem(answer)
      const programmeId = c.req.param('id')
      if ((await records.get('programmes', programmeId)) === null) throw new Problem('not-found', 'programme')
      return c.json(await deletionsOf(records, programmeId))
    })
    .post('/snapshots/:id/take-back', session, async (c) =>
      c.json(await run(takenBack, c.var.session.memberId, { id: c.req.param('id') })),
    )
    .post('/snapshots/:id/dismiss', session, async (c) =>
      c.json(await run(dismiss, c.var.session.memberId, { id: c.req.param('id') })),
    )
}
