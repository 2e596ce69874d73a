/** A real Chromium for the tests that people's tasks are told in, and the check of what a screen reader would meet. */
import { AxeBuilder } from '@axe-core/playwright'
import { chromium, type Browser, type Page } from 'playwright-core'
import { chromiumPath, noChromium } from '../../.tools/chromium.mjs'

/** No sandbox, since CI is root in a container; the rest keeps the browser from calling home while it is measured. */
const quiet = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

/** A headless Chromium with an empty profile; close it when the file is done. One per file, one context per person. */
export async function launchBrowser(): Promise<Browser> {
  const executablePath = chromiumPath()
  if (executablePath === null) throw new Error(noChromium)
  return chromium.launch({ executablePath, headless: true, args: quiet })
}

/** WCAG 2.2 AA and everything below it, no rule left out. */
const wcag = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']

/**
 * What axe finds on the page as it stands, one line each, so that `expect(await axe(page)).toEqual([])` says on failure
 * which rule, which element and why.
 */
export async function axe(page: Page): Promise<string[]> {
  // Halfway between two colours neither is to be judged. What moves for ever has no end to wait for.
  await page.evaluate(() =>
    Promise.all(
      document
        .getAnimations()
        .filter((each) => each.effect?.getComputedTiming().endTime !== Number.POSITIVE_INFINITY)
        .map((each) => each.finished.catch(() => undefined)),
    ),
  )
  const { violations } = await new AxeBuilder({ page }).withTags(wcag).analyze()
  return violations.flatMap(({ id, help, nodes }) =>
    nodes.map(({ target, failureSummary }) => `${id} (${help}) at ${target.join(' ')}: ${failureSummary ?? ''}`),
  )
}
