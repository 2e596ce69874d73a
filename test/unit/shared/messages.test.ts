/** What a person is told, and in which language. */
import { describe, expect, test } from 'vitest'
import { language, languages } from '../../../shared/messages/language.ts'
import { messages } from '../../../shared/messages/messages.ts'
import { municipalityIds } from '../../../shared/people.ts'
import { problemOf, problems } from '../../../shared/problem.ts'

/** Words of ours that nobody else should have to learn. */
const jargon =
  /\b(server|session|klient|client|update|uppdateringsfil|token|cookie|socket|websocket|http|id|logg|log|yjs)\b/i

describe.for(languages)('in %s', (spoken) => {
  const texts = Object.entries(messages(spoken).problems)

  test('[R8] every problem has a text that says what happened, and no text is left of a problem that is gone', () => {
    expect(texts.map(([code]) => code).toSorted()).toEqual(Object.keys(problems).toSorted())
    expect(texts.filter(([, { happened }]) => !/^\p{Lu}.+\.$/u.test(happened))).toEqual([])
  })

  test('[R8] every part is empty or whole sentences, short and without our own words', () => {
    const parts = texts.flatMap(([code, text]) => Object.values(text).map((part) => [code, part] as const))
    const wrong = parts.filter(
      ([, part]) => part !== '' && (!part.endsWith('.') || part.length > 160 || jargon.test(part)),
    )
    expect(wrong).toEqual([])
  })

  test('[R8] where words are at stake the text says where they are', () => {
    const silent = texts.filter(
      ([code, { kept }]) => kept === '' && 'client' in problemOf(code as keyof typeof problems),
    )
    expect(silent).toEqual([])
  })

  test('someone is named by role and municipality', () => {
    const { roleIn, roles } = messages(spoken)
    expect(roleIn(roles.secretariat, null)).toBe(roles.secretariat)
    expect(municipalityIds.map((m) => roleIn(roles.chair, m))).toContain(`${roles.chair}, Tyresö`)
  })
})

test('[R8] the two languages say different things: nothing was left untranslated', () => {
  const [sv, en] = [messages('sv').problems, messages('en').problems]
  const codes = Object.keys(problems) as (keyof typeof problems)[] // Object.keys forgets the key type
  expect(codes.filter((code) => sv[code].happened === en[code].happened)).toEqual([])
  expect(codes.filter((code) => (sv[code].kept === '') !== (en[code].kept === ''))).toEqual([])
  expect(codes.filter((code) => (sv[code].act === '') !== (en[code].act === ''))).toEqual([])
})

test.for<[header: string | null, spoken: string]>([
  [null, 'sv'],
  ['', 'sv'],
  ['*', 'sv'],
  ['sv-SE,sv;q=0.9,en;q=0.8', 'sv'],
  ['en-GB,en;q=0.9', 'en'],
  ['en;q=0.5, sv;q=0.6', 'sv'],
  ['de, en;q=0.5', 'en'],
  ['fi, de', 'sv'],
  ['en;q=0', 'sv'],
  ['en;q=nonsense', 'sv'],
])('[R8] who asks for %j is answered in %s', ([header, spoken]) => {
  expect(language(header)).toBe(spoken)
})
