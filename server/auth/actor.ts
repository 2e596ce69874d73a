/** From a session to the one who acts: the member, and today's role. Rights come from here and nowhere else. */
import type { Day } from '../../shared/calendar.ts'
import { type Actor, actorOn, type Member } from '../../shared/people.ts'
import { Problem } from '../../shared/problem.ts'
import type { Records, Stored } from '../store/store.ts'

// Members are written only by our own commands, which build them as this type.
export const asMember = (stored: Stored): Member => stored.value as Member

export const memberKeys = (member: Member): string[] => [`member.email:${member.email.toLowerCase()}`]

/** Throws `not-signed-in` for an id that is no member's, `role-expired` for one who holds no role that day (R2). */
export const whoActs = async (
  records: Records,
  memberId: string,
  on: Day,
): Promise<{ member: Member; actor: Actor }> => {
  const stored = await records.get('members', memberId)
  if (stored === null) throw new Problem('not-signed-in', 'no such member')
  const member = asMember(stored)
  const actor = actorOn(member, on)
  if (actor === null) throw new Problem('role-expired') // guard: today
  return { member, actor }
}
