/**
 * What two who wrote at once would have lost, over HTTP: shown to all who read, settled by those who may edit (R34).
 * How it comes here: `rescuing.ts`.
 */
import { Hono } from 'hono'
import { may } from '../shared/access.ts'
import { authorAt } from '../shared/authors.ts'
import { dayInSweden } from '../shared/calendar.ts'
import { Problem } from '../shared/problem.ts'
import type { Programme } from '../shared/programmes.ts'
import { type SettleInput, settleInput } from '../shared/requests.ts'
import type { Rescue, ShownRescue } from '../shared/rescues.ts'
import { asMember, whoActs } from './auth/actor.ts'
import type { Auth } from './auth/auth.ts'
import type { Command, Run } from './commands.ts'
import { body, signedIn } from './http.ts'
import type { Store, Stored } from './store/store.ts'

// Both are written only by our own commands, which build them as these types.
const asRescue = (stored: Stored): Rescue => stored.value as Rescue
const asProgramme = (stored: Stored): Programme => stored.value as Programme

const settle: Command<SettleInput & { id: string }, { stored: Stored; programme: Programme }, Rescue> = {
  name: 'rescue.settle',
  read: async (records, { id }) => {
    const stored = await records.get('rescues', id)
    const programme = stored && (await records.get('programmes', asRescue(stored).programmeId))
    if (!stored || !programme) throw new Problem('not-found', 'rescue')
    return { stored, programme: asProgramme(programme) }
  },
  may: (actor, { programme }) => may.settleRescue(actor, programme.phase),
  decide: ({ stored }, { actor, now }, { id, how, length }) => {
    const rescue = asRescue(stored)
    if (rescue.state.is !== 'open') throw new Problem('changed-meanwhile', 'settled') // guard: settled-once
    const seen = length === undefined || length === rescue.words.length
    if (!seen) throw new Problem('changed-meanwhile', 'more words came') // guard: words-seen
    const after: Rescue = { ...rescue, state: { is: how, by: actor.memberId, at: now } }
    return {
      changes: [{ collection: 'rescues', id, expected: stored.version, value: after }],
      deed: { subject: { collection: 'rescues', id }, before: { state: 'open' }, after: { state: how } },
      result: after,
    }
  },
}

/** Newest first. Names are looked up each time: a rescue knows its author by id only. */
const shown = async (store: Store, programmeId: string, open: boolean): Promise<ShownRescue[]> => {
  const [stored, members] = await Promise.all([store.records.list('rescues'), store.records.list('members')])
  const memberOf = new Map(members.map((each) => [each.id, asMember(each)]))
  return (
    stored
      .map(asRescue)
      .filter((rescue) => rescue.programmeId === programmeId && (rescue.state.is === 'open') === open)
      // A blank is kept for the words that may come after it; alone it is nothing to ask anybody about.
      .filter(({ words }) => words.trim() !== '')
      .sort((a, b) => b.at - a.at)
      .map((rescue) => {
        const member = rescue.by === null ? undefined : memberOf.get(rescue.by)
        return { ...rescue, author: member ? authorAt(member, rescue.at) : null }
      })
  )
}

export const rescues = (options: { store: Store; auth: Auth; clock: () => number; run: Run }) => {
  const { store, auth, clock, run } = options
  const session = signedIn(auth)
  return new Hono()
    .get('/programmes/:id/rescues', session, async (c) => {
      const { actor } = await whoActs(store.records, c.var.session.memberId, dayInSweden(clock()))
      const answer = may.seeRescues(actor)
      if (answer !== true) throw new Problem(answer)
      const programmeId = c.req.param('id')
      if ((await store.records.get('programmes', programmeId)) === null) throw new Problem('not-found', 'programme')
      // `?settled` tells of those that nobody waits for any more.
      return c.json(await shown(store, programmeId, c.req.query('settled') === undefined))
    })
    .post('/rescues/:id/settle', session, body(settleInput), async (c) =>
      c.json(await run(settle, c.var.session.memberId, { ...c.req.valid('json'), id: c.req.param('id') })),
    )
}
