/** What a programme's text begins with, over HTTP: to be read before the editor has the text (R42). */
import { Hono } from 'hono'
import { may } from '../shared/access.ts'
import type { Beginning } from '../shared/beginning.ts'
import { dayInSweden } from '../shared/calendar.ts'
import { Problem } from '../shared/problem.ts'
import type { Programme } from '../shared/programmes.ts'
import { whoActs } from './auth/actor.ts'
import type { Auth } from './auth/auth.ts'
import { signedIn } from './http.ts'
import type { Store } from './store/store.ts'

export type BeginningOptions = {
  store: Store
  auth: Auth
  clock: () => number
  /** What that text begins with, as it is on disk; null when there is no such text. */
  beginningOf: (textId: string) => Promise<Beginning | null>
}

export const beginning = ({ store, auth, clock, beginningOf }: BeginningOptions) =>
  new Hono().get('/programmes/:id/beginning', signedIn(auth), async (c) => {
    const { actor } = await whoActs(store.records, c.var.session.memberId, dayInSweden(clock()))
    const answer = may.read(actor)
    if (answer !== true) throw new Problem(answer)
    const stored = await store.records.get('programmes', c.req.param('id'))
    if (stored === null) throw new Problem('not-found', 'programme')
    // Programmes are written only by our own commands, which build them as this type.
    const read = await beginningOf((stored.value as Programme).textId)
    if (read === null) throw new Problem('not-found', 'text')
    return c.json(read)
  })
