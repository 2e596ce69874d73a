/** Who wrote what, over HTTP: who may ask, and under which role and municipality an author stands. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { AuthorRun } from '../../../shared/authors.ts'
import type { Term } from '../../../shared/people.ts'
import { openService, type Service, said, someDay, type Visitor } from '../../support/service.ts'
import { typist } from '../../support/typing.ts'

let service: Service
let secretariat: Visitor
let officer: Visitor

beforeAll(async () => {
  service = await openService()
  secretariat = await service.signIn('sekretariat@sodertorn.example')
  officer = await service.signIn('handlaggare@salem.example')
})
afterAll(() => service.close())

const day = 24 * 60 * 60 * 1000
const input = { title: 'SUP 2050', horizonYear: 2050, period: { fromYear: 2031, toYear: 2034 } }

const create = async (): Promise<{ id: string; textId: string }> => {
  const { id, textId } = (await secretariat.post('/api/programmes', input)).body
  return { id: String(id), textId: String(textId) }
}

const idOf = async (email: string): Promise<string> => (await service.member(email)).id

/** What is told of what came after the programme's first text. */
const told = async (by: Visitor, programmeId: string): Promise<AuthorRun[]> => {
  const { status, body } = await by.get(`/api/programmes/${programmeId}/authors`)
  expect(status).toBe(200)
  return (body as { runs: AuthorRun[] }).runs.slice(1) // expected by each test, field by field
}

const chair = 'ordforande@tyreso.example'

const setTerms = async (email: string, terms: Term[]): Promise<void> => {
  expect((await secretariat.post(`/api/members/${await idOf(email)}/terms`, { terms })).status).toBe(200)
}

test('[R13] anyone who reads the text is told who wrote it, from the log, name and role looked up', async () => {
  const { id, textId } = await create()
  const memberId = await idOf(chair)
  await service.store.texts.append(textId, [typist(memberId, 7).type('Vi bygger.', someDay)])
  expect(await told(officer, id)).toEqual([
    {
      client: 7,
      clock: 0,
      length: 10,
      at: someDay,
      author: { memberId, name: 'Ordförande, Tyresö', role: 'chair', municipality: 'tyreso' },
    },
  ])
})

test('[R13] the first text is its programme’s maker’s', async () => {
  const { id } = await create()
  const { body } = await officer.get(`/api/programmes/${id}/authors`)
  expect(body).toMatchObject({ runs: [{ clock: 0, author: { role: 'secretariat', municipality: null } }] })
})

test('[R13] after a change of role each word keeps the role and municipality of its day, midnight being Sweden’s', async () => {
  const { id, textId } = await create()
  const email = 'ordforande@nykvarn.example'
  await setTerms(email, [
    { role: 'chair', municipality: 'nykvarn', from: '2023-01-01', to: '2026-11-24' },
    { role: 'officer', municipality: 'salem', from: '2026-11-25', to: '2026-11-30' },
  ])
  const writer = typist(await idOf(email), 8)
  const midnight = Date.parse('2026-11-24T23:00:00Z')
  const times = [midnight - 1, midnight + 2 * 60_000, midnight + 9 * day]
  await service.store.texts.append(
    textId,
    times.map((at) => writer.type('ord', at)),
  )
  const standing = (await told(officer, id)).map(({ author }) => [author?.role, author?.municipality])
  expect(standing).toEqual([
    ['chair', 'nykvarn'],
    ['officer', 'salem'],
    [null, null],
  ])
})

test('[R13] who is inactive now has written in the role they had', async () => {
  const { id, textId } = await create()
  const email = 'kommundirektor@botkyrka.example'
  const memberId = await idOf(email)
  await service.store.texts.append(textId, [typist(memberId, 9).type('ord', someDay)])
  await secretariat.post(`/api/members/${memberId}/deactivate`)
  expect((await told(officer, id)).map(({ author }) => author)).toEqual([
    { memberId, name: 'Kommundirektör, Botkyrka', role: 'director', municipality: 'botkyrka' },
  ])
})

test('[R13] what no member wrote has no author, and does not stop the rest from being told', async () => {
  const { id, textId } = await create()
  await service.store.texts.append(textId, [typist('nobody', 10).type('ord', someDay)])
  expect((await told(officer, id)).map(({ author }) => author)).toEqual([null])
})

test('[R13] the log holds no name: one that is changed is another in all that was written before', async () => {
  const { id, textId } = await create()
  const email = 'ordforande@huddinge.example'
  const member = await service.member(email)
  await service.store.texts.append(textId, [typist(member.id, 11).type('ord', someDay)])
  expect(JSON.stringify(await service.store.texts.authors(textId))).not.toContain('Huddinge')
  const stored = await service.store.records.get('members', member.id)
  const value = { ...member, name: 'Ny Namnsson' }
  const change = { collection: 'members', id: member.id, expected: stored?.version ?? 0, value }
  await service.store.records.commit({ at: someDay, changes: [change], audit: null })
  expect((await told(officer, id)).map(({ author }) => author?.name)).toEqual(['Ny Namnsson'])
})

describe('who may not', () => {
  test('[R3] a stranger, and an id that is no programme’s: not even a text’s', async () => {
    const { id, textId } = await create()
    expect(said(await service.stranger.get(`/api/programmes/${id}/authors`))).toBe('not-signed-in')
    for (const other of [textId, await idOf(chair), 'nothing', '__proto__'])
      expect([other, said(await officer.get(`/api/programmes/${other}/authors`))]).toEqual([other, 'not-found'])
  })

  test('[R2] one whose role has run out', async () => {
    const { id } = await create()
    const visitor = await service.signIn('registrator@haninge.example')
    await setTerms('registrator@haninge.example', [
      { role: 'registrar', municipality: 'haninge', from: '2023-01-01', to: '2026-11-23' },
    ])
    expect(said(await visitor.get(`/api/programmes/${id}/authors`))).toBe('role-expired')
  })
})
