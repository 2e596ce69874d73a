/** A person at a browser: what they do is told in their words, and everything is found by role and name. */
import type { Browser, BrowserContext, Locator, Page } from 'playwright-core'
import { expect } from 'vitest'

export type Visitor = {
  context: BrowserContext
  page: Page
  /** The text's own area. */
  text: Locator
  /** Puts the caret at the end of the text and types, key by key. */
  write(words: string): Promise<void>
  /** Waits until the words stand in the text. */
  sees(words: string): Promise<void>
  /** Waits for what the screen says of saving. */
  saving(words: string | RegExp): Promise<void>
  leave(): Promise<void>
}

/** `who` as the sign-in page says it: "Ordförande, Tyresö". */
export type Arrival = { origin: string; who: string; width?: number }

/** Signs in as an example person with one click and opens the programme. */
export const arrive = async (browser: Browser, arrival: Arrival): Promise<Visitor> => {
  const { origin, who, width = 1280 } = arrival
  const context = await browser.newContext({ viewport: { width, height: 800 }, locale: 'sv-SE' })
  const page = await context.newPage()
  // What goes wrong in the page by itself fails the test when the person leaves.
  const heard: string[] = []
  page.on('pageerror', (error) => heard.push(error.message))
  await page.goto(origin)
  await page.getByRole('button', { name: who, exact: true }).click()
  await page.getByRole('link', { name: 'Södertörns utvecklingsprogram 2045' }).first().click()
  const text = page.getByLabel('Programtexten')
  await text.waitFor()
  return {
    context,
    page,
    text,
    write: async (words) => {
      await text.press('ControlOrMeta+End')
      // The browser tells of a moved caret a moment later; a person's next key comes after that, a robot's would not.
      await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))))
      await page.keyboard.type(words)
    },
    sees: async (words) => {
      await text.getByText(words).first().waitFor()
    },
    saving: async (words) => {
      await page.getByRole('status').getByText(words, { exact: true }).first().waitFor()
    },
    leave: async () => {
      expect(heard).toEqual([])
      await context.close()
    },
  }
}
