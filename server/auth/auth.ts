/**
 * Signing in and out: better-auth on our store, called as functions. Its own router is not reachable, so there are two
 * ways in, and what it would answer (a session's token in the body, its own errors) never leaves the server.
 */
import { betterAuth } from 'better-auth/minimal'
import type { Config } from '../config.ts'
import { Problem } from '../../shared/problem.ts'
import type { Change, Store } from '../store/store.ts'
import { collectionOf, keyOf, storeAdapter } from './adapter.ts'
import { countAttempts } from './attempts.ts'
import { hashPassword, verifyPassword } from './password.ts'

export type Session = { memberId: string; sessionId: string }

/** A session ends this long after signing in, in seconds. It is not prolonged: reading never writes. */
const sessionLength = 30 * 24 * 3600

export type Auth = {
  /** Whose request it is; null without a session that holds. Reads only, so it works when storage fails. */
  sessionOf(headers: Headers): Promise<Session | null>
  /** Whether a session that let somebody in is still there; asked about open sockets. */
  holds(sessionId: string): Promise<boolean>
  /** Answers the response that sets the cookie, or throws `wrong-credentials` or `too-many-attempts`. */
  signIn(credentials: { email: string; password: string }, headers: Headers): Promise<Headers>
  /** Ends the session on disk and answers the headers that clear the cookie. Without a session, only the latter. */
  signOut(headers: Headers): Promise<Headers>
  /** Called after a session has ended, so that its sockets can be closed. Returns how to stop. */
  onSessionEnded(listener: (session: Session) => void): () => void
}

/** An account as the store keeps it: written in the same commit as its member, whose id it shares. */
export const accountChanges = (
  account: { id: string; name: string; email: string; passwordHash: string },
  at: number,
): Change[] => {
  const { id, name, passwordHash } = account
  const email = account.email.toLowerCase()
  const times = { createdAt: new Date(at).toISOString(), updatedAt: new Date(at).toISOString() }
  const user = { id, name, email, emailVerified: true, image: null, ...times }
  const credential = { id, accountId: id, userId: id, providerId: 'credential', password: passwordHash, ...times }
  return [
    { collection: collectionOf('user'), id, expected: 0, value: user, keys: [keyOf('user', 'email', email)] },
    { collection: collectionOf('account'), id, expected: 0, value: credential },
  ]
}

const statusOf = (error: unknown): number | null =>
  error instanceof Error && 'statusCode' in error && typeof error.statusCode === 'number' ? error.statusCode : null

/** `secret` signs the cookies; `warn` is told what better-auth finds wrong, which is never a person's data. */
export const openAuth = (options: {
  store: Store
  config: Config
  secret: string
  clock: () => number
  warn: (message: string) => void
}): Auth => {
  const { store, config, secret, clock, warn } = options
  const attempts = countAttempts(clock)
  const listeners = new Set<(session: Session) => void>()

  const auth = betterAuth({
    appName: 'Samskriv',
    baseURL: config.baseUrl,
    secret,
    database: storeAdapter(store, clock),
    emailAndPassword: { enabled: true, disableSignUp: true, password: { hash: hashPassword, verify: verifyPassword } },
    // No cookie cache: a session that has ended is gone with the next request.
    session: { expiresIn: sessionLength, disableSessionRefresh: true, deferSessionRefresh: true },
    // Ours counts by account (`attempts.ts`); one by address would lock a meeting room out.
    rateLimit: { enabled: false },
    telemetry: { enabled: false },
    logger: { level: 'error', log: (_level, message) => warn(message) },
    advanced: {
      cookiePrefix: 'samskriv',
      useSecureCookies: config.baseUrl.startsWith('https:'),
      ipAddress: { disableIpTracking: true },
    },
    databaseHooks: {
      // Of a person we keep no address and no browser.
      session: { create: { before: async (session) => ({ data: { ...session, ipAddress: '', userAgent: '' } }) } },
    },
  })

  const find = async (headers: Headers) => auth.api.getSession({ headers, query: { disableRefresh: true } })

  /** Sessions that have run out leave with the next sign-in, or they would pile up for ever. */
  const forgetExpired = async () => {
    // By the computer's clock, which is the one better-auth itself goes by.
    const past = { field: 'expiresAt', operator: 'lt' as const, value: new Date() }
    await (await auth.$context).adapter.deleteMany({ model: 'session', where: [past] })
  }

  return {
    sessionOf: async (headers) => {
      const found = await find(headers)
      return found && { memberId: found.user.id, sessionId: found.session.id }
    },

    holds: async (sessionId) => {
      const stored = await store.records.get(collectionOf('session'), sessionId)
      return stored !== null && Date.parse(String(stored.value.expiresAt)) > Date.now()
    },

    signIn: async ({ email, password }, headers) => {
      const account = email.toLowerCase()
      attempts.begin(account)
      try {
        const signedIn = await auth.api.signInEmail({
          body: { email: account, password },
          headers,
          returnHeaders: true,
        })
        attempts.succeeded(account)
        await forgetExpired()
        return signedIn.headers
      } catch (error) {
        throw statusOf(error) === 401 ? new Problem('wrong-credentials') : error
      }
    },

    signOut: async (headers) => {
      const found = await find(headers)
      if (found) {
        // Before better-auth's own sign-out, which answers success also when the session could not be removed.
        await (await auth.$context).internalAdapter.deleteSession(found.session.token) // guard: revoked
        for (const listener of listeners) listener({ memberId: found.user.id, sessionId: found.session.id })
      }
      return (await auth.api.signOut({ headers, returnHeaders: true })).headers
    },

    onSessionEnded: (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}
