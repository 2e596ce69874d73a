/** Writing with the tools, the keys and the signs that turn into structure. */
import { expect, test } from 'vitest'
import { beginning, onStage } from '../support/stage.ts'
import type { Visitor } from '../support/visitor.ts'

onStage()

const level = ({ page }: Visitor) => page.getByRole('combobox', { name: 'Styckets nivå' })

const pressed = ({ tool }: Visitor, name: string) => expect.poll(() => tool(name).getAttribute('aria-pressed'))

test('a paragraph becomes a heading of any level and body text again by the tool, which shows where the caret stands', async () => {
  const person = await beginning()
  await person.page.keyboard.type('Vision')
  for (const [name, written] of [
    ['Rubrik 1', '# Vision'],
    ['Rubrik 2', '## Vision'],
    ['Rubrik 3', '### Vision'],
    ['Rubrik 4', '#### Vision'],
    ['Brödtext', 'Vision'],
    ['Rubrik 2', '## Vision'],
  ] as const) {
    await level(person).selectOption(name)
    await person.reads([written])
  }
  await person.text.getByRole('heading', { level: 3, name: 'Vision' }).waitFor()
  await person.text.focus()
  await person.press('End', 'Enter')
  await expect.poll(() => level(person).inputValue()).toBe('0')
  await person.page.keyboard.type('Brödtext följer.')
  await person.reads(['## Vision', 'Brödtext följer.'])
  await person.leave()
})

test('`# ` to `#### ` at the start of a line make headings, and Backspace at its start takes the level away', async () => {
  const person = await beginning()
  await person.page.keyboard.type('# Ett\n## Två\n### Tre\n#### Fyra\n')
  await person.reads(['# Ett', '## Två', '### Tre', '#### Fyra', ''])
  await person.press('ArrowUp', 'Home', 'Backspace')
  await person.reads(['# Ett', '## Två', '### Tre', 'Fyra', ''])
  await person.leave()
})

test('bold and italic by key and by button go on and off, and the buttons say which', async () => {
  const person = await beginning()
  await person.page.keyboard.type('En ')
  await person.press('ControlOrMeta+b')
  await pressed(person, 'Fet').toBe('true')
  await person.page.keyboard.type('fet')
  await person.press('ControlOrMeta+b')
  await pressed(person, 'Fet').toBe('false')
  await person.page.keyboard.type(' och ')
  await person.press('ControlOrMeta+i')
  await pressed(person, 'Kursiv').toBe('true')
  await person.page.keyboard.type('lutad')
  await person.reads(['En **fet** och _lutad_'])
  await person.press('ControlOrMeta+a')
  await pressed(person, 'Fet').toBe('false')
  await person.tool('Fet').click()
  await pressed(person, 'Fet').toBe('true')
  await person.tool('Fet').click()
  await person.reads(['En fet och _lutad_'])
  await person.tool('Kursiv').click()
  await person.tool('Kursiv').click()
  await person.reads(['En fet och lutad'])
  await person.leave()
})

test('a link is made with the keyboard alone; what is no safe address is refused in words', async () => {
  const person = await beginning()
  const dialog = person.page.getByRole('dialog', { name: 'Länk' })
  await person.page.keyboard.type('Läs ')
  await person.press('ControlOrMeta+k')
  await dialog.waitFor()
  await person.page.keyboard.type('javascript:alert(1)')
  await person.press('Tab')
  await person.page.keyboard.type('mer')
  await person.press('Enter')
  await dialog.getByText(/Det är ingen adress som går att länka till/).waitFor()
  expect(await dialog.getByLabel('Adress').evaluate((field) => field === document.activeElement)).toBe(true)
  await person.press('ControlOrMeta+a')
  await person.page.keyboard.type('https://www.tyreso.se/mål')
  await person.press('Enter')
  await dialog.waitFor({ state: 'detached' })
  await person.reads(['Läs [mer](https://www.tyreso.se/mål)'])
  await pressed(person, 'Länk').toBe('true')
  await person.page.keyboard.type(' här')
  await person.reads(['Läs [mer](https://www.tyreso.se/mål) här'])
  await person.leave()
})

test('selected words become a link, which is changed and removed again; Escape changes nothing', async () => {
  const person = await beginning()
  const dialog = person.page.getByRole('dialog', { name: 'Länk' })
  await person.page.keyboard.type('Södertörn')
  await person.press('ControlOrMeta+a')
  await person.tool('Länk').click()
  await dialog.getByLabel('Adress').fill('www.sodertorn.example')
  await dialog.getByRole('button', { name: 'Spara länken' }).click()
  await person.reads(['[Södertörn](https://www.sodertorn.example)'])
  await person.press('ArrowRight', 'ArrowLeft', 'ControlOrMeta+k')
  expect(await dialog.getByLabel('Adress').inputValue()).toBe('https://www.sodertorn.example')
  await person.press('Escape')
  await dialog.waitFor({ state: 'detached' })
  await person.reads(['[Södertörn](https://www.sodertorn.example)'])
  await person.press('ControlOrMeta+k')
  await dialog.getByRole('button', { name: 'Ta bort länken' }).click()
  await person.reads(['Södertörn'])
  await person.leave()
})

test('lists by `- ` and `1. `: Tab moves in, Shift+Tab out, Enter on an empty item leaves, a step at a time', async () => {
  const person = await beginning()
  await person.page.keyboard.type('- ett\n')
  await person.press('Tab')
  await person.page.keyboard.type('inne\n')
  await person.press('Shift+Tab')
  await person.page.keyboard.type('två\n\n1. först\nsedan\n')
  await person.reads(['- ett', '  - inne', '- två', '1. först', '2. sedan', '3. '])
  await person.press('Tab', 'Enter')
  await person.reads(['- ett', '  - inne', '- två', '1. först', '2. sedan', '3. '])
  await person.press('Enter')
  await person.page.keyboard.type('slut')
  await person.reads(['- ett', '  - inne', '- två', '1. först', '2. sedan', 'slut'])
  await person.leave()
})

test('lists and quotations by button, over several paragraphs, and back', async () => {
  const person = await beginning()
  await person.page.keyboard.type('ett\ntvå')
  await person.press('ControlOrMeta+a')
  await person.tool('Punktlista').click()
  await person.reads(['- ett', '- två'])
  await pressed(person, 'Punktlista').toBe('true')
  await person.tool('Numrerad lista').click()
  await person.reads(['1. ett', '2. två'])
  await pressed(person, 'Punktlista').toBe('false')
  await person.tool('Flytta inåt').click()
  await person.reads(['  1. ett', '  2. två'])
  await person.tool('Flytta utåt').click()
  await person.tool('Numrerad lista').click()
  await person.reads(['ett', 'två'])
  await person.tool('Citat').click()
  await person.reads(['> ett', '> två'])
  await pressed(person, 'Citat').toBe('true')
  await person.tool('Citat').click()
  await person.reads(['ett', 'två'])
  await person.leave()
})

test('Alt+F10 goes to the tools, arrows move among them, Escape goes back to the same place in the text', async () => {
  const person = await beginning()
  const focused = (name: RegExp) =>
    expect
      .poll(() => person.page.evaluate(() => document.activeElement?.getAttribute('aria-label') ?? ''))
      .toMatch(name)
  await person.page.keyboard.type('Före efter')
  await person.press('ArrowLeft', 'ArrowLeft', 'ArrowLeft', 'ArrowLeft', 'ArrowLeft', 'Alt+F10')
  await focused(/^Styckets nivå/)
  await person.press('ArrowRight', 'ArrowRight')
  await focused(/^Kursiv/)
  await person.press('End')
  await focused(/^Gör om/)
  await person.press('ArrowRight')
  await focused(/^Styckets nivå/)
  await person.press('ArrowLeft', 'Home', 'ArrowRight')
  await focused(/^Fet/)
  await person.press('Escape')
  await focused(/^Programtexten/)
  await person.page.keyboard.type('och ')
  await person.reads(['Före och efter'])
  await person.press('Alt+F10')
  await focused(/^Fet/)
  await person.leave()
})

test('the text is no trap: in a list Tab moves the line, after Escape it leaves the text, in either direction', async () => {
  const person = await beginning()
  const inText = () => person.text.evaluate((text) => text.contains(document.activeElement))
  await person.page.keyboard.type('- punkt')
  await person.press('Tab')
  await person.reads(['  - punkt'])
  await person.press('Escape', 'Tab')
  expect(await inText()).toBe(false)
  await person.text.focus()
  await person.press('Escape', 'Shift+Tab')
  expect(await inText()).toBe(false)
  await person.reads(['  - punkt'])
  await person.leave()
})

test('twenty quick rounds of items, deeper items and body text come out in the order they were typed', async () => {
  const person = await beginning()
  const { keyboard } = person.page
  for (let round = 0; round < 20; round += 1) {
    await keyboard.type('- a')
    await keyboard.press('Enter')
    await keyboard.press('Tab')
    await keyboard.type('b')
    for (let times = 0; times < 3; times += 1) await keyboard.press('Enter')
    await keyboard.type('1234')
    await keyboard.press('Enter')
  }
  await person.reads([...Array.from({ length: 20 }, () => ['- a', '  - b', '1234']).flat(), ''])
  await person.leave()
})
