/** What the environment says, read once and checked whole. Pure: `main.ts` hands in the environment (R10, R11). */

export type Config = {
  port: number
  host: string
  dataDirectory: string
  /** The program's own address, an origin without a slash at its end: `https://samskriv.example`. */
  baseUrl: string
} & (
  | { mode: 'production'; secret: string }
  /** Example people with a known password. Its secret is made at random and kept in the data folder. */
  | { mode: 'example' }
)

/** A secret shorter than this can be guessed by trying. */
const secretLength = 32

const exampleIsPrivate =
  'others can reach it, and this is example mode, whose password everybody knows. ' +
  'Set NODE_ENV=production, or let HOST be 127.0.0.1.'

const isLoopback = (host: string): boolean =>
  host === 'localhost' || /^\[?::1\]?$/.test(host) || /^127\.\d+\.\d+\.\d+$/.test(host)

/** The origin of an address; null when it is none, or more than one (a path would be ignored in silence). */
const originOf = (address: string): string | null => {
  if (!URL.canParse(address)) return null
  const url = new URL(address)
  const plain = url.pathname === '/' && url.search === '' && url.hash === '' && url.username === ''
  return plain && /^https?:$/.test(url.protocol) ? url.origin : null
}

const portOf = (text: string): number | null => {
  const port = Number(text)
  return /^\d+$/.test(text) && port <= 65535 ? port : null
}

/** Throws one error that names everything that is missing or wrong. An empty value is a missing one. */
export function readConfig(env: Readonly<Record<string, string | undefined>>): Config {
  const value = (name: string): string | null => env[name]?.trim() || null
  const wrong: string[] = []

  const production = value('NODE_ENV') === 'production'
  const host = value('HOST') ?? '127.0.0.1'
  const port = portOf(value('PORT') ?? '8040')
  const address = value('BASE_URL')
  const baseUrl = originOf(address ?? `http://127.0.0.1:${port ?? 0}`)
  const secret = production ? value('SAMSKRIV_SECRET') : null

  if (port === null) wrong.push('PORT must be a number between 0 and 65535.')
  if (address !== null && baseUrl === null)
    wrong.push('BASE_URL must be an address such as https://samskriv.example, without a path.')
  if (production) {
    if (secret === null) wrong.push('SAMSKRIV_SECRET is missing: at least 32 random signs, kept from everyone.')
    else if (secret.length < secretLength) wrong.push('SAMSKRIV_SECRET is too short: it must have at least 32 signs.')
    if (address === null) wrong.push('BASE_URL is missing: the address people open, such as https://samskriv.example.')
    // Without TLS anyone on the way can read the session cookie.
    else if (baseUrl?.startsWith('http:') && !isLoopback(new URL(baseUrl).hostname))
      wrong.push('BASE_URL must begin with https:// in production.')
  }
  if (!production && !isLoopback(host)) wrong.push(`HOST is ${host}: ${exampleIsPrivate}`) // guard: loopback
  if (port === null || baseUrl === null || wrong.length > 0)
    throw new Error(`Samskriv cannot start:\n- ${wrong.join('\n- ')}`)

  const common = { port, host, baseUrl, dataDirectory: value('DATA_DIR') ?? './data' }
  return secret === null ? { ...common, mode: 'example' } : { ...common, mode: 'production', secret }
}

/** The origins that are the program itself (R9). On the own machine both of its names are. */
export const ownOrigins = (config: Config): readonly string[] =>
  config.mode === 'production'
    ? [config.baseUrl]
    : [...new Set([config.baseUrl, `http://127.0.0.1:${config.port}`, `http://localhost:${config.port}`])]
