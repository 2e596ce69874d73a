/**
 * Two write in one place before either has seen the other's, and it does not merge: what would be lost, misplaced or
 * doubled comes to the rescue tray of both, in either order, and one click mends it on both screens.
 */
import type { Browser, Locator } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { launchBrowser } from '../support/chromium.ts'
import { type Collision, openCollision, type Order, orders } from '../support/collision.ts'
import type { Visitor } from '../support/visitor.ts'

let browser: Browser
let two: Collision

beforeAll(async () => {
  browser = await launchBrowser()
})
afterAll(() => browser.close())
beforeEach(async () => {
  two = await openCollision(browser)
})
afterEach(() => two.end())

const tray = ({ page }: Visitor): Locator => page.getByRole('region', { name: 'Ord som krockade' })
const cards = (person: Visitor): Locator => tray(person).getByRole('listitem')

/** The one card, on both screens, with these words. */
const oneCard = async (words: string, what: string): Promise<void> => {
  for (const person of [two.tyreso, two.haninge]) {
    await cards(person).filter({ hasText: what }).waitFor()
    expect(await cards(person).locator('blockquote strong').allTextContents()).toEqual([words])
  }
}

/** That card, told as Tyresö's. */
const tyresosCard = async (words: string, what: string): Promise<void> => {
  await oneCard(words, what)
  expect(await cards(two.tyreso).textContent()).toContain('Det här skrev du')
  expect(await cards(two.haninge).textContent()).toContain('Det här skrev Ordförande, Tyresö')
}

/** One click by one of the two; the card is then gone from both screens. */
const click = async (order: Order, button: string): Promise<void> => {
  const person = order === 'Tyresö first' ? two.tyreso : two.haninge
  await cards(person).getByRole('button', { name: button, exact: true }).click()
  for (const each of [two.tyreso, two.haninge]) await tray(each).waitFor({ state: 'detached' })
}

const types = (): Promise<void> => two.tyreso.page.keyboard.type(' Skrivet.')

/** From the line's beginning to the next one's: what a person marks to move a paragraph. */
const cuts = (person: Visitor): Promise<void> => person.press('Home', 'Shift+ArrowDown', 'ControlOrMeta+x')

const movesToTheEnd = async (person: Visitor): Promise<void> => {
  await cuts(person)
  await person.press('ControlOrMeta+End', 'Enter', 'ControlOrMeta+v')
}

const text = ['Först.', 'Stycket som rör sig.', 'Sist.']

test.for(orders)('rescue-tray: [R33][R35] type ∥ move by cutting and pasting, %s', async (order) => {
  await two.written(text)
  await two.bothAt('Stycket som rör sig.')
  await two.atOnce(order, types, () => movesToTheEnd(two.haninge))
  await two.bothRead(['Först.', 'Sist.', 'Stycket som rör sig.', ''])
  await tyresosCard(' Skrivet.', 'Kom inte med i texten')
  await click(order, 'Sätt tillbaka')
  await two.bothRead(['Först.', 'Sist.', 'Stycket som rör sig. Skrivet.', ''])
})

/** Moves a chapter with the keyboard; where a colleague's caret is known to stand, one is asked first. */
const movesChapter = async ({ page }: Visitor, name: string, key: string): Promise<void> => {
  const outline = page.getByRole('navigation', { name: 'Innehåll' })
  const question = page.getByRole('dialog').getByRole('button', { name: 'Flytta ändå' })
  await outline.getByRole('button', { name, exact: true }).focus()
  await page.keyboard.press(key)
  await question
    .or(outline.getByRole('status').getByText(`${name} flyttad`))
    .first()
    .waitFor()
  if (await question.isVisible()) await question.click()
}

test.for(orders)('rescue-tray: [R33][R35] type ∥ move from the outline, %s', async (order) => {
  await two.written(['# Ett', 'Om ett.', '# Två', 'Om två.'])
  await two.bothAt('Om ett.')
  await two.atOnce(order, types, () => movesChapter(two.haninge, 'Ett', 'Alt+ArrowDown'))
  await two.bothRead(['# Två', 'Om två.', '# Ett', 'Om ett.'])
  await tyresosCard(' Skrivet.', 'Kom inte med i texten')
  await click(order, 'Sätt tillbaka')
  await two.bothRead(['# Två', 'Om två.', '# Ett', 'Om ett. Skrivet.'])
})

test.for(orders)('rescue-tray: [R33][R35] type ∥ cut, %s', async (order) => {
  await two.written(text)
  await two.bothAt('Stycket som rör sig.')
  await two.atOnce(order, types, () => cuts(two.haninge))
  await two.bothRead(['Först.', 'Sist.'])
  await tyresosCard(' Skrivet.', 'Kom inte med i texten')
  // Its paragraph is gone for good; the one above still stands.
  await click(order, 'Sätt tillbaka')
  await two.bothRead(['Först.', 'Skrivet.', 'Sist.'])
})

test.for(orders)('rescue-tray: [R33][R35] type ∥ join with Backspace, %s', async (order) => {
  await two.written(text)
  await two.bothAt('Stycket som rör sig.')
  await two.atOnce(order, types, () => two.haninge.press('Home', 'Backspace'))
  await two.bothRead(['Först.Stycket som rör sig.', 'Sist.'])
  await tyresosCard(' Skrivet.', 'Kom inte med i texten')
  await click(order, 'Sätt tillbaka')
  await two.bothRead(['Först.Stycket som rör sig. Skrivet.', 'Sist.'])
})

test.for(orders)('rescue-tray: [R33][R35] type ∥ a table’s row taken away, %s', async (order) => {
  const { tyreso, haninge } = two
  await two.written(['Före'])
  await tyreso.press('Enter')
  await tyreso.page.keyboard.type('/tabell')
  await tyreso.press('Enter', 'ArrowDown')
  await tyreso.page.keyboard.type('Rad två.')
  await haninge.sees('Rad två.')
  await tyreso.saving('Sparat')
  await two.bothAt('Rad två.')
  await two.atOnce(order, types, () => haninge.page.getByRole('button', { name: /^Ta bort raden/ }).click())
  for (const { text } of [tyreso, haninge]) await text.getByText('Rad två.').waitFor({ state: 'detached' })
  await tyresosCard(' Skrivet.', 'Kom inte med i texten')
  // Below the table that the row was taken from.
  await click(order, 'Sätt tillbaka')
  for (const person of [tyreso, haninge]) await person.text.locator(':scope > p').getByText('Skrivet.').waitFor()
})

test.for(orders)('rescue-tray: [R33][R35] Enter ∥ type after the break, %s', async (order) => {
  await two.written(['Vi bygger vägar. Vi kör buss.', 'Sist.'])
  await two.bothAt('Vi bygger vägar.')
  await two.haninge.press(...Array.from(' Vi kör buss.', () => 'ArrowLeft'))
  await two.atOnce(order, types, () => two.haninge.press('Enter'))
  await two.bothRead(['Vi bygger vägar. Skrivet.', ' Vi kör buss.', 'Sist.'])
  await tyresosCard(' Skrivet.', 'Hamnade på fel ställe')
  await click(order, 'Flytta dit')
  await two.bothRead(['Vi bygger vägar.', ' Vi kör buss. Skrivet.', 'Sist.'])
})

test.for(orders)('rescue-tray: [R33][R35] split ∥ split, %s', async (order) => {
  await two.written(['Vi bygger vägar. Vi kör buss.', 'Sist.'])
  await two.bothAt('Vi bygger vägar.')
  await two.tyreso.press(...Array.from('kör buss.', () => 'ArrowLeft'))
  await two.haninge.press(...Array.from(' Vi kör buss.', () => 'ArrowLeft'))
  await two.atOnce(
    order,
    () => two.tyreso.press('Enter'),
    () => two.haninge.press('Enter'),
  )
  await oneCard('kör buss.', 'Står två gånger')
  await click(order, 'Ta bort den ena')
  const blocks = await two.haninge.blocks()
  expect(blocks.join('').split('kör buss.')).toHaveLength(2)
  await two.tyreso.reads(blocks)
})

test.for(orders)('rescue-tray: [R33][R35] both move it, %s', async (order) => {
  await two.written(text)
  await two.bothAt('Stycket som rör sig.')
  await two.atOnce(
    order,
    () => movesToTheEnd(two.tyreso),
    () => movesToTheEnd(two.haninge),
  )
  await oneCard('Stycket som rör sig.', 'Står två gånger')
  await click(order, 'Ta bort den ena')
  const blocks = await two.haninge.blocks()
  expect(blocks.filter((block) => block === 'Stycket som rör sig.')).toHaveLength(1)
  await two.tyreso.reads(blocks)
})
