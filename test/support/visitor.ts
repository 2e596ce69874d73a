/** A person at a browser: what they do is told in their words, and everything is found by role and name. */
import type { Browser, BrowserContext, Locator, Page } from 'playwright-core'
import { expect } from 'vitest'
import { readBlocks } from './reading.ts'

export type Visitor = {
  context: BrowserContext
  page: Page
  /** The text's own area. */
  text: Locator
  /** Puts the caret at the end of the text and types, key by key. */
  write(words: string): Promise<void>
  /** Presses keys one after the other, each once the one before has moved the caret. */
  press(...keys: string[]): Promise<void>
  /** Selects the whole text and takes it away. */
  empty(): Promise<void>
  /** Clicks beside the words' end, so that the caret stands there. */
  goTo(words: string): Promise<void>
  /** A tool above the text, by the beginning of its name: the rest of it is its key. */
  tool(name: string): Locator
  /** Waits until the words stand in the text. */
  sees(words: string): Promise<void>
  /** The whole text, block by block, in the signs of `reading.ts`. */
  blocks(): Promise<string[]>
  /** Waits until the whole text is this. */
  reads(blocks: readonly string[]): Promise<void>
  /** Waits for what the screen says of saving. */
  saving(words: string | RegExp): Promise<void>
  leave(): Promise<void>
}

/** `who` as the sign-in page says it: "Ordförande, Tyresö". */
export type Arrival = {
  origin: string
  who: string
  width?: number
  /** On a telephone: 320 px, a touch screen, and a window that grows with what is too wide. */
  phone?: boolean
  /** Told of the page before it shows anything. */
  watch?: (page: Page) => void
}

/** The browser tells of a moved caret a moment later; a person's next key comes after that, a robot's would not. */
export const settled = (page: Page): Promise<void> =>
  page.evaluate(() => new Promise<void>((done) => requestAnimationFrame(() => requestAnimationFrame(() => done()))))

/** Long enough for two slow cores: a limit that means never. */
const patience = { timeout: 20_000 }

/** Signs in as an example person with one click and opens the programme. */
export const arrive = async (browser: Browser, arrival: Arrival): Promise<Visitor> => {
  const { origin, who, width = 1280, phone = false, watch } = arrival
  const screen = phone
    ? { viewport: { width: 320, height: 640 }, isMobile: true, hasTouch: true }
    : { viewport: { width, height: 800 } }
  const context = await browser.newContext({ ...screen, locale: 'sv-SE' })
  const page = await context.newPage()
  // What goes wrong in the page by itself fails the test when the person leaves.
  const heard: string[] = []
  page.on('pageerror', (error) => heard.push(error.message))
  watch?.(page)
  await page.goto(origin)
  await page.getByRole('button', { name: who, exact: true }).click()
  await page.getByRole('link', { name: 'Södertörns utvecklingsprogram 2045' }).first().click()
  const text = page.getByLabel('Programtexten')
  await text.waitFor()
  const press = async (...keys: string[]) => {
    for (const key of keys) {
      await page.keyboard.press(key)
      await settled(page)
    }
  }
  return {
    context,
    page,
    text,
    write: async (words) => {
      await text.press('ControlOrMeta+End')
      await settled(page)
      await page.keyboard.type(words)
    },
    press,
    empty: async () => {
      await text.focus()
      await press('ControlOrMeta+a', 'Delete')
    },
    goTo: async (words) => {
      await text.getByText(words).first().click()
      await settled(page)
      await press('End')
    },
    tool: (name) => page.getByRole('toolbar').getByRole('button', { name: new RegExp(`^${name}`) }),
    sees: async (words) => {
      await text.getByText(words).first().waitFor()
    },
    blocks: () => readBlocks(text),
    reads: (blocks) => expect.poll(() => readBlocks(text), patience).toEqual(blocks),
    saving: async (words) => {
      await page.getByRole('status').getByText(words, { exact: true }).first().waitFor()
    },
    leave: async () => {
      expect(heard).toEqual([])
      await context.close()
    },
  }
}
