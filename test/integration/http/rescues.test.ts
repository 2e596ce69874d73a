/** Rescues: kept by the server on nobody's command, shown to all who read, settled by those who may edit. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { keepRescues } from '../../../server/rescuing.ts'
import type { Found } from '../../../server/relay/found.ts'
import type { Store } from '../../../server/store/store.ts'
import type { ShownRescue } from '../../../shared/rescues.ts'
import { openService, type Service, said, someDay, type Visitor } from '../../support/service.ts'
import { tempdir } from '../../support/tempdir.ts'

const chair = 'ordforande@salem.example'

let service: Service
let secretariat: Visitor
let director: Visitor
let officer: Visitor

beforeAll(async () => {
  service = await openService()
  secretariat = await service.signIn('sekretariat@sodertorn.example')
  director = await service.signIn('kommundirektor@haninge.example')
  officer = await service.signIn('handlaggare@salem.example')
})
afterAll(() => service.close())

const input = { title: 'SUP 2050', horizonYear: 2050, period: { fromYear: 2031, toYear: 2034 } }

/** A programme of its own, and the chair of Salem's clientID in its text. */
const create = async (): Promise<{ id: string; textId: string; client: number }> => {
  const { id, textId } = (await secretariat.post('/api/programmes', input)).body
  return { id: String(id), textId: String(textId), client: await claim(chair) }
}

let clients = 100
const claim = async (email: string): Promise<number> => {
  const client = ++clients
  const value = { by: (await service.member(email)).id, at: someDay }
  const changes = [{ collection: 'clients', id: String(client), expected: 0, value }]
  await service.store.records.commit({ at: someDay, changes, audit: null })
  return client
}

let ids = 0
const keep = async (textId: string, found: readonly Found[], at = someDay, store: Store = service.store) => {
  const announce: string[] = []
  const keeping = keepRescues({
    records: store.records,
    clock: () => at,
    newId: () => `rescue-${++ids}`,
    announce: ({ noun, id }) => announce.push(`${noun} ${id}`),
  })
  await keeping(textId, found)
  return announce
}

const spot = { paragraphId: 'p1', before: 'Vi bygger ', after: 'vägar.' }
const lost = (client: number, words: string, at = spot): Found => ({ kind: 'lost', client, words, spot: at })

const open = async (programmeId: string, by = officer, query = ''): Promise<ShownRescue[]> => {
  const { status, body } = await by.get(`/api/programmes/${programmeId}/rescues${query}`)
  expect(status).toBe(200)
  return body as unknown as ShownRescue[] // each test says what it expects of it
}

const wordsOf = async (programmeId: string): Promise<string[]> => (await open(programmeId)).map(({ words }) => words)

const only = async (programmeId: string): Promise<ShownRescue> => {
  const [rescue] = await open(programmeId)
  if (rescue === undefined) throw new Error('there is none')
  return rescue
}

describe('[R33] what is found is kept', () => {
  test('with its words, place and author as they stand that day, announced, and audited without the words', async () => {
    const { id, textId, client } = await create()
    const announced = await keep(textId, [lost(client, 'många ')])
    const [rescue, ...others] = await open(id)
    expect(others).toEqual([])
    const author = { memberId: (await service.member(chair)).id, name: 'Ordförande, Salem' }
    expect(rescue).toMatchObject({
      kind: 'lost',
      words: 'många ',
      spot,
      at: someDay,
      by: author.memberId,
      state: { is: 'open' },
      author: { ...author, role: 'chair', municipality: 'salem' },
    })
    expect(announced).toEqual([`rescues ${rescue?.id}`])
    const entry = (await service.audit()).at(-1)?.audit
    expect(entry).toMatchObject({ action: 'rescue.keep', by: author.memberId, role: 'chair', municipality: 'salem' })
    expect(JSON.stringify(entry)).not.toMatch(/många|bygger|Ordförande/)
  })

  test('each kind with its own, newest first', async () => {
    const { id, textId, client } = await create()
    await keep(textId, [{ kind: 'misplaced', client, words: 'efter', standsIn: 'p1', spot }], someDay)
    await keep(textId, [{ kind: 'doubled', client, words: 'resten', first: 'p1', second: 'p2' }], someDay + 1)
    expect(await open(id)).toMatchObject([
      { kind: 'doubled', words: 'resten', first: 'p1', second: 'p2' },
      { kind: 'misplaced', words: 'efter', standsIn: 'p1', spot },
    ])
  })

  test('of one person at most two hundred cards at once; what more is lost is all on the last', async () => {
    const { id, textId, client } = await create()
    const found = Array.from({ length: 450 }, (_, i) => lost(client, `ord${i}`, { ...spot, paragraphId: `p${i}` }))
    expect(await keep(textId, found)).toHaveLength(200)
    expect(await keep(textId, [lost(client, 'ännu ett')], someDay + 60_000)).toHaveLength(1)
    const all = (await wordsOf(id)).flatMap((words) => words.split('\n'))
    expect(new Set(all)).toEqual(new Set([...Array.from({ length: 450 }, (_, i) => `ord${i}`), 'ännu ett']))
  })

  test('also when nobody knows whose clientID it was', async () => {
    const { id, textId } = await create()
    await keep(textId, [lost(999_999, 'okänt')])
    expect(await open(id)).toMatchObject([{ words: 'okänt', by: null, author: null }])
  })

  test('and what somebody goes on typing unaware comes to one card, whatever way its place is told', async () => {
    const { id, textId, client } = await create()
    await keep(textId, [lost(client, 'm')])
    await keep(textId, [lost(client, 'å')], someDay + 9_000)
    await keep(textId, [lost(client, 'nga', { ...spot, before: 'Vi bygger må' })], someDay + 18_000)
    expect(await open(id)).toMatchObject([{ words: 'många', at: someDay, until: someDay + 18_000, spot }])
  })

  test('also of what stands in the wrong place, there and nowhere else', async () => {
    const { id, textId, client } = await create()
    const misplaced = (words: string, standsIn: string): Found => ({ kind: 'misplaced', client, words, standsIn, spot })
    await keep(textId, [misplaced('må', 'p1')])
    await keep(textId, [misplaced('nga', 'p1'), misplaced('annat', 'p2'), lost(client, 'borta')], someDay + 100)
    expect((await wordsOf(id)).toSorted()).toEqual(['annat', 'borta', 'många'])
  })

  test('but what is another’s, another place’s or comes later has a card of its own', async () => {
    const { id, textId, client } = await create()
    const other = await claim('kommundirektor@haninge.example')
    await keep(textId, [
      lost(client, 'ett'),
      lost(other, 'två'),
      lost(client, 'tre', { ...spot, paragraphId: 'p2' }),
      lost(client, 'fyra', { paragraphId: 'p1', before: 'Helt annan plats', after: '' }),
    ])
    await keep(textId, [lost(client, 'fem')], someDay + 10_001)
    expect((await wordsOf(id)).toSorted()).toEqual(['ett', 'fem', 'fyra', 'tre', 'två'])
  })

  test('words found in one batch that follow each other are one card', async () => {
    const { id, textId, client } = await create()
    const announced = await keep(textId, [lost(client, 'mån'), lost(client, 'ga')])
    expect(await wordsOf(id)).toEqual(['många'])
    expect(announced).toHaveLength(1)
  })

  test('a blank alone asks nobody anything, and is there when words follow it', async () => {
    const { id, textId, client } = await create()
    await keep(textId, [lost(client, ' ')])
    expect(await open(id)).toEqual([])
    await keep(textId, [lost(client, 'ja')], someDay + 100)
    expect(await wordsOf(id)).toEqual([' ja'])
  })

  test('nothing comes to a card that is settled', async () => {
    const { id, textId, client } = await create()
    await keep(textId, [lost(client, 'mån')])
    await director.post(`/api/rescues/${(await only(id)).id}/settle`, { how: 'putBack' })
    await keep(textId, [lost(client, 'ga')], someDay + 100)
    expect(await wordsOf(id)).toEqual(['ga'])
  })

  test('nor is anything lost when somebody settles the card at that very moment', async () => {
    const { id, textId, client } = await create()
    await keep(textId, [lost(client, 'mån')])
    const { id: card } = await only(id)
    const { records } = service.store
    let settled = false
    const settling: Store['records'] = {
      get: (...asked) => records.get(...asked),
      list: (...asked) => records.list(...asked),
      byKey: (...asked) => records.byKey(...asked),
      audit: (...asked) => records.audit(...asked),
      commit: async (commit) => {
        if (!settled) {
          settled = true
          await director.post(`/api/rescues/${card}/settle`, { how: 'putBack' })
        }
        return records.commit(commit)
      },
    }
    await keep(textId, [lost(client, 'ga')], someDay + 100, { ...service.store, records: settling })
    expect(await wordsOf(id)).toEqual(['ga'])
    expect(await open(id, officer, '?settled')).toMatchObject([{ words: 'mån' }])
  })

  test('after a restart it is there, open or settled as it was', async () => {
    const directory = await tempdir()
    const first = await openService({ directory })
    const [programme] = await first.store.records.list('programmes')
    const textId = String(programme?.value.textId)
    await keep(textId, [lost(1, 'ett'), lost(1, 'två', { ...spot, paragraphId: 'p2' })], someDay, first.store)
    const told = async ({ signIn }: Service): Promise<ShownRescue[][]> => {
      const visitor = await signIn('kommundirektor@haninge.example')
      const id = programme?.id ?? ''
      return [await open(id, visitor), await open(id, visitor, '?settled')]
    }
    const [waiting] = (await told(first))[0] ?? []
    const settling = await first.signIn('kommundirektor@haninge.example')
    await settling.post(`/api/rescues/${waiting?.id}/settle`, { how: 'discarded' })
    const before = await told(first)
    expect(before.map((each) => each.length)).toEqual([1, 1])
    await first.close()
    const second = await openService({ directory })
    expect(await told(second)).toEqual(before)
    await second.close()
  })
})

describe('settling', () => {
  test('[R36] it is on record who did what, and the card is history, not gone', async () => {
    const { id, textId, client } = await create()
    await keep(textId, [lost(client, 'många ')])
    const { id: card } = await only(id)
    service.announced.length = 0
    const { status } = await director.post(`/api/rescues/${card}/settle`, { how: 'putBack', length: 6 })
    expect(status).toBe(200)
    expect(service.announced).toEqual([{ noun: 'rescues', id: card }])
    expect(await open(id)).toEqual([])
    const by = (await service.member('kommundirektor@haninge.example')).id
    expect(await open(id, officer, '?settled')).toMatchObject([
      { id: card, words: 'många ', state: { is: 'putBack', by, at: someDay } },
    ])
    const entry = (await service.audit()).at(-1)?.audit
    expect(entry).toMatchObject({ action: 'rescue.settle', by, role: 'director', municipality: 'haninge' })
    expect(entry).toMatchObject({ before: { state: 'open' }, after: { state: 'putBack' } })
    expect(JSON.stringify(entry)).not.toContain('många')
  })

  test('[R36] only once: the second is told that somebody else was first, and the first stands', async () => {
    const { id, textId, client } = await create()
    await keep(textId, [lost(client, 'ord')])
    const { id: card } = await only(id)
    const answers = await Promise.all([
      director.post(`/api/rescues/${card}/settle`, { how: 'putBack' }),
      secretariat.post(`/api/rescues/${card}/settle`, { how: 'discarded' }),
    ])
    expect(new Set(answers.map(said))).toEqual(new Set([200, 'changed-meanwhile']))
    const first = answers[0].status === 200 ? 'putBack' : 'discarded'
    expect(await open(id, officer, '?settled')).toMatchObject([{ state: { is: first } }])
  })

  test('[R36] not by who has seen fewer of the words than there are', async () => {
    const { id, textId, client } = await create()
    await keep(textId, [lost(client, 'mån')])
    await keep(textId, [lost(client, 'ga')], someDay + 100)
    const { id: card } = await only(id)
    expect(said(await director.post(`/api/rescues/${card}/settle`, { how: 'putBack', length: 3 }))).toBe(
      'changed-meanwhile',
    )
    expect(await wordsOf(id)).toEqual(['många'])
    expect(said(await director.post(`/api/rescues/${card}/settle`, { how: 'putBack', length: 5 }))).toBe(200)
  })

  test('in no other way than the two', async () => {
    const { id, textId, client } = await create()
    await keep(textId, [lost(client, 'ord')])
    const { id: card } = await only(id)
    for (const body of [{}, { how: 'open' }, { how: 'putBack', length: -1 }])
      expect(said(await director.post(`/api/rescues/${card}/settle`, body))).toBe('bad-request')
  })

  test('[R34] by those who may edit the text now; readers see and do not settle', async () => {
    const { id, textId, client } = await create()
    await keep(textId, [lost(client, 'ord')])
    const { id: card } = await only(id)
    for (const email of ['handlaggare@salem.example', 'registrator@salem.example', 'lasare@sodertorn.example']) {
      const reader = await service.signIn(email)
      expect(await open(id, reader)).toHaveLength(1)
      expect(said(await reader.post(`/api/rescues/${card}/settle`, { how: 'putBack' }))).toBe('not-your-role')
    }
    const stored = await service.store.records.get('programmes', id)
    const stopped = { ...stored?.value, phase: 'editorialStop' }
    const change = { collection: 'programmes', id, expected: stored?.version ?? 0, value: stopped }
    await service.store.records.commit({ at: someDay, changes: [change], audit: null })
    expect(said(await director.post(`/api/rescues/${card}/settle`, { how: 'putBack' }))).toBe('text-stopped')
    expect(await open(id)).toHaveLength(1)
  })

  test('[R34] each programme has its own, and a stranger none', async () => {
    const { id, textId, client } = await create()
    await keep(textId, [lost(client, 'ord')])
    expect(await open((await create()).id)).toEqual([])
    expect(said(await service.stranger.get(`/api/programmes/${id}/rescues`))).toBe('not-signed-in')
    expect(said(await service.stranger.post(`/api/rescues/${(await only(id)).id}/settle`, { how: 'putBack' }))).toBe(
      'not-signed-in',
    )
  })
})
