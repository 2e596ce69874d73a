/** Images over HTTP: who may bring one, what comes of it, and how it is served. */
import { createHash } from 'node:crypto'
import { readdir, readFile, writeFile } from 'node:fs/promises'
import path from 'node:path'
import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { StoredImage } from '../../../shared/files.ts'
import type { Phase } from '../../../shared/programmes.ts'
import { type Answer, openService, type Service, said, type Visitor } from '../../support/service.ts'

let service: Service
let chair: Visitor
let reader: Visitor
let programmeId: string

beforeAll(async () => {
  service = await openService()
  chair = await service.signIn('ordforande@tyreso.example')
  reader = await service.signIn('lasare@sodertorn.example')
  programmeId = (await service.store.records.list('programmes'))[0]?.id ?? ''
})
afterAll(() => service.close())

let made = 0
/** No two alike. */
const photograph = (): Promise<Buffer> => {
  const background = { r: ++made, g: 90, b: 120 }
  return sharp({ create: { width: 64, height: 48, channels: 3, background } })
    .jpeg()
    .toBuffer()
}

const bring = async (
  who: Visitor,
  bytes: Uint8Array,
  where: { to?: string; headers?: Record<string, string> } = {},
): Promise<Answer> => {
  const url = `/api/files?programme=${where.to ?? programmeId}`
  const headers = { cookie: who.cookie, ...where.headers }
  const response = await service.app.request(url, { method: 'POST', body: new Uint8Array(bytes), headers })
  // What a test then expects of it is the check.
  return { status: response.status, body: (await response.json()) as Answer['body'], headers: response.headers }
}

const brought = async (bytes: Uint8Array): Promise<StoredImage> => {
  const { status, body } = await bring(chair, bytes)
  expect(status).toBe(201)
  return body as StoredImage // the fields are checked below
}

const fetched = async (
  who: Visitor,
  id: string,
  init: { method?: string; headers?: Record<string, string> } = {},
): Promise<Response> =>
  service.app.request(`/api/files/${id}`, { ...init, headers: { cookie: who.cookie, ...init.headers } })

test('[R20] [R21] a chair brings an image, and whoever reads sees it under the SHA-256 of what is served', async () => {
  const image = await brought(await photograph())
  expect(image).toMatchObject({ mediaType: 'image/jpeg', width: 64, height: 48 })
  const response = await fetched(reader, image.id)
  const bytes = Buffer.from(await response.arrayBuffer())
  expect([response.status, response.headers.get('content-type')]).toEqual([200, 'image/jpeg'])
  expect([createHash('sha256').update(bytes).digest('hex'), bytes.length]).toEqual([image.id, image.bytes])
})

test('[R5] [R20] its record says who brought it to which programme, with an audit entry; the text’s people hear of it', async () => {
  const before = (await service.audit()).length
  const { id } = await brought(await photograph())
  const { id: byMember } = await service.member('ordforande@tyreso.example')
  expect((await service.store.records.get('files', id))?.value).toMatchObject({ programmes: [programmeId], byMember })
  const [entry, ...more] = (await service.audit()).slice(before)
  expect([entry?.audit, more]).toMatchObject([
    { action: 'file.add', by: byMember, subject: { collection: 'files', id } },
    [],
  ])
  expect(service.announced.at(-1)).toEqual({ noun: 'files', id })
})

test('[R21] the same image twice, and to another programme, is one file known in both', async () => {
  const secretariat = await service.signIn('sekretariat@sodertorn.example')
  const input = { title: 'SUP 2050', horizonYear: 2050, period: { fromYear: 2031, toYear: 2034 } }
  const other = String((await secretariat.post('/api/programmes', input)).body['id'])
  const bytes = await photograph()
  const { id } = await brought(bytes)
  expect(await brought(bytes)).toMatchObject({ id })
  expect((await bring(secretariat, bytes, { to: other })).body).toMatchObject({ id })
  const { id: byMember } = await service.member('ordforande@tyreso.example')
  const stored = await service.store.records.get('files', id)
  expect(stored?.value).toMatchObject({ programmes: [programmeId, other], byMember })
  expect(await readdir(path.join(service.directory, 'files', id.slice(0, 2)))).toContain(id)
})

test('[R21] it may be kept for ever by this person’s browser alone, is never guessed at, and is not sent twice', async () => {
  const { id } = await brought(await photograph())
  const { headers } = await fetched(reader, id)
  expect(Object.fromEntries(headers)).toMatchObject({
    'cache-control': 'private, max-age=31536000, immutable',
    vary: 'cookie',
    etag: `"${id}"`,
    'x-content-type-options': 'nosniff',
    'content-disposition': 'inline',
    'cross-origin-resource-policy': 'same-origin',
  })
  const again = await fetched(reader, id, { headers: { 'if-none-match': `"${id}"` } })
  expect([again.status, await again.text()]).toEqual([304, ''])
  const head = await fetched(reader, id, { method: 'HEAD' })
  expect([head.status, head.headers.get('content-type'), await head.text()]).toEqual([200, 'image/jpeg', ''])
})

test('xss-corpus: [R18] [R21] a drawing opened by itself may draw, and nothing else; its script is gone anyway', async () => {
  const source = '<svg viewBox="0 0 2 1" onload="alert(1)"><script>alert(1)</script><rect width="2" height="1"/></svg>'
  const { id, mediaType } = await brought(Buffer.from(source))
  const response = await fetched(reader, id)
  expect([mediaType, response.headers.get('content-type')]).toEqual(['image/svg+xml', 'image/svg+xml'])
  expect(response.headers.get('content-security-policy')).toBe("default-src 'none'; style-src 'unsafe-inline'; sandbox")
  expect(await response.text()).not.toMatch(/script|alert/)
})

test('[R18] what somebody calls an image is judged by its bytes', async () => {
  const page = Buffer.from('<html><script>alert(1)</script></html>')
  expect(said(await bring(chair, page, { headers: { 'content-type': 'image/png' } }))).toBe('not-an-image')
  expect((await bring(chair, await photograph(), { headers: { 'content-type': 'text/html' } })).body).toMatchObject({
    mediaType: 'image/jpeg',
  })
})

test('[R8] [R18] ten megabytes pass the door, more are refused in words that fit; other requests keep their own limit', async () => {
  const most = 10 * 1024 * 1024
  expect(said(await bring(chair, new Uint8Array(most)))).toBe('not-an-image')
  const tooBig = await bring(chair, new Uint8Array(most + 1), { headers: { 'accept-language': 'sv' } })
  expect([tooBig.status, tooBig.body['code'], tooBig.body['title']]).toEqual([
    413,
    'file-too-big',
    'Filen är för stor.',
  ])
  expect(said(await chair.post('/api/programmes', { title: 'x'.repeat(2 * 1024 * 1024) }))).toBe('too-big')
})

test('[R18] of twenty images at once some wait and the rest are told to come back; all that is taken in is whole', async () => {
  const all = await Promise.all(Array.from({ length: 20 }, photograph))
  const answers = await Promise.all(all.map((bytes) => bring(chair, bytes)))
  const kept = answers.filter(({ status }) => status === 201)
  expect(kept.length).toBeGreaterThan(0)
  expect(answers.filter((answer) => said(answer) === 'too-fast').length).toBe(20 - kept.length)
  expect(kept.length).toBeLessThan(20)
  for (const { body } of kept) expect((await fetched(reader, String(body['id']))).status).toBe(200)
  expect((await bring(chair, await photograph())).status).toBe(201)
})

describe('who may not', () => {
  const rubbish = Buffer.from('rubbish')

  test.for(['handlaggare@tyreso.example', 'registrator@tyreso.example', 'lasare@sodertorn.example'])(
    '[R20] %s brings none, and is told before the image is looked at',
    async (email) => {
      const who = await service.signIn(email)
      for (const bytes of [rubbish, await photograph()]) expect(said(await bring(who, bytes))).toBe('not-your-role')
    },
  )

  test('[R3] [R20] a stranger neither brings nor sees one', async () => {
    const { id } = await brought(await photograph())
    expect(said(await bring(service.stranger, rubbish))).toBe('not-signed-in')
    expect(said(await service.stranger.get(`/api/files/${id}`))).toBe('not-signed-in')
    expect(said(await service.stranger.get(`/api/files/${id}`, { 'if-none-match': `"${id}"` }))).toBe('not-signed-in')
  })

  test('[R2] [R20] one whose role has run out neither brings nor sees one, though the browser has kept it', async () => {
    const { id } = await brought(await photograph())
    const secretariat = await service.signIn('sekretariat@sodertorn.example')
    const gone = await service.signIn('ordforande@nykvarn.example')
    const member = await service.member('ordforande@nykvarn.example')
    expect((await secretariat.post(`/api/members/${member.id}/deactivate`)).status).toBe(200)
    expect(said(await bring(gone, rubbish))).toMatch(/role-expired|not-signed-in/)
    expect(said(await gone.get(`/api/files/${id}`, { 'if-none-match': `"${id}"` }))).toMatch(
      /role-expired|not-signed-in/,
    )
  })

  test.for([
    ['editorialStop', 'text-stopped'],
    ['adoption', 'text-sealed'],
  ] as const)('[R20] nobody while the programme is in %s', async ([phase, code]: readonly [Phase, string]) => {
    const secretariat = await service.signIn('sekretariat@sodertorn.example')
    const input = { title: 'SUP 2055', horizonYear: 2055, period: { fromYear: 2035, toYear: 2038 } }
    const id = String((await secretariat.post('/api/programmes', input)).body['id'])
    const stored = await service.store.records.get('programmes', id)
    const change = { collection: 'programmes', id, expected: stored?.version ?? 0, value: { ...stored?.value, phase } }
    await service.store.records.commit({ at: 0, changes: [change], audit: null })
    for (const who of [secretariat, chair]) expect(said(await bring(who, rubbish, { to: id }))).toBe(code)
  })

  test('two-ids-one-checked: [R3] an id that is no programme’s, and one that is no file’s', async () => {
    const { textId } = (await service.store.records.get('programmes', programmeId))?.value ?? {}
    for (const other of ['', String(textId), 'nothing', '__proto__'])
      expect([other, said(await bring(chair, rubbish, { to: other }))]).toEqual([other, 'not-found'])
    for (const other of ['nothing', '__proto__', 'a'.repeat(64), programmeId, '..%2Fjournal.log'])
      expect([other, said(await chair.get(`/api/files/${other}`))]).toEqual([other, 'not-found'])
  })

  test('origin-and-csrf-matrix: [R9] [R20] another site’s page cannot bring one in somebody’s name', async () => {
    const headers = { origin: 'https://evil.example', 'sec-fetch-site': 'cross-site' }
    expect(said(await bring(chair, await photograph(), { headers }))).toBe('origin-refused')
  })
})

test('[R21] bytes that have changed on the disk are not served, and brought again they are', async () => {
  const bytes = await photograph()
  const { id } = await brought(bytes)
  const file = path.join(service.directory, 'files', id.slice(0, 2), id)
  const whole = await readFile(file)
  await writeFile(file, Buffer.concat([whole.subarray(0, -1), Buffer.from([7])]))
  expect(said(await chair.get(`/api/files/${id}`))).toBe('internal')
  await brought(bytes)
  expect((await fetched(chair, id)).status).toBe(200)
})
