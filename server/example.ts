/** Example mode: invented people in every role and one programme, so that a fresh clone can be tried at once (R10). */
import { Hono } from 'hono'
import { sv } from '../shared/messages/sv.ts'
import { type Actor, type Member, type MunicipalityId, municipalityIds, type Role } from '../shared/people.ts'
import { Problem } from '../shared/problem.ts'
import type { Programme } from '../shared/programmes.ts'
import { auditEntry } from './audit.ts'
import { memberKeys } from './auth/actor.ts'
import { accountChanges } from './auth/auth.ts'
import { hashPassword } from './auth/password.ts'
import { yearWheel, yearWheelAlt } from './example/figures.ts'
import { exampleText } from './exampletext.ts'
import { keepImage, newFile } from './files.ts'
import { firstText } from './newtext.ts'
import { newProgramme } from './programmes.ts'
import type { Change, Store } from './store/store.ts'

export const examplePassword = 'samskriv-exempel'

export type ExamplePerson = { email: string; name: string; role: Role; municipality: MunicipalityId | null }

/** How the first part of an e-mail address says a role. */
const municipalRoles = [
  ['ordforande', 'chair'],
  ['kommundirektor', 'director'],
  ['handlaggare', 'officer'],
  ['registrator', 'registrar'],
] as const satisfies [string, Role][]

const person = (email: string, role: Role, municipality: MunicipalityId | null): ExamplePerson => ({
  email,
  name: sv.roleIn(sv.roles[role], municipality),
  role,
  municipality,
})

/** Roles, not people: nobody who lives is named. The secretariat is first, as the author of the example text. */
export const examplePeople: readonly ExamplePerson[] = [
  person('sekretariat@sodertorn.example', 'secretariat', null),
  ...municipalityIds.flatMap((m) => municipalRoles.map(([word, role]) => person(`${word}@${m}.example`, role, m))),
  person('lasare@sodertorn.example', 'reader', null),
]

const memberChanges = (who: ExamplePerson, passwordHash: string, id: string, at: number): Change[] => {
  const { email, name, role, municipality } = who
  const terms = [{ role, municipality, from: '2023-01-01', to: null }]
  const member: Member = { id, name, email, active: true, terms }
  return [
    { collection: 'members', id, expected: 0, value: member, keys: memberKeys(member) },
    ...accountChanges({ id, name, email, passwordHash }, at),
  ]
}

/**
 * Fills a store that has no members; does nothing to one that has. One commit, so that a crash leaves all of it or an
 * empty store that is filled at the next start.
 */
export const seedExample = async (store: Store, clock: () => number, newId: () => string): Promise<void> => {
  if ((await store.records.list('members')).length > 0) return
  const at = clock()
  // One hash for all of them: thirty-four would take seconds, and the password is on the sign-in page.
  const passwordHash = await hashPassword(examplePassword)
  const people = examplePeople.map((who) => ({ who, id: newId() }))
  const author: Actor = { memberId: people[0]?.id ?? newId(), name: '', role: 'secretariat', municipality: null }
  const programme: Programme = {
    id: newId(),
    title: 'Södertörns utvecklingsprogram 2045',
    horizonYear: 2045,
    period: { fromYear: 2027, toYear: 2030 },
    municipalities: municipalityIds,
    goalsPerFocusArea: 2,
    phase: 'drafting',
    textId: newId(),
    example: true,
  }
  const { id: file, ...image } = await keepImage(store, await yearWheel())
  const text = exampleText({
    kind: 'figure',
    file,
    width: image.width,
    height: image.height,
    alt: yearWheelAlt,
    caption: 'Samarbetets år, från uppföljning till beslut.',
  })
  const subject = { collection: 'programmes', id: programme.id }
  await store.records.commit({
    at,
    changes: [
      ...people.flatMap(({ who, id }) => memberChanges(who, passwordHash, id, at)),
      newProgramme(programme),
      newFile({ ...image, id: file, programmes: [programme.id], byMember: author.memberId, at }),
    ],
    audit: auditEntry('example.seed', author, { subject, before: null, after: null }),
    text: { textId: programme.textId, entry: { by: author.memberId, at, update: firstText(text, newId) } },
  })
}

/** Whom a visitor may sign in as, for the buttons of the sign-in page. Only in example mode. */
export const exampleRoutes = (example: boolean) =>
  new Hono().get('/example', (c) => {
    if (!example) throw new Problem('not-found')
    return c.json(examplePeople)
  })
