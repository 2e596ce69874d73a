/** What is kept of every change of the record: who, as what, did what to which record. Never a person's name (R6). */
import type { Actor } from '../shared/people.ts'
import type { JsonObject } from './store/store.ts'

/** What a command says of itself. `before` and `after` hold what changed, without anything personal. */
export type Deed = {
  subject: { collection: string; id: string }
  before: JsonObject | null
  after: JsonObject | null
}

export const auditEntry = (action: string, actor: Actor, deed: Deed): JsonObject => ({
  action,
  by: actor.memberId,
  role: actor.role,
  municipality: actor.municipality,
  subject: deed.subject,
  before: deed.before,
  after: deed.after,
})
