/** The built client as files: what is cached, what is a page, and what is never given away. */
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openService, type Service, said } from '../../support/service.ts'

let folder: string
let service: Service

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'samskriv-pages-'))
  const client = path.join(folder, 'client')
  await mkdir(path.join(client, 'assets'), { recursive: true })
  await writeFile(path.join(client, 'index.html'), '<!doctype html><title>Samskriv</title>')
  await writeFile(path.join(client, 'assets', 'main-a1b2c3.js'), 'export {}')
  await writeFile(path.join(client, 'favicon.svg'), '<svg/>')
  await writeFile(path.join(folder, 'secret'), 'not for anybody')
  service = await openService({ clientDirectory: client })
})
afterAll(async () => {
  await service.close()
  await rm(folder, { recursive: true })
})

const get = (url: string, method = 'GET') => service.app.request(url, { method })

describe('what a browser asks for', () => {
  test('a file with its hash in its name is kept for ever', async () => {
    const response = await get('/assets/main-a1b2c3.js')
    expect(await response.text()).toBe('export {}')
    expect(response.headers.get('content-type')).toContain('javascript')
    expect(response.headers.get('cache-control')).toBe('public, max-age=31536000, immutable')
  })

  test('one that is gone after an upgrade is missing, and not the page under its name', async () => {
    const { status, headers } = await get('/assets/main-0000.js')
    expect(status).toBe(404)
    expect(headers.get('cache-control')).toBeNull()
  })

  test.for([
    '/',
    '/index.html',
    '/program/abc',
    '/program/abc/beslut',
    '/s%C3%B6dert%C3%B6rn',
    '/medlemmar?x=1',
    '/favicon.svg',
  ])('%s is asked for anew each time', async (url) => {
    const response = await get(url)
    expect(response.status).toBe(200)
    expect(response.headers.get('cache-control')).toBe('no-cache')
    expect(await response.text()).toContain(url.endsWith('svg') ? '<svg/>' : '<title>Samskriv</title>')
  })

  test('HEAD answers as GET does, without the words', async () => {
    const response = await get('/program/abc', 'HEAD')
    expect([response.status, await response.text()]).toEqual([200, ''])
  })

  test.for(['/api', '/api/', '/api/nothing', '/api/programmes/x/y', '/sync/', '/sync/abc', '/sync/a/b'])(
    '%s is never a page',
    async (url) => {
      expect(said(await service.stranger.get(url))).toBe('not-found')
    },
  )

  test('what is not a GET is never a page', async () => {
    expect(said(await service.stranger.post('/program/abc'))).toBe('not-found')
  })

  test.for([
    '/../secret',
    '/assets/../../secret',
    '/..%2fsecret',
    '/%2e%2e/secret',
    '/assets/..%2f..%2fsecret',
    '/..%5csecret',
    '/%252e%252e/secret',
    '//secret',
    '/assets/%00',
  ])('%s does not lead out of the folder', async (url) => {
    const response = await get(url)
    expect(await response.text()).not.toContain('not for anybody')
    expect([200, 400, 404]).toContain(response.status)
  })
})

describe('what every answer carries', () => {
  test.for(['/', '/assets/main-a1b2c3.js', '/healthz', '/api/me', '/api/nothing', '/assets/none.js'])(
    '%s',
    async (url) => {
      const { headers } = await get(url)
      expect(headers.get('x-content-type-options')).toBe('nosniff')
      expect(headers.get('referrer-policy')).toBe('same-origin')
      const policy = headers.get('content-security-policy') ?? ''
      expect(policy.split('; ')).toEqual(
        expect.arrayContaining([
          "default-src 'self'",
          "frame-ancestors 'none'",
          "base-uri 'none'",
          "object-src 'none'",
        ]),
      )
      expect(policy).not.toMatch(/unsafe|\*|https?:/)
    },
  )

  test('only with TLS does it promise TLS', async () => {
    const secure = await openService({ environment: { BASE_URL: 'https://localhost' } })
    expect((await secure.stranger.get('/healthz')).headers.get('strict-transport-security')).toBe('max-age=31536000')
    expect((await get('/healthz')).headers.get('strict-transport-security')).toBeNull()
    await secure.close()
  })
})
