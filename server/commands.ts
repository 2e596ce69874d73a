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
import { type Change, Conflict, type Records, type Store } from './store/store.ts'

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

/** When others keep being first, the person is told; by then the record is not what they saw. */
const attempts = 3

/** Rejects with a `Problem` where a person is in the way; the record is then as it was (R5). */
export const openCommands =
  (options: { store: Store; clock: () => number; newId: () => string; announce: (changed: Changed) => void }): Run =>
  async (command, memberId, input) => {
    const { store, clock, newId, announce } = options
    for (let attempt = 1; attempt <= attempts; attempt++) {
      const now = clock()
      const today = dayInSweden(now)
      const { actor } = await whoActs(store.records, memberId, today)
      const subject = await command.read(store.records, input)
      const answer = command.may(actor, subject, input)
      if (answer !== true) throw new Problem(answer, command.name) // guard: may
      const { changes, deed, text, result } = command.decide(subject, { actor, now, today, newId }, input)
      const entry = text && {
        textId: text.textId,
        entry: { by: actor.memberId, at: now, update: text.update },
      }
      try {
        const audit = auditEntry(command.name, actor, deed)
        await store.records.commit({ at: now, changes, audit, ...(entry && { text: entry }) })
      } catch (error) {
        if (error instanceof Conflict) continue
        throw error
      }
      announce({ noun: deed.subject.collection, id: deed.subject.id })
      return result
    }
    throw new Problem('changed-meanwhile', command.name)
  }
