/** Example mode: who is there, what they begin with, and that none of it exists in production. */
import { mkdtemp, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import * as Y from 'yjs'
import { exampleSecret } from '../../../server/auth/secret.ts'
import { examplePassword, examplePeople, seedExample } from '../../../server/example.ts'
import { exampleText } from '../../../server/exampletext.ts'
import { municipalityIds } from '../../../shared/people.ts'
import { textRoot } from '../../../shared/protocol.ts'
import { isAttributeValue, isSafeHref, nodes } from '../../../shared/schema/form.ts'
import { openService, type Service, said, someDay } from '../../support/service.ts'

let service: Service
beforeAll(async () => {
  service = await openService()
})
afterAll(() => service.close())

const production = {
  NODE_ENV: 'production',
  BASE_URL: 'https://samskriv.example',
  SAMSKRIV_SECRET: '0123456789abcdef0123456789abcdef',
}

describe('[R10] example people', () => {
  test('there is one of every role for each of the eight, the secretariat and a reader', async () => {
    const { body } = await service.stranger.get('/api/example')
    expect(body).toEqual(examplePeople)
    expect(examplePeople).toHaveLength(8 * 4 + 2)
    expect(new Set(examplePeople.map(({ municipality }) => municipality))).toEqual(new Set([...municipalityIds, null]))
  })

  test('each of them can be signed in as, as what they are said to be', async () => {
    // Four of thirty-four: a password takes a fifth of a second, by intention.
    for (const { email, name, role, municipality } of examplePeople.filter((_, i) => i % 11 === 0)) {
      const visitor = await service.signIn(email)
      expect((await visitor.get('/api/me')).body).toMatchObject({
        member: { email, name },
        actor: { role, municipality },
      })
    }
  })

  test('in production the list is not there, and the answers say so', async () => {
    const other = await openService({ environment: production })
    expect(said(await other.stranger.get('/api/example'))).toBe('not-found')
    await other.close()
  })

  test('are made once: a second start changes nothing', async () => {
    const before = await service.store.records.list('members')
    await seedExample(
      service.store,
      () => someDay,
      () => 'another',
    )
    expect(await service.store.records.list('members')).toEqual(before)
  })
})

describe('the example programme', () => {
  const paragraphs = async (): Promise<Y.XmlElement[]> => {
    const [stored] = await service.store.records.list('programmes')
    const text = await service.store.texts.load(String(stored?.value.textId))
    const doc = new Y.Doc()
    for (const { update } of text?.entries ?? []) Y.applyUpdate(doc, update)
    return doc
      .getXmlFragment(textRoot)
      .toArray()
      .filter((child) => child instanceof Y.XmlElement)
  }

  test('is in drafting, for 2027–2030, and marked as an example', async () => {
    const visitor = await service.signIn('lasare@sodertorn.example')
    expect(Object.values((await visitor.get('/api/programmes')).body)).toMatchObject([
      {
        title: 'Södertörns utvecklingsprogram 2045',
        horizonYear: 2045,
        period: { fromYear: 2027, toYear: 2030 },
        phase: 'drafting',
        example: true,
      },
    ])
  })

  test('has the text’s form: every attribute known, its value allowed, every paragraph with an id of its own', async () => {
    const all = await paragraphs()
    expect(all).toHaveLength(exampleText.length)
    const form = nodes.paragraph.attributes
    const wrong = all.flatMap((paragraph) =>
      Object.entries(paragraph.getAttributes()).filter(
        ([name, value]) => !(name in form) || !isAttributeValue(form[name as keyof typeof form], value),
      ),
    )
    expect(wrong).toEqual([])
    expect(new Set(all.map((paragraph) => paragraph.getAttribute('id'))).size).toBe(all.length)
  })

  test('says only what is not a default, as every peer does', async () => {
    const defaults = Object.entries(nodes.paragraph.attributes).map(([name, { default: value }]) => [name, value])
    const all = (await paragraphs()).flatMap((paragraph) => Object.entries(paragraph.getAttributes()))
    expect(all.filter(([name, value]) => defaults.some(([n, v]) => n === name && v === value))).toEqual([])
  })

  test('has one vision, one overall goal, three focus areas with two goals each, and the marks in use', async () => {
    const roles = Map.groupBy(exampleText, ({ role }) => role)
    const count = (role: 'vision' | 'overallGoal' | 'focusArea' | 'goal') => roles.get(role)?.length
    expect([count('vision'), count('overallGoal'), count('focusArea'), count('goal')]).toEqual([1, 1, 3, 6])
    expect(new Set(roles.get('goal')?.map(({ goalId }) => goalId)).size).toBe(6)
    const marks = exampleText.flatMap(({ words }) => words.flatMap((w) => (typeof w === 'string' ? [] : [w.marks])))
    expect(new Set(marks.flatMap((mark) => Object.keys(mark)))).toEqual(new Set(['bold', 'italic', 'link']))
    expect(marks.filter(({ link }) => link && !isSafeHref(link.href))).toEqual([])
    const written = (await paragraphs()).map((paragraph) => paragraph.toString()).join('')
    expect(written).toContain('<bold>mer än en halv miljon invånare</bold>.')
  })
})

describe('its secret', () => {
  test('is made once for a folder and kept from others, so that sessions outlive a restart', async () => {
    const parent = await mkdtemp(path.join(tmpdir(), 'samskriv-secret-'))
    const [one, again] = [await exampleSecret(path.join(parent, 'a')), await exampleSecret(path.join(parent, 'a'))]
    expect(one).toMatch(/^[0-9a-f]{64}$/)
    expect(again).toBe(one)
    expect(await exampleSecret(path.join(parent, 'b'))).not.toBe(one)
    expect(((await stat(path.join(parent, 'a', 'secret'))).mode & 0o777).toString(8)).toBe('600')
    await rm(parent, { recursive: true })
  })
})

test('the password is the one that the README tells', () => {
  expect(examplePassword).toBe('samskriv-exempel')
})
