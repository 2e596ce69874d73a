/**
 * The program as people meet it over HTTP, without a port: the real app on a real store in a folder of its own. A test
 * owns its clock, and sees what was announced.
 */
import { randomUUID } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { Hono } from 'hono'
import { createApp } from '../../server/app.ts'
import { type Auth, openAuth, type Session } from '../../server/auth/auth.ts'
import { type Config, readConfig } from '../../server/config.ts'
import { examplePassword, seedExample } from '../../server/example.ts'
import type { ProblemBody } from '../../server/http.ts'
import { keepLosses } from '../../server/losses.ts'
import { Rooms } from '../../server/relay/rooms.ts'
import { createTrial } from '../../server/relay/trial.ts'
import { openEmbedded } from '../../server/store/embedded.ts'
import type { Audited, JsonObject, Store } from '../../server/store/store.ts'
import type { Member } from '../../shared/people.ts'
import type { Changed } from '../../shared/protocol.ts'

/** A Tuesday in November, midday in Sweden. */
export const someDay = Date.parse('2026-11-24T11:00:00Z')

export type Answer = { status: number; body: JsonObject; headers: Headers }

/** Somebody with a browser, or without: what they ask carries their cookie and these headers. */
export type Visitor = {
  cookie: string
  get(url: string, headers?: Record<string, string>): Promise<Answer>
  post(url: string, body?: object, headers?: Record<string, string>): Promise<Answer>
}

export type Service = {
  app: Hono
  auth: Auth
  store: Store
  config: Config
  directory: string
  /** Moves the clock. */
  setTime(at: number): void
  announced: Changed[]
  /** Members whose rights were said to have changed. */
  rightsChanged: string[]
  ended: Session[]
  stranger: Visitor
  /** Signed in with the example password. */
  signIn(email: string): Promise<Visitor>
  member(email: string): Promise<Member>
  audit(): Promise<Audited[]>
  close(): Promise<void>
}

export type ServiceOptions = {
  environment?: Record<string, string>
  /** An existing folder, kept on close; otherwise one is made and removed. */
  directory?: string
  clientDirectory?: string
  /** What stands between the app and its store, to make it fail or wait. */
  between?: (store: Store) => Store
}

const answer = async (response: Response): Promise<Answer> => {
  const text = await response.text()
  const isJson = response.headers.get('content-type')?.includes('json') ?? false
  // What a test then expects of it is the check.
  return {
    status: response.status,
    body: (isJson ? JSON.parse(text) : { text }) as JsonObject,
    headers: response.headers,
  }
}

const visitor = (app: Hono, cookie: string): Visitor => {
  const carried = cookie === '' ? {} : { cookie }
  return {
    cookie,
    get: async (url, headers = {}) => answer(await app.request(url, { headers: { ...carried, ...headers } })),
    post: async (url, body, headers = {}) => {
      const sent = body === undefined ? {} : { body: JSON.stringify(body) }
      const all = { ...carried, ...(body && { 'content-type': 'application/json' }), ...headers }
      return answer(await app.request(url, { method: 'POST', headers: all, ...sent }))
    },
  }
}

export const cookieOf = (headers: Headers): string =>
  headers
    .getSetCookie()
    .map((set) => set.split(';', 1)[0] ?? '')
    .filter((pair) => !pair.endsWith('='))
    .join('; ')

export const openService = async (options: ServiceOptions = {}): Promise<Service> => {
  const directory = options.directory ?? (await mkdtemp(path.join(tmpdir(), 'samskriv-http-')))
  const onDisk = await openEmbedded({ directory })
  const store = options.between?.(onDisk) ?? onDisk
  const config = readConfig(options.environment ?? {})
  let now = someDay
  const clock = () => now
  await seedExample(onDisk, clock, randomUUID)
  const secret = 'a secret that only the tests know of'
  const auth = openAuth({ store, config, secret, clock, warn: () => undefined })
  const announced: Changed[] = []
  const rightsChanged: string[] = []
  const ended: Session[] = []
  auth.onSessionEnded((session) => ended.push(session))
  const silent = () => undefined
  const log = { info: silent, warn: silent, error: silent }
  const announce = (changed: Changed): void => void announced.push(changed)
  // Nobody comes in by a socket here; commands change texts through it all the same.
  const rooms = new Rooms({
    store,
    trial: createTrial(),
    log,
    now: clock,
    admit: async () => 'not-found',
    found: async () => undefined,
    losses: keepLosses({ store, clock, newId: randomUUID, announce }),
  })
  const app = createApp({
    store,
    auth,
    config,
    clock,
    newId: randomUUID,
    log,
    announce,
    write: (textId, change) => rooms.write(textId, change),
    beginningOf: (textId) => rooms.beginning(textId),
    rightsChanged: (id) => rightsChanged.push(id),
    clientDirectory: options.clientDirectory ?? path.join(directory, 'no-client'),
  })
  const stranger = visitor(app, '')
  return {
    app,
    auth,
    store,
    config,
    directory,
    setTime: (at) => {
      now = at
    },
    announced,
    rightsChanged,
    ended,
    stranger,
    signIn: async (email) => {
      const { status, headers } = await stranger.post('/api/auth/sign-in/email', { email, password: examplePassword })
      if (status !== 200) throw new Error(`${email} could not sign in: ${status}`)
      return visitor(app, cookieOf(headers))
    },
    member: async (email) => {
      const found = await onDisk.records.byKey(`member.email:${email}`)
      if (found === null) throw new Error(`nobody has ${email}`)
      return found.value as Member // only our own commands write members
    },
    audit: async () => {
      const entries: Audited[] = []
      for await (const entry of onDisk.records.audit()) entries.push(entry)
      return entries
    },
    close: async () => {
      await onDisk.close()
      if (options.directory === undefined) await rm(directory, { recursive: true })
    },
  }
}

/** The code of a refusal, or the status of what was none: `expect(said(await …)).toBe('not-your-role')`. */
export const said = ({ status, body }: Answer): ProblemBody['code'] | number =>
  'code' in body ? (body.code as ProblemBody['code']) : status // a body with a code is a problem's
