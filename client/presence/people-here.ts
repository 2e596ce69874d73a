/** Who is in the text: read from the states that the relay hands out, where name, role and municipality are its own. */
import { may } from '../../shared/access.ts'
import { isNamedByRole } from '../../shared/messages/names.ts'
import { type MunicipalityId, municipalityIds, type Role, roles } from '../../shared/people.ts'

export type PersonHere = { memberId: string; name: string; role: Role | null; municipality: MunicipalityId | null }

/**
 * One person of a state's `user`; null when it does not say who. What we do not know of is left out, never shown raw.
 */
export const personIn = (user: unknown): PersonHere | null => {
  if (typeof user !== 'object' || user === null || !('name' in user) || typeof user.name !== 'string') return null
  const role = 'role' in user ? roles.find((known) => known === user.role) : undefined
  const municipality = 'municipality' in user ? municipalityIds.find((known) => known === user.municipality) : undefined
  const memberId = 'memberId' in user && typeof user.memberId === 'string' ? user.memberId : user.name
  return { memberId, name: user.name, role: role ?? null, municipality: municipality ?? null }
}

/** Everyone once, however many tabs they have; I first, then by municipality and name, in Swedish order. */
export const peopleHere = (states: Iterable<unknown>, me: PersonHere): PersonHere[] => {
  const here = new Map<string, PersonHere>()
  for (const state of states) {
    const person = typeof state === 'object' && state !== null && 'user' in state ? personIn(state.user) : null
    if (person && person.memberId !== me.memberId) here.set(person.memberId, person)
  }
  const place = ({ municipality, name }: PersonHere): string => `${municipality ?? ''} ${name}`
  return [me, ...[...here.values()].sort((a, b) => place(a).localeCompare(place(b), 'sv'))]
}

/** Two letters for a small round: of the municipality, else of the name. Words always stand beside it. */
export const initialsOf = (person: PersonHere, municipality: string | null): string => {
  if (municipality !== null) return municipality.slice(0, 2)
  const words = person.name.split(/[\s,]+/).filter(Boolean)
  const letters = words.length > 1 ? words.slice(0, 2).map((word) => word[0]) : [person.name.slice(0, 2)]
  return letters.join('').toLocaleUpperCase('sv')
}

/** Name and role, where the municipality stands beside it; a name that is made of the role is said once. */
export const nameAndRole = (person: PersonHere, say: { roles: Record<Role, string> }): string => {
  if (person.role === null) return person.name
  const role = say.roles[person.role]
  return isNamedByRole(person) ? role : `${person.name}, ${role}`
}

/** Whether they write here when the text is open: the caret of one who only reads would look like a writer's. */
export const isWriter = (person: PersonHere): boolean =>
  person.role !== null && may.editText({ ...person, role: person.role }, 'drafting') === true
