/** Tables: put in, filled and changed, with keys alone, by two at once, on a telephone, and as they are heard. */
import { expect, test } from 'vitest'
import { axe } from '../support/chromium.ts'
import { tableRows } from '../support/table-reading.ts'
import { browser, onStage, program } from '../support/stage.ts'
import { arrive, type Arrival, type Visitor } from '../support/visitor.ts'

onStage()

const arriveAs = (who: string, more: Partial<Arrival> = {}) => arrive(browser, { origin: program.origin, who, ...more })

const rows = (person: Visitor, ...expected: string[][]) =>
  expect.poll(() => tableRows(person.text), { timeout: 20_000 }).toEqual(expected)

/** Types from cell to cell, row by row. */
const fill = async (person: Visitor, cells: readonly string[]): Promise<void> => {
  for (const [i, words] of cells.entries()) {
    if (i > 0) await person.press('Tab')
    await person.page.keyboard.type(words)
  }
}

/** A person with the caret in the first cell of a new table below the word “Före”. */
const withTable = async (more: Partial<Arrival> = {}): Promise<Visitor> => {
  const person = await arriveAs('Ordförande, Tyresö', more)
  await person.empty()
  await person.page.keyboard.type('Före')
  await person.press('Enter')
  await person.page.keyboard.type('/tabell')
  await person.press('Enter')
  await rows(person, ['', '', ''], ['', '', ''], ['', '', ''])
  return person
}

const focused = ({ page }: Visitor): Promise<string> =>
  page.evaluate(() => document.activeElement?.getAttribute('aria-label') ?? '')

/** A tool of the table, found and used with keys, and back to the text. */
const use = async (person: Visitor, name: string): Promise<void> => {
  await person.press('Alt+F10', 'Alt+F10', 'Home')
  for (let i = 0; i < 12 && (await focused(person)) !== name; i++) await person.press('ArrowRight')
  expect(await focused(person)).toBe(name)
  await person.press('Enter')
}

const typeInto = async (person: Visitor, words: string, typed: string): Promise<void> => {
  await person.goTo(words)
  await person.page.keyboard.type(typed)
}

test('[R15] with the keyboard alone a table is put in, filled, changed by each of its tools, and taken away', async () => {
  const person = await withTable()
  await fill(person, ['Mål', 'År', 'Ansvar', 'Bostäder', '2030', 'Alla', 'Arbete', '2035', 'Salem'])
  await rows(person, ['Mål', 'År', 'Ansvar'], ['Bostäder', '2030', 'Alla'], ['Arbete', '2035', 'Salem'])
  await use(person, 'Flytta raden uppåt')
  await rows(person, ['Mål', 'År', 'Ansvar'], ['Arbete', '2035', 'Salem'], ['Bostäder', '2030', 'Alla'])
  await person.page.getByRole('status').getByText('Flytta raden uppåt: klart. Rad 2 av 3, kolumn 3 av 3.').waitFor()
  // The focus stays on the tool, so that the next step is one key.
  expect(await focused(person)).toBe('Flytta raden uppåt')
  await person.press('Enter')
  await rows(person, ['Arbete', '2035', 'Salem'], ['Mål', 'År', 'Ansvar'], ['Bostäder', '2030', 'Alla'])
  await use(person, 'Flytta raden nedåt')
  await use(person, 'Flytta kolumnen åt vänster')
  await rows(person, ['Mål', 'Ansvar', 'År'], ['Arbete', 'Salem', '2035'], ['Bostäder', 'Alla', '2030'])
  await use(person, 'Flytta kolumnen åt höger')
  await use(person, 'Ny rad ovanför')
  await person.press('Escape')
  await person.page.keyboard.type('ovan')
  await rows(
    person,
    ['Mål', 'År', 'Ansvar'],
    ['', '', 'ovan'],
    ['Arbete', '2035', 'Salem'],
    ['Bostäder', '2030', 'Alla'],
  )
  await use(person, 'Ta bort raden')
  await use(person, 'Ny rad under')
  await rows(person, ['Mål', 'År', 'Ansvar'], ['Arbete', '2035', 'Salem'], ['', '', ''], ['Bostäder', '2030', 'Alla'])
  await use(person, 'Ta bort raden')
  await use(person, 'Ny kolumn till vänster')
  await rows(person, ['Mål', 'År', '', 'Ansvar'], ['Arbete', '2035', '', 'Salem'], ['Bostäder', '2030', '', 'Alla'])
  await use(person, 'Ta bort kolumnen')
  await use(person, 'Ny kolumn till höger')
  await use(person, 'Ta bort kolumnen')
  await rows(person, ['Mål', 'År', 'Ansvar'], ['Arbete', '2035', 'Salem'], ['Bostäder', '2030', 'Alla'])
  await use(person, 'Första raden är rubriker')
  await expect.poll(() => person.text.getByRole('columnheader').count()).toBe(0)
  await use(person, 'Ta bort tabellen')
  await expect.poll(() => person.text.getByRole('table').count()).toBe(0)
  await expect.poll(() => focused(person)).toBe('Programtexten')
  expect(await person.page.getByRole('toolbar', { name: 'Tabellens verktyg' }).count()).toBe(0)
  await person.leave()
})

test('[R16] the first row is heard as column headers while it is the header, and axe has nothing to say', async () => {
  const person = await withTable()
  await fill(person, ['Mål', 'År', 'Ansvar'])
  const table = person.text.getByRole('table', { name: 'Tabell 1' })
  await expect.poll(() => table.getByRole('columnheader').allInnerTexts()).toEqual(['Mål', 'År', 'Ansvar'])
  expect(await table.getByRole('cell').count()).toBe(6)
  expect(await axe(person.page)).toEqual([])
  const header = person.tool('Första raden är rubriker')
  expect(await header.getAttribute('aria-pressed')).toBe('true')
  await header.click()
  await expect.poll(() => table.getByRole('cell').count()).toBe(9)
  expect(await header.getAttribute('aria-pressed')).toBe('false')
  expect(await axe(person.page)).toEqual([])
  await header.click()
  await use(person, 'Flytta raden nedåt')
  await expect.poll(() => table.getByRole('columnheader').allTextContents()).toEqual(['', '', ''])
  await person.leave()
})

test('[R17] two people in one table: one moves and adds, the other goes on typing, and both keep all of it', async () => {
  const tyreso = await withTable()
  await fill(tyreso, ['Mål', 'År', 'Ansvar', 'Bostäder', '2030', 'Alla', 'Arbete', '2035', 'Salem'])
  const haninge = await arriveAs('Kommundirektör, Haninge')
  await typeInto(haninge, 'Bostäder', ' nära')
  await tyreso.sees('Bostäder nära')
  await use(tyreso, 'Flytta raden uppåt')
  await haninge.page.keyboard.type(' stationer')
  await use(tyreso, 'Ny kolumn till vänster')
  await haninge.page.keyboard.type(' och')
  await use(tyreso, 'Första raden är rubriker')
  await haninge.page.keyboard.type(' torg')
  await use(tyreso, 'Ta bort kolumnen')
  const expected = [
    ['Mål', 'År', 'Ansvar'],
    ['Arbete', '2035', 'Salem'],
    ['Bostäder nära stationer och torg', '2030', 'Alla'],
  ]
  await rows(tyreso, ...expected)
  await rows(haninge, ...expected)
  await tyreso.leave()
  await haninge.leave()
})

test('cells are selected with Shift and arrows or by the mouse, emptied, copied and pasted', async () => {
  const person = await withTable()
  await person.context.grantPermissions(['clipboard-read', 'clipboard-write'])
  await fill(person, ['a1', 'a2', 'a3', 'b1', 'b2', 'b3', 'c1', 'c2', 'c3'])
  await person.goTo('a1')
  await person.press('Shift+ArrowRight', 'Shift+ArrowDown')
  expect(await person.text.locator('.selectedCell').allInnerTexts()).toEqual(['a1', 'a2', 'b1', 'b2'])
  expect(await axe(person.page)).toEqual([])
  await person.press('ControlOrMeta+c')
  await person.goTo('b2')
  await person.press('ControlOrMeta+v')
  await rows(person, ['a1', 'a2', 'a3'], ['b1', 'a1', 'a2'], ['c1', 'b1', 'b2'])
  await person.press('Delete')
  await rows(person, ['a1', 'a2', 'a3'], ['b1', '', ''], ['c1', '', ''])
  await person.press('Enter')
  await person.page.keyboard.type('ny')
  await rows(person, ['a1', 'a2', 'a3'], ['b1', '', ''], ['c1', '', 'ny'])
  const [from, to] = [person.text.getByText('a2'), person.text.getByText('a3')]
  await from.hover()
  await person.page.mouse.down()
  await to.hover()
  await person.page.mouse.up()
  await person.press('ControlOrMeta+x')
  await rows(person, ['a1', '', ''], ['b1', '', ''], ['c1', '', 'ny'])
  await person.leave()
})

test('in a cell there are paragraphs and lists but no headings; arrows lead out, and Escape and Tab leave the text', async () => {
  const person = await withTable()
  await person.page.keyboard.type('ett')
  await person.press('Enter')
  await person.page.keyboard.type('- två')
  await person.press('Enter')
  await person.page.keyboard.type('tre')
  await person.press('Tab')
  await person.page.keyboard.type('# fyra')
  await rows(person, ['ett\ntvå\ntre', '# fyra', ''], ['', '', ''], ['', '', ''])
  expect(await person.text.locator('td, th').locator('[data-list=bullet]').allInnerTexts()).toEqual(['två', 'tre'])
  await person.press('ArrowDown', 'ArrowDown', 'ArrowDown')
  await person.page.keyboard.type('Efter')
  await expect.poll(() => person.blocks().then((blocks) => blocks.at(-1))).toBe('Efter')
  await person.goTo('# fyra')
  await person.press('ArrowUp')
  await person.page.keyboard.type('!')
  await expect.poll(() => person.blocks().then((blocks) => blocks[0])).toContain('!')
  await person.goTo('# fyra')
  await person.press('Escape', 'Tab')
  expect(await person.text.evaluate((text) => text.contains(document.activeElement))).toBe(false)
  await person.leave()
})

test('above a table that begins the text one can write as well', async () => {
  const person = await arriveAs('Ordförande, Tyresö')
  await person.empty()
  await person.tool('Infoga').click()
  await person.page.getByRole('menuitem', { name: 'Tabell' }).click()
  await rows(person, ['', '', ''], ['', '', ''], ['', '', ''])
  await person.press('ArrowUp')
  await person.page.keyboard.type('Ovanför')
  await expect.poll(() => person.blocks().then((blocks) => blocks[0])).toBe('Ovanför')
  await person.leave()
})

test('on a telephone a wide table scrolls by itself, also by keys, and the page does not', async () => {
  const person = await withTable({ phone: true })
  await fill(person, ['Mål', 'År', 'Ansvar', 'Bostäder', '2030', 'Alla'])
  const frame = person.text.getByRole('group', { name: 'Tabell 1' })
  const widths = () => person.page.evaluate(() => [document.documentElement.scrollWidth, window.innerWidth])
  expect(await frame.evaluate((f) => f.scrollWidth > f.clientWidth)).toBe(true)
  expect(await widths()).toEqual([320, 320])
  expect(await axe(person.page)).toEqual([])
  await frame.focus()
  await frame.evaluate((f) => (f.scrollLeft = 0))
  await person.press('ArrowRight')
  await expect.poll(() => frame.evaluate((f) => f.scrollLeft)).toBeGreaterThan(0)
  // A touch in a cell is for its words: the text has the focus, not the frame.
  await person.text.getByText('2030').tap()
  await expect.poll(() => focused(person)).toBe('Programtexten')
  const reader = await arriveAs('Läsare', { phone: true })
  await reader.sees('Bostäder')
  expect(await reader.text.getByRole('group', { name: 'Tabell 1' }).getAttribute('tabindex')).toBe('0')
  expect(await axe(reader.page)).toEqual([])
  await reader.leave()
  await person.leave()
})
