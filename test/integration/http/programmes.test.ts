/** Programmes over HTTP, their first text, and who is admitted to it. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import * as Y from 'yjs'
import { admit } from '../../../server/programmes.ts'
import { dayInSweden } from '../../../shared/calendar.ts'
import { type Phase, type Programme, phases } from '../../../shared/programmes.ts'
import { textRoot } from '../../../shared/protocol.ts'
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

const input = { title: 'SUP 2050', horizonYear: 2050, period: { fromYear: 2031, toYear: 2034 } }

const create = async (given: object = {}): Promise<Programme> => {
  const { body } = await secretariat.post('/api/programmes', { ...input, ...given })
  return body as Programme // expected below, field by field
}

/** The text as it is on disk. */
const textOf = async ({ textId }: Programme): Promise<Y.XmlFragment> => {
  const stored = await service.store.texts.load(textId)
  const doc = new Y.Doc()
  if (stored?.snapshot) Y.applyUpdate(doc, stored.snapshot)
  for (const { update } of stored?.entries ?? []) Y.applyUpdate(doc, update)
  return doc.getXmlFragment(textRoot)
}

describe('a new programme', () => {
  test('[R5] is written with its text and its audit entry, and announced', async () => {
    const { status, body } = await secretariat.post('/api/programmes', input)
    expect(status).toBe(201)
    expect(body).toEqual({
      ...input,
      id: expect.any(String),
      textId: expect.any(String),
      municipalities: expect.arrayContaining(['tyreso']),
      goalsPerFocusArea: null,
      phase: 'drafting',
      example: false,
    })
    const { id, ...rest } = body
    const entry = (await service.audit()).at(-1)
    expect(entry?.audit).toMatchObject({ action: 'programme.create', subject: { id }, before: null, after: rest })
    expect(service.announced).toContainEqual({ noun: 'programmes', id })
    expect((await chair.get(`/api/programmes/${String(id)}`)).body).toEqual(body)
  })

  test('has one empty paragraph with an id, made by its author under a clientID of its own', async () => {
    const [one, other] = [await create(), await create()]
    const texts = [await textOf(one), await textOf(other)]
    expect(texts.map((text) => text.toString().replace(/id="[\w-]+"/, 'id="…"'))).toEqual(
      texts.map(() => '<paragraph id="…"></paragraph>'),
    )
    const clients = texts.flatMap((text) => [...(text.doc?.store.clients.keys() ?? [])])
    expect(new Set(clients).size).toBe(2)
    const { id } = await service.member('sekretariat@sodertorn.example')
    expect((await service.store.texts.load(one.textId))?.entries.map(({ by }) => by)).toEqual([id])
  })

  test('its text is of no other programme: the text’s id is never one a browser sends', async () => {
    const first = await create()
    const second = await create({ textId: first.textId, id: first.id, phase: 'adoption' })
    expect(second.textId).not.toBe(first.textId)
    expect(second.id).not.toBe(first.id)
    expect(second.phase).toBe('drafting')
  })

  test('[R5] what is refused leaves nothing behind', async () => {
    const before = await service.audit()
    const programmes = (await chair.get('/api/programmes')).body
    expect(said(await chair.post('/api/programmes', input))).toBe('not-your-role')
    expect((await secretariat.post('/api/programmes', { ...input, title: '' })).body).toMatchObject({
      code: 'bad-request',
      fields: ['title'],
    })
    expect(await service.audit()).toEqual(before)
    expect((await chair.get('/api/programmes')).body).toEqual(programmes)
  })

  test.for<[why: string, body: string]>([
    ['no JSON', '{"title":'],
    ['a list', '[]'],
    ['nothing', ''],
    ['a prototype', '{"__proto__":{"title":"x"}}'],
  ])('[R8] a body that is %s is a bad request, not an error of ours', async ([, sent]) => {
    const response = await service.app.request('/api/programmes', {
      method: 'POST',
      headers: { cookie: secretariat.cookie, 'content-type': 'application/json' },
      body: sent,
    })
    expect(response.status).toBe(400)
    expect(response.headers.get('content-type')).toContain('application/problem+json')
  })

  test('a body above 1 MB is too big, whether its length is told or not', async () => {
    const huge = JSON.stringify({ ...input, title: 'å'.repeat(600_000) })
    /** Node asks for `duplex` when a body has no known length. */
    const streamed = (body: BodyInit, headers: Record<string, string>): RequestInit & { duplex: 'half' } => ({
      method: 'POST',
      headers: { cookie: secretariat.cookie, 'content-type': 'application/json', ...headers },
      body,
      duplex: 'half',
    })
    const send = (body: BodyInit, headers: Record<string, string>) =>
      service.app.request('/api/programmes', streamed(body, headers))
    const told = await send(huge, { 'content-length': String(Buffer.byteLength(huge)) })
    const untold = await send(new Blob([huge]).stream(), {})
    expect([told.status, untold.status]).toEqual([413, 413])
  })
})

describe('being admitted to a text', () => {
  const today = dayInSweden(someDay)
  const admitted = async (email: string, textId: string, day = today) =>
    admit(service.store, textId, (await service.member(email)).id, day)

  /** As a later command will write it: the programme in another phase. */
  const inPhase = async (programme: Programme, phase: Phase): Promise<Programme> => {
    const stored = await service.store.records.get('programmes', programme.id)
    const keys = [`text:${programme.textId}`]
    const change = { collection: 'programmes', id: programme.id, expected: stored?.version ?? 0, keys }
    const changes = [{ ...change, value: { ...programme, phase } }]
    await service.store.records.commit({ at: someDay, changes, audit: null })
    return { ...programme, phase }
  }

  test('[R4] says who comes, in which role, and whether they may write now', async () => {
    const { textId } = await create()
    const { id } = await service.member('ordforande@tyreso.example')
    expect(await admitted('ordforande@tyreso.example', textId)).toEqual({
      memberId: id,
      name: 'Ordförande, Tyresö',
      role: 'chair',
      municipality: 'tyreso',
      mayWrite: true,
    })
    expect(await admitted('handlaggare@tyreso.example', textId)).toMatchObject({ mayWrite: 'not-your-role' })
  })

  test('[R4] in every phase: all read, and only the authors write, only in drafting', async () => {
    const people = ['ordforande@tyreso.example', 'sekretariat@sodertorn.example', 'lasare@sodertorn.example'] as const
    const seen: Record<string, unknown[]> = {}
    for (const phase of phases) {
      const { textId } = await inPhase(await create(), phase)
      for (const email of people) {
        const one = await admitted(email, textId)
        seen[phase] = [...(seen[phase] ?? []), typeof one === 'string' ? one : one.mayWrite]
      }
    }
    expect(seen).toEqual({
      drafting: [true, true, 'not-your-role'],
      editorialStop: ['text-stopped', 'text-stopped', 'not-your-role'],
      adoption: ['text-sealed', 'text-sealed', 'not-your-role'],
    })
  })

  test('[R2] is refused to one whose role does not hold that day, and to one who is no member', async () => {
    const { textId } = await create()
    expect(await admitted('ordforande@tyreso.example', textId, '2022-12-31')).toBe('role-expired')
    expect(await admit(service.store, textId, 'nobody', today)).toBe('not-signed-in')
  })

  test('two-ids-one-checked: a text that no programme works on is not found, however its id was come by', async () => {
    const programme = await create()
    for (const id of [
      'nothing',
      programme.id,
      '',
      '__proto__',
      (await service.member('lasare@sodertorn.example')).id,
    ]) {
      expect(await admitted('ordforande@tyreso.example', id)).toBe('not-found')
    }
  })
})
