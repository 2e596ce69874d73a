/** Everything that answers over HTTP, put together. What it needs is handed in; nothing happens by importing it. */
import { existsSync } from 'node:fs'
import { type Handler, Hono } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { fileAtMost } from '../shared/files.ts'
import { Problem, type ProblemCode } from '../shared/problem.ts'
import type { Changed } from '../shared/protocol.ts'
import type { Auth } from './auth/auth.ts'
import { authRoutes } from './auth/routes.ts'
import { authors } from './authors.ts'
import { beginning, type BeginningOptions } from './beginning.ts'
import { type CommandOptions, openCommands } from './commands.ts'
import { type Config, ownOrigins } from './config.ts'
import { exampleRoutes } from './example.ts'
import { files } from './files.ts'
import { answerProblem, type Log } from './http.ts'
import { sameOrigin } from './origin.ts'
import { pages, securityHeaders } from './pages.ts'
import { people } from './people.ts'
import { programmes } from './programmes.ts'
import { rescues } from './rescues.ts'
import { snapshots } from './snapshots.ts'
import type { Store } from './store/store.ts'

/** The largest body of a request: far above a long comment, far below what could hurt. Files have their own way in. */
const bodyAtMost = 1024 * 1024

export type AppOptions = {
  store: Store
  auth: Auth
  config: Config
  /** ms since 1970 */
  clock: () => number
  /** An id that nobody can guess and no record has. */
  newId: () => string
  log: Log
  /** A record has changed and is on disk. */
  announce: (changed: Changed) => void
  /** Changes a text that people may have open. */
  write: CommandOptions['write']
  /** What a text begins with, whether people have it open or not. */
  beginningOf: BeginningOptions['beginningOf']
  /** A member's rights have changed and are on disk: their sockets decide again (R7). */
  rightsChanged: (memberId: string) => void
  /** Where the built client lies. */
  clientDirectory: string
  /** Answers `GET /sync/:textId`, and checks who asks by itself. */
  upgrade?: Handler
}

const routes = (options: AppOptions) => {
  const { store, auth, clock, newId, announce, rightsChanged, write, beginningOf } = options
  const run = openCommands({ store, clock, newId, announce, write })
  const example = options.config.mode === 'example'
  return new Hono()
    .get('/healthz', (c) => {
      const failing = store.failure() !== null
      return c.json({ status: failing ? ('storage-failing' as const) : ('ok' as const) }, failing ? 503 : 200)
    })
    .route('/api', authRoutes(auth))
    .route('/api', people({ store, auth, clock, run, example, rightsChanged }))
    .route('/api', programmes({ store, auth, clock, run }))
    .route('/api', files({ store, auth, clock, run }))
    .route('/api', authors({ store, auth, clock }))
    .route('/api', beginning({ store, auth, clock, beginningOf }))
    .route('/api', rescues({ store, auth, clock, run }))
    .route('/api', snapshots({ store, auth, clock, run }))
    .route('/api', exampleRoutes(example))
}

/** What the client calls, by type only: `hc<Api>`. */
export type Api = ReturnType<typeof routes>

const limited = (maxSize: number, code: ProblemCode) =>
  bodyLimit({
    maxSize,
    onError: () => {
      throw new Problem(code)
    },
  })

export const createApp = (options: AppOptions): Hono => {
  const { config, log, clientDirectory, upgrade } = options
  const refuse = () => {
    throw new Problem('not-found')
  }
  const app = new Hono()
  app.onError(answerProblem(log))
  app.notFound(refuse)
  app.use(securityHeaders(config))
  if (upgrade) app.get('/sync/:textId', upgrade)
  app.use('/api/*', async (c, next) => {
    c.header('cache-control', 'no-store')
    await next()
  })
  app.use('/api/*', sameOrigin(ownOrigins(config)))
  const [words, file] = [limited(bodyAtMost, 'too-big'), limited(fileAtMost, 'file-too-big')]
  app.use('/api/*', (c, next) => (c.req.path === '/api/files' ? file : words)(c, next))
  app.route('/', routes(options))
  app.all('/api/*', refuse)
  app.all('/sync/*', refuse)
  if (existsSync(clientDirectory)) app.route('/', pages(clientDirectory))
  else log.warn(`there are no pages in ${clientDirectory}: npm run build makes them`)
  return app
}
