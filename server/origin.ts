/**
 * Whether a request comes from the program's own pages (R9). Asked of everything that changes something and of every
 * socket: the session cookie alone would let any website a person visits act as them.
 */
import type { MiddlewareHandler } from 'hono'
import { Problem } from '../shared/problem.ts'

/**
 * Browsers send `Origin` with every WebSocket and with every request that can change something, and `Sec-Fetch-Site`
 * with all. A request with neither is no browser's: nobody else's cookie is in it, so a program of the person's own
 * (a test, a script, another client) is let in.
 */
export const originAllowed = (headers: Headers, own: readonly string[]): boolean => {
  const site = headers.get('sec-fetch-site')
  if (site !== null && site !== 'same-origin' && site !== 'none') return false // guard: fetch-site
  const origin = headers.get('origin')
  return origin === null || own.includes(origin)
}

const reading: ReadonlySet<string> = new Set(['GET', 'HEAD', 'OPTIONS'])

/** Refuses what would change something and does not come from here. */
export const sameOrigin =
  (own: readonly string[]): MiddlewareHandler =>
  async (c, next) => {
    // guard: origin
    if (!reading.has(c.req.method) && !originAllowed(c.req.raw.headers, own)) throw new Problem('origin-refused')
    await next()
  }
