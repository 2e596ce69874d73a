/** Members over HTTP: who I am, who takes part, which terms they hold. Changing them is the secretariat's. */
import { Hono } from 'hono'
import { may } from '../shared/access.ts'
import { type Day, dayInSweden } from '../shared/calendar.ts'
import { type Member, termOn } from '../shared/people.ts'
import { termsInput } from '../shared/requests.ts'
import { Problem } from '../shared/problem.ts'
import { asMember, memberKeys, whoActs } from './auth/actor.ts'
import type { Auth } from './auth/auth.ts'
import type { Command, Run } from './commands.ts'
import { body, signedIn } from './http.ts'
import type { Store, Stored } from './store/store.ts'

/**
 * Bumped by every change of rights. Two of the secretariat who remove each other at the same moment write two different
 * records; through this third one the second of them meets the first, and is refused.
 */
const rightsRecord = { collection: 'guards', id: 'rights' } as const

type Subject = { stored: Stored; all: Member[]; guard: Stored | null }

const hasSecretariat = (members: Member[], on: Day): boolean =>
  members.some((member) => termOn(member, on)?.role === 'secretariat')

/** A change of what a member may: everything but which fields is the same for all of them. */
const rightsCommand = <Input extends { id: string }>(
  name: string,
  change: (input: Input) => Partial<Pick<Member, 'active' | 'terms'>>,
): Command<Input, Subject, Member> => ({
  name,
  read: async (records, { id }) => {
    const [stored, all, guard] = await Promise.all([
      records.get('members', id),
      records.list('members'),
      records.get(rightsRecord.collection, rightsRecord.id),
    ])
    if (stored === null) throw new Problem('not-found', 'member')
    return { stored, all: all.map(asMember), guard }
  },
  may: (actor) => may.changeRole(actor),
  decide: ({ stored, all, guard }, { today }, input) => {
    const before = asMember(stored)
    const after = { ...before, ...change(input) }
    // guard: last-secretariat
    if (!hasSecretariat([...all.filter((m) => m.id !== after.id), after], today)) throw new Problem('last-secretariat')
    return {
      changes: [
        { collection: 'members', id: after.id, expected: stored.version, value: after, keys: memberKeys(after) },
        { ...rightsRecord, expected: guard?.version ?? 0, value: {} }, // guard: rights-race
      ],
      deed: {
        subject: { collection: 'members', id: after.id },
        before: { active: before.active, terms: before.terms },
        after: { active: after.active, terms: after.terms },
      },
      result: after,
    }
  },
})

const setTerms = rightsCommand<{ id: string; terms: Member['terms'] }>('member.terms', ({ terms }) => ({ terms }))
const deactivate = rightsCommand('member.deactivate', () => ({ active: false }))
const activate = rightsCommand('member.activate', () => ({ active: true }))

/** `rightsChanged` is called when a member's rights on disk are others than before, so that sockets decide again. */
export const people = (options: {
  store: Store
  auth: Auth
  clock: () => number
  run: Run
  example: boolean
  rightsChanged: (memberId: string) => void
}) => {
  const { store, auth, clock, run, example, rightsChanged } = options
  const session = signedIn(auth)
  const today = () => dayInSweden(clock())

  const changeRights = async <Input extends { id: string }>(
    command: Command<Input, Subject, Member>,
    by: string,
    input: Input,
  ): Promise<Member> => {
    const member = await run(command, by, input)
    rightsChanged(member.id)
    return member
  }

  return new Hono()
    .get('/me', session, async (c) => {
      const { member, actor } = await whoActs(store.records, c.var.session.memberId, today())
      return c.json({
        member: { id: member.id, name: member.name, email: member.email },
        actor: { role: actor.role, municipality: actor.municipality },
        today: today(),
        example,
      })
    })
    .get('/members', session, async (c) => {
      const { actor } = await whoActs(store.records, c.var.session.memberId, today())
      const members = (await store.records.list('members')).map(asMember)
      const withEmail = may.changeRole(actor) === true
      return c.json(
        members.map((member) => ({
          ...member,
          email: withEmail ? member.email : null,
          today: termOn(member, today()),
        })),
      )
    })
    .post('/members/:id/terms', session, body(termsInput), async (c) => {
      const input = { id: c.req.param('id'), terms: c.req.valid('json').terms }
      return c.json(await changeRights(setTerms, c.var.session.memberId, input))
    })
    .post('/members/:id/deactivate', session, async (c) =>
      c.json(await changeRights(deactivate, c.var.session.memberId, { id: c.req.param('id') })),
    )
    .post('/members/:id/activate', session, async (c) =>
      c.json(await changeRights(activate, c.var.session.memberId, { id: c.req.param('id') })),
    )
}
