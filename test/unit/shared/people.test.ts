/** Terms: who holds which role on which day. */
import { describe, expect, test } from 'vitest'
import {
  actorOn,
  type Member,
  municipalityIds,
  municipalRoles,
  roles,
  type Term,
  termOn,
} from '../../../shared/people.ts'

import { termInput, termsInput } from '../../../shared/requests.ts'

const term = (given: Partial<Term>): Term => ({
  role: 'chair',
  municipality: 'tyreso',
  from: '2026-01-01',
  to: null,
  ...given,
})

const member = (...terms: Term[]): Member => ({
  id: 'm',
  name: 'Ordförande, Tyresö',
  email: 'm@t.example',
  active: true,
  terms,
})

describe('[R1] which roles have a municipality', () => {
  test.for(roles)('%s', (role) => {
    const withOne = termInput.safeParse(term({ role, municipality: 'salem' })).success
    const without = termInput.safeParse(term({ role, municipality: null })).success
    expect([withOne, without]).toEqual(
      municipalRoles.includes(role) ? [true, false] : role === 'secretariat' ? [false, true] : [true, true],
    )
  })

  test('all eight of Södertörn are known by their slugs', () => {
    expect(municipalityIds).toEqual('botkyrka haninge huddinge nykvarn nynashamn salem sodertalje tyreso'.split(' '))
  })
})

describe('[R2] a term on a day', () => {
  const spring = term({ from: '2026-03-01', to: '2026-05-31' })
  const autumn = term({ role: 'officer', from: '2026-09-01', to: null })

  test.for<[day: string, role: string | undefined]>([
    ['2026-02-28', undefined],
    ['2026-03-01', 'chair'],
    ['2026-05-31', 'chair'],
    ['2026-06-01', undefined],
    ['2026-09-01', 'officer'],
    ['2099-01-01', 'officer'],
  ])('%s: %s', ([day, role]) => {
    expect(termOn(member(spring, autumn), day)?.role).toBe(role)
  })

  test('someone inactive holds none', () => {
    expect(termOn({ ...member(autumn), active: false }, '2026-10-01')).toBeNull()
    expect(actorOn({ ...member(autumn), active: false }, '2026-10-01')).toBeNull()
  })

  test('[R6] who acts carries the role and the municipality of that day', () => {
    expect(actorOn(member(spring, autumn), '2026-04-01')).toEqual({
      memberId: 'm',
      name: 'Ordförande, Tyresö',
      role: 'chair',
      municipality: 'tyreso',
    })
  })
})

describe('[R2] all of a member’s terms', () => {
  const accepted = (...terms: Term[]) => termsInput.safeParse({ terms }).success

  test.for<[why: string, terms: Term[], ok: boolean]>([
    ['none at all', [], true],
    ['one after the other', [term({ to: '2026-05-31' }), term({ from: '2026-06-01' })], true],
    ['the later one first', [term({ from: '2026-06-01' }), term({ to: '2026-05-31' })], true],
    ['a day in common', [term({ to: '2026-06-01' }), term({ from: '2026-06-01' })], false],
    ['one within the other', [term({}), term({ from: '2026-02-01', to: '2026-02-02' })], false],
    ['two without end', [term({}), term({ from: '2030-01-01' })], false],
  ])('%s', ([, terms, ok]) => {
    expect(accepted(...terms)).toBe(ok)
  })
})
