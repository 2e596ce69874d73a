/** The built client as files, and the headers that bind a browser to it. */
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { serveStatic } from '@hono/node-server/serve-static'
import { Hono, type MiddlewareHandler } from 'hono'
import { type Config, ownOrigins } from './config.ts'

/** Chromium's Trusted Types. Off until every library that writes HTML in the client goes through a policy. */
const withTrustedTypes = false

const contentSecurityPolicy = (own: readonly string[]): string =>
  [
    "default-src 'self'",
    // Styles that React and ProseMirror set go through the DOM, which this allows; `style` in HTML is what it stops.
    "style-src 'self'",
    "img-src 'self' data:",
    // 'self' means the socket too, but not in Safari before 15.4.
    `connect-src 'self' ${own.map((origin) => origin.replace(/^http/, 'ws')).join(' ')}`,
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
    ...(withTrustedTypes ? ["require-trusted-types-for 'script'"] : []),
  ].join('; ')

/** On every answer, also of errors. */
export const securityHeaders = (config: Config): MiddlewareHandler => {
  const headers = {
    'content-security-policy': contentSecurityPolicy(ownOrigins(config)),
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'same-origin',
    'permissions-policy': 'camera=(), geolocation=(), microphone=(), payment=(), usb=()',
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-resource-policy': 'same-origin',
    ...(config.baseUrl.startsWith('https:') && { 'strict-transport-security': 'max-age=31536000' }),
  }
  return async (c, next) => {
    for (const [name, value] of Object.entries(headers)) c.header(name, value)
    await next()
  }
}

type Chunk = { file: string; css?: string[]; imports?: string[] }

/** A chunk and all that it imports, but for the program itself. */
const withImports = (name: string, chunks: Record<string, Chunk>): Chunk[] => {
  const chunk = name === 'index.html' ? undefined : chunks[name]
  return chunk ? [chunk, ...(chunk.imports ?? []).flatMap((each) => withImports(each, chunks))] : []
}

/**
 * The files of the page of a text, as a `Link` header: the browser fetches them beside the program instead of after it.
 * First what draws its frame and beginning; what it is written with comes after that, and is not even parsed before it
 * is wanted, since it would take that time from the first words. Empty when the build left no list of its files.
 */
export const draftLinks = (directory: string): string => {
  const list = join(directory, '.vite/manifest.json')
  if (!existsSync(list)) return ''
  // Vite's own list, made by the build that made the files.
  const chunks = JSON.parse(readFileSync(list, 'utf8')) as Record<string, Chunk>
  const first = withImports('pages/draft.tsx', chunks)
  const then = withImports('pages/draft-text.tsx', chunks).filter((chunk) => !first.includes(chunk))
  const styles = [...first, ...then].flatMap(({ css = [] }) => css)
  const links = [
    ...styles.map((file) => `</${file}>; rel=preload; as=style; crossorigin`),
    ...first.map(({ file }) => `</${file}>; rel=modulepreload`),
    ...then.map(({ file }) => `</${file}>; rel=preload; as=script; crossorigin; fetchpriority=low`),
  ]
  return [...new Set(links)].join(', ')
}

/**
 * Files of the built client; any other path that a browser asks for is a page, which the client finds by itself.
 * What lies in `assets/` has its hash in its name, so a missing one is missing and never the page.
 */
export const pages = (directory: string) => {
  const index = serveStatic({ path: join(directory, 'index.html') })
  const links = draftLinks(directory)
  const withDraft: MiddlewareHandler = async (c, next) => {
    await next()
    if (links && c.res.status === 200) c.res.headers.set('link', links)
  }
  const cached =
    (value: string): MiddlewareHandler =>
    async (c, next) => {
      await next()
      if (c.res.status === 200) c.res.headers.set('cache-control', value)
    }
  return new Hono()
    .use('/assets/*', cached('public, max-age=31536000, immutable'), serveStatic({ root: directory }))
    .get('/assets/*', (c) => c.notFound())
    .use('/programmes/*', withDraft)
    .use('*', cached('no-cache'), serveStatic({ root: directory, index: 'index.html' }))
    .get('*', index)
}
