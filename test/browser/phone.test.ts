/** On a telephone, and when the server cannot be reached: what stays in sight, and what is said. */
import type { Locator, Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { browser, onStage, program } from '../support/stage.ts'
import { arrive, type Visitor } from '../support/visitor.ts'

onStage()

const come = (who: string, phone = false): Promise<Visitor> => arrive(browser, { origin: program.origin, who, phone })

const patience = { timeout: 20_000 }

/** A telephone's window grows with the page: then all that stands at its edges is out of sight. */
const widthOf = (page: Page): Promise<number> =>
  page.evaluate(() => Math.max(innerWidth, document.documentElement.scrollWidth))

/** Whether all of it is inside what the telephone shows. */
const isInSight = async (it: Locator): Promise<boolean> => {
  const box = await it.boundingBox()
  return box !== null && box.x >= 0 && box.y >= 0 && box.x + box.width <= 320 && box.y + box.height <= 640
}

const pill = ({ page }: Visitor): Locator => page.getByRole('status').filter({ hasText: 'Sparat' })

const isFocused = (it: Locator): Promise<boolean> => it.evaluate((element) => element === document.activeElement)

test("on a telephone a colleague's caret anywhere on a line neither widens the page nor takes Sparat out of sight", async () => {
  const phone = await come('Ordförande, Tyresö', true)
  const colleague = await come('Kommundirektör, Haninge')
  await colleague.goTo('Åtta kommuner delar')
  await colleague.press('Home')
  const caret = phone.text.locator('.caret', { hasText: 'Haninge' })
  await caret.waitFor()
  for (let step = 0; step < 10; step += 1) {
    await colleague.press('ArrowRight', 'ArrowRight', 'ArrowRight', 'ArrowRight')
    await expect
      .poll(() => caret.locator('.caret-label').evaluate((it) => it.getBoundingClientRect().right), patience)
      .toBeLessThanOrEqual(320)
    expect(await widthOf(phone.page)).toBe(320)
  }
  await phone.write(' Skrivet i telefonen.')
  await phone.saving('Sparat')
  expect(await isInSight(pill(phone))).toBe(true)
  expect(await widthOf(phone.page)).toBe(320)
  await phone.leave()
  await colleague.leave()
})

test('on a telephone every tool is in sight, the head leaves room for the text, and the menu folds away again', async () => {
  const phone = await come('Ordförande, Tyresö', true)
  for (const tool of await phone.page.getByRole('toolbar').getByRole('button').all()) {
    expect(await isInSight(tool), String(await tool.getAttribute('aria-label'))).toBe(true)
  }
  expect((await phone.page.getByRole('banner').boundingBox())?.height).toBeLessThan(56)
  const more = phone.page.getByRole('button', { name: 'Mer' })
  const signOut = phone.page.getByRole('button', { name: 'Logga ut' })
  await more.click()
  await signOut.waitFor()
  expect(await widthOf(phone.page)).toBe(320)
  await phone.page.keyboard.press('Escape')
  await signOut.waitFor({ state: 'hidden' })
  expect(await isFocused(more)).toBe(true)
  await more.click()
  await phone.text.getByText('Åtta kommuner delar').click()
  await signOut.waitFor({ state: 'hidden' })
  await phone.leave()
})

test('a label is shown while its caret moves, fades when it rests, and comes back when it is pointed at', async () => {
  const reader = await come('Ordförande, Tyresö')
  const colleague = await come('Kommundirektör, Haninge')
  await colleague.write(' Här.')
  const caret = reader.text.locator('.caret', { hasText: 'Haninge' })
  const opacity = () => caret.locator('.caret-label').evaluate((it) => getComputedStyle(it).opacity)
  await expect.poll(opacity, patience).toBe('1')
  await expect.poll(opacity, patience).toBe('0')
  await caret.hover({ position: { x: 0, y: 8 }, force: true })
  await expect.poll(opacity, patience).toBe('1')
  await reader.page.mouse.move(0, 0)
  await expect.poll(opacity, patience).toBe('0')
  await colleague.press('ArrowLeft')
  await expect.poll(opacity, patience).toBe('1')
  await reader.leave()
  await colleague.leave()
})

test('[P18] who only reads stands in the list and has no caret, and no tool looks pressed before one is in the text', async () => {
  const writer = await come('Ordförande, Tyresö')
  const officer = await come('Handläggare, Salem')
  const chair = await come('Ordförande, Haninge')
  await officer.text.getByText('Åtta kommuner delar').click()
  await officer.press('End')
  await chair.write(' Haninge skriver.')
  const carets = () => writer.text.locator('.caret-label').allTextContents()
  await expect.poll(carets, patience).toEqual(['Haninge · Ordförande'])
  expect(await writer.page.getByRole('toolbar').locator('[aria-pressed=true]').count()).toBe(0)
  const list = writer.page.getByRole('list', { name: 'Här nu' })
  await writer.page.getByText('Här nu: 3').click()
  await list.getByText('Salem').waitFor()
  await writer.page.keyboard.press('Escape')
  await list.waitFor({ state: 'hidden' })
  expect(await isFocused(writer.page.locator('summary', { hasText: 'Här nu' }))).toBe(true)
  await writer.page.getByText('Här nu: 3').click()
  await list.waitFor()
  await writer.text.getByText('Åtta kommuner delar').click()
  await list.waitFor({ state: 'hidden' })
  for (const person of [writer, officer, chair]) await person.leave()
})

/** On the start page, before any other page's file has come. */
const atStart = async (unreachable: string | null): Promise<Page> => {
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, locale: 'sv-SE' })
  const page = await context.newPage()
  if (unreachable) await context.route(unreachable, (route) => route.abort())
  await page.goto(program.origin)
  await page.getByRole('button', { name: 'Ordförande, Tyresö', exact: true }).click()
  await page.getByRole('heading', { level: 1, name: 'Program', exact: true }).waitFor()
  return page
}

test.for([
  ['**/assets/members-*.js', 'Medlemmar', '.site-head'],
  ['**/assets/draft-*.css', 'Södertörns utvecklingsprogram 2045', '.draft-head'],
  ['**/assets/draft-text-*.js', 'Södertörns utvecklingsprogram 2045', '[role=toolbar]'],
] as const)(
  'a page whose file does not come (%s) says so under its menu, and comes when it can be reached again',
  async ([file, name, flexible]) => {
    const page = await atStart(file)
    await page.getByRole('link', { name }).click()
    const told = page.getByRole('alert').filter({ hasText: 'Sidan gick inte att hämta från servern.' })
    await told.waitFor()
    await page.getByRole('navigation', { name: 'Huvudmeny' }).waitFor()
    await told.getByRole('button', { name: 'Försök igen' }).click()
    await told.waitFor()
    await page.context().unroute(file)
    await told.getByRole('button', { name: 'Försök igen' }).click()
    await page.getByRole('heading', { level: 1, name }).waitFor()
    // With its style sheet, too.
    const display = () => page.locator(flexible).evaluate((it) => getComputedStyle(it).display)
    await expect.poll(display, patience).toBe('flex')
    await page.context().close()
  },
)

test('the other pages have come before they are asked for: without a server they open, and say what is missing', async () => {
  const context = await browser.newContext({ locale: 'sv-SE' })
  const page = await context.newPage()
  const fetched = page.waitForResponse(/assets\/members-.*\.js$/)
  await page.goto(program.origin)
  await page.getByRole('button', { name: 'Ordförande, Tyresö', exact: true }).click()
  await page.getByRole('heading', { level: 1, name: 'Program', exact: true }).waitFor()
  await (await fetched).finished()
  await context.route('**', (route) => route.abort())
  await page.getByRole('link', { name: 'Medlemmar' }).click()
  await page.getByRole('heading', { level: 1, name: 'Medlemmar' }).waitFor()
  await page.getByRole('alert').getByRole('button', { name: 'Försök igen' }).waitFor(patience)
  await context.close()
})

test('signing out without contact says that one is still signed in, and works when it is tried again with contact', async () => {
  const page = await atStart(null)
  await page.context().route('**/sign-out', (route) => route.abort())
  await page.getByRole('button', { name: 'Logga ut' }).click()
  const told = page.getByRole('alert').filter({ hasText: 'Du är fortfarande inloggad. Det gick inte att nå servern.' })
  await told.waitFor()
  await page.context().unroute('**/sign-out')
  await told.getByRole('button', { name: 'Försök igen' }).click()
  const heading = page.getByRole('heading', { level: 1, name: 'Logga in' })
  await heading.waitFor()
  await expect.poll(() => isFocused(heading), patience).toBe(true)
  await page.context().close()
})
