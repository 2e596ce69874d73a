/** Requests from elsewhere, against everything that changes something. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openService, type Service, said, type Visitor } from '../../support/service.ts'

let service: Service
let secretariat: Visitor

beforeAll(async () => {
  service = await openService()
  secretariat = await service.signIn('sekretariat@sodertorn.example')
})
afterAll(() => service.close())

const elsewhere: [why: string, headers: Record<string, string>][] = [
  ['another website', { origin: 'https://evil.example', 'sec-fetch-site': 'cross-site' }],
  ['another website in an older browser', { origin: 'https://evil.example' }],
  ['another program on this machine', { origin: 'http://127.0.0.1:3000' }],
  ['a sandboxed frame', { origin: 'null' }],
  ['a form elsewhere that hides its origin', { 'sec-fetch-site': 'cross-site' }],
  ['a neighbouring website', { 'sec-fetch-site': 'same-site' }],
]

const here: [why: string, headers: Record<string, string>][] = [
  ['the page at its number', { origin: 'http://127.0.0.1:8040', 'sec-fetch-site': 'same-origin' }],
  ['the page at its name', { origin: 'http://localhost:8040', 'sec-fetch-site': 'same-origin' }],
  ['a program that is no browser', {}],
]

/** Every route that is not a GET, from the app itself: a new one is in the matrix the day it is written. */
const changing = (): [method: string, url: string][] =>
  service.app.routes
    .filter(({ method, path }) => !['GET', 'ALL'].includes(method) && path.startsWith('/api/'))
    .map(({ method, path }) => [method, path.replace(/:\w+/g, 'x')])

describe('origin-and-csrf-matrix', () => {
  test('[R9] there are changing routes to ask', () => {
    expect(new Set(changing().map(([, url]) => url))).toEqual(
      new Set([
        '/api/auth/sign-in/email',
        '/api/auth/sign-out',
        '/api/members/x/terms',
        '/api/members/x/deactivate',
        '/api/members/x/activate',
        '/api/programmes',
        '/api/files',
        '/api/rescues/x/settle',
        '/api/snapshots/x/take-back',
        '/api/snapshots/x/dismiss',
      ]),
    )
  })

  test.for(elsewhere)(
    '[R9] from %s nothing is changed, with a session or without, and no session is ended',
    async ([, headers]) => {
      const before = (await service.audit()).length
      for (const [, url] of changing()) {
        for (const visitor of [secretariat, service.stranger]) {
          expect([url, said(await visitor.post(url, {}, headers))]).toEqual([url, 'origin-refused'])
        }
      }
      expect((await service.audit()).length).toBe(before)
      expect((await secretariat.get('/api/me')).status).toBe(200)
    },
  )

  test.for(here)('[R9] from %s a request is heard', async ([, headers]) => {
    for (const [, url] of changing().filter(([, path]) => path !== '/api/auth/sign-out')) {
      expect([url, said(await secretariat.post(url, {}, headers))]).not.toEqual([url, 'origin-refused'])
    }
  })

  test('[R9] a form, which a browser sends anywhere without asking, changes nothing even from here', async () => {
    for (const [, url] of changing().filter(([, path]) => !/sign-out|activate|files|snapshots/.test(path))) {
      const response = await service.app.request(url, {
        method: 'POST',
        headers: { cookie: secretariat.cookie, 'content-type': 'text/plain' },
        body: JSON.stringify({ title: 'x', horizonYear: 2045, period: { fromYear: 2027, toYear: 2030 } }),
      })
      expect([url, response.status]).toEqual([url, 400])
    }
  })

  test('[R9] what only reads answers from anywhere, and tells no other website', async () => {
    const { status, headers } = await secretariat.get('/api/me', { origin: 'https://evil.example' })
    expect(status).toBe(200)
    expect(headers.get('access-control-allow-origin')).toBeNull()
    expect(headers.get('cross-origin-resource-policy')).toBe('same-origin')
  })
})
