/** The whole program on a free port of this machine, with a data folder of its own and the example people in it. */
import { createServer } from 'node:net'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pino from 'pino'
import { readConfig } from '../../server/config.ts'
import type { Allowances } from '../../server/relay/rooms.ts'
import { type Service, startService } from '../../server/service.ts'
import type { Disk } from '../../server/store/disk.ts'
import { openEmbedded } from '../../server/store/embedded.ts'
import type { Store } from '../../server/store/store.ts'
import { type Door, Peer } from './peer.ts'

export type Running = {
  origin: string
  store: Store
  service: Service
  directory: string
  programmeId: string
  textId: string
  /** Signs an example person in, e.g. `ordforande@tyreso.example`; resolves to the cookie header. */
  signIn(email: string): Promise<string>
  door(email: string): Promise<Door>
  /** A hand-made client of that person, joined. */
  peer(email: string): Promise<Peer>
  request(path: string, init?: RequestInit & { cookie?: string }): Promise<Response>
  stop(): Promise<void>
}

export const freePort = async (): Promise<number> => {
  const probe = createServer().listen(0, '127.0.0.1')
  await once(probe, 'listening')
  const address = probe.address()
  probe.close()
  await once(probe, 'close')
  if (address === null || typeof address === 'string') throw new Error('no port')
  return address.port
}

export type RunningOptions = {
  directory?: string
  disk?: Disk
  now?: () => number
  allowances?: Allowances
  /** The origin that people use, where it is not the program's own port. */
  baseUrl?: string
}

const password = 'samskriv-exempel'

export const startRunning = async (options: RunningOptions = {}): Promise<Running> => {
  const directory = options.directory ?? (await mkdtemp(join(tmpdir(), 'samskriv-')))
  const store = await openEmbedded({ directory, ...(options.disk && { disk: options.disk }) })
  const now = options.now ?? Date.now
  const log = pino({ level: process.env.LOG ?? 'silent' })
  const { allowances } = options
  /** Between finding a free port and taking it, a test beside this one may have taken it. */
  const start = async (triesLeft: number): Promise<{ service: Service; port: number }> => {
    const port = await freePort()
    const config = readConfig({ PORT: String(port), DATA_DIR: directory, BASE_URL: options.baseUrl })
    try {
      return { port, service: await startService({ config, store, log, now, ...(allowances && { allowances }) }) }
    } catch (error) {
      const isTaken = error instanceof Error && 'code' in error && error.code === 'EADDRINUSE'
      if (!isTaken || triesLeft === 0) throw error
      return start(triesLeft - 1)
    }
  }
  const { service, port } = await start(3)
  const origin = `http://127.0.0.1:${port}`
  const peers: Peer[] = []

  const request: Running['request'] = (path, { cookie, ...init } = {}) => {
    const headers = new Headers(init.headers)
    if (cookie) headers.set('cookie', cookie)
    return fetch(origin + path, { ...init, headers })
  }
  const signIn = async (email: string): Promise<string> => {
    const body = JSON.stringify({ email, password })
    const init = { method: 'POST', body, headers: { 'content-type': 'application/json' } }
    const answer = await request('/api/auth/sign-in/email', init)
    if (!answer.ok) throw new Error(`sign-in answered ${answer.status}`)
    return answer.headers
      .getSetCookie()
      .map((cookie) => cookie.split(';')[0])
      .join('; ')
  }
  const [programme] = await store.records.list('programmes')
  if (!programme) throw new Error('no example programme')
  const textId = String(programme.value.textId)
  const door = async (email: string): Promise<Door> => ({
    url: `ws://127.0.0.1:${port}/sync/${textId}`,
    cookie: await signIn(email),
  })
  return {
    origin,
    store,
    service,
    directory,
    programmeId: programme.id,
    textId,
    signIn,
    door,
    request,
    peer: async (email) => {
      const peer = new Peer(await door(email))
      peers.push(peer)
      return peer.join()
    },
    stop: async () => {
      for (const peer of peers) peer.close()
      await service.stop()
      await store.close()
      if (!options.directory) await rm(directory, { recursive: true, force: true })
    },
  }
}
