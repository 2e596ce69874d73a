/** What the environment may say, and what it is told when it says too little. */
import { describe, expect, test } from 'vitest'
import { ownOrigins, readConfig } from '../../../server/config.ts'

type Environment = Record<string, string | undefined>

const secret = '0123456789abcdef0123456789abcdef'
const production = { NODE_ENV: 'production', BASE_URL: 'https://samskriv.example', SAMSKRIV_SECRET: secret }

const refusal = (env: Environment): string => {
  try {
    readConfig(env)
  } catch (error) {
    return error instanceof Error ? error.message : String(error)
  }
  return 'started'
}

test('[R10] with nothing said, it is example mode on loopback', () => {
  expect(readConfig({})).toEqual({
    mode: 'example',
    port: 8040,
    host: '127.0.0.1',
    dataDirectory: './data',
    baseUrl: 'http://127.0.0.1:8040',
  })
})

test('[R11] production has its secret and its own address', () => {
  expect(readConfig({ ...production, HOST: '0.0.0.0', PORT: '80', DATA_DIR: '/var/lib/samskriv' })).toEqual({
    mode: 'production',
    secret,
    port: 80,
    host: '0.0.0.0',
    dataDirectory: '/var/lib/samskriv',
    baseUrl: 'https://samskriv.example',
  })
})

describe('[R11] production does not start, and says all that is missing at once', () => {
  test.for<[why: string, env: Environment, said: string[]]>([
    [
      'neither',
      { BASE_URL: undefined, SAMSKRIV_SECRET: undefined },
      ['SAMSKRIV_SECRET is missing', 'BASE_URL is missing'],
    ],
    ['no secret', { SAMSKRIV_SECRET: undefined }, ['SAMSKRIV_SECRET is missing']],
    ['an empty secret', { SAMSKRIV_SECRET: '  ' }, ['SAMSKRIV_SECRET is missing']],
    ['a short secret', { SAMSKRIV_SECRET: secret.slice(1) }, ['SAMSKRIV_SECRET is too short']],
    ['no address', { BASE_URL: '' }, ['BASE_URL is missing']],
    ['what is no address', { BASE_URL: 'samskriv.example' }, ['BASE_URL must be an address']],
    ['an address with a path', { BASE_URL: 'https://x.example/sup' }, ['BASE_URL must be an address']],
    ['an address with a password', { BASE_URL: 'https://a:b@x.example' }, ['BASE_URL must be an address']],
    ['an address without TLS', { BASE_URL: 'http://samskriv.example' }, ['must begin with https://']],
    ['no port', { PORT: 'eighty' }, ['PORT must be a number']],
    ['all of it wrong', { SAMSKRIV_SECRET: '', BASE_URL: '', PORT: '70000' }, ['PORT', 'SAMSKRIV_SECRET', 'BASE_URL']],
  ])('%s', ([, env, said]) => {
    const message = refusal({ ...production, ...env })
    for (const part of said) expect(message).toContain(part)
    expect(message.split('\n- ')).toHaveLength(said.length + 1)
  })

  test('the secret itself is never said', () => {
    expect(refusal({ ...production, SAMSKRIV_SECRET: 'kort-hemlighet' })).not.toContain('kort-hemlighet')
  })
})

test('production without TLS is for one’s own machine only', () => {
  expect(readConfig({ ...production, BASE_URL: 'http://127.0.0.1:8040' }).mode).toBe('production')
})

describe('[R10] example mode listens on loopback only', () => {
  test.for(['127.0.0.1', '127.8.0.1', '::1', 'localhost'])('%s is loopback', (host) => {
    expect(readConfig({ HOST: host }).mode).toBe('example')
  })

  test.for(['0.0.0.0', '::', '192.168.1.20', 'samskriv.example', '127.0.0.1.example'])('%s is not', (host) => {
    expect(refusal({ HOST: host })).toContain('example mode')
  })

  test('another word in NODE_ENV is not production', () => {
    expect(readConfig({ NODE_ENV: 'Production' }).mode).toBe('example')
    expect(refusal({ NODE_ENV: 'development', HOST: '0.0.0.0' })).toContain('NODE_ENV=production')
  })

  test('a secret in the environment does not make production', () => {
    expect(readConfig({ SAMSKRIV_SECRET: secret }).mode).toBe('example')
  })
})

test('[R9] its own origins: the one address in production, both names of the own machine in example mode', () => {
  expect(ownOrigins(readConfig(production))).toEqual(['https://samskriv.example'])
  expect(ownOrigins(readConfig({ PORT: '9000' }))).toEqual(['http://127.0.0.1:9000', 'http://localhost:9000'])
})
