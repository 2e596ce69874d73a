/** A text that takes its time: its beginning can be read at once, and the editor takes its place where one reads. */
import type { Browser, BrowserContext, Locator, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { axe, launchBrowser } from '../support/chromium.ts'
import { type Cable, layCable } from '../support/proxy.ts'
import { freePort, type Running, startRunning } from '../support/running.ts'

let browser: Browser
let program: Running
let cable: Cable
let context: BrowserContext

beforeAll(async () => {
  browser = await launchBrowser()
})
afterAll(() => browser.close())
beforeEach(async () => {
  const port = await freePort()
  program = await startRunning({ baseUrl: `http://127.0.0.1:${port}` })
  cable = await layCable(port, Number(new URL(program.origin).port))
})
afterEach(async () => {
  await context.close()
  await cable.close()
  await program.stop()
})

const chair = 'ordforande@tyreso.example'
const patience = { timeout: 20_000 }

/** At the programme's address, with sockets held back: all that has come came by HTTP. */
const arriveWithoutSocket = async (email: string, width = 1280): Promise<Page> => {
  cable.pull()
  context = await browser.newContext({ viewport: { width, height: 800 }, locale: 'sv-SE' })
  const [name = '', value = ''] = (await program.signIn(email)).split('=')
  await context.addCookies([{ name, value, url: cable.origin }])
  const page = await context.newPage()
  await page.goto(`${cable.origin}/programmes/${program.programmeId}`)
  return page
}

const still = (page: Page): Locator => page.getByRole('article', { name: 'Textens början' })
const editor = (page: Page): Locator => page.getByLabel('Programtexten')

/** The contact is back: the text comes. */
const letCome = async (page: Page): Promise<void> => {
  cable.putBack()
  await editor(page).waitFor(patience)
  await still(page).waitFor({ state: 'detached', ...patience })
}

/** Where these words stand in the window, px. */
const topOf = async (words: Locator): Promise<number> => (await words.boundingBox())?.y ?? Number.NaN

/** Block by block: the words, and what the style sheet adds to them. */
const shown = (text: Locator): Promise<string[]> =>
  text.evaluate((page) =>
    [...page.children].map((block) => {
      const signs = [block, ...block.querySelectorAll('*')].map((each) =>
        ['data-marker', 'data-role-label', 'data-number'].map((name) => each.getAttribute(name) ?? '').join(''),
      )
      return [block.tagName, block.textContent, ...signs.filter(Boolean)].join('|')
    }),
  )

test('[R42] before the text has come its beginning can be read, then the editor has it and one can write', async () => {
  const page = await arriveWithoutSocket(chair)
  await still(page).getByRole('heading', { name: 'Varför ett gemensamt program' }).waitFor()
  await page.getByRole('status').getByText('Du kan läsa textens början').waitFor()
  expect(await still(page).getAttribute('contenteditable')).toBeNull()
  expect(await page.getByRole('textbox').count()).toBe(0)
  expect(await axe(page)).toEqual([])
  await letCome(page)
  await editor(page).press('ControlOrMeta+Home')
  await page.keyboard.type('Skrivet nu. ')
  await page.getByRole('status').getByText('Sparat', { exact: true }).waitFor(patience)
  expect((await program.peer('lasare@sodertorn.example')).words()).toContain('Skrivet nu. ')
})

test('[R42] it is there before what one writes with has come', async () => {
  const writing = Promise.withResolvers<void>()
  context = await browser.newContext({ viewport: { width: 1280, height: 800 }, locale: 'sv-SE' })
  await context.route('**/assets/draft-text-*.js', async (route) => {
    await writing.promise
    await route.continue()
  })
  const [name = '', value = ''] = (await program.signIn(chair)).split('=')
  await context.addCookies([{ name, value, url: cable.origin }])
  const page = await context.newPage()
  await page.goto(`${cable.origin}/programmes/${program.programmeId}`)
  await page.getByRole('heading', { level: 1, name: 'Södertörns utvecklingsprogram 2045' }).waitFor()
  await still(page).getByRole('heading', { name: 'Varför ett gemensamt program' }).waitFor()
  expect(await axe(page)).toEqual([])
  await still(page).focus()
  writing.resolve()
  await page.getByRole('textbox', { name: 'Programtexten' }).waitFor(patience)
  await page.keyboard.type('Genast. ')
  await editor(page).getByText('Genast.').waitFor()
})

test.for([
  [1280, 16],
  [320, 16],
  // The tools then take more rows than there was room left for.
  [1280, 26],
] as const)(
  '[R42] it looks as the editor will show it and stays in its place: %i px wide, letters of %i',
  async (seen) => {
    const [width, letters] = seen
    const page = await arriveWithoutSocket(chair, width)
    const words = page.getByText('Åtta kommuner delar på Södertörn')
    await words.waitFor()
    await page.evaluate((px) => (document.documentElement.style.fontSize = `${px}px`), letters)
    const before = await shown(still(page))
    await page.mouse.wheel(0, 900)
    await expect.poll(() => page.evaluate(() => scrollY)).toBeGreaterThan(800)
    const top = await topOf(words)
    await letCome(page)
    expect(before.length).toBeGreaterThan(15)
    expect((await shown(editor(page))).slice(0, before.length)).toEqual(before)
    expect(Math.abs((await topOf(words)) - top)).toBeLessThan(2)
  },
)

test('[R42] who is in it by keyboard is in the text when it has come, and writes on from there', async () => {
  const page = await arriveWithoutSocket(chair)
  await still(page).focus()
  await letCome(page)
  const textbox = page.getByRole('textbox', { name: 'Programtexten' })
  await textbox.waitFor()
  await expect.poll(() => textbox.evaluate((text) => text === document.activeElement)).toBe(true)
  await page.keyboard.type('Genast. ')
  await textbox.getByText('Genast.').waitFor()
})

test('[R42] who only reads finds it the same way', async () => {
  const page = await arriveWithoutSocket('lasare@sodertorn.example')
  await still(page).getByText('Åtta kommuner delar på Södertörn').waitFor()
  expect(await axe(page)).toEqual([])
  await letCome(page)
  expect(await editor(page).getAttribute('contenteditable')).toBe('false')
})

test('[R42] signed out one is shown nothing of it', async () => {
  const words = /Varför ett gemensamt program/
  const page = await arriveWithoutSocket(chair)
  await still(page).getByText(words).waitFor()
  await page.getByRole('button', { name: 'Logga ut' }).click()
  await page.getByRole('heading', { name: 'Logga in' }).waitFor()
  expect(await page.getByText(words).count()).toBe(0)
  await page.reload()
  await page.getByRole('heading', { name: 'Logga in' }).waitFor()
  expect(await page.getByText(words).count()).toBe(0)
})

test('[R42] where it does not come the page waits for the text as if there were no such thing', async () => {
  cable.pull()
  context = await browser.newContext({ viewport: { width: 1280, height: 800 }, locale: 'sv-SE' })
  await context.route('**/beginning', (route) => route.abort())
  const [name = '', value = ''] = (await program.signIn(chair)).split('=')
  await context.addCookies([{ name, value, url: cable.origin }])
  const page = await context.newPage()
  await page.goto(`${cable.origin}/programmes/${program.programmeId}`)
  await page.getByText('Texten finns inte på den här datorn').waitFor(patience)
  expect(await still(page).count()).toBe(0)
  await letCome(page)
  await editor(page).getByText('Åtta kommuner delar på Södertörn').waitFor()
})
