/** Who wrote what in a programme's text, over HTTP: the store's runs, with each author as they stood that day (R13). */
import { Hono } from 'hono'
import { may } from '../shared/access.ts'
import { authorAt, type AuthorRun } from '../shared/authors.ts'
import { dayInSweden } from '../shared/calendar.ts'
import { Problem } from '../shared/problem.ts'
import type { Programme } from '../shared/programmes.ts'
import { asMember, whoActs } from './auth/actor.ts'
import type { Auth } from './auth/auth.ts'
import { signedIn } from './http.ts'
import type { Store, Stored } from './store/store.ts'

// Programmes are written only by our own commands, which build them as this type.
const textIdOf = (stored: Stored): string => (stored.value as Programme).textId

/** Names are looked up here each time: the log knows members by id only, so that a name lives in one place (GDPR). */
const authorRuns = async (store: Store, textId: string): Promise<AuthorRun[]> => {
  const [runs, stored] = await Promise.all([store.texts.authors(textId), store.records.list('members')])
  const members = new Map(stored.map((each) => [each.id, asMember(each)]))
  return runs.map(({ client, clock, length, by, at }) => {
    const member = members.get(by)
    return { client, clock, length, at, author: member ? authorAt(member, at) : null }
  })
}

export const authors = (options: { store: Store; auth: Auth; clock: () => number }) => {
  const { store, auth, clock } = options
  return new Hono().get('/programmes/:id/authors', signedIn(auth), async (c) => {
    const { actor } = await whoActs(store.records, c.var.session.memberId, dayInSweden(clock()))
    const answer = may.read(actor)
    if (answer !== true) throw new Problem(answer)
    const programme = await store.records.get('programmes', c.req.param('id'))
    if (programme === null) throw new Problem('not-found', 'programme')
    return c.json({ runs: await authorRuns(store, textIdOf(programme)) })
  })
}
