/**
 * Starts Samskriv: reads the environment, opens the store, serves, and stops in order. The only file that knows which
 * store it is.
 */
import process from 'node:process'
import pino from 'pino'
import { readConfig } from './config.ts'
import { openOnDesktop } from './desktop.ts'
import { startService } from './service.ts'
import { openEmbedded } from './store/embedded.ts'

const log = pino({ level: process.env.LOG_LEVEL ?? 'info' })

/** One clear sentence instead of a stack trace: whoever starts a program need not know what it is written in. */
const give = (error: unknown): never => {
  log.debug({ err: error }, 'Samskriv could not start')
  process.stderr.write(`\n${error instanceof Error ? error.message : String(error)}\n`)
  process.exit(1)
}

const start = async (): Promise<void> => {
  const config = readConfig(process.env)
  const store = await openEmbedded({ directory: config.dataDirectory })
  for (const notice of store.notices()) log.warn({ notice }, 'the data folder was mended')
  const service = await startService({ config, store, log, now: Date.now })
  log.info({ url: config.baseUrl, mode: config.mode }, 'Samskriv is serving')
  if (config.mode === 'example') {
    process.stdout.write(`\n  Samskriv: ${config.baseUrl}\n  Data: ${config.dataDirectory}\n\n`)
    if (process.argv.includes('--open')) openOnDesktop(config.baseUrl, { platform: process.platform, env: process.env })
  }

  let stopping = false
  const stop = (): void => {
    if (stopping) return
    stopping = true
    log.info({}, 'stopping')
    service
      .stop()
      .then(() => store.close())
      .then(() => process.exit(0), give)
  }
  process.on('SIGTERM', stop)
  process.on('SIGINT', stop)
}

start().catch(give)
