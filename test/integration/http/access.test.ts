/** Every endpoint as every role: who gets through, and that every id in a request is asked for. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openService, type Service, said, type Visitor } from '../../support/service.ts'

const people = {
  chair: 'ordforande@tyreso.example',
  director: 'kommundirektor@tyreso.example',
  officer: 'handlaggare@tyreso.example',
  registrar: 'registrator@tyreso.example',
  reader: 'lasare@sodertorn.example',
  secretariat: 'sekretariat@sodertorn.example',
} as const
type Role = keyof typeof people
const roles = Object.keys(people) as Role[] // Object.keys forgets the key type

let service: Service
const visitors = new Map<Role, Visitor>()

beforeAll(async () => {
  service = await openService()
  for (const role of roles) visitors.set(role, await service.signIn(people[role]))
})
afterAll(() => service.close())

const as = (role: Role): Visitor => visitors.get(role) ?? service.stranger

type Endpoint = {
  method: 'get' | 'post'
  /** `:id` is put in by the test. */
  url: string
  /** Where the id in its address comes from. */
  ids?: () => Promise<{ own: string; others: string[] }>
  body?: object
  /** Who gets through; everybody else is told `not-your-role`. */
  open: 'everyone' | 'members' | readonly Role[]
}

const memberIds = async () => ({
  own: (await service.member('handlaggare@salem.example')).id,
  others: [await programmeId(), 'nothing', '__proto__', '..%2Fguards%2Frights'],
})
const programmeId = async () => (await service.store.records.list('programmes'))[0]?.id ?? ''
const programmeIds = async () => ({
  own: await programmeId(),
  others: [(await service.member(people.chair)).id, 'nothing', '__proto__', '..%2Fmembers'],
})

/** A new one each time: it is settled once. */
const rescueIds = async () => {
  const id = crypto.randomUUID()
  const spot = { paragraphId: null, before: '', after: '' }
  const state = { is: 'open' }
  const value = { id, programmeId: await programmeId(), textId: '', kind: 'lost', words: 'ord', spot, state, at: 0 }
  const change = { collection: 'rescues', id, expected: 0, value }
  await service.store.records.commit({ at: 0, changes: [change], audit: null })
  return { own: id, others: [await programmeId(), 'nothing', '__proto__', '..%2Fprogrammes'] }
}

/** Before it, the example text; and nothing that was done to it. */
const deletionIds = async () => {
  const { records, files } = service.store
  const id = crypto.randomUUID()
  const found = await records.get('programmes', await programmeId())
  const textId = String(found?.value['textId'])
  const stored = await service.store.texts.load(textId)
  const before = await files.put(stored?.entries[0]?.update ?? new Uint8Array())
  const deletion = await files.put(Uint8Array.of(0))
  const rest = { programmeId: await programmeId(), textId, by: [], from: 0, at: 0, state: { is: 'open' } }
  const value = { id, ...rest, reason: 'massDeletion', signs: 1000, share: 0.5, before, deletion }
  await records.commit({ at: 0, changes: [{ collection: 'snapshots', id, expected: 0, value }], audit: null })
  return { own: id, others: [await programmeId(), 'nothing', '__proto__', '..%2Fprogrammes'] }
}

const programme = { title: 'SUP 2050', horizonYear: 2050, period: { fromYear: 2031, toYear: 2034 } }

const endpoints: Endpoint[] = [
  { method: 'get', url: '/healthz', open: 'everyone' },
  { method: 'get', url: '/api/example', open: 'everyone' },
  { method: 'get', url: '/api/me', open: 'members' },
  { method: 'get', url: '/api/members', open: 'members' },
  { method: 'post', url: '/api/members/:id/terms', ids: memberIds, body: { terms: [] }, open: ['secretariat'] },
  { method: 'post', url: '/api/members/:id/deactivate', ids: memberIds, open: ['secretariat'] },
  { method: 'post', url: '/api/members/:id/activate', ids: memberIds, open: ['secretariat'] },
  { method: 'get', url: '/api/programmes', open: 'members' },
  { method: 'post', url: '/api/programmes', body: programme, open: ['secretariat'] },
  { method: 'get', url: '/api/programmes/:id', ids: programmeIds, open: 'members' },
  { method: 'get', url: '/api/programmes/:id/authors', ids: programmeIds, open: 'members' },
  { method: 'get', url: '/api/programmes/:id/beginning', ids: programmeIds, open: 'members' },
  { method: 'get', url: '/api/programmes/:id/rescues', ids: programmeIds, open: 'members' },
  {
    method: 'post',
    url: '/api/rescues/:id/settle',
    ids: rescueIds,
    body: { how: 'putBack' },
    open: ['chair', 'director', 'secretariat'],
  },
  { method: 'get', url: '/api/programmes/:id/snapshots', ids: programmeIds, open: 'members' },
  {
    method: 'post',
    url: '/api/snapshots/:id/take-back',
    ids: deletionIds,
    open: ['chair', 'director', 'secretariat'],
  },
  { method: 'post', url: '/api/snapshots/:id/dismiss', ids: deletionIds, open: ['chair', 'director', 'secretariat'] },
]

const ask = (visitor: Visitor, { method, url, body }: Endpoint, id = ''): ReturnType<Visitor['get']> => {
  const address = url.replace(':id', id)
  return method === 'get' ? visitor.get(address) : visitor.post(address, body)
}

/** Bytes, not JSON: `files.test.ts` asks them as every role. */
const askedElsewhere = ['get /api/files/:id', 'post /api/files']

test('[R3] every endpoint of the app is in the table, signing in and out apart', () => {
  const there = service.app.routes
    .filter(({ method, path }) => method !== 'ALL' && !path.includes('*') && !path.startsWith('/api/auth/'))
    .map(({ method, path }) => `${method.toLowerCase()} ${path}`)
  const asked = endpoints.map(({ method, url }) => `${method} ${url}`)
  expect([...new Set(there)].toSorted()).toEqual([...asked, ...askedElsewhere].toSorted())
})

describe.for(endpoints)('$method $url', (endpoint) => {
  test.for(roles)('[R3] as %s', async (role) => {
    const id = (await endpoint.ids?.())?.own
    const through = typeof endpoint.open === 'string' || endpoint.open.includes(role)
    const heard = said(await ask(as(role), endpoint, id))
    expect(heard === 200 || heard === 201 ? 'let through' : heard).toBe(through ? 'let through' : 'not-your-role')
  })

  test('[R3] without a session', async () => {
    const id = (await endpoint.ids?.())?.own
    expect(said(await ask(service.stranger, endpoint, id))).toEqual(
      endpoint.open === 'everyone' ? 200 : 'not-signed-in',
    )
  })

  test('two-ids-one-checked: [R3] an id of another kind is not found, and of no use', async () => {
    for (const id of (await endpoint.ids?.())?.others ?? []) {
      expect([id, said(await ask(as('secretariat'), endpoint, id))]).toEqual([id, 'not-found'])
    }
  })
})
