/** Where the browser's stories are played: one browser for a file, the whole program anew for each of its tests. */
import type { Browser } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach } from 'vitest'
import { launchBrowser } from './chromium.ts'
import { type Running, startRunning } from './running.ts'
import { arrive, type Arrival, type Visitor } from './visitor.ts'

// Whoever imports them sees what they are by then; `onStage` gives them their lives.
export let browser: Browser
export let program: Running

/** To be called once, at the top of a file. */
export const onStage = (): void => {
  beforeAll(async () => {
    browser = await launchBrowser()
  })
  afterAll(() => browser.close())
  beforeEach(async () => {
    program = await startRunning()
  })
  afterEach(() => program.stop())
}

type Manner = Omit<Arrival, 'origin' | 'who'>

/** An example person comes in and opens the programme. */
export const come = (who = 'Ordförande, Tyresö', manner: Manner = {}): Promise<Visitor> =>
  arrive(browser, { origin: program.origin, who, ...manner })

/** A person before an empty text. */
export const beginning = async (manner: Manner = {}): Promise<Visitor> => {
  const person = await come('Ordförande, Tyresö', manner)
  await person.empty()
  await person.reads([''])
  return person
}
