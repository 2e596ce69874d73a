/** What the others do, for those who hear the page; and who writes where one is about to join or remove. */
import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { axe } from '../support/chromium.ts'
import { browser, onStage, program } from '../support/stage.ts'
import { arrive, type Visitor } from '../support/visitor.ts'

onStage()

/** Two chairs in a text of these lines, the first of whom has written it. */
const two = async (lines: string): Promise<{ tyreso: Visitor; salem: Visitor }> => {
  const { origin } = program
  const tyreso = await arrive(browser, { origin, who: 'Ordförande, Tyresö' })
  await tyreso.empty()
  await tyreso.page.keyboard.type(lines)
  await tyreso.saving('Sparat')
  const salem = await arrive(browser, { origin, who: 'Ordförande, Salem' })
  await salem.sees(lines.split('\n').at(-1) ?? '')
  return { tyreso, salem }
}

/** Everything that is said in a page from now on. */
const listen = async (page: Page): Promise<() => Promise<string[]>> => {
  await page.evaluate(() => {
    const said: string[] = []
    const look = () => {
      for (const region of document.querySelectorAll('[role=status].unseen')) {
        const words = region.textContent
        if (words && said.at(-1) !== words) said.push(words)
      }
      document.body.dataset['said'] = JSON.stringify(said)
    }
    new MutationObserver(look).observe(document.querySelector('main') ?? document.body, {
      subtree: true,
      childList: true,
      characterData: true,
    })
    look()
  })
  return async () => JSON.parse((await page.locator('body').getAttribute('data-said')) ?? '[]')
}

const patience = { timeout: 20_000 }

test('[R25] one hears who wrote and in which section, once for many words, and never of one’s own', async () => {
  const { tyreso, salem } = await two('# Vision\nEtt stycke.\n# Mål\nEtt annat.')
  const [byTyreso, bySalem] = [await listen(tyreso.page), await listen(salem.page)]
  await salem.goTo('Ett stycke.')
  await salem.page.keyboard.type(' Och flera ord, tecken för tecken.')
  await expect.poll(byTyreso, patience).toContain('Ordförande, Salem skrev i avsnittet Vision')
  await tyreso.saving('Sparat')
  expect((await byTyreso()).filter((said) => said.includes('skrev'))).toHaveLength(1)
  expect((await bySalem()).filter((said) => said.includes('skrev'))).toEqual([])
  await tyreso.leave()
  await salem.leave()
})

test('[R25] one hears of paragraphs that are taken away', async () => {
  const { tyreso, salem } = await two('# Vision\nEtt stycke.\nEtt annat.\nEtt tredje.')
  const byTyreso = await listen(tyreso.page)
  await salem.goTo('Ett stycke.')
  await salem.press('Shift+ArrowDown', 'Shift+End', 'Delete')
  await tyreso.reads(['# Vision', 'Ett stycke.', 'Ett tredje.'])
  await expect.poll(byTyreso, patience).toContain('Ordförande, Salem tog bort stycken i avsnittet Vision')
  await tyreso.leave()
  await salem.leave()
})

test('[R26] another’s caret in my paragraph is shown in words and said once, and goes when they go', async () => {
  const { tyreso, salem } = await two('Ett stycke.\nEtt annat.\nEtt tredje.\nEtt fjärde.')
  const byTyreso = await listen(tyreso.page)
  const hint = tyreso.page.locator('.writing-here')
  await salem.goTo('Ett annat.')
  await tyreso.goTo('Ett annat.')
  await hint.getByText('Salem · Ordförande skriver i detta stycke').waitFor()
  await expect.poll(byTyreso, patience).toContain('Salem · Ordförande skriver i detta stycke')
  expect(await axe(tyreso.page)).toEqual([])
  await salem.goTo('Ett fjärde.')
  await hint.waitFor({ state: 'detached' })
  await tyreso.leave()
  await salem.leave()
})

test('[R26] before a join one sees that another writes in the paragraph it would be joined with', async () => {
  const { tyreso, salem } = await two('Ett stycke.\nEtt annat.\nEtt tredje.')
  const hint = tyreso.page.locator('.writing-here')
  await salem.goTo('Ett stycke.')
  await tyreso.goTo('Ett annat.')
  await hint.waitFor({ state: 'detached' })
  await tyreso.press('Home')
  await hint.getByText('Salem · Ordförande skriver i stycket före').waitFor()
  const [edge, mark] = [await tyreso.text.getByText('Ett stycke.').boundingBox(), await hint.boundingBox()]
  expect(edge && mark && Math.abs(edge.y + edge.height - mark.y - mark.height / 2)).toBeLessThan(12)
  await salem.goTo('Ett tredje.')
  await hint.waitFor({ state: 'detached' })
  await tyreso.press('End')
  await hint.getByText('Salem · Ordförande skriver i stycket efter').waitFor()
  await tyreso.leave()
  await salem.leave()
})
