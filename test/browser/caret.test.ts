/** Where a person's caret stands after others have written: beside the sign it stood at, or as near as that can be. */
import type { Browser } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { launchBrowser } from '../support/chromium.ts'
import { type Running, startRunning } from '../support/running.ts'
import { arrive, type Visitor } from '../support/visitor.ts'

let browser: Browser
let program: Running
let salem: Visitor
let haninge: Visitor

beforeAll(async () => {
  browser = await launchBrowser()
})
afterAll(() => browser.close())
beforeEach(async () => {
  program = await startRunning()
  salem = await arrive(browser, { origin: program.origin, who: 'Ordförande, Salem' })
  haninge = await arrive(browser, { origin: program.origin, who: 'Kommundirektör, Haninge' })
})
afterEach(async () => {
  await salem.leave()
  await haninge.leave()
  await program.stop()
})

/** What others wrote has been drawn, and the browser knows where its caret is: a person's next key comes after that. */
const drawn = ({ page }: Visitor): Promise<void> =>
  page.evaluate(() => new Promise<void>((done) => requestAnimationFrame(() => requestAnimationFrame(() => done()))))

const written = async (...paragraphs: string[]): Promise<void> => {
  await salem.empty()
  for (const [i, paragraph] of paragraphs.entries()) {
    if (i > 0) await salem.press('Enter')
    await salem.page.keyboard.type(paragraph)
  }
  await haninge.reads(paragraphs)
}

test('[R43] a colleague types in front of my caret in the same paragraph: what I type stays together', async () => {
  await written('Början av stycket och slutet.')
  await haninge.goTo('Början av stycket')
  await haninge.page.keyboard.type('<<')
  await salem.reads(['Början av stycket och slutet.<<'])
  await drawn(salem)
  await salem.goTo('Början av stycket')
  await salem.press('Home')
  await salem.page.keyboard.type('Först: ')
  await haninge.reads(['Först: Början av stycket och slutet.<<'])
  await drawn(haninge)
  await haninge.page.keyboard.type('>>')
  await salem.reads(['Först: Början av stycket och slutet.<<>>'])
  expect(await haninge.blocks()).toEqual(await salem.blocks())
})

test('[R43] a colleague deletes in front of my caret: it stands where it stood among the words', async () => {
  await written('Ta bort det här. Behåll resten.')
  await haninge.goTo('Behåll resten')
  await haninge.page.keyboard.type('!')
  await salem.reads(['Ta bort det här. Behåll resten.!'])
  await drawn(salem)
  await salem.goTo('Ta bort det här')
  await salem.press('Home')
  for (let i = 0; i < 'Ta bort det här. '.length; i++) await salem.press('Delete')
  await haninge.reads(['Behåll resten.!'])
  await drawn(haninge)
  await haninge.page.keyboard.type('?')
  await salem.reads(['Behåll resten.!?'])
})

test('[R43] the paragraph I stand in is cut away: my caret goes to the end of the one before, not elsewhere', async () => {
  await written('Ett.', 'Två.', 'Tre.')
  await haninge.goTo('Två.')
  await salem.goTo('Ett.')
  await salem.press('Shift+ArrowDown', 'Shift+End', 'Delete')
  await haninge.reads(['Ett.', 'Tre.'])
  await drawn(haninge)
  await haninge.page.keyboard.type(' Här.')
  await salem.reads(['Ett. Här.', 'Tre.'])
})
