/** Putting a figure in: with the mouse, with the keys alone, while a colleague looks on, and when it goes wrong. */
import type { Locator } from 'playwright-core'
import sharp from 'sharp'
import { expect, test } from 'vitest'
import { axe } from '../support/chromium.ts'
import { browser, onStage, program } from '../support/stage.ts'
import { arrive, type Visitor } from '../support/visitor.ts'

onStage()

const photograph = (): Promise<Buffer> =>
  sharp({ create: { width: 640, height: 320, channels: 3, background: '#3f7d99' } })
    .jpeg()
    .toBuffer()

const picture = async (name = 'karta.jpg') => ({ name, mimeType: 'image/jpeg', buffer: await photograph() })

const chair = (options: { phone?: boolean } = {}): Promise<Visitor> =>
  arrive(browser, { origin: program.origin, who: 'Ordförande, Tyresö', ...options })

/** A person before an empty text. */
const beginning = async (options: { phone?: boolean } = {}): Promise<Visitor> => {
  const person = await chair(options)
  await person.empty()
  await person.reads([''])
  return person
}

const dialogOf = ({ page }: Visitor, name = 'Infoga figur'): Locator => page.getByRole('dialog', { name })
const figureOf = ({ text }: Visitor): Locator => text.getByRole('figure')
const imageOf = (person: Visitor, alt: string): Locator => person.text.getByRole('img', { name: alt })

/** Opens the dialog from the menu above the text. */
const ask = async (person: Visitor): Promise<Locator> => {
  await person.tool('Infoga').click()
  await person.page.getByRole('menuitem', { name: 'Figur' }).click()
  const dialog = dialogOf(person)
  await dialog.waitFor()
  return dialog
}

/** The dialog gives the focus back a moment after it has gone; a person's next key comes after that. */
const writesIn = ({ text }: Visitor): Promise<void> =>
  expect
    .poll(() => text.evaluate((element) => element.contains(document.activeElement)), { timeout: 20_000 })
    .toBe(true)

const insert = async (person: Visitor, alt: string): Promise<void> => {
  const dialog = await ask(person)
  await dialog.getByLabel('Bild', { exact: true }).setInputFiles(await picture())
  await dialog.getByText('Bilden är sparad').waitFor()
  await dialog.getByLabel('Alternativtext').fill(alt)
  await dialog.getByRole('button', { name: 'Infoga figur' }).click()
  await dialog.waitFor({ state: 'detached' })
  await imageOf(person, alt).waitFor()
  await writesIn(person)
}

const isShown = (image: Locator): Promise<boolean> =>
  image.evaluate((each) => each instanceof HTMLImageElement && each.complete && each.naturalWidth > 0)

/** Pastes a file as a browser does that has copied an image. */
const paste = ({ text }: Visitor, bytes: Buffer, words = ''): Promise<void> =>
  text.evaluate(
    (element, given) => {
      const clipboardData = new DataTransfer()
      const content = Uint8Array.from(atob(given.base64), (sign) => sign.charCodeAt(0))
      clipboardData.items.add(new File([content], 'bild.jpg', { type: 'image/jpeg' }))
      if (given.words) clipboardData.setData('text/plain', given.words)
      element.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }))
    },
    { base64: bytes.toString('base64'), words },
  )

test('[R19] [R20] a figure is put in while a colleague looks on: no alternative text, no figure; both see it numbered', async () => {
  const person = await beginning()
  const colleague = await arrive(browser, { origin: program.origin, who: 'Läsare' })
  const dialog = await ask(person)
  await dialog.getByRole('button', { name: 'Infoga figur' }).click()
  await dialog.getByText('Välj en bild.').waitFor()
  const field = dialog.getByLabel('Bild', { exact: true })
  expect(await field.evaluate((input) => input === document.activeElement)).toBe(true)
  await field.setInputFiles(await picture())
  await dialog.getByText('Bilden är sparad').waitFor()
  await dialog.getByRole('button', { name: 'Infoga figur' }).click()
  await dialog.getByText(/^Skriv en alternativtext/).waitFor()
  const alt = dialog.getByLabel('Alternativtext')
  expect(await alt.evaluate((input) => input === document.activeElement)).toBe(true)
  expect(await alt.getAttribute('aria-invalid')).toBe('true')
  expect(await axe(person.page)).toEqual([])
  await alt.fill('  Karta över\nSödertörn ')
  await dialog.getByRole('button', { name: 'Infoga figur' }).click()
  await writesIn(person)
  await person.page.keyboard.type('Åtta kommuner.')
  for (const each of [person, colleague]) {
    await imageOf(each, 'Karta över Södertörn').waitFor()
    await expect.poll(() => isShown(imageOf(each, 'Karta över Södertörn'))).toBe(true)
    await expect.poll(() => figureOf(each).innerText()).toMatch(/Figur 1\s+Åtta kommuner\./)
  }
  const [width, height] = await imageOf(person, 'Karta över Södertörn').evaluate((image) =>
    ['width', 'height'].map((name) => image.getAttribute(name)),
  )
  expect([width, height]).toEqual(['640', '320'])
  await figureOf(colleague).hover()
  expect(await colleague.page.getByRole('button', { name: 'Ändra alternativtext' }).count()).toBe(0)
  await imageOf(colleague, 'Karta över Södertörn').click()
  await colleague.page.keyboard.type('x')
  for (const each of [person, colleague]) expect(await axe(each.page)).toEqual([])
  expect(await figureOf(person).innerText()).not.toContain('x')
  await person.leave()
  await colleague.leave()
})

test('[R19] with the keys alone: up to the figure, Enter changes its text, down to the caption, Enter goes on, Delete removes', async () => {
  const person = await beginning()
  await insert(person, 'Ett diagram')
  await person.page.keyboard.type('Bildtext')
  await person.press('ArrowUp')
  await person.page.getByRole('status').getByText('Figur markerad: Ett diagram.').waitFor()
  await person.press('Enter')
  const dialog = dialogOf(person, 'Ändra figuren')
  await dialog.waitFor()
  expect(await axe(person.page)).toEqual([])
  await person.press('ControlOrMeta+a')
  await person.page.keyboard.type('Diagram: resorna ökar')
  await person.press('Tab', 'Enter')
  await dialog.waitFor({ state: 'detached' })
  await imageOf(person, 'Diagram: resorna ökar').waitFor()
  await writesIn(person)
  await person.press('ArrowDown', 'End')
  await person.page.keyboard.type(' klar')
  await person.press('Enter')
  await person.page.keyboard.type('Efter figuren')
  await expect.poll(() => figureOf(person).innerText()).toMatch(/Figur 1\s+Bildtext klar$/)
  await person.press('Home', 'ArrowUp', 'Home', 'Backspace', 'Delete')
  await expect.poll(() => figureOf(person).count()).toBe(0)
  await person.reads(['Efter figuren'])
  await person.press('ControlOrMeta+z')
  await figureOf(person).getByRole('img').waitFor()
  await person.leave()
})

test('with the mouse: the figure shows what can be done to it, and figures are numbered as they stand', async () => {
  const person = await beginning()
  await insert(person, 'Den första')
  await person.press('Enter')
  await person.page.keyboard.type('Mellan.')
  await person.press('Enter')
  await insert(person, 'Den andra')
  const numbers = () =>
    figureOf(person).evaluateAll((all) => all.map((each) => each.textContent?.match(/Figur \d/)?.[0]))
  await expect.poll(numbers).toEqual(['Figur 1', 'Figur 2'])
  await figureOf(person).first().hover()
  await figureOf(person).first().getByRole('button', { name: 'Ändra alternativtext' }).click()
  const dialog = dialogOf(person, 'Ändra figuren')
  await dialog.getByLabel('Alternativtext').fill('')
  await dialog.getByRole('button', { name: 'Spara' }).click()
  await dialog.getByText(/^Skriv en alternativtext/).waitFor()
  await dialog.getByRole('button', { name: 'Avbryt' }).click()
  await imageOf(person, 'Den första').waitFor()
  await figureOf(person).first().hover()
  await figureOf(person).first().getByRole('button', { name: 'Ta bort figuren' }).click()
  await expect.poll(numbers).toEqual(['Figur 1'])
  await imageOf(person, 'Den andra').waitFor()
  await person.leave()
})

test('one changes the alternative text while another writes the caption: both are kept', async () => {
  const person = await beginning()
  await insert(person, 'Karta')
  await person.page.keyboard.type('Kommunerna')
  const colleague = await arrive(browser, { origin: program.origin, who: 'Ordförande, Salem' })
  await imageOf(colleague, 'Karta').click()
  await colleague.press('Enter')
  const dialog = dialogOf(colleague, 'Ändra figuren')
  await dialog.getByLabel('Alternativtext').fill('Karta över åtta kommuner')
  await person.page.keyboard.type(' på Södertörn')
  await dialog.getByRole('button', { name: 'Spara' }).click()
  await person.page.keyboard.type(', 2045')
  for (const each of [person, colleague]) {
    await imageOf(each, 'Karta över åtta kommuner').waitFor()
    await expect.poll(() => figureOf(each).innerText()).toContain('Kommunerna på Södertörn, 2045')
  }
  await person.leave()
  await colleague.leave()
})

test('a mishap loses nothing: what is no image is said in words, no contact too, and the words written stay', async () => {
  const person = await beginning()
  const dialog = await ask(person)
  await dialog.getByLabel('Alternativtext').fill('Mina ord')
  const field = dialog.getByLabel('Bild', { exact: true })
  await field.setInputFiles({ name: 'falsk.png', mimeType: 'image/png', buffer: Buffer.from('ingen bild') })
  await dialog.getByRole('alert').getByText('Filen är ingen bild som går att visa här.').waitFor()
  expect(await axe(person.page)).toEqual([])
  await field.setInputFiles({ name: 'stor.png', mimeType: 'image/png', buffer: Buffer.alloc(11 * 1024 * 1024) })
  await dialog.getByRole('alert').getByText('Filen är för stor.').waitFor()
  await person.page.route('**/api/files?*', (route) => route.abort())
  await field.setInputFiles(await picture())
  await dialog.getByRole('alert').getByText('Något gick fel').waitFor()
  await person.page.unroute('**/api/files?*')
  await dialog.getByRole('button', { name: 'Försök igen' }).click()
  await dialog.getByText('Bilden är sparad').waitFor()
  expect(await dialog.getByLabel('Alternativtext').inputValue()).toBe('Mina ord')
  await dialog.getByRole('button', { name: 'Infoga figur' }).click()
  await imageOf(person, 'Mina ord').waitFor()
  await person.leave()
})

test('[R19] a pasted image asks for its alternative text; words copied with an image are pasted as words', async () => {
  const person = await beginning()
  await paste(person, await photograph())
  const dialog = dialogOf(person)
  await dialog.getByText('Bilden är sparad').waitFor()
  await dialog.getByLabel('Alternativtext').fill('Inklistrad')
  await dialog.getByRole('button', { name: 'Infoga figur' }).click()
  await imageOf(person, 'Inklistrad').waitFor()
  await person.press('Enter')
  await paste(person, await photograph(), 'Bara ord')
  await person.sees('Bara ord')
  expect(await dialogOf(person).count()).toBe(0)
  expect(await figureOf(person).count()).toBe(1)
  await person.leave()
})

test('a figure copied and pasted within the text is the same image with its words', async () => {
  const person = await beginning()
  await insert(person, 'Kopierad')
  await person.page.keyboard.type('Text')
  await person.press('ArrowUp', 'ControlOrMeta+c', 'ControlOrMeta+End', 'ControlOrMeta+v')
  await expect.poll(() => imageOf(person, 'Kopierad').count()).toBe(2)
  await expect.poll(() => figureOf(person).last().innerText()).toMatch(/Figur 2\s+Text/)
  await person.leave()
})

test('an image that is not there leaves a calm place with its words', async () => {
  const person = await chair()
  await person.page.route('**/api/files/*', (route) => route.abort())
  await person.empty()
  const dialog = await ask(person)
  await dialog.getByLabel('Bild', { exact: true }).setInputFiles(await picture())
  await dialog.getByText('Bilden är sparad').waitFor()
  await dialog.getByLabel('Alternativtext').fill('Karta över Södertörn')
  await dialog.getByRole('button', { name: 'Infoga figur' }).click()
  await figureOf(person).getByText('Bilden kan inte visas här. Karta över Södertörn').waitFor()
  expect(await axe(person.page)).toEqual([])
  await person.leave()
})

test('on a telephone of 320 px the dialog and the figure are as wide as the screen, and no wider', async () => {
  const person = await beginning({ phone: true })
  await paste(person, await photograph())
  const dialog = dialogOf(person)
  await dialog.getByText('Bilden är sparad').waitFor()
  const overflow = () => person.page.evaluate(() => document.documentElement.scrollWidth - innerWidth)
  expect(await overflow()).toBe(0)
  await dialog.getByLabel('Alternativtext').fill('På telefonen')
  await dialog.getByRole('button', { name: 'Infoga figur' }).click()
  await imageOf(person, 'På telefonen').waitFor()
  await imageOf(person, 'På telefonen').tap()
  await figureOf(person).getByRole('button', { name: 'Ändra alternativtext' }).waitFor()
  expect(await overflow()).toBe(0)
  const box = await imageOf(person, 'På telefonen').boundingBox()
  expect((box?.x ?? 0) + (box?.width ?? 999)).toBeLessThanOrEqual(320)
  await person.leave()
})
