/** Who is in the text: read from the states that the relay hands out, where name, role and municipality are its own. */
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

type Say = { roles: Record<Role, string>; roleIn: (role: string, municipality: MunicipalityId | null) => string }

/** Name and role; an example person's name is their role and municipality already. */
export const nameAndRole = ({ name, role, municipality }: PersonHere, say: Say): string => {
  if (role === null) return name
  return name === say.roleIn(say.roles[role], municipality) ? say.roles[role] : `${name}, ${say.roles[role]}`
}
