/** What can be put into the text: by menu, with `/`, by keyboard alone; and the signs that turn while one types. */
import { expect, test } from 'vitest'
import { axe } from '../support/chromium.ts'
import { beginning, come, onStage } from '../support/stage.ts'
import type { Visitor } from '../support/visitor.ts'

onStage()

const type = (person: Visitor, words: string) => person.page.keyboard.type(words)

const button = ({ page }: Visitor) => page.getByRole('button', { name: 'Infoga' })

const menu = ({ page }: Visitor) => page.getByRole('menu', { name: 'Infoga' })

const list = ({ page }: Visitor) => page.getByRole('listbox', { name: 'Infoga i texten' })

const focused = ({ page }: Visitor) =>
  expect.poll(() => page.evaluate(() => document.activeElement?.textContent?.replace(/Ctrl.*$/, '') ?? ''))

const inText = ({ text }: Visitor) => expect.poll(() => text.evaluate((root) => root.contains(document.activeElement)))

/** The option that the text names to a screen reader. */
const chosen = ({ page, text }: Visitor) =>
  expect.poll(async () => {
    const id = await text.getAttribute('aria-activedescendant')
    return id === null ? null : page.evaluate((of) => document.getElementById(of)?.firstChild?.textContent, id)
  })

/** Whether all of it stands within the window's sides. */
const withinWindow = async (person: Visitor, what: ReturnType<typeof menu>): Promise<boolean> => {
  const box = await what.boundingBox()
  return box !== null && box.x >= 0 && box.x + box.width <= (person.page.viewportSize()?.width ?? 0)
}

test('[R23] the menu is opened, gone through and closed by keyboard, and the focus goes back to its button', async () => {
  const person = await beginning()
  await person.press('Alt+F10')
  for (let i = 0; i < 20 && !(await button(person).evaluate((b) => b === document.activeElement)); i += 1)
    await person.press('ArrowRight')
  await person.press('Enter')
  await focused(person).toBe('Tabell')
  expect(await axe(person.page)).toEqual([])
  await person.press('ArrowUp')
  await focused(person).toBe('Avdelare')
  await person.press('ArrowDown', 'ArrowDown')
  await focused(person).toBe('Figur')
  await person.press('End', 'Home', 'f', 'f')
  await focused(person).toBe('Fotnot')
  await person.press('Escape')
  await menu(person).waitFor({ state: 'detached' })
  await focused(person).toBe('Infoga')
  await person.press('ArrowUp')
  await focused(person).toBe('Avdelare')
  await person.press('Tab')
  await menu(person).waitFor({ state: 'detached' })
  await person.reads([''])
  await person.leave()
})

test('[R23] after choosing from the menu one writes on in the text', async () => {
  const person = await beginning()
  await type(person, 'Ord')
  await button(person).click()
  await menu(person).getByRole('menuitem', { name: 'Fotnot' }).click()
  await inText(person).toBe(true)
  await type(person, 'not')
  await person.press('Enter')
  await button(person).focus()
  await person.press('ArrowDown', 'a', 'Enter')
  await inText(person).toBe(true)
  await type(person, 'Efter')
  await person.reads(['Ord{not}', '---', 'Efter'])
  await button(person).focus()
  await person.press(' ', 't', ' ')
  await inText(person).toBe(true)
  await person.text.getByRole('table').waitFor()
  await type(person, 'Första cellen')
  await person.text.getByRole('table').getByText('Första cellen').waitFor()
  await person.leave()
})

test('[R23] a figure is asked for from the menu and with `/`', async () => {
  const person = await beginning()
  await button(person).click()
  await menu(person).getByRole('menuitem', { name: 'Figur' }).click()
  await person.page.getByRole('dialog').waitFor()
  await person.press('Escape')
  await focused(person).toBe('Infoga')
  await person.text.focus()
  await type(person, '/bild')
  await person.press('Enter')
  await person.page.getByRole('dialog').waitFor()
  await person.press('Escape')
  await inText(person).toBe(true)
  await person.reads([''])
  await person.leave()
})

test('[R23] `/` shows the list at the caret, narrows down as one writes, and says how many there are', async () => {
  const person = await beginning()
  await type(person, 'Ett /')
  await list(person).waitFor()
  await chosen(person).toBe(null)
  expect(await axe(person.page)).toEqual([])
  await type(person, 'fo')
  await expect.poll(() => list(person).getByRole('option').count()).toBe(3)
  await person.page.getByRole('status').getByText('3 förslag').waitFor({ state: 'attached' })
  await person.press('ArrowDown')
  await chosen(person).toBe('Fokusområde')
  await person.press('ArrowUp')
  await chosen(person).toBe('Fotnot')
  await person.press('Tab')
  await type(person, 'not')
  await person.reads(['Ett{not}'])
  expect(await list(person).count()).toBe(0)
  await inText(person).toBe(true)
  await person.leave()
})

test('[R23] Escape leaves the slash as it was typed, and so does writing on', async () => {
  const person = await beginning()
  await type(person, '/rub')
  await list(person).waitFor()
  await person.press('Escape')
  await list(person).waitFor({ state: 'detached' })
  await type(person, 'el och / eller 30 km/h')
  await person.press('Enter')
  await person.reads(['/rubel och / eller 30 km/h', ''])
  await person.leave()
})

test('[R23] paragraphs become headings, items and goals with `/`, and a click chooses as well', async () => {
  const person = await beginning()
  await type(person, '/rubrik 2')
  await person.press('Enter')
  await type(person, 'Mål')
  await person.press('Enter')
  await type(person, '/punkt')
  await list(person).getByRole('option', { name: 'Punktlista' }).click()
  await type(person, 'ett')
  await person.reads(['## Mål', '- ett'])
  await person.press('ControlOrMeta+Home')
  await type(person, '/fokus')
  await person.press('Enter')
  await person.text.locator('[data-role=focusArea]').waitFor()
  await person.reads(['## Mål', '- ett'])
  await person.leave()
})

test('[R23] the list stays open, on the same choice, while a colleague writes above it', async () => {
  const [anna, bo] = [await beginning(), await come('Kommundirektör, Salem')]
  await type(anna, 'Ett')
  await anna.press('Enter')
  await bo.reads(['Ett', ''])
  await type(anna, '/fo')
  await anna.press('ArrowDown')
  await bo.text.focus()
  await bo.press('ControlOrMeta+Home')
  await type(bo, 'Nytt ')
  await anna.reads(['Nytt Ett', '/fo'])
  await chosen(anna).toBe('Fokusområde')
  await anna.press('ArrowUp', 'Enter')
  await type(anna, 'not')
  await bo.reads(['Nytt Ett', '{not}'])
  await anna.leave()
  await bo.leave()
})

test('[R23] a rule comes with `---`, is selected by the arrows and deleted by key', async () => {
  const person = await beginning()
  await type(person, 'Ett')
  await person.press('Enter')
  await type(person, '--- Två')
  await person.press('Enter')
  await type(person, '---')
  await person.press('Enter')
  await type(person, 'Tre')
  await person.reads(['Ett', '---', 'Två', '---', 'Tre'])
  await person.press('ArrowUp')
  const selected = person.text.locator('hr.ProseMirror-selectednode')
  await selected.waitFor()
  expect(await selected.evaluate((hr) => getComputedStyle(hr).outlineStyle)).toBe('solid')
  await person.press('Delete')
  await person.reads(['Ett', '---', 'Två', 'Tre'])
  await person.leave()
})

test('[R24] straight quotation marks turn, and one Backspace gives them back', async () => {
  const person = await beginning()
  await type(person, '"Mål" -- medel...')
  await person.reads(['”Mål” – medel…'])
  await person.press('Backspace')
  await type(person, ' 5"')
  await person.press('Backspace')
  await type(person, '.')
  await person.reads(['”Mål” – medel... 5".'])
  await person.leave()
})

test('the tools take one row at 1280 px', async () => {
  const person = await beginning()
  const tops = await person.page
    .getByRole('toolbar', { name: 'Textverktyg' })
    .locator('button, select')
    .evaluateAll((tools) => tools.map((tool) => Math.round(tool.getBoundingClientRect().top)))
  expect(new Set(tops).size).toBe(1)
  await person.leave()
})

test('[R23] on a telephone the menu and the list stand within the window', async () => {
  const person = await beginning({ phone: true })
  await button(person).click()
  expect(await withinWindow(person, menu(person))).toBe(true)
  expect(await axe(person.page)).toEqual([])
  await person.press('Escape')
  await person.text.focus()
  await type(person, 'Några ord på raden /')
  await list(person).waitFor()
  expect(await withinWindow(person, list(person))).toBe(true)
  expect(await axe(person.page)).toEqual([])
  await person.press('Escape')
  await person.leave()
})
