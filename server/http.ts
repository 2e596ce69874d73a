/** The edge of HTTP: every error becomes one kind of answer, every body is checked, nobody passes without a session. */
import { zValidator } from '@hono/zod-validator'
import type { ErrorHandler, MiddlewareHandler } from 'hono'
import { HTTPException } from 'hono/http-exception'
import type { ContentfulStatusCode } from 'hono/utils/http-status'
import type { Logger } from 'pino'
import type { ZodType } from 'zod'
import { language } from '../shared/messages/language.ts'
import { messages } from '../shared/messages/messages.ts'
import { Problem, type ProblemCode, problemOf } from '../shared/problem.ts'
import type { Auth, Session } from './auth/auth.ts'
import { Conflict, StorageFailed } from './store/store.ts'

export type Log = Pick<Logger, 'info' | 'warn' | 'error'>

/** What a route behind `signedIn` knows. */
export type SignedIn = { Variables: { session: Session } }

/** RFC 9457. `fields` are the paths of what was filled in wrongly, where that is the problem. */
export type ProblemBody = {
  type: string
  title: string
  status: number
  code: ProblemCode
  detail?: string
  fields?: readonly string[]
}

/** A body that does not have the form asked for. */
class BadBody extends Problem {
  readonly fields: readonly string[]
  constructor(fields: readonly string[]) {
    super('bad-request', fields.join(', '))
    this.fields = fields
  }
}

const codeOf = (error: Error): ProblemCode => {
  if (error instanceof Problem) return error.code
  if (error instanceof StorageFailed) return 'storage-failing'
  if (error instanceof Conflict) return 'changed-meanwhile'
  // Hono's own: a body that is no JSON, a URL that cannot be decoded.
  if (error instanceof HTTPException && error.status < 500) return error.status === 413 ? 'too-big' : 'bad-request'
  // Libraries wrap what the store threw.
  return error.cause instanceof Error ? codeOf(error.cause) : 'internal'
}

/** The one place where an error becomes an answer (R8). Only what nobody expected is logged, and only as itself. */
export const answerProblem =
  (log: Log): ErrorHandler =>
  (error, c) => {
    const code = codeOf(error)
    const { status } = problemOf(code)
    if (status >= 500) log.error({ err: error, method: c.req.method, code }, 'a request failed')
    const spoken = language(c.req.header('accept-language'))
    const { happened, kept, act } = messages(spoken).problems[code]
    const detail = [kept, act].filter((part) => part !== '').join(' ')
    const body: ProblemBody = {
      type: `urn:samskriv:problem:${code}`,
      title: happened,
      status,
      code,
      ...(detail !== '' && { detail }),
      ...(error instanceof BadBody && { fields: error.fields }),
    }
    // Our table holds only statuses that go with a body.
    return c.body(JSON.stringify(body), status as ContentfulStatusCode, {
      'content-type': 'application/problem+json; charset=utf-8',
      'content-language': spoken,
    })
  }

/** A JSON body of this form, or `bad-request` with the paths of what is wrong. */
export const body = <Schema extends ZodType>(schema: Schema) =>
  zValidator('json', schema, (result) => {
    if (!result.success) throw new BadBody(result.error.issues.map((issue) => issue.path.join('.')))
  })

/** Lets through who has a session that holds; the role is asked for where it matters, by `whoActs`. */
export const signedIn =
  (auth: Auth): MiddlewareHandler<SignedIn> =>
  async (c, next) => {
    const session = await auth.sessionOf(c.req.raw.headers)
    if (session === null) throw new Problem('not-signed-in') // guard: session
    c.set('session', session)
    await next()
  }
