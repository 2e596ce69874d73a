/** Members over HTTP: who I am, who sees what, and who changes whose rights. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Term } from '../../../shared/people.ts'
import { openService, type Service, said, someDay, type Visitor } from '../../support/service.ts'

let service: Service
let secretariat: Visitor
let chair: Visitor

beforeAll(async () => {
  service = await openService()
  secretariat = await service.signIn('sekretariat@sodertorn.example')
  chair = await service.signIn('ordforande@tyreso.example')
})
afterAll(() => service.close())

const idOf = async (email: string) => (await service.member(email)).id

const setTerms = async (by: Visitor, email: string, terms: Term[]) =>
  by.post(`/api/members/${await idOf(email)}/terms`, { terms })

const secretary: Term = { role: 'secretariat', municipality: null, from: '2020-01-01', to: null }
const officer: Term = { role: 'officer', municipality: 'salem', from: '2020-01-01', to: null }

describe('GET /api/me', () => {
  test('says who I am, which role I act in today, and that this is example mode', async () => {
    const { status, body } = await chair.get('/api/me')
    expect(status).toBe(200)
    expect(body).toEqual({
      member: {
        id: await idOf('ordforande@tyreso.example'),
        name: 'Ordförande, Tyresö',
        email: 'ordforande@tyreso.example',
      },
      actor: { role: 'chair', municipality: 'tyreso' },
      today: '2026-11-24',
      example: true,
    })
  })

  test('without a session there is nothing but 401', async () => {
    for (const url of ['/api/me', '/api/members', '/api/programmes', '/api/programmes/x']) {
      expect([url, said(await service.stranger.get(url))]).toEqual([url, 'not-signed-in'])
    }
  })

  test('a cookie with another signature is no session', async () => {
    const forged = chair.cookie.replace(/.{3}(%3D)?$/, 'AAA')
    expect(said(await service.stranger.get('/api/me', { cookie: forged }))).toBe('not-signed-in')
  })
})

describe('GET /api/members', () => {
  test('anyone who takes part sees names and terms; e-mail addresses only the secretariat', async () => {
    const seen = async (by: Visitor) => {
      const { body } = await by.get('/api/members')
      return Object.values(body).find((m) => JSON.stringify(m).includes('Registrator, Salem'))
    }
    expect(await seen(chair)).toMatchObject({ active: true, email: null, today: { role: 'registrar' } })
    expect(await seen(secretariat)).toMatchObject({ email: 'registrator@salem.example' })
  })
})

describe('terms', () => {
  test('[R5] [R6] [R7] the secretariat replaces them: recorded, announced, and the rights said to have changed', async () => {
    const email = 'handlaggare@salem.example'
    const id = await idOf(email)
    const terms: Term[] = [{ ...officer, to: '2026-12-31' }]
    expect((await setTerms(secretariat, email, terms)).status).toBe(200)

    expect((await service.member(email)).terms).toEqual(terms)
    expect(service.rightsChanged).toContain(id)
    expect(service.announced).toContainEqual({ noun: 'members', id })
    const entry = (await service.audit()).at(-1)
    expect(entry?.audit).toEqual({
      action: 'member.terms',
      by: await idOf('sekretariat@sodertorn.example'),
      role: 'secretariat',
      municipality: null,
      subject: { collection: 'members', id },
      before: { active: true, terms: [{ ...officer, from: '2023-01-01' }] },
      after: { active: true, terms },
    })
  })

  test('[R6] an audit entry holds no name and no address of a person', async () => {
    const entries = JSON.stringify((await service.audit()).map((entry) => entry.audit))
    expect(entries).not.toContain('Handläggare')
    expect(entries).not.toContain('@')
  })

  test('[R2] a role that has run out stops working that day, midnight in Sweden', async () => {
    const visitor = await service.signIn('handlaggare@haninge.example')
    const until: Term = { ...officer, municipality: 'haninge', to: '2026-11-24' }
    await setTerms(secretariat, 'handlaggare@haninge.example', [until])

    service.setTime(Date.parse('2026-11-24T22:59:59Z'))
    expect((await visitor.get('/api/me')).status).toBe(200)
    service.setTime(Date.parse('2026-11-24T23:00:00Z'))
    for (const url of ['/api/me', '/api/members', '/api/programmes']) {
      expect([url, said(await visitor.get(url))]).toEqual([url, 'role-expired'])
    }
    service.setTime(someDay)
  })

  test.for<[why: string, terms: Partial<Term>[], field: string]>([
    ['a chair of no municipality', [{ role: 'chair', municipality: null }], 'terms.0.municipality'],
    ['a secretariat of one', [{ role: 'secretariat', municipality: 'salem' }], 'terms.0.municipality'],
    ['a day that does not exist', [{ from: '2027-02-29' }], 'terms.0.from'],
    ['an end before its beginning', [{ from: '2026-02-01', to: '2026-01-31' }], 'terms.0.to'],
    ['a municipality nobody knows', [{ municipality: 'danderyd' as 'salem' }], 'terms.0.municipality'],
    ['two that hold on one day', [{ to: '2026-06-30' }, { from: '2026-06-30' }], 'terms'],
  ])('[R1] %s is refused, and the field is named', async ([, terms, field]) => {
    const full = terms.map((term) => ({ ...officer, ...term }))
    const { status, body } = await setTerms(secretariat, 'handlaggare@botkyrka.example', full)
    expect(status).toBe(400)
    expect(body).toMatchObject({ code: 'bad-request', fields: [field] })
  })
})

test('[R5] changes of several members’ rights at the same moment are all kept', async () => {
  const emails = ['botkyrka', 'haninge', 'huddinge', 'nynashamn'].map((m) => `ordforande@${m}.example`)
  const until = (email: string): Term[] => [
    {
      role: 'chair',
      municipality: email.includes('botkyrka') ? 'botkyrka' : 'haninge',
      from: '2023-01-01',
      to: '2030-12-31',
    },
  ]
  const answers = await Promise.all(emails.map((email) => setTerms(secretariat, email, until(email))))
  expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200])
  for (const email of emails) expect((await service.member(email)).terms).toEqual(until(email))
})

describe('the last of the secretariat', () => {
  test('cannot be taken away, by terms or by deactivating', async () => {
    const email = 'sekretariat@sodertorn.example'
    const before = (await service.audit()).length
    expect(said(await setTerms(secretariat, email, []))).toBe('last-secretariat')
    expect(said(await setTerms(secretariat, email, [{ ...secretary, to: '2026-11-23' }]))).toBe('last-secretariat')
    expect(said(await secretariat.post(`/api/members/${await idOf(email)}/deactivate`))).toBe('last-secretariat')
    expect((await service.audit()).length).toBe(before)
  })

  test('two who take the role from each other at the same moment: one of them keeps it', async () => {
    const [first, second] = ['sekretariat@sodertorn.example', 'lasare@sodertorn.example'] as const
    await setTerms(secretariat, second, [secretary])
    const other = await service.signIn(second)
    const answers = await Promise.all([setTerms(secretariat, second, []), setTerms(other, first, [])])

    // The slower one finds its own role gone, or is the last: either way it is refused.
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1)
    const left = await Promise.all([first, second].map((email) => service.member(email)))
    expect(left.filter(({ terms }) => terms.length > 0)).toHaveLength(1)
    if (left[0]?.terms.length === 0) await setTerms(other, first, [secretary])
  })
})

describe('deactivating', () => {
  test('[R2] [R7] someone inactive may nothing and reads nothing, from the next request on, and may again when active', async () => {
    const visitor = await service.signIn('registrator@nykvarn.example')
    const id = await idOf('registrator@nykvarn.example')
    expect((await secretariat.post(`/api/members/${id}/deactivate`)).status).toBe(200)
    expect(said(await visitor.get('/api/me'))).toBe('role-expired')
    expect(said(await visitor.get('/api/programmes'))).toBe('role-expired')
    expect((await secretariat.post(`/api/members/${id}/activate`)).status).toBe(200)
    expect((await visitor.get('/api/me')).status).toBe(200)
    expect(service.rightsChanged.filter((changed) => changed === id)).toHaveLength(2)
  })

  test('of a member who does not exist is not found', async () => {
    expect(said(await secretariat.post('/api/members/nobody/deactivate'))).toBe('not-found')
  })
})
