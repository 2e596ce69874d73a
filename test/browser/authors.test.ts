/** *Vem skrev vad*: two write, a third sees whose words they are; by mouse, by keyboard, by name and not by colour. */
import type { Locator } from 'playwright-core'
import { expect, test } from 'vitest'
import { axe } from '../support/chromium.ts'
import { browser, onStage, program } from '../support/stage.ts'
import { arrive, type Visitor } from '../support/visitor.ts'

onStage()

const come = (who: string, width = 1280): Promise<Visitor> => arrive(browser, { origin: program.origin, who, width })

const button = ({ page }: Visitor): Locator => page.getByRole('button', { name: 'Vem skrev vad' })
const key = ({ page }: Visitor): Locator => page.getByRole('region', { name: 'Vem skrev vad' })

const turnOn = async (person: Visitor): Promise<void> => {
  await button(person).click()
  await key(person).getByText('Visas i texten, efter serverns logg.').waitFor()
}

/** The label of the paragraph that begins with these words. */
const label = ({ text }: Visitor, words: string): Locator =>
  text.getByRole('button', { name: new RegExp(`^Skrivet av .*: ${words}`) })

const patience = { timeout: 20_000 }

/** Who a label names, without what it says of the paragraph. */
const named = (person: Visitor, words: string, names: readonly string[]) =>
  expect.poll(() => label(person, words).locator('.written-names > span').allTextContents(), patience).toEqual(names)

/** Puts the caret after the paragraph's last word. */
const goTo = async (person: Visitor, words: string): Promise<void> => {
  await person.text.getByRole('paragraph').filter({ hasText: words }).click()
  await person.press('End')
}

/** What stands under a label that has been opened. */
const details = (person: Visitor): Promise<string[]> => person.text.getByRole('listitem').allTextContents()

/** The words shown as one organisation's; what was written at different times stands in stretches of its own. */
const wordsOf = async ({ text }: Visitor, organisation: string): Promise<string> =>
  (await text.locator(`.written[data-organisation="${organisation}"]`).allTextContents()).join('')

const minute = String.raw`\d{4}-\d{2}-\d{2} \d{2}:\d{2}`

/** The text is made empty, and two paragraphs are written: one by Tyresö, one by Tyresö and Haninge together. */
const written = async (): Promise<{ tyreso: Visitor; haninge: Visitor }> => {
  const tyreso = await come('Ordförande, Tyresö')
  await tyreso.empty()
  await tyreso.page.keyboard.type('Vi bygger vägar.')
  await tyreso.press('Enter')
  await tyreso.page.keyboard.type('Vi kör buss')
  await tyreso.saving('Sparat')
  const haninge = await come('Kommundirektör, Haninge')
  await haninge.sees('Vi kör buss')
  await haninge.write('ar varje natt.')
  await haninge.saving('Sparat')
  await tyreso.sees('Vi kör bussar varje natt.')
  return { tyreso, haninge }
}

test('[R13][R14] a reader sees whose every word is, from the log, and off again nothing is left of it', async () => {
  const { tyreso, haninge } = await written()
  await tyreso.leave()
  await haninge.leave()
  const salem = await come('Handläggare, Salem')
  await salem.sees('Vi kör bussar')
  expect(await button(salem).getAttribute('aria-pressed')).toBe('false')
  await turnOn(salem)
  expect(await button(salem).getAttribute('aria-pressed')).toBe('true')
  await named(salem, 'Vi bygger', ['Tyresö'])
  await named(salem, 'Vi kör', ['Tyresö', 'Haninge'])
  expect(await wordsOf(salem, 'tyreso')).toBe('Vi bygger vägar.Vi kör buss')
  expect(await wordsOf(salem, 'haninge')).toBe('ar varje natt.')
  expect(await key(salem).getByRole('listitem').allTextContents()).toEqual(['Haninge 2 ord', 'Tyresö 6 ord'])

  await label(salem, 'Vi kör').click()
  const lines = await details(salem)
  expect(lines).toEqual([
    expect.stringMatching(new RegExp(`^Tyresö · Ordförande · 3 ord · ${minute}`)),
    expect.stringMatching(new RegExp(`^Haninge · Kommundirektör · 2 ord · ${minute}`)),
  ])
  expect(await axe(salem.page)).toEqual([])

  await button(salem).click()
  await key(salem).waitFor({ state: 'detached' })
  expect(await salem.text.getByRole('button').count()).toBe(0)
  expect(await salem.text.locator('.written').count()).toBe(0)
  expect(await button(salem).getAttribute('aria-pressed')).toBe('false')
  await salem.leave()
})

test('[R13] words written while it is on are their writers’ at once, also after the writer has left', async () => {
  const { tyreso, haninge } = await written()
  await turnOn(tyreso)
  await goTo(tyreso, 'Vi bygger vägar.')
  await tyreso.page.keyboard.type(' Raka.')
  await expect.poll(() => wordsOf(tyreso, 'tyreso'), patience).toBe('Vi bygger vägar. Raka.Vi kör buss')
  await haninge.write(' Ja.')
  await expect.poll(() => wordsOf(tyreso, 'haninge'), patience).toBe('ar varje natt. Ja.')
  await haninge.reads(['Vi bygger vägar. Raka.', 'Vi kör bussar varje natt. Ja.'])
  await haninge.leave()
  const nykvarn = await program.peer('ordforande@nykvarn.example')
  // A client that tells nobody who it is: only the log knows.
  nykvarn.addParagraph('Nykvarn hälsar.')
  await nykvarn.allSaved()
  nykvarn.close()
  await tyreso.sees('Nykvarn hälsar.')
  // Typed while the words beside it turn from unknown to Nykvarn's: the caret stays where one types.
  await tyreso.write(' Tyresö hälsar tillbaka.')
  await named(tyreso, 'Nykvarn hälsar', ['Nykvarn', 'Tyresö'])
  await tyreso.press('ControlOrMeta+End')
  await tyreso.page.keyboard.type(' Hej.')
  await tyreso.saving('Sparat')
  const fresh = await program.peer('lasare@sodertorn.example')
  expect(fresh.words()).toContain('Nykvarn hälsar. Tyresö hälsar tillbaka. Hej.')
  await tyreso.leave()
})

test('[R14] by keyboard: from the text to the labels, between them, open one and back; and writing goes on as before', async () => {
  const { tyreso, haninge } = await written()
  await button(tyreso).focus()
  await tyreso.press('Enter')
  await named(tyreso, 'Vi kör', ['Tyresö', 'Haninge'])
  await goTo(tyreso, 'Vi kör bussar varje natt.')
  await tyreso.press('Escape', 'Tab')
  const focused = tyreso.page.locator(':focus')
  await expect.poll(() => focused.getAttribute('aria-label'), patience).toContain(': Vi kör bussar')
  await tyreso.press('ArrowUp')
  expect(await focused.getAttribute('aria-label')).toContain(': Vi bygger vägar.')
  await tyreso.press('Enter')
  expect(await focused.getAttribute('aria-expanded')).toBe('true')
  expect(await details(tyreso)).toEqual([expect.stringMatching(/^Tyresö · Ordförande · 3 ord/)])
  // What others write takes neither the focus nor what is open.
  await haninge.write(' Ja.')
  await expect.poll(() => wordsOf(tyreso, 'haninge'), patience).toBe('ar varje natt. Ja.')
  expect(await focused.getAttribute('aria-expanded')).toBe('true')
  await haninge.leave()
  await tyreso.press('End', 'Home', 'Escape')
  await tyreso.press('ControlOrMeta+Home', 'ArrowDown')
  await tyreso.page.keyboard.type('Sedan: ')
  await tyreso.press('ControlOrMeta+End')
  await tyreso.page.keyboard.type(' Slut.')
  await tyreso.press('Enter')
  await tyreso.page.keyboard.type('Nytt stycke.')
  await named(tyreso, 'Nytt stycke', ['Tyresö'])
  expect(await tyreso.text.getByRole('button').count()).toBe(3)
  await tyreso.saving('Sparat')
  const fresh = await program.peer('lasare@sodertorn.example')
  expect(fresh.words()).toContain('Sedan: Vi kör bussar varje natt. Ja. Slut.')
  await tyreso.leave()
})

test('[R14] on a telephone’s width all of it can be read, and nothing is wider than the page', async () => {
  const { tyreso, haninge } = await written()
  await tyreso.leave()
  await haninge.leave()
  const salem = await come('Handläggare, Salem', 320)
  await turnOn(salem)
  await label(salem, 'Vi kör').click()
  expect(await details(salem)).toHaveLength(2)
  const overflow = await salem.page.evaluate(() => document.documentElement.scrollWidth - innerWidth)
  expect(overflow).toBeLessThanOrEqual(0)
  expect(await axe(salem.page)).toEqual([])
  await salem.leave()
})
