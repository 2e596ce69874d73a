/** The structure of goals: marking paragraphs, labels in the text, what is missing, and goals' ids. */
import { expect, test } from 'vitest'
import { axe } from '../support/chromium.ts'
import { browser, onStage, program } from '../support/stage.ts'
import { arrive, type Visitor } from '../support/visitor.ts'

onStage()

const come = (who = 'Ordförande, Tyresö', width?: number) =>
  arrive(browser, { origin: program.origin, who, ...(width && { width }) })

const outline = ({ page }: Visitor) => page.getByRole('navigation', { name: 'Innehåll' })
const view = (person: Visitor, name: RegExp) => outline(person).getByRole('tab', { name })
const role = ({ page }: Visitor) => page.getByRole('combobox', { name: 'Roll i målstrukturen' })

/** What stands above the paragraphs, and their words. */
const labelled = ({ text }: Visitor) =>
  text.evaluate((root) =>
    [...root.querySelectorAll<HTMLElement>('[data-role-label]')].map((each) => {
      const words = each.cloneNode(true)
      // Others' carets are not part of the text.
      if (words instanceof Element) for (const caret of words.querySelectorAll('.caret')) caret.remove()
      return `${each.dataset['roleLabel']}: ${words.textContent}`
    }),
  )

const reads = (person: Visitor, labels: readonly string[]) =>
  expect.poll(() => labelled(person), { timeout: 20_000 }).toEqual(labels)

/** The goals' ids by their words. */
const goalIds = ({ text }: Visitor): Promise<Record<string, string>> =>
  text.evaluate((root) =>
    Object.fromEntries(
      [...root.querySelectorAll<HTMLElement>('[data-goal-id]')].map((each) => [
        each.textContent ?? '',
        each.dataset['goalId'] ?? '',
      ]),
    ),
  )

test('[R28][R30] paragraphs are marked by keyboard; the outline says what is missing until nothing is', async () => {
  const person = await come()
  await person.empty()
  await person.page.keyboard.type('Södertörn 2045')
  await view(person, /^Målstruktur/).click()
  await outline(person).getByText('Målstrukturen saknar: vision').waitFor()
  await outline(person).getByText('Målstrukturen saknar: övergripande mål').waitFor()
  await outline(person).getByText('Målstrukturen saknar: fokusområde').waitFor()
  await outline(person)
    .getByText(/välj under ”Roll i målstrukturen”/)
    .waitFor()
  await view(person, /^Målstruktur \(3 att rätta\)$/).waitFor()
  expect(await axe(person.page)).toEqual([])

  await person.text.focus()
  await person.press('End', 'Alt+F10')
  while (!(await role(person).evaluate((select) => select === document.activeElement))) await person.press('ArrowRight')
  await person.page.keyboard.type('Vis')
  await person.press('Escape')
  await reads(person, ['Vision: Södertörn 2045'])
  expect(await role(person).inputValue()).toBe('vision')

  for (const [slash, words] of [
    ['/övergripande', 'Lika god tillgång'],
    ['/fokus', 'Återbruk'],
    ['/mål', 'Mindre avfall'],
    ['/mål', 'Mer i omlopp'],
  ] as const) {
    await person.press('End', 'Enter')
    await person.page.keyboard.type(slash)
    await person.page.getByRole('listbox').waitFor()
    await person.press('Enter')
    await person.page.keyboard.type(words)
  }
  await reads(person, [
    'Vision: Södertörn 2045',
    'Övergripande mål: Lika god tillgång',
    'Fokusområde: Återbruk',
    'Mål ÅTE-1: Mindre avfall',
    'Mål ÅTE-2: Mer i omlopp',
  ])
  await outline(person).getByText('Målstrukturen är hel.').waitFor()
  await outline(person).getByRole('img', { name: 'Bild av målstrukturen: 1 fokusområden och 2 mål.' }).waitFor()
  expect(new Set(Object.values(await goalIds(person))).size).toBe(2)
  expect(await axe(person.page)).toEqual([])

  const reader = await come('Läsare')
  await reads(reader, await labelled(person))
  await view(reader, /^Målstruktur$/).click()
  await outline(reader).getByRole('button', { name: 'ÅTE-2 Mer i omlopp' }).waitFor()
  await reader.leave()
  await person.leave()
})

test('the structure opens at its top, and what is to be mended stays in sight while the list goes on', async () => {
  const person = await come()
  const { page, text } = person
  await text.locator('[data-role=vision]').click()
  await role(person).selectOption({ label: 'Ingen roll' })
  await text.locator('[data-role=focusArea]').last().click()
  await view(person, /^Målstruktur/).click()
  const panel = page.locator('.draft-outline')
  const missing = outline(person).getByText('Målstrukturen saknar: vision')
  await missing.waitFor()
  expect(await panel.evaluate((box) => box.scrollTop)).toBe(0)
  await panel.evaluate((box) => void (box.scrollTop = box.scrollHeight))
  const top = (await panel.boundingBox())?.y
  expect((await view(person, /^Målstruktur/).boundingBox())?.y).toBeCloseTo(top ?? 0, 0)
  expect((await missing.boundingBox())?.y).toBeLessThan((top ?? 0) + 80)
  await person.leave()
})

test('[R28][R29] a goal that is one no more is missed with a way there; undo brings it back with its id', async () => {
  const person = await come()
  const ids = await goalIds(person)
  const [first = '', second = ''] = Object.keys(ids)
  await person.goTo(first)
  await role(person).selectOption('Ingen roll')
  await view(person, /^Målstruktur \(1 att rätta\)$/).click()
  await outline(person).getByText('Har 1 mål, ska ha 2:').waitFor()
  expect((await labelled(person))[3]).toBe(`Mål INF-1: ${second}`)
  await outline(person).getByRole('region', { name: '1 sak att rätta' }).getByRole('button').press('Enter')
  await person.text.evaluate((text) => {
    if (!text.contains(document.activeElement)) throw new Error('the focus is not in the text')
  })
  await expect.poll(() => role(person).inputValue()).toBe('focusArea')
  await person.press('ControlOrMeta+z')
  await outline(person).getByText('Målstrukturen är hel.').waitFor()
  expect(await goalIds(person)).toEqual(ids)
  await person.leave()
})

test('[R29] a goal that is cut and pasted keeps its id; a copy is another goal', async () => {
  const person = await come()
  await person.context.grantPermissions(['clipboard-read', 'clipboard-write'])
  await person.empty()
  await person.page.keyboard.type('/mål')
  await person.page.getByRole('listbox').waitFor()
  await person.press('Enter')
  await person.page.keyboard.type('Ett mål\nbrödtext\n')
  await reads(person, ['Mål MÅL-1: Ett mål'])
  const before = (await goalIds(person))['Ett mål']
  expect(before).toMatch(/^[\w-]+$/)
  await person.goTo('Ett mål')
  await person.press('Home', 'Shift+End', 'ControlOrMeta+x', 'ControlOrMeta+End', 'ControlOrMeta+v')
  await person.reads(['', 'brödtext', 'Ett mål'])
  expect(await goalIds(person)).toEqual({ 'Ett mål': before })
  await reads(person, ['Mål MÅL-1: Ett mål'])
  await person.press('Home', 'Shift+End', 'ControlOrMeta+c', 'ControlOrMeta+Home', 'ControlOrMeta+v')
  await reads(person, ['Mål MÅL-1: Ett mål', 'Mål MÅL-2: Ett mål'])
  // Of two with the same words the later one is read: it stood there first.
  expect(await goalIds(person)).toEqual({ 'Ett mål': before })
  const all = await person.text.locator('[data-goal-id]').evaluateAll((goals) => goals.map((g) => g.dataset['goalId']))
  expect(new Set(all).size).toBe(2)
  await person.leave()
})

test('on 320 px the structure is read, and leads to its places, without scrolling sideways', async () => {
  const person = await come('Ordförande, Tyresö', 320)
  await outline(person).getByText('Innehåll').click()
  await view(person, /^Målstruktur$/).click()
  await outline(person).getByText('Målstrukturen är hel.').waitFor()
  expect(await person.page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320)
  await outline(person)
    .getByRole('button', { name: /^KLI-2 / })
    .click()
  await expect.poll(() => role(person).inputValue()).toBe('goal')
  await person.leave()
})
