/**
 * Two hundred pages in the browser: from a key to the paint that shows it, and from the address to the first words one
 * can read, beside TipTap alone on the same text in the same run. Rounds are interleaved, since the machine's speed
 * drifts; ratios are what counts. Bars: 1.3 × at p95 for a key, 1.5 × for the first words.
 */
import { once } from 'node:events'
import { createServer } from 'node:http'
import { fileURLToPath } from 'node:url'
import { randomUUID } from 'node:crypto'
import { initProseMirrorDoc } from '@tiptap/y-tiptap'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { build } from 'vite'
import * as Y from 'yjs'
import { firstText } from '../../server/newtext.ts'
import { newProgramme } from '../../server/programmes.ts'
import { textRoot } from '../../shared/protocol.ts'
import { launchBrowser } from '../support/chromium.ts'
import { quantile, ratio, spread } from '../support/figures.ts'
import { schema } from '../support/honest.ts'
import { longText } from '../support/longtext.ts'
import { freePort, startRunning } from '../support/running.ts'

const rounds = 3
/** A first visit now and then takes twice its time: of few the median says little. */
const visits = 9
const keys = 120

declare global {
  interface Window {
    painted: number[]
    readable: number | null
  }
}

/** Runs in each page before it: notes when the first words stand there, and how long each key takes to its paint. */
const watch = (): void => {
  window.painted = []
  window.readable = null
  const look = (): void => {
    // A still page, or the editor: whichever is first.
    const words = document.querySelector('.text p, .ProseMirror p')?.textContent ?? ''
    if (words.length > 20) window.readable ??= performance.now()
    else requestAnimationFrame(look)
  }
  requestAnimationFrame(look)
  addEventListener(
    'keydown',
    (event) => {
      const began = event.timeStamp
      requestAnimationFrame(() => {
        const { port1, port2 } = new MessageChannel()
        port1.onmessage = () => window.painted.push(performance.now() - began)
        port2.postMessage(null)
      })
    },
    { capture: true },
  )
}

type Site = { name: string; url: string; enter: (context: BrowserContext) => Promise<void> }
type Samples = { keys: number[]; first: number[] }

const typeInTheMiddle = async (page: Page): Promise<number[]> => {
  const paragraph = page.locator('.ProseMirror > p').nth(600)
  await paragraph.scrollIntoViewIfNeeded()
  await paragraph.click({ position: { x: 40, y: 8 } })
  // The first keys warm the code up, as a person's first minute does.
  for (let i = 0; i < keys + 20; i++) {
    await page.keyboard.press('a')
    await page.waitForFunction((n) => window.painted.length > n, i)
  }
  return page.evaluate(() => window.painted.slice(20))
}

const visit = async (browser: Browser, site: Site, { into, types }: { into: Samples; types: boolean }) => {
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, locale: 'sv-SE' })
  await context.addInitScript(watch)
  await site.enter(context)
  const page = await context.newPage()
  await page.goto(site.url)
  await page.waitForFunction(() => window.readable !== null, undefined, { timeout: 60_000 })
  into.first.push(await page.evaluate(() => window.readable ?? 0))
  if (types) into.keys.push(...(await typeInTheMiddle(page)))
  await context.close()
}

const update = firstText(longText, randomUUID)

const contentOf = (bytes: Uint8Array): string => {
  const doc = new Y.Doc()
  Y.applyUpdate(doc, bytes)
  const content: unknown = initProseMirrorDoc(doc.getXmlFragment(textRoot), schema).doc.toJSON()
  return JSON.stringify(content)
}

const plainSite = async (): Promise<Site & { close: () => void }> => {
  const entry = fileURLToPath(new URL('../support/plaineditor.ts', import.meta.url))
  const lib = { entry, formats: ['es' as const], fileName: 'page' }
  const built = await build({ configFile: false, logLevel: 'error', build: { write: false, target: 'es2022', lib } })
  const [chunk] = (Array.isArray(built) ? built[0]?.output : undefined) ?? []
  if (chunk?.type !== 'chunk') throw new Error('the plain editor was not built')
  const files: Record<string, [type: string, body: string]> = {
    '/': ['text/html', '<!doctype html><meta charset=utf-8><script type=module src=/page.js></script>'],
    '/page.js': ['text/javascript', chunk.code],
    '/content.json': ['application/json', contentOf(update)],
  }
  const server = createServer((request, response) => {
    const [type, body] = files[request.url ?? ''] ?? ['text/plain', '']
    response.setHeader('content-type', type)
    response.end(body)
  }).listen(await freePort(), '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  const port = typeof address === 'object' && address ? address.port : 0
  return {
    name: 'plain',
    url: `http://127.0.0.1:${port}/`,
    enter: () => Promise.resolve(),
    close: () => server.close(),
  }
}

const program = await startRunning()
const [example] = await program.store.records.list('programmes')
if (!example) throw new Error('no example programme')
const id = 'long'
// Programmes are written as this type only.
const copied = example.value as unknown as Parameters<typeof newProgramme>[0]
await program.store.records.commit({
  at: Date.now(),
  changes: [newProgramme({ ...copied, id, textId: id, title: 'Lång' })],
  audit: null,
  text: { textId: id, entry: { by: 'bench', at: Date.now(), update } },
})
// As after a day's work: what readers open is the snapshot.
await program.store.texts.compact(id)

const ours: Site = {
  name: 'ours',
  url: `${program.origin}/programmes/${id}`,
  enter: async (context) => {
    const [name = '', value = ''] = (await program.signIn('ordforande@salem.example')).split('=')
    await context.addCookies([{ name, value, url: program.origin }])
  },
}
const plain = await plainSite()
const browser = await launchBrowser()
const samples = { ours: { keys: [], first: [] } as Samples, plain: { keys: [], first: [] } as Samples }
for (let round = 0; round < visits; round++) {
  const types = round < rounds
  await visit(browser, plain, { into: samples.plain, types })
  await visit(browser, ours, { into: samples.ours, types })
}

const p95 = (all: readonly number[]): number => quantile(all, 0.95)
const median = (all: readonly number[]): number => quantile(all, 0.5)
console.log(`key to paint, plain TipTap   ${spread(samples.plain.keys)}`)
console.log(`key to paint, the program    ${spread(samples.ours.keys)}`)
console.log(`  p95 ${ratio(p95(samples.ours.keys), p95(samples.plain.keys))} (bar 1.30)`)
console.log(`first words, plain TipTap    ${spread(samples.plain.first)}`)
console.log(`first words, the program     ${spread(samples.ours.first)}`)
console.log(`  p50 ${ratio(median(samples.ours.first), median(samples.plain.first))} (bar 1.50)`)

await browser.close()
plain.close()
await program.stop()
