/**
 * The one way the record changes: read → may → decide → commit with its audit entry → announce. A command is data and
 * two decisions; reading, writing and trying again are done here, once for all of them.
 */
import type { Answer } from '../shared/access.ts'
import { type Day, dayInSweden } from '../shared/calendar.ts'
import type { Actor } from '../shared/people.ts'
import { Problem } from '../shared/problem.ts'
import type { Changed } from '../shared/protocol.ts'
import { auditEntry, type Deed } from './audit.ts'
import { whoActs } from './auth/actor.ts'
import { retryOnConflict } from './retry.ts'
import type { Change, Records, Store } from './store/store.ts'

/** Who acts, and when: what a decision may know besides its subject. */
export type Acting = { actor: Actor; now: number; today: Day; newId: () => string }

export type Decision<Result> = {
  changes: Change[]
  deed: Deed
  /** The first update of a new text, in the same commit: a crash leaves both or neither. */
  text?: { textId: string; update: Uint8Array }
  result: Result
}

export type Command<Input, Subject, Result> = {
  /** What the audit entry calls it: `programme.create`. */
  name: string
  /** What it is about; throws `not-found`. */
  read: (records: Records, input: Input) => Promise<Subject>
  may: (actor: Actor, subject: Subject, input: Input) => Answer
  decide: (subject: Subject, acting: Acting, input: Input) => Decision<Result>
}

export type Run = <Input, Subject, Result>(
  command: Command<Input, Subject, Result>,
  memberId: string,
  input: Input,
) => Promise<Result>

/** Rejects with a `Problem` where a person is in the way; the record is then as it was (R5). */
export const openCommands =
  (options: { store: Store; clock: () => number; newId: () => string; announce: (changed: Changed) => void }): Run =>
  async (command, memberId, input) => {
    const { clock, newId, announce } = options
    const { records } = options.store
    const { deed, result } = await retryOnConflict({ records, clock }, async () => {
      const now = clock()
      const today = dayInSweden(now)
      const { actor } = await whoActs(records, memberId, today)
      const subject = await command.read(records, input)
      const answer = command.may(actor, subject, input)
      if (answer !== true) throw new Problem(answer, command.name) // guard: may
      const decision = command.decide(subject, { actor, now, today, newId }, input)
      const { changes, deed: done, text } = decision
      const first = text && { textId: text.textId, entry: { by: memberId, at: now, update: text.update } }
      const audit = auditEntry(command.name, actor, done)
      await records.commit({ at: now, changes, audit, ...(first && { text: first }) })
      return decision
    })
    announce({ noun: deed.subject.collection, id: deed.subject.id })
    return result
  }
