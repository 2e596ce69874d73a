/** What is kept of every change of the record: who, as what, did what to which record. Never a person's name (R6). */
import type { MunicipalityId, Role } from '../shared/people.ts'
import type { JsonObject } from './store/store.ts'

/** What a command says of itself. `before` and `after` hold what changed, without anything personal. */
export type Deed = {
  subject: { collection: string; id: string }
  before: JsonObject | null
  after: JsonObject | null
}

/** Who did it, in what role; all null where the program itself did, and knows of nobody. */
type Doer = { memberId: string | null; role: Role | null; municipality: MunicipalityId | null }

export const auditEntry = (action: string, actor: Doer, deed: Deed): JsonObject => ({
  action,
  by: actor.memberId,
  role: actor.role,
  municipality: actor.municipality,
  subject: deed.subject,
  before: deed.before,
  after: deed.after,
})
