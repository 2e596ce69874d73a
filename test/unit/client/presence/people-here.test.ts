import { describe, expect, test } from 'vitest'
import { en } from '../../../../shared/messages/en.ts'
import { sv } from '../../../../shared/messages/sv.ts'
import { roles } from '../../../../shared/people.ts'
import {
  initialsOf,
  isWriter,
  nameAndRole,
  type PersonHere,
  peopleHere,
  personIn,
} from '../../../../client/presence/people-here.ts'

const me: PersonHere = { memberId: 'me', name: 'Jag', role: 'chair', municipality: 'tyreso' }
const state = (memberId: string, name: string, municipality: string | null = null) => ({
  user: { memberId, name, role: 'chair', municipality },
  cursor: null,
})

describe('[P18] who is here is what the relay says of them', () => {
  test('everyone once, however many tabs they have, and I first', () => {
    const states = [
      state('b', 'Bo', 'salem'),
      state('a', 'Åsa', 'haninge'),
      state('b', 'Bo', 'salem'),
      state('me', 'Jag'),
    ]
    expect(peopleHere(states, me).map(({ name }) => name)).toEqual(['Jag', 'Åsa', 'Bo'])
  })

  test('states that say nobody are passed over', () => {
    expect(peopleHere([{}, null, { user: 5 }, { user: { role: 'chair' } }, { cursor: {} }], me)).toEqual([me])
  })

  test('a role or municipality that we do not know is left out', () => {
    const user = { memberId: 'x', name: 'X', role: 'king', municipality: '__proto__' }
    expect(personIn(user)).toEqual({ memberId: 'x', name: 'X', role: null, municipality: null })
  })
})

test('an example person is not said twice', () => {
  const person = { ...me, name: 'Ordförande, Tyresö' }
  expect(nameAndRole(person, sv)).toBe('Ordförande')
  expect(nameAndRole(person, en)).toBe('Chair')
  expect(nameAndRole({ ...me, name: 'Chair, Tyresö' }, sv)).toBe('Ordförande')
  expect(nameAndRole({ ...me, name: 'Anna Ek' }, sv)).toBe('Anna Ek, Ordförande')
  expect(nameAndRole({ ...person, role: 'officer' }, sv)).toBe('Ordförande, Tyresö, Handläggare')
})

test("[R4] a caret is a writer's: chairs, directors and the secretariat have one, those who read have none", () => {
  const writers = roles.filter((role) => isWriter({ ...me, role }))
  expect(writers).toEqual(['chair', 'director', 'secretariat'])
  expect(isWriter({ ...me, role: null })).toBe(false)
})

test('two letters: of the municipality, else of the name', () => {
  expect(initialsOf(me, 'Tyresö')).toBe('Ty')
  expect(initialsOf({ ...me, name: 'Åsa Ek' }, null)).toBe('ÅE')
  expect(initialsOf({ ...me, name: 'Sekretariatet' }, null)).toBe('SE')
})
