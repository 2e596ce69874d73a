/** How a person is named together with what they do, without saying it twice. */
import type { MunicipalityId, Role } from '../people.ts'
import { en } from './en.ts'
import { type Messages, sv } from './sv.ts'

export type Named = { name: string; role: Role | null; municipality: MunicipalityId | null }

/** An example person's name is their role and municipality already, in one of our languages. */
export const isNamedByRole = ({ name, role, municipality }: Named): boolean =>
  role !== null && [sv, en].some((say) => say.roleIn(say.roles[role], municipality) === name)

/** The name alone; one that is made of a role is said in the reader's language. */
export const nameIn = (person: Named, say: Messages): string =>
  person.role !== null && isNamedByRole(person) ? say.roleIn(say.roles[person.role], person.municipality) : person.name

/** Name, role and municipality: "Anna Ek, ordförande, Tyresö". */
export const nameAndRoleIn = (person: Named, say: Messages): string =>
  person.role === null || isNamedByRole(person)
    ? nameIn(person, say)
    : `${person.name}, ${say.roleIn(say.roles[person.role].toLowerCase(), person.municipality)}`
