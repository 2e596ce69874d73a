import { once } from 'node:events'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { fileURLToPath } from 'node:url'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { build } from 'vite'
import type { SyncStatus } from '../../client/sync/status.ts'
import { launchBrowser } from '../support/chromium.ts'
import type {} from '../support/syncpage.ts'
import { type TinyRelay, tinyRelay } from '../support/tinyrelay.ts'
import { read } from '../support/writing.ts'

const entry = fileURLToPath(new URL('../support/syncpage.ts', import.meta.url))

const bundle = async (): Promise<string> => {
  const built = await build({
    configFile: false,
    logLevel: 'error',
    build: { write: false, minify: false, lib: { entry, formats: ['es'], fileName: 'page' } },
  })
  const [first] = Array.isArray(built) ? built : []
  const [chunk] = first?.output ?? []
  if (chunk?.type !== 'chunk') throw new Error('nothing was built')
  return chunk.code
}

let browser: Browser
let pages: Server
let address: string
let relay: TinyRelay
let person: BrowserContext

beforeAll(async () => {
  const script = await bundle()
  pages = createServer((request, response) => {
    const isScript = request.url === '/page.js'
    response.setHeader('Content-Type', isScript ? 'text/javascript' : 'text/html')
    response.end(isScript ? script : '<!doctype html><script type="module" src="/page.js"></script>')
  })
  pages.listen(0, '127.0.0.1')
  await once(pages, 'listening')
  address = `http://127.0.0.1:${(pages.address() as AddressInfo).port}` // not a pipe: it listens on a port
  browser = await launchBrowser()
})
afterAll(async () => {
  await browser.close()
  pages.close()
})
beforeEach(async () => {
  relay = await tinyRelay()
  person = await browser.newContext()
})
afterEach(async () => {
  await person.close()
  await relay.goAway()
})

const open = async (page: Page): Promise<void> => {
  await page.goto(address)
  await page.waitForFunction(() => 'tab' in window)
  await page.evaluate((url) => {
    window.session = window.tab.open(url)
  }, relay.url)
}
const newTab = async (): Promise<Page> => {
  const page = await person.newPage()
  await open(page)
  return page
}
const write = (page: Page, words: string): Promise<void> =>
  page.evaluate((w) => window.tab.write(window.session, w), words)
const textIn = (page: Page): Promise<string[]> => page.evaluate(() => window.tab.read(window.session.replica().doc))
const asideIn = (page: Page): Promise<string[]> =>
  page.evaluate(() => window.session.setAside().flatMap((entry) => entry.words))
const status = (page: Page): Promise<SyncStatus> => page.evaluate(() => window.session.status())
const is = async (page: Page, contact: 'connected' | 'lost', saving: string): Promise<void> => {
  await page.waitForFunction(
    ([c, s]) => {
      const now = window.session.status()
      return now.state === 'open' && now.contact === c && now.saving.state === s
    },
    [contact, saving],
  )
}
const back = async (page: Page): Promise<void> => {
  await relay.comeBack()
  await page.evaluate(() => window.session.retry())
}

test('[P25] in a real browser: written without contact, reloaded, counted, and merged once on coming back', async () => {
  const page = await newTab()
  await is(page, 'connected', 'saved')
  await write(page, 'Med kontakt. ')
  await is(page, 'connected', 'saved')
  await relay.goAway()
  await is(page, 'lost', 'saved')
  await write(page, 'Utan ')
  await write(page, 'kontakt.')
  await page.reload()
  await open(page)
  await is(page, 'lost', 'waiting')
  expect(await status(page)).toMatchObject({ saving: { state: 'waiting', changes: 2, kept: true } })
  expect(await textIn(page)).toEqual(['Med kontakt. Utan kontakt.'])
  await back(page)
  await is(page, 'connected', 'saved')
  expect(read(relay.doc)).toEqual(['Med kontakt. Utan kontakt.'])
  await relay.goAway()
  await open(page)
  await is(page, 'lost', 'saved')
  await relay.comeBack()
})

test('[P28] [P29] in a real browser: refused words are set aside from both tabs’ work, once, also after a reload', async () => {
  const first = await newTab()
  const second = await newTab()
  await is(first, 'connected', 'saved')
  await is(second, 'connected', 'saved')
  await relay.goAway()
  await is(first, 'lost', 'saved')
  await is(second, 'lost', 'saved')
  await write(first, 'Den första. ')
  await write(second, 'Den andra. ')
  relay.refuse('', 'text-sealed')
  await back(first)
  await first.waitForFunction(() => window.session.replica().generation === 1)
  await second.evaluate(() => window.session.retry())
  await second.waitForFunction(() => window.session.replica().generation === 1)
  await open(first)
  await is(first, 'connected', 'saved')
  await first.waitForFunction(() => window.session.setAside().length > 0)
  expect((await asideIn(first)).sort()).toEqual(['Den andra.', 'Den första.'])
  expect(await textIn(first)).toEqual([])
  await first.evaluate(() => Promise.all(window.session.setAside().map((entry) => window.session.forget(entry.id))))
  await open(first)
  await is(first, 'connected', 'saved')
  expect(await asideIn(first)).toEqual([])
})

test('[P25] [P29] in a real browser: a mark made after a copy was read is neither counted there nor taken away', async () => {
  const page = await person.newPage()
  await page.goto(address)
  await page.waitForFunction(() => 'tab' in window)
  const counts = await page.evaluate(async () => {
    const { keepInBrowser, emptyDoc, emptyUpdate } = window.tab
    const open = (id: number) => keepInBrowser('member-1').open('text-2', id, () => undefined)
    const waitingNow = async (): Promise<number> => (await (await open(9)).readInto(emptyDoc())).waiting
    const [first, second] = [await open(1), await open(2)]
    first.add(emptyUpdate(), 1)
    const read = [await second.readInto(emptyDoc())]
    first.mark(0)
    first.add(emptyUpdate(), 1)
    second.mark(0)
    const left = [await waitingNow()]
    read.push(await second.readInto(emptyDoc()))
    second.mark(1)
    left.push(await waitingNow())
    second.mark(0)
    left.push(await waitingNow())
    await second.replace(emptyUpdate())
    read.push(await second.readInto(emptyDoc()))
    return { read, left }
  })
  expect(counts).toMatchObject({
    read: [
      { updates: 1, waiting: 1 },
      { updates: 2, waiting: 1 },
      { updates: 1, waiting: 0 },
    ],
    left: [1, 1, 0],
  })
})

test('[P30] in a real browser: where IndexedDB does not open, the text is written all the same, and it is said', async () => {
  await person.addInitScript(() => {
    IDBFactory.prototype.open = () => {
      throw new DOMException('private mode', 'SecurityError')
    }
  })
  const page = await newTab()
  await is(page, 'connected', 'saved')
  await write(page, 'Privat.')
  await is(page, 'connected', 'saved')
  await relay.goAway()
  await is(page, 'lost', 'saved')
  await write(page, ' Mer.')
  expect(await status(page)).toMatchObject({ saving: { state: 'waiting', changes: 1, kept: false } })
  await back(page)
  await is(page, 'connected', 'saved')
  expect(read(relay.doc)).toEqual(['Privat. Mer.'])
})

test('[P30] in a real browser: the site’s data cleared under an open text, writing goes on and it is said', async () => {
  const page = await newTab()
  await is(page, 'connected', 'saved')
  const other = await person.newPage()
  await other.goto(address)
  await other.evaluate(
    () =>
      new Promise<void>((resolve, reject) => {
        const request = indexedDB.deleteDatabase('samskriv:member-1:text-1')
        request.onsuccess = () => resolve()
        request.onerror = () => reject(new Error('not deleted'))
      }),
  )
  await write(page, 'ett ')
  await write(page, 'två')
  await is(page, 'connected', 'saved')
  expect(read(relay.doc)).toEqual(['ett två'])
  await relay.goAway()
  await is(page, 'lost', 'saved')
  await write(page, ' tre')
  await is(page, 'lost', 'waiting')
  expect(await status(page)).toMatchObject({ saving: { changes: 1, kept: false } })
  await relay.comeBack()
})
