/** Programmes over HTTP, and who is admitted to a programme's text. */
import { Hono } from 'hono'
import { type Answer, may } from '../shared/access.ts'
import { type Day, dayInSweden } from '../shared/calendar.ts'
import { type Actor, actorOn } from '../shared/people.ts'
import { Problem, type ProblemCode } from '../shared/problem.ts'
import type { Programme } from '../shared/programmes.ts'
import { type ProgrammeInput, programmeInput } from '../shared/requests.ts'
import { asMember, whoActs } from './auth/actor.ts'
import type { Auth } from './auth/auth.ts'
import type { Command, Run } from './commands.ts'
import { body, signedIn } from './http.ts'
import { firstText } from './newtext.ts'
import type { Change, Records, Store, Stored } from './store/store.ts'

// Programmes are written only by our own commands, which build them as this type; the oldest lack the rule of goals.
const asProgramme = (stored: Stored): Programme => {
  const programme: Omit<Programme, 'goalsPerFocusArea'> & Partial<Programme> = stored.value as Programme
  return { ...programme, goalsPerFocusArea: programme.goalsPerFocusArea ?? null }
}

/** A programme as it is first written. Its text is found by its key, so that no text belongs to two. */
export const newProgramme = (programme: Programme): Change => ({
  collection: 'programmes',
  id: programme.id,
  expected: 0,
  value: programme,
  keys: [`text:${programme.textId}`],
})

const create: Command<ProgrammeInput, null, Programme> = {
  name: 'programme.create',
  read: async () => null,
  may: (actor) => may.createProgramme(actor),
  decide: (_nothing, { newId }, input) => {
    const programme: Programme = { ...input, id: newId(), phase: 'drafting', textId: newId(), example: false }
    const { id, ...after } = programme
    return {
      changes: [newProgramme(programme)],
      deed: { subject: { collection: 'programmes', id }, before: null, after },
      // One empty paragraph made here: were each browser to make its own, two who open it at once would have two.
      text: { textId: programme.textId, update: firstText([{ words: [] }], newId) },
      result: programme,
    }
  },
}

/** Who comes in to a text, and whether they may write in it now. */
export type Admission = Actor & { mayWrite: Answer }

const programmeOfText = async (records: Records, textId: string): Promise<Programme | null> => {
  const stored = await records.byKey(`text:${textId}`)
  return stored?.collection === 'programmes' ? asProgramme(stored) : null
}

/** Asked when a socket opens, and again whenever rights or the programme have changed: only here it is decided. */
export const admit = async (
  store: Store,
  textId: string,
  memberId: string,
  on: Day,
): Promise<Admission | ProblemCode> => {
  const stored = await store.records.get('members', memberId)
  if (stored === null) return 'not-signed-in'
  const actor = actorOn(asMember(stored), on)
  if (actor === null) return 'role-expired' // guard: admit-today
  const programme = await programmeOfText(store.records, textId)
  if (programme === null) return 'not-found'
  const read = may.read(actor)
  return read === true ? { ...actor, mayWrite: may.editText(actor, programme.phase) } : read
}

export const programmes = (options: { store: Store; auth: Auth; clock: () => number; run: Run }) => {
  const { store, auth, clock, run } = options
  const session = signedIn(auth)

  const mayRead = async (memberId: string): Promise<void> => {
    const { actor } = await whoActs(store.records, memberId, dayInSweden(clock()))
    const answer = may.read(actor)
    if (answer !== true) throw new Problem(answer)
  }

  return new Hono()
    .get('/programmes', session, async (c) => {
      await mayRead(c.var.session.memberId)
      return c.json((await store.records.list('programmes')).map(asProgramme))
    })
    .post('/programmes', session, body(programmeInput), async (c) =>
      c.json(await run(create, c.var.session.memberId, c.req.valid('json')), 201),
    )
    .get('/programmes/:id', session, async (c) => {
      await mayRead(c.var.session.memberId)
      const stored = await store.records.get('programmes', c.req.param('id'))
      if (stored === null) throw new Problem('not-found', 'programme')
      return c.json(asProgramme(stored))
    })
}
