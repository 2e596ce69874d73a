/** The running program: app, relay and HTTP server put together around a store; started and stopped as one. */
import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { createServer } from 'node:http'
import { join } from 'node:path'
import { serve, type WebSocketServerLike } from '@hono/node-server'
import type { Logger } from 'pino'
import { WebSocketServer } from 'ws'
import { dayInSweden } from '../shared/calendar.ts'
import { limits } from '../shared/protocol.ts'
import { createApp } from './app.ts'
import { openAuth } from './auth/auth.ts'
import { exampleSecret } from './auth/secret.ts'
import { type Config, ownOrigins } from './config.ts'
import { seedExample } from './example.ts'
import { originAllowed } from './origin.ts'
import { keepLosses } from './losses.ts'
import { admit } from './programmes.ts'
import { type Allowances, Rooms } from './relay/rooms.ts'
import { createTrial } from './relay/trial.ts'
import { keepRescues } from './rescuing.ts'
import type { Store } from './store/store.ts'
import { syncDoor } from './sync.ts'

export type Service = {
  rooms: Rooms
  /** Puts on disk what has come in, tells every socket to come back later, and ends. The store is left open. */
  stop(): Promise<void>
}

export type ServiceOptions = {
  config: Config
  store: Store
  log: Logger
  /** ms since 1970 */
  now: () => number
  /** Lifted by the benchmark only. */
  allowances?: Allowances
}

/** Heartbeats and pings are looked after this often, ms. */
const tick = 1000
/** Sessions that run out are looked for this often, ms; what somebody does takes effect at once. */
const sweep = 60_000
/** How long a client may take to answer the closing of its socket, ms: the process must end within five seconds. */
const farewell = 2000

/** Rejects when the port is taken. */
export const startService = async (options: ServiceOptions): Promise<Service> => {
  const { config, store, log, now } = options
  const secret = config.mode === 'production' ? config.secret : await exampleSecret(config.dataDirectory)
  if (config.mode === 'example') await seedExample(store, now, randomUUID)

  const warn = (message: string): void => log.warn({}, message)
  const auth = openAuth({ store, config, secret, clock: now, warn })
  const trial = createTrial()
  const admitNow = (textId: string, memberId: string) => admit(store, textId, memberId, dayInSweden(now()))
  const rooms = new Rooms({
    store,
    trial,
    log,
    now,
    admit: async (textId, memberId, sessionId) =>
      (await auth.holds(sessionId)) ? admitNow(textId, memberId) : 'not-signed-in',
    found: keepRescues({
      records: store.records,
      clock: now,
      newId: randomUUID,
      announce: (changed) => rooms.announce(changed),
    }),
    losses: keepLosses({ store, clock: now, newId: randomUUID, announce: (changed) => rooms.announce(changed) }),
    ...(options.allowances && { allowances: options.allowances }),
  })
  auth.onSessionEnded(({ sessionId }) => rooms.endSession(sessionId))
  const reconsider = (memberId?: string): void => {
    rooms.reconsider(memberId).catch((error: unknown) => log.error({ err: error }, 'rights could not be asked again'))
  }

  const origins = ownOrigins(config)
  const app = createApp({
    store,
    auth,
    config,
    clock: now,
    newId: randomUUID,
    log,
    announce: (changed) => rooms.announce(changed),
    rightsChanged: reconsider,
    write: (textId, change) => rooms.write(textId, change),
    beginningOf: (textId) => rooms.beginning(textId),
    clientDirectory: join(import.meta.dirname, '../dist/client'),
    upgrade: syncDoor({
      auth,
      rooms,
      isOwnOrigin: (headers) => originAllowed(headers, origins),
      admit: admitNow,
    }),
  })

  const sockets = new WebSocketServer({
    noServer: true,
    maxPayload: limits.step2 + 1024,
    perMessageDeflate: false,
    maxFragments: 64,
  })
  const server = serve({
    fetch: app.fetch,
    port: config.port,
    hostname: config.host,
    // What Hono asks of it ws has; its own declaration of `on` is narrower than the one Hono spells out.
    websocket: { server: sockets as unknown as WebSocketServerLike },
    createServer,
    // Any other `Upgrade` is an ordinary request: unanswered, its socket would be left hanging.
    serverOptions: { shouldUpgradeCallback: (request) => request.headers.upgrade?.toLowerCase() === 'websocket' },
  })
  await Promise.race([
    once(server, 'listening'),
    once(server, 'error').then(([error]) => {
      throw error
    }),
  ])

  let day = dayInSweden(now())
  let swept = now()
  const timer = setInterval(() => {
    rooms.tick()
    const today = dayInSweden(now())
    if (today === day && now() - swept < sweep) return
    day = today
    swept = now()
    reconsider()
  }, tick)

  return {
    rooms,
    stop: async () => {
      clearInterval(timer)
      const closed = once(server, 'close')
      server.close()
      await rooms.stop()
      const patience = setTimeout(() => {
        for (const socket of sockets.clients) socket.terminate()
        // Half a request, or an answer that nobody reads, would keep the process for ever.
        if ('closeAllConnections' in server) server.closeAllConnections()
      }, farewell)
      if ('closeIdleConnections' in server) server.closeIdleConnections()
      await closed
      clearTimeout(patience)
      await trial.close()
    },
  }
}
