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
import type { TextChange } from './relay/livetext.ts'
import type { Change, Records, Store, TextEntry } from './store/store.ts'

/** Who acts, and when: what a decision may know besides its subject. */
export type Acting = {
  actor: Actor
  now: number
  today: Day
  newId: () => string
  /** The text of `textOf` as it stands, as one Yjs update; an empty one without. */
  state: Uint8Array
}

export type Decision<Result> = {
  changes: Change[]
  deed: Deed
  /**
   * What becomes of a text, in the same commit: a crash leaves both or neither. A change of the text of `textOf`, made
   * on a clone of `state`; or, without one, the first update of a new text.
   */
  text?: { textId: string; update: Uint8Array }
  result: Result
}

export type Command<Input, Subject, Result> = {
  /** What the audit entry calls it: `programme.create`. */
  name: string
  /** What it is about; throws `not-found`. */
  read: (records: Records, input: Input) => Promise<Subject>
  may: (actor: Actor, subject: Subject, input: Input) => Answer
  /** The text it decides on and may change, which people may have open: decided while no one else changes it (P37). */
  textOf?: (subject: Subject) => string
  decide: (subject: Subject, acting: Acting, input: Input) => Decision<Result>
}

export type Run = <Input, Subject, Result>(
  command: Command<Input, Subject, Result>,
  memberId: string,
  input: Input,
) => Promise<Result>

const nothing = Uint8Array.of(0, 0)

export type CommandOptions = {
  store: Store
  clock: () => number
  newId: () => string
  announce: (changed: Changed) => void
  /** Changes a live text (P37). */
  write: (textId: string, change: TextChange) => Promise<void>
}

type Deciding<Result> = {
  by: string
  decideOn: (state: Uint8Array) => Decision<Result>
  commit: (decision: Decision<Result>, entry: TextEntry | null) => Promise<void>
  write: CommandOptions['write']
}

/** Decides and commits in the text's own turn, between two batches. */
const changeText = async <Result>(textId: string, deciding: Deciding<Result>): Promise<Decision<Result>> => {
  const { by, decideOn, commit, write } = deciding
  const made: { decision?: Decision<Result> } = {}
  const decided = (): Decision<Result> => {
    if (!made.decision) throw new Error('a text was changed before anything was decided')
    return made.decision
  }
  await write(textId, {
    by,
    make: (state) => {
      made.decision = decideOn(state)
      return made.decision.text?.update ?? nothing
    },
    commit: (entry) => commit(decided(), entry),
  })
  return decided()
}

/** Rejects with a `Problem` where a person is in the way; the record is then as it was (R5). */
export const openCommands =
  (options: CommandOptions): Run =>
  async (command, memberId, input) => {
    const { clock, newId, announce, write } = options
    const { records } = options.store
    const { deed, result } = await retryOnConflict({ records, clock }, async () => {
      const now = clock()
      const today = dayInSweden(now)
      const { actor } = await whoActs(records, memberId, today)
      const subject = await command.read(records, input)
      const answer = command.may(actor, subject, input)
      if (answer !== true) throw new Problem(answer, command.name) // guard: may
      const decideOn = (state: Uint8Array) => command.decide(subject, { actor, now, today, newId, state }, input)
      const commit = async (
        { changes, deed: done, text }: Decision<unknown>,
        entry: TextEntry | null,
      ): Promise<void> => {
        const change = text && entry && { text: { textId: text.textId, entry } }
        await records.commit({ at: now, changes, audit: auditEntry(command.name, actor, done), ...change })
      }
      if (command.textOf) return changeText(command.textOf(subject), { by: memberId, decideOn, commit, write })
      const decision = decideOn(nothing)
      const { text } = decision
      await commit(decision, text ? { by: memberId, at: now, update: text.update } : null)
      return decision
    })
    announce({ noun: deed.subject.collection, id: deed.subject.id })
    return result
  }
