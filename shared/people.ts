/** Who takes part: municipalities, roles, members and the terms they hold. */
import type { Day } from './calendar.ts'

/** The eight of Södertörn; the default of a new programme, whose own list says who decides on it. */
export const municipalities = {
  botkyrka: 'Botkyrka',
  haninge: 'Haninge',
  huddinge: 'Huddinge',
  nykvarn: 'Nykvarn',
  nynashamn: 'Nynäshamn',
  salem: 'Salem',
  sodertalje: 'Södertälje',
  tyreso: 'Tyresö',
} as const
export type MunicipalityId = keyof typeof municipalities
export const municipalityIds = Object.keys(municipalities) as MunicipalityId[] // Object.keys forgets the key type

export const roles = ['chair', 'director', 'officer', 'registrar', 'secretariat', 'reader'] as const
export type Role = (typeof roles)[number]

/** Roles that speak or act for one municipality and therefore must have one. */
export const municipalRoles: readonly Role[] = ['chair', 'director', 'officer', 'registrar']

/** A role held from one day to another, both included; `to` is null while no end is known. */
export type Term = { role: Role; municipality: MunicipalityId | null; from: Day; to: Day | null }

/** A person's record. We keep name, work e-mail, terms and nothing else of a person (GDPR). */
export type Member = { id: string; name: string; email: string; active: boolean; terms: Term[] }

/** Who acts, as they stand on the day: what is recorded with everything they do. */
export type Actor = { memberId: string; name: string; role: Role; municipality: MunicipalityId | null }

/** The term a member holds on a day: none if inactive or expired (R2). */
export const termOn = (member: Member, on: Day): Term | null =>
  member.active ? (member.terms.find((t) => t.from <= on && (t.to === null || on <= t.to)) ?? null) : null

export const actorOn = (member: Member, on: Day): Actor | null => {
  const term = termOn(member, on)
  return term && { memberId: member.id, name: member.name, role: term.role, municipality: term.municipality }
}

/** A role belongs to a municipality exactly when it speaks or acts for one; a reader may have one (R1). */
export const hasRightMunicipality = ({ role, municipality }: Pick<Term, 'role' | 'municipality'>): boolean =>
  municipality !== null ? role !== 'secretariat' : !municipalRoles.includes(role)

const overlap = (a: Term, b: Term): boolean => (b.to === null || a.from <= b.to) && (a.to === null || b.from <= a.to)

/** On any day at most one term holds, or it would be chance which one a person acts in. */
export const areApart = (terms: readonly Term[]): boolean =>
  !terms.some((a, i) => terms.slice(i + 1).some((b) => overlap(a, b)))
