/** The check that says a page can be used with a screen reader must itself be able to say no. */
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { axe, launchBrowser } from '../support/chromium.ts'

let browser: Browser
beforeAll(async () => {
  browser = await launchBrowser()
})
afterAll(() => browser.close())

/** What axe finds in a body. It wants a page of a context of its own. */
async function findings(body: string): Promise<string[]> {
  const context = await browser.newContext()
  const page = await context.newPage()
  await page.setContent(`<!doctype html><html lang="sv"><title>Prov</title><main><h1>Prov</h1>${body}</main></html>`)
  const found = await axe(page)
  await context.close()
  return found
}

test('a page that reads well has no finding', async () => {
  expect(await findings('<p>Åtta kommuner.</p><button>Spara</button>')).toEqual([])
})

test('a button without a name, and grey on white, are found and named', async () => {
  const found = await findings('<button></button><p style="color: #aaa">Otydligt</p>')
  expect(found.map((line) => line.split(' ')[0])).toEqual(['button-name', 'color-contrast'])
})
