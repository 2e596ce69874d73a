/** Finding words in the text and putting others in their place, and how long the text is. */
import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { axe } from '../support/chromium.ts'
import { browser, onStage, program } from '../support/stage.ts'
import { arrive, type Visitor } from '../support/visitor.ts'

onStage()

/** A person who has just written these lines, the caret at their beginning. */
const written = async (lines: string): Promise<Visitor> => {
  const person = await arrive(browser, { origin: program.origin, who: 'Ordförande, Tyresö' })
  await person.empty()
  await person.page.keyboard.type(lines)
  await person.press('ControlOrMeta+Home')
  return person
}

const bar = (page: Page) => page.getByRole('search', { name: 'Sök i texten' })

const told = (page: Page) => expect.poll(() => bar(page).getByRole('status').textContent(), { timeout: 10_000 })

const field = (page: Page) => bar(page).getByRole('textbox', { name: 'Sök' })

const hasFocus = (page: Page, name: string) =>
  expect
    .poll(() => page.evaluate(() => document.activeElement?.closest('[aria-label]')?.getAttribute('aria-label')))
    .toBe(name)

test('with the keyboard alone: Ctrl+F, Enter from place to place, Escape back with the place selected', async () => {
  const person = await written('Mål ett\nmål två\nsyfte\nMÅL tre')
  const { page } = person
  await person.press('ControlOrMeta+f')
  await hasFocus(page, 'Sök i texten')
  await page.keyboard.type('mål')
  await told(page).toBe('1 av 3')
  await person.press('Enter')
  await told(page).toBe('2 av 3')
  await person.press('F3')
  await told(page).toBe('3 av 3')
  await person.press('Enter')
  await told(page).toBe('1 av 3')
  await person.press('Shift+Enter', 'Shift+F3')
  await told(page).toBe('2 av 3')
  await person.press('Escape')
  await bar(page).waitFor({ state: 'detached' })
  await hasFocus(page, 'Programtexten')
  await page.keyboard.type('Syfte')
  await person.reads(['Mål ett', 'Syfte två', 'syfte', 'MÅL tre'])
  await person.leave()
})

test('what matches is marked in the text, the chosen place not only by its colour, in forced colours too', async () => {
  const person = await written('mål och mål')
  const { page } = person
  await person.press('ControlOrMeta+f')
  await page.keyboard.type('mål')
  await told(page).toBe('1 av 2')
  const marks = () =>
    person.text.locator('.found').evaluateAll((all) =>
      all.map((one) => {
        const { outlineStyle, textDecorationLine } = getComputedStyle(one)
        return `${one.textContent} ${outlineStyle} ${textDecorationLine}`
      }),
    )
  expect(await marks()).toEqual(['mål solid underline', 'mål none none'])
  await page.emulateMedia({ forcedColors: 'active' })
  expect(await marks()).toEqual(['mål solid underline', 'mål dotted none'])
  await person.leave()
})

test('upper and lower case and whole words are told apart when one asks for it', async () => {
  const person = await written('Mål, mål och målen')
  const { page } = person
  await person.tool('Sök').click()
  await page.keyboard.type('mål')
  await told(page).toBe('1 av 3')
  await bar(page).getByRole('checkbox', { name: 'Bara hela ord' }).check()
  await told(page).toBe('1 av 2')
  await bar(page).getByRole('checkbox', { name: 'Skilj på stora och små bokstäver' }).check()
  await told(page).toBe('1 av 1')
  await field(page).fill('vision')
  await told(page).toBe('Inga träffar')
  await person.leave()
})

test('[R27] one place is replaced, then all; one Ctrl+Z takes all of it back and nothing else', async () => {
  const person = await written('mål ett, mål två, mål tre\nmål fyra')
  const { page } = person
  await person.press('ControlOrMeta+f')
  await page.keyboard.type('mål')
  await told(page).toBe('1 av 4')
  await person.press('Tab', 'Tab', 'Tab', 'Tab')
  await page.keyboard.type('syfte')
  await person.press('Enter')
  await person.reads(['syfte ett, mål två, mål tre', 'mål fyra'])
  await told(page).toBe('1 av 3')
  await bar(page).getByRole('button', { name: 'Ersätt alla' }).click()
  await told(page).toBe('3 ställen ersatta')
  await person.reads(['syfte ett, syfte två, syfte tre', 'syfte fyra'])
  await person.saving('Sparat')
  // The focus is still in the bar, on what was pressed.
  await person.press('ControlOrMeta+z')
  await person.reads(['syfte ett, mål två, mål tre', 'mål fyra'])
  await told(page).toBe('1 av 3')
  await person.press('ControlOrMeta+y')
  await person.reads(['syfte ett, syfte två, syfte tre', 'syfte fyra'])
  // In a field too, until something is typed there.
  const field = bar(page).getByRole('textbox', { name: 'Ersätt med' })
  await field.press('ControlOrMeta+z')
  await person.reads(['syfte ett, mål två, mål tre', 'mål fyra'])
  await field.press('ControlOrMeta+y')
  await person.reads(['syfte ett, syfte två, syfte tre', 'syfte fyra'])
  await field.press('End')
  await page.keyboard.type('t')
  await field.press('ControlOrMeta+z')
  expect(await field.inputValue()).toBe('syfte')
  await person.press('Escape', 'ControlOrMeta+z')
  await person.reads(['syfte ett, mål två, mål tre', 'mål fyra'])
  await person.press('ControlOrMeta+y')
  await person.reads(['syfte ett, syfte två, syfte tre', 'syfte fyra'])
  await person.leave()
})

test('[R27] another, writing meanwhile, loses nothing to a replacement of all', async () => {
  const person = await written('mål och mål')
  const other = await arrive(browser, { origin: program.origin, who: 'Ordförande, Salem' })
  await other.sees('mål och mål')
  await person.saving('Sparat')
  await other.context.setOffline(true)
  await other.goTo('mål och mål')
  await other.press('Home', 'ArrowRight', 'ArrowRight', 'ArrowRight', 'ArrowRight')
  await other.page.keyboard.type('delmål ')
  await person.press('ControlOrMeta+f')
  await person.page.keyboard.type('mål')
  await told(person.page).toBe('1 av 2')
  await bar(person.page).getByRole('textbox', { name: 'Ersätt med' }).fill('syfte')
  await bar(person.page).getByRole('button', { name: 'Ersätt alla' }).click()
  await told(person.page).toBe('2 ställen ersatta')
  await other.context.setOffline(false)
  await person.reads(['syfte delmål och syfte'])
  await other.reads(['syfte delmål och syfte'])
  await person.leave()
  await other.leave()
})

test('the second Ctrl+F, in the field, is the browser’s own', async () => {
  const person = await written('mål')
  const { page } = person
  // Heard first of all, and read when everyone else has heard it.
  await page.evaluate(() => {
    const tell = (event: KeyboardEvent) =>
      setTimeout(() => document.body.append(` ${event.key}:${event.defaultPrevented}`))
    addEventListener('keydown', tell, { capture: true })
  })
  await person.press('ControlOrMeta+f')
  await page.getByText('f:true').waitFor()
  await field(page).waitFor()
  await person.press('ControlOrMeta+f')
  await page.getByText('f:false').waitFor()
  await person.leave()
})

test('who only reads finds, and is offered nothing to replace', async () => {
  const person = await written('mål och mål')
  await person.saving('Sparat')
  const reader = await arrive(browser, { origin: program.origin, who: 'Handläggare, Salem' })
  await reader.sees('mål och mål')
  await reader.page.getByRole('button', { name: 'Sök i texten (Ctrl+F)' }).click()
  await reader.page.keyboard.type('mål')
  await told(reader.page).toBe('1 av 2')
  await reader.press('Enter')
  await told(reader.page).toBe('2 av 2')
  expect(
    await bar(reader.page)
      .getByRole('button', { name: /Ersätt/ })
      .count(),
  ).toBe(0)
  expect(await axe(reader.page)).toEqual([])
  await reader.press('Escape')
  await hasFocus(reader.page, 'Programtexten')
  await reader.press('ControlOrMeta+f')
  await told(reader.page).toBe('2 av 2')
  await person.leave()
  await reader.leave()
})

test.each([1280, 320])(
  'at %i px the bar passes axe, is whole, and leaves the place it found in sight',
  async (width) => {
    const person = await arrive(browser, { origin: program.origin, who: 'Ordförande, Tyresö', width })
    const { page } = person
    await person.text.focus()
    await person.press('ControlOrMeta+Home', 'ControlOrMeta+f')
    await page.keyboard.type('mål')
    await told(page).toMatch(/^1 av \d+$/)
    for (let place = 2; place < 9; place += 1) await person.press('Enter')
    await told(page).toMatch(/^8 av \d+$/)
    const [chosen, above] = [await person.text.locator('.found-current').boundingBox(), await bar(page).boundingBox()]
    expect(chosen && above && chosen.y >= above.y + above.height && chosen.y + chosen.height < 800).toBe(true)
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width)
    expect(await axe(page)).toEqual([])
    await person.leave()
  },
)

test('the length of the text stands under its outline, and of what is selected; footnotes count', async () => {
  const person = await written('Södertörns åtta kommuner\nskriver en e-post')
  const { page } = person
  await page.getByText('6 ord · 1 sida').waitFor()
  await person.press('Shift+End')
  await page.getByText('3 av 6 ord').waitFor()
  await person.press('ArrowRight')
  await page.getByText('6 ord · 1 sida').waitFor()
  await person.leave()
})
