/** The beginning of a text over HTTP: who may have it, that it is what is on disk, and that nobody waits for it. */
import { randomUUID } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import * as Y from 'yjs'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { firstText } from '../../../server/newtext.ts'
import { newProgramme } from '../../../server/programmes.ts'
import { readBeginning } from '../../../server/relay/beginning.ts'
import { Damaged } from '../../../server/store/store.ts'
import type { Beginning } from '../../../shared/beginning.ts'
import { longText } from '../../support/longtext.ts'
import { type Running, startRunning } from '../../support/running.ts'
import { openService, type Service, said } from '../../support/service.ts'

const reader = 'lasare@sodertorn.example'
const chair = 'ordforande@tyreso.example'

/** What that person is answered. */
const asked = async (program: Running, id: string, email = reader): Promise<Beginning> => {
  const answer = await program.request(`/api/programmes/${id}/beginning`, { cookie: await program.signIn(email) })
  expect(answer.status).toBe(200)
  // Compared by each test, block by block.
  return (await answer.json()) as Beginning
}

/** As JSON carries it. */
const beginningOf = (doc: Y.Doc): unknown => JSON.parse(JSON.stringify(readBeginning(doc)))

/** The text as the store has it. */
const onDisk = async ({ store }: Running, textId: string): Promise<Y.Doc> => {
  const stored = await store.texts.load(textId)
  const doc = new Y.Doc()
  if (stored?.snapshot) Y.applyUpdate(doc, stored.snapshot)
  for (const { update } of stored?.entries ?? []) Y.applyUpdate(doc, update)
  return doc
}

/** A programme of two hundred pages that nobody has open. */
const addLongText = async ({ store }: Running): Promise<{ id: string; textId: string }> => {
  const [example] = await store.records.list('programmes')
  if (!example) throw new Error('no example programme')
  const id = randomUUID()
  // Programmes are written as this type only.
  const copied = example.value as unknown as Parameters<typeof newProgramme>[0]
  const update = firstText(longText, randomUUID)
  await store.records.commit({
    at: 0,
    changes: [newProgramme({ ...copied, id, textId: id, title: 'Lång' })],
    audit: null,
    text: { textId: id, entry: { by: 'somebody', at: 0, update } },
  })
  return { id, textId: id }
}

describe('who may have it', () => {
  let service: Service
  beforeAll(async () => {
    service = await openService()
  })
  afterAll(() => service.close())

  const programmeId = async () => (await service.store.records.list('programmes'))[0]?.id ?? ''

  test('[R42] whoever reads; kept by no cache', async () => {
    const visitor = await service.signIn(reader)
    const { status, body, headers } = await visitor.get(`/api/programmes/${await programmeId()}/beginning`)
    expect(status).toBe(200)
    expect(headers.get('cache-control')).toBe('no-store')
    expect(JSON.stringify(body)).toContain('Varför ett gemensamt program')
  })

  test('[R42] no stranger, and nothing by an id that is no programme’s: not even a text’s', async () => {
    const id = await programmeId()
    const textId = (await service.store.records.get('programmes', id))?.value['textId']
    expect(said(await service.stranger.get(`/api/programmes/${id}/beginning`))).toBe('not-signed-in')
    const visitor = await service.signIn(reader)
    for (const other of [String(textId), 'nothing', '__proto__'])
      expect([other, said(await visitor.get(`/api/programmes/${other}/beginning`))]).toEqual([other, 'not-found'])
  })

  test('[R42] nobody whose role has run out', async () => {
    const email = 'registrator@haninge.example'
    const visitor = await service.signIn(email)
    const secretariat = await service.signIn('sekretariat@sodertorn.example')
    const terms = [{ role: 'registrar', municipality: 'haninge', from: '2023-01-01', to: '2026-11-23' }]
    await secretariat.post(`/api/members/${(await service.member(email)).id}/terms`, { terms })
    expect(said(await visitor.get(`/api/programmes/${await programmeId()}/beginning`))).toBe('role-expired')
  })

  test('[R42] of a damaged text nothing is shown, and that is said', async () => {
    const load = () => Promise.reject(new Damaged('text.log', 1, 'made so'))
    const damaged = await openService({
      between: (store) => ({ ...store, texts: Object.assign(Object.create(store.texts), { load }) }),
    })
    const visitor = await damaged.signIn(reader)
    const [programme] = await damaged.store.records.list('programmes')
    expect(said(await visitor.get(`/api/programmes/${programme?.id}/beginning`))).toBe('text-quarantined')
    await damaged.close()
  })
})

test('[R42] it is what is on disk: while it is written, once all have left, and after a start', async () => {
  const directory = await mkdtemp(path.join(tmpdir(), 'samskriv-beginning-'))
  const first = await startRunning({ directory })
  const { programmeId, textId } = first
  const untouched = await asked(first, programmeId)
  expect(untouched).toEqual(beginningOf(await onDisk(first, textId)))

  const writer = await first.peer(chair)
  writer.type(' Först nu.', 0)
  await writer.allSaved()
  const written = await asked(first, programmeId)
  expect(written).toEqual(beginningOf(writer.doc))
  expect(written).not.toEqual(untouched)
  writer.type(' Och sen.', 0)
  await writer.allSaved()
  writer.close()
  expect(await asked(first, programmeId)).toEqual(beginningOf(writer.doc))
  await first.stop()

  const second = await startRunning({ directory })
  expect(await asked(second, programmeId)).toEqual(beginningOf(writer.doc))
  await second.stop()
  await rm(directory, { recursive: true })
})

test('[R42] of a folded text that somebody has open to read, too', async () => {
  const program = await startRunning()
  await program.store.texts.compact(program.textId)
  await program.peer(reader)
  const expected = beginningOf(await onDisk(program, program.textId))
  expect(await asked(program, program.programmeId)).toEqual(expected)
  await program.stop()
})

test('[R42] while two hundred pages are read from their log, others are answered', async () => {
  const program = await startRunning()
  const { id, textId } = await addLongText(program)
  await program.store.texts.compact(textId)
  const cookie = await program.signIn(reader)
  const order: string[] = []
  const ask = async (address: string): Promise<void> => {
    expect((await program.request(address, { cookie })).status).toBe(200)
    order.push(address)
  }
  const long = `/api/programmes/${id}/beginning`
  const others = ['/api/me', '/api/programmes', '/api/members']
  await Promise.all([ask(long), ...others.map(ask)])
  expect(order.at(-1)).toBe(long)
  expect(await asked(program, id)).toEqual(beginningOf(await onDisk(program, textId)))
  await program.stop()
})
