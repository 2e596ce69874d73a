/** Moving chapters and goals from the outline: by keys, by buttons and by mouse, beside colleagues who write. */
import { expect, test } from 'vitest'
import { axe } from '../support/chromium.ts'
import { browser, onStage, program } from '../support/stage.ts'
import { arrive, type Visitor } from '../support/visitor.ts'

onStage()

const come = (who: string, width?: number) => arrive(browser, { origin: program.origin, who, ...(width && { width }) })

const chapters = ['# Ett', 'Om ett.', '## Ett ett', '# Två', 'Om två.', '# Tre', 'Om tre.']
const order = (...names: ('Ett' | 'Två' | 'Tre')[]): string[] =>
  names.flatMap((name) => ({ Ett: chapters.slice(0, 3), Två: chapters.slice(3, 5), Tre: chapters.slice(5) })[name])

/** A person before a text of three chapters. */
const withChapters = async (width?: number): Promise<Visitor> => {
  const person = await come('Ordförande, Tyresö', width)
  await person.empty()
  await person.page.keyboard.type(chapters.join('\n'))
  await person.reads(chapters)
  return person
}

const outline = ({ page }: Visitor) => page.getByRole('navigation', { name: 'Innehåll' })
const line = (person: Visitor, name: string) => outline(person).getByRole('button', { name, exact: true })
const menuOf = (person: Visitor, name: string) => line(person, `Flytta ${name}`)
const said = (person: Visitor, words: string) => outline(person).getByRole('status').getByText(words).waitFor()
const ids = ({ text }: Visitor) =>
  text.evaluate((root) => [...root.querySelectorAll('[data-id]')].map((block) => block.getAttribute('data-id')))

test('[R31][R32] by keyboard a chapter moves with what is under it, the focus stays, undo takes it back', async () => {
  const tyreso = await withChapters()
  const salem = await come('Ordförande, Salem')
  await salem.reads(chapters)
  const before = await ids(tyreso)
  await line(tyreso, 'Ett').focus()
  await tyreso.press('Alt+ArrowDown')
  await said(tyreso, 'Ett flyttad, nu 2 av 3')
  await tyreso.press('Alt+ArrowDown')
  await said(tyreso, 'Ett flyttad, nu 3 av 3')
  await salem.reads(order('Två', 'Tre', 'Ett'))
  await tyreso.press('Alt+ArrowDown')
  await said(tyreso, 'Ett kan inte flyttas längre ned.')
  expect(await line(tyreso, 'Ett').evaluate((button) => button === document.activeElement)).toBe(true)
  expect(new Set(await ids(tyreso))).toEqual(new Set(before))

  const withSalem = (blocks: string[]) => blocks.map((each) => (each === 'Om två.' ? 'Om två. Salem.' : each))
  // Salem writes in what was passed, and it is kept when the moves are taken back.
  await salem.goTo('Om två.')
  await salem.page.keyboard.type(' Salem.')
  await tyreso.sees('Om två. Salem.')
  await tyreso.text.focus()
  await tyreso.press('ControlOrMeta+z')
  await tyreso.reads(withSalem(order('Två', 'Ett', 'Tre')))
  await tyreso.press('ControlOrMeta+z')
  await tyreso.reads(withSalem(order('Ett', 'Två', 'Tre')))
  await tyreso.press('ControlOrMeta+y')
  await tyreso.reads(withSalem(order('Två', 'Ett', 'Tre')))
  await tyreso.press('ControlOrMeta+y', 'ControlOrMeta+z', 'ControlOrMeta+z')
  await tyreso.reads(withSalem(order('Ett', 'Två', 'Tre')))
  await tyreso.saving('Sparat')
  await salem.reads(await tyreso.blocks())
  await salem.leave()
  await tyreso.leave()
})

test('[R32] by buttons: the menu of a line moves it up and down, stays open, and Escape closes it', async () => {
  const person = await withChapters()
  await menuOf(person, 'Tre').press('Enter')
  expect(await axe(person.page)).toEqual([])
  await person.press('Tab')
  await person.page.keyboard.press('Enter')
  await said(person, 'Tre flyttad, nu 2 av 3')
  await person.reads(order('Ett', 'Tre', 'Två'))
  await person.page.keyboard.press('Enter')
  await said(person, 'Tre flyttad, nu 1 av 3')
  await person.reads(order('Tre', 'Ett', 'Två'))
  await outline(person).getByRole('group', { name: 'Flytta Tre' }).getByRole('button', { name: 'Flytta ned' }).click()
  await person.reads(order('Ett', 'Tre', 'Två'))
  await person.press('Escape')
  expect(await menuOf(person, 'Tre').getAttribute('aria-expanded')).toBe('false')
  expect(await menuOf(person, 'Tre').evaluate((button) => button === document.activeElement)).toBe(true)
  await person.leave()
})

test('[R32] a move is taken back from the outline itself; its menu and its mark go when one goes on elsewhere', async () => {
  const person = await withChapters()
  const moved = outline(person).locator('[data-moved]')
  await menuOf(person, 'Tre').press('Enter')
  await person.press('Tab')
  await person.page.keyboard.press('Enter')
  await said(person, 'Tre flyttad, nu 2 av 3')
  await person.press('ControlOrMeta+z')
  await person.reads(chapters)
  await said(person, 'Senaste ändringen är ångrad.')
  await person.press('ControlOrMeta+y')
  await person.reads(order('Ett', 'Tre', 'Två'))
  await outline(person).getByRole('button', { name: 'Flytta upp' }).press('Enter')
  await person.reads(order('Tre', 'Ett', 'Två'))
  expect(await moved.count()).toBe(1)
  await person.text.getByText('Om två.').click()
  await expect.poll(() => moved.count()).toBe(0)
  expect(await menuOf(person, 'Tre').getAttribute('aria-expanded')).toBe('false')
  await line(person, 'Tre').focus()
  await person.press('Alt+ArrowDown')
  await expect.poll(() => moved.count()).toBe(1)
  await person.press('Escape')
  await expect.poll(() => moved.count()).toBe(0)
  await person.leave()
})

test('[R32] dragged by the mouse it goes to the line that is shown, and nowhere when Escape is pressed', async () => {
  const person = await withChapters()
  const { mouse } = person.page
  const middle = async (name: string) => {
    const box = await line(person, name).boundingBox()
    if (!box) throw new Error(`${name} is not on the screen`)
    return { x: box.x + box.width / 2, y: box.y + box.height / 2, top: box.y, bottom: box.y + box.height }
  }
  const dragTo = async (name: string, y: number) => {
    const from = await middle(name)
    await mouse.move(from.x, from.y)
    await mouse.down()
    await mouse.move(from.x, from.y + 10)
    await mouse.move(from.x, y, { steps: 4 })
  }
  const shown = () => outline(person).locator('[data-line]').getAttribute('data-line')

  await dragTo('Tre', (await middle('Ett')).top + 2)
  expect(await shown()).toBe('above')
  await mouse.up()
  await said(person, 'Tre flyttad, nu 1 av 3')
  await person.reads(order('Tre', 'Ett', 'Två'))
  expect(await outline(person).locator('[data-line]').count()).toBe(0)

  await dragTo('Tre', (await middle('Två')).bottom + 30)
  expect(await shown()).toBe('below')
  await person.page.keyboard.press('Escape')
  await mouse.up()
  await person.reads(order('Tre', 'Ett', 'Två'))

  // A part goes to no place of its own chapter's heading: the nearest one that it may have.
  await dragTo('Ett ett', (await middle('Två')).bottom - 2)
  await mouse.up()
  await said(person, 'Ett ett flyttad, nu 1 av 1')
  await person.reads(['# Tre', 'Om tre.', '# Ett', 'Om ett.', '# Två', 'Om två.', '## Ett ett'])
  await person.leave()
})

test('[R31] before a move where a colleague writes one is told who, and may wait', async () => {
  const tyreso = await withChapters()
  const salem = await come('Ordförande, Salem')
  await salem.reads(chapters)
  await salem.goTo('Om två.')
  await salem.page.keyboard.type('!')
  await tyreso.sees('Om två.!')
  const dialog = tyreso.page.getByRole('dialog', { name: 'Någon skriver just här' })
  await line(tyreso, 'Två').focus()
  await tyreso.page.keyboard.press('Alt+ArrowDown')
  await dialog.getByText(/Salem.* skriver i detta avsnitt\./).waitFor()
  await dialog.getByText('Det de skriver just nu kan behöva räddas.').waitFor()
  expect(await axe(tyreso.page)).toEqual([])
  await dialog.getByRole('button', { name: 'Vänta' }).click()
  await dialog.waitFor({ state: 'detached' })
  const written = (blocks: string[]) => blocks.map((each) => (each === 'Om två.' ? 'Om två.!' : each))
  await tyreso.reads(written(chapters))
  await tyreso.page.keyboard.press('Alt+ArrowDown')
  await dialog.getByRole('button', { name: 'Flytta ändå' }).click()
  await said(tyreso, 'Två flyttad, nu 3 av 3')
  await salem.reads(written(order('Ett', 'Tre', 'Två')))
  await salem.leave()
  await tyreso.leave()
})

test('[R30][R32] a goal moves within its area and into the next, its label follows, its area takes it', async () => {
  const person = await come('Ordförande, Tyresö')
  await outline(person).getByRole('tab', { name: 'Målstruktur' }).click()
  const goal = (label: string) => outline(person).getByRole('button', { name: new RegExp(`^${label} `) })
  const words = (await goal('INF-1').textContent())?.slice('INF-1 '.length) ?? ''
  await goal('INF-1').focus()
  await person.press('Alt+ArrowDown')
  await said(person, `INF-2 ${words} flyttad, nu 2 av 2`)
  await person.press('Alt+ArrowDown')
  await said(person, `NÄR-1 ${words} flyttad, nu 1 av 3`)
  await outline(person).getByText('Har 3 mål, ska ha 2:').waitFor()
  await person.text.locator('[data-role-label="Mål NÄR-1"]').getByText(words).waitFor()
  await goal('NÄR').first().focus()
  await person.press('Alt+ArrowUp')
  await expect
    .poll(() =>
      person.text.locator('[data-role-label^="Mål"]').evaluateAll((all) => all.map((g) => g.dataset['roleLabel'])),
    )
    .toEqual(['Mål NÄR-1', 'Mål NÄR-2', 'Mål NÄR-3', 'Mål INF-1', 'Mål KLI-1', 'Mål KLI-2'])
  await person.leave()
})

test('a reader jumps by the outline, sees where one is, and moves nothing', async () => {
  const reader = await come('Läsare')
  await line(reader, 'Vision').press('Enter')
  await expect.poll(() => line(reader, 'Vision').getAttribute('aria-current')).toBe('location')
  expect(
    await outline(reader)
      .getByRole('button', { name: /^Flytta/ })
      .count(),
  ).toBe(0)
  await line(reader, 'Nästa steg').focus()
  const before = await reader.blocks()
  await reader.press('Alt+ArrowUp')
  expect(await reader.blocks()).toEqual(before)
  await reader.leave()
})

test('[R32] on 320 px a chapter is moved by its menu, and nothing has to be scrolled sideways', async () => {
  const person = await withChapters(320)
  await outline(person).getByText('Innehåll').click()
  await menuOf(person, 'Ett').click()
  expect(await axe(person.page)).toEqual([])
  expect(await person.page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320)
  await outline(person).getByRole('button', { name: 'Flytta ned' }).click()
  await person.reads(order('Två', 'Ett', 'Tre'))
  await person.leave()
})
