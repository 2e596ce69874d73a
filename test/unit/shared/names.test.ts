import { expect, test } from 'vitest'
import { en } from '../../../shared/messages/en.ts'
import { type Named, nameAndRoleIn, nameIn } from '../../../shared/messages/names.ts'
import { sv } from '../../../shared/messages/sv.ts'

const example: Named = { name: 'Ordförande, Tyresö', role: 'chair', municipality: 'tyreso' }
const anna: Named = { ...example, name: 'Anna Ek' }

test('a name that is made of role and municipality is said once, in the language of who reads it', () => {
  expect(nameAndRoleIn(example, sv)).toBe('Ordförande, Tyresö')
  expect(nameAndRoleIn(example, en)).toBe('Chair, Tyresö')
  expect(nameIn(example, en)).toBe('Chair, Tyresö')
  expect(nameAndRoleIn({ name: 'Sekretariatet', role: 'secretariat', municipality: null }, en)).toBe('Secretariat')
})

test("a person's own name is never translated, and role and municipality stand after it", () => {
  expect(nameAndRoleIn(anna, sv)).toBe('Anna Ek, ordförande, Tyresö')
  expect(nameAndRoleIn(anna, en)).toBe('Anna Ek, chair, Tyresö')
  expect(nameIn(anna, en)).toBe('Anna Ek')
})

test('a name made of another role than the one held is a name like others', () => {
  expect(nameAndRoleIn({ ...example, role: 'officer' }, sv)).toBe('Ordförande, Tyresö, handläggare, Tyresö')
})
