/** Two write in one paragraph before either has seen the other's, and it merges: both are kept, and nobody is asked. */
import type { Browser, Locator } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { launchBrowser } from '../support/chromium.ts'
import { type Collision, type Deed, openCollision, orders } from '../support/collision.ts'
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

const level = ({ page }: Visitor): Locator => page.getByRole('combobox', { name: 'Styckets nivå' })
const role = ({ page }: Visitor): Locator => page.getByRole('combobox', { name: 'Roll i målstrukturen' })

/** What Haninge does where Tyresö types. */
type Kept = { what: string; text: string[]; with: string; does: Deed; after: string[] }

const plain = ['Först.', 'Ett stycke.', 'Sist.']

const kept: Kept[] = [
  {
    what: 'changes its level',
    text: plain,
    with: 'Ett stycke.',
    does: () => level(two.haninge).selectOption('Rubrik 2').then(),
    after: ['Först.', '## Ett stycke. Skrivet.', 'Sist.'],
  },
  {
    what: 'makes it a list item',
    text: plain,
    with: 'Ett stycke.',
    does: () => two.haninge.tool('Punktlista').click(),
    after: ['Först.', '- Ett stycke. Skrivet.', 'Sist.'],
  },
  {
    what: 'moves the item in',
    text: ['Först.', '- punkt'],
    with: 'punkt',
    does: () => two.haninge.tool('Flytta inåt').click(),
    after: ['Först.', '  - punkt Skrivet.'],
  },
  {
    what: 'gives it a role',
    text: plain,
    with: 'Ett stycke.',
    does: () => role(two.haninge).selectOption('Vision').then(),
    after: ['Först.', 'Ett stycke. Skrivet.', 'Sist.'],
  },
  {
    what: 'makes it bold',
    text: plain,
    with: 'Ett stycke.',
    does: async () => {
      // Not up to where Tyresö types: whether what is typed at the very border is bold, Yjs decides by who is who.
      await two.haninge.press('Home', 'Shift+ArrowRight', 'Shift+ArrowRight', 'Shift+ArrowRight')
      await two.haninge.tool('Fet').click()
    },
    after: ['Först.', '**Ett** stycke. Skrivet.', 'Sist.'],
  },
]

for (const order of orders) {
  test.for(kept)(
    `rescue-tray: Tyresö types and Haninge $what, ${order}: both are kept and there is no card`,
    async (pair) => {
      await two.written(pair.text)
      await two.bothAt(pair.with)
      await two.atOnce(order, () => two.tyreso.page.keyboard.type(' Skrivet.'), pair.does)
      await two.bothRead(pair.after)
      await two.tyreso.page.keyboard.type(' Och mer.')
      await two.haninge.sees('Och mer.')
      expect(await two.program.store.records.list('rescues')).toEqual([])
    },
  )
}
