/** Signing in and out, and how long a session lives: until it is ended, whatever happens to the program. */
import { cp, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { examplePassword } from '../../../server/example.ts'
import { cookieOf, openService, type Service, said, someDay, type Visitor } from '../../support/service.ts'

let service: Service
beforeAll(async () => {
  service = await openService()
})
afterAll(() => service.close())

const tryPassword = (email: string, password: string, headers: Record<string, string> = {}) =>
  service.stranger.post('/api/auth/sign-in/email', { email, password }, headers)

describe('signing in', () => {
  test('answers a cookie that scripts cannot read and other websites do not send, and nothing to steal', async () => {
    const { body, headers } = await tryPassword('ordforande@tyreso.example', examplePassword)
    expect(headers.getSetCookie()).toEqual([
      expect.stringMatching(/^samskriv\.session_token=[^;]+; Max-Age=2592000; Path=\/; HttpOnly; SameSite=Lax$/),
    ])
    expect(body).toEqual({ signedIn: true })
    expect(headers.get('cache-control')).toBe('no-store')
  })

  test('does not mind capitals and spaces in the address', async () => {
    expect((await tryPassword(' Ordforande@Tyreso.Example ', examplePassword)).status).toBe(200)
  })

  test('a wrong password and an unknown address get the same answer', async () => {
    const wrong = await tryPassword('kommundirektor@salem.example', 'fel-losenord')
    const unknown = await tryPassword('nobody@salem.example', 'fel-losenord')
    expect(said(wrong)).toBe('wrong-credentials')
    expect(unknown.body).toEqual(wrong.body)
  })

  test('[R8] the answer is in the language asked for', async () => {
    const inEnglish = await tryPassword('nobody@salem.example', 'x', { 'accept-language': 'en' })
    expect(inEnglish.headers.get('content-type')).toContain('application/problem+json')
    expect(inEnglish.headers.get('content-language')).toBe('en')
    expect(inEnglish.body).toEqual({
      type: 'urn:samskriv:problem:wrong-credentials',
      title: 'The e-mail address or the password is not right.',
      status: 401,
      code: 'wrong-credentials',
      detail: 'Check both and try again.',
    })
  })

  test('over TLS the cookie goes nowhere without it', async () => {
    const secure = await openService({ environment: { BASE_URL: 'https://localhost:8443' } })
    const { headers } = await secure.stranger.post('/api/auth/sign-in/email', {
      email: 'lasare@sodertorn.example',
      password: examplePassword,
    })
    expect(headers.getSetCookie()[0]).toMatch(/^__Secure-samskriv\.session_token=.*; Secure;/)
    await secure.close()
  })

  test.for([
    'sign-up/email',
    'get-session',
    'list-sessions',
    'update-user',
    'change-password',
    'request-password-reset',
    'error',
    'ok',
  ])('nothing else of the sign-in library can be reached: %s', async (endpoint) => {
    const body = { email: 'ny@salem.example', password: examplePassword, name: 'Ny' }
    expect(said(await service.stranger.post(`/api/auth/${endpoint}`, body))).toBe('not-found')
    expect(said(await service.stranger.get(`/api/auth/${endpoint}`))).toBe('not-found')
  })
})

describe('[R12] wrong passwords', () => {
  test('after eight, the ninth attempt is not tried, not even the right one, whatever address it comes from', async () => {
    const email = 'registrator@botkyrka.example'
    for (let i = 0; i < 8; i++) {
      expect(said(await tryPassword(email, `fel ${i}`, { 'x-forwarded-for': `10.0.0.${i}` }))).toBe('wrong-credentials')
    }
    expect(said(await tryPassword(email, examplePassword, { 'x-forwarded-for': '10.9.9.9' }))).toBe('too-many-attempts')
    expect(said(await tryPassword(email.toUpperCase(), examplePassword))).toBe('too-many-attempts')
    expect((await tryPassword('registrator@haninge.example', examplePassword)).status).toBe(200)

    service.setTime(someDay + 10 * 60_000)
    expect((await tryPassword(email, examplePassword)).status).toBe(200)
    service.setTime(someDay)
  })

  test('an address that nobody has behaves the same, so that the lock tells nothing', async () => {
    const answers = []
    for (let i = 0; i < 9; i++) answers.push(said(await tryPassword('ingen@haninge.example', 'fel')))
    expect(answers).toEqual([...Array.from({ length: 8 }, () => 'wrong-credentials'), 'too-many-attempts'])
  })

  test('many at once do not slip through together', async () => {
    const all = await Promise.all(Array.from({ length: 20 }, () => tryPassword('registrator@huddinge.example', 'fel')))
    expect(all.filter((one) => said(one) === 'wrong-credentials')).toHaveLength(8)
    expect(all.filter((one) => said(one) === 'too-many-attempts')).toHaveLength(12)
  })
})

describe('signing out', () => {
  test('[R7] ends the session at once, clears the cookie, and tells whose sockets to close', async () => {
    const visitor = await service.signIn('ordforande@salem.example')
    const { id } = await service.member('ordforande@salem.example')
    const session = await service.auth.sessionOf(new Headers({ cookie: visitor.cookie }))
    const { status, headers } = await visitor.post('/api/auth/sign-out')
    expect(status).toBe(200)
    expect(headers.getSetCookie().join()).toMatch(/samskriv\.session_token=; Max-Age=0/)
    expect(said(await visitor.get('/api/me'))).toBe('not-signed-in')
    expect(service.ended).toEqual([{ memberId: id, sessionId: session?.sessionId }])
  })

  test('leaves the same person’s other sessions alone', async () => {
    const [one, other] = [
      await service.signIn('ordforande@salem.example'),
      await service.signIn('ordforande@salem.example'),
    ]
    await one.post('/api/auth/sign-out')
    expect((await other.get('/api/me')).status).toBe(200)
  })

  test('of somebody without a session is no error', async () => {
    expect((await service.stranger.post('/api/auth/sign-out')).status).toBe(200)
  })
})

describe('a session that has run out', () => {
  /** As it will be in thirty days: the store says that its time is over. */
  const runOut = async (visitor: Visitor): Promise<string> => {
    const session = await service.auth.sessionOf(new Headers({ cookie: visitor.cookie }))
    const stored = await service.store.records.get('auth-session', session?.sessionId ?? '')
    if (stored === null) throw new Error('there is no such session')
    const { id, version: expected, value } = stored
    const keys = [`auth-session.token:${String(value.token)}`]
    const change = {
      collection: 'auth-session',
      id,
      expected,
      keys,
      value: { ...value, expiresAt: '2020-01-01T00:00:00.000Z' },
    }
    await service.store.records.commit({ at: someDay, changes: [change], audit: null })
    return id
  }

  test('opens nothing, lets no socket stay, and leaves the store with the next sign-in', async () => {
    const visitor = await service.signIn('handlaggare@nykvarn.example')
    const other = await service.signIn('handlaggare@nykvarn.example')
    const id = await runOut(visitor)
    expect(await service.auth.holds(id)).toBe(false)
    expect(said(await visitor.get('/api/me'))).toBe('not-signed-in')
    expect(await service.store.records.get('auth-session', id)).not.toBeNull()

    await service.signIn('registrator@nykvarn.example')
    expect(await service.store.records.get('auth-session', id)).toBeNull()
    expect((await other.get('/api/me')).status).toBe(200)
  })

  test('one that was ended lets no socket stay either', async () => {
    const visitor = await service.signIn('handlaggare@nykvarn.example')
    const { sessionId } = (await service.auth.sessionOf(new Headers({ cookie: visitor.cookie }))) ?? { sessionId: '' }
    expect(await service.auth.holds(sessionId)).toBe(true)
    await visitor.post('/api/auth/sign-out')
    expect(await service.auth.holds(sessionId)).toBe(false)
  })
})

test('of a person’s browser and address nothing is kept', async () => {
  const headers = { 'user-agent': 'Netscape 4', 'x-forwarded-for': '192.0.2.77' }
  await tryPassword('kommundirektor@salem.example', examplePassword, headers)
  const kept = JSON.stringify(await service.store.records.list('auth-session'))
  expect(kept).not.toContain('Netscape')
  expect(kept).not.toContain('192.0.2.77')
})

/** What is on disk at this moment, as a program that was killed leaves it, opened by a new one. */
const afterACrash = async (crashed: Service, check: (reopened: Service) => Promise<void>) => {
  const copy = await mkdtemp(path.join(tmpdir(), 'samskriv-crash-'))
  await cp(crashed.directory, copy, { recursive: true, filter: (file) => path.basename(file) !== 'lock' })
  const reopened = await openService({ directory: copy })
  await check(reopened)
  await reopened.close()
  await rm(copy, { recursive: true })
}

describe('after a crash', () => {
  const asks = (opened: Service, visitor: Visitor) => opened.stranger.get('/api/me', { cookie: visitor.cookie })

  test('[S1] a session goes on', async () => {
    const visitor = await service.signIn('handlaggare@tyreso.example')
    await afterACrash(service, async (reopened) => {
      expect((await asks(reopened, visitor)).status).toBe(200)
    })
  })

  test('[S1] a revoked session stays revoked', async () => {
    const visitor = await service.signIn('handlaggare@tyreso.example')
    await visitor.post('/api/auth/sign-out')
    await afterACrash(service, async (reopened) => {
      expect(said(await asks(reopened, visitor))).toBe('not-signed-in')
    })
  })
})

test('a cookie of another installation opens nothing here', async () => {
  const other = await openService()
  const { headers } = await other.stranger.post('/api/auth/sign-in/email', {
    email: 'lasare@sodertorn.example',
    password: examplePassword,
  })
  expect(said(await service.stranger.get('/api/me', { cookie: cookieOf(headers) }))).toBe('not-signed-in')
  await other.close()
})
