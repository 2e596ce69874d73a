/** The rescue tray in the margin: cards come by themselves, one click mends the text, and every page knows at once. */
import { randomUUID } from 'node:crypto'
import type { Browser, Locator } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import type { Found, Spot } from '../../server/relay/found.ts'
import { keepRescues } from '../../server/rescuing.ts'
import { axe, launchBrowser } from '../support/chromium.ts'
import { type Running, startRunning } from '../support/running.ts'
import { type TextDisk, textDisk } from '../support/textdisk.ts'
import { arrive, type Visitor } from '../support/visitor.ts'

let browser: Browser
let program: Running
let disk: TextDisk

beforeAll(async () => {
  browser = await launchBrowser()
})
afterAll(() => browser.close())
beforeEach(async () => {
  disk = textDisk()
  program = await startRunning({ disk: disk.disk })
})
afterEach(() => {
  disk.release()
  return program.stop()
})

const come = (who: string, width = 1280): Promise<Visitor> => arrive(browser, { origin: program.origin, who, width })

/** A person before a text of these paragraphs. */
const writing = async (paragraphs: readonly string[], width = 1280): Promise<Visitor> => {
  const person = await come('Ordförande, Tyresö', width)
  await person.empty()
  await person.page.keyboard.type(paragraphs.join('\n'))
  await person.reads(paragraphs)
  await person.saving('Sparat')
  return person
}

/** Keeps what the relay would have found of this person's; it comes to everybody's page. */
const keep = async (email: string, ...found: readonly (Found extends infer F ? Omit<F, 'client'> : never)[]) => {
  const { records } = program.store
  const member = await records.byKey(`member.email:${email}`)
  const client = Math.floor(Math.random() * 1e9)
  const value = { by: member?.id ?? '', at: Date.now() }
  const changes = [{ collection: 'clients', id: String(client), expected: 0, value }]
  await records.commit({ at: Date.now(), changes, audit: null })
  const announce = program.service.rooms.announce.bind(program.service.rooms)
  const keeping = keepRescues({ records, clock: Date.now, newId: randomUUID, announce })
  // Each kind with its clientID is one of what is found.
  await keeping(program.textId, found.map((each) => ({ ...each, client })) as Found[])
}

const lost = (words: string, before: string, after = '') => {
  const spot: Spot = { paragraphId: null, before, after }
  return { kind: 'lost' as const, words, spot }
}

const tray = ({ page }: Visitor): Locator => page.getByRole('region', { name: 'Ord som krockade' })
const card = (person: Visitor, words: string): Locator => tray(person).getByRole('listitem').filter({ hasText: words })
const press = (person: Visitor, words: string, button: string) =>
  card(person, words).getByRole('button', { name: button, exact: true }).click()
const gone = (person: Visitor): Promise<void> => tray(person).waitFor({ state: 'detached' })

const marked = ({ text }: Visitor): Locator => text.locator('.mended')
const salem = 'ordforande@salem.example'

test('rescue-tray: [R34][R35] a card comes to every open page; one click puts the words back on both, and it is gone', async () => {
  const tyreso = await writing(['Vi bygger vägar i hela regionen.', 'Slut.'])
  const officer = await come('Handläggare, Salem')
  await keep(salem, lost('många ', 'Vi bygger ', 'vägar i hela'))
  await tyreso.page.getByRole('status').filter({ hasText: 'Ord som krockade (1)' }).waitFor()
  const told = await card(tyreso, 'många').textContent()
  expect(told).toMatch(/Det här skrev Ordförande, Salem \d{4}-\d\d-\d\d \d\d:\d\d medan stycket flyttades/)
  expect(told).toContain('…Vi bygger många vägar i hela…')
  await card(officer, 'många').waitFor()
  expect(await tray(officer).getByRole('button').count()).toBe(0)
  expect(await axe(officer.page)).toEqual([])
  expect(await axe(tyreso.page)).toEqual([])

  await press(tyreso, 'många', 'Sätt tillbaka')
  await officer.reads(['Vi bygger många vägar i hela regionen.', 'Slut.'])
  await gone(tyreso)
  await gone(officer)
  expect(await marked(tyreso).allTextContents()).toEqual(['många '])
  await tyreso.page.keyboard.type('och långa ')
  await officer.reads(['Vi bygger många och långa vägar i hela regionen.', 'Slut.'])
  expect(await marked(tyreso).count()).toBe(0)
  await tyreso.leave()
  await officer.leave()
})

test('rescue-tray: [R35] undo takes the words back as one step, and nothing typed before or after it', async () => {
  const tyreso = await writing(['Vi bygger vägar i hela regionen.'])
  await keep(salem, lost('många ', 'Vi bygger ', 'vägar i hela'))
  await tyreso.page.keyboard.type(' Ja.')
  await press(tyreso, 'många', 'Sätt tillbaka')
  await tyreso.reads(['Vi bygger många vägar i hela regionen. Ja.'])
  await tyreso.press('ControlOrMeta+z')
  await tyreso.reads(['Vi bygger vägar i hela regionen. Ja.'])
  await tyreso.leave()
})

test('rescue-tray: [R35] misplaced words are moved there and doubled ones taken away; both can be left as they are', async () => {
  const tyreso = await writing(['Vi bygger vägar. Och bussar.', 'Vi kör tåg hela natten.', 'Dubbelt.', 'Dubbelt.'])
  const ids = await tyreso.text.evaluate((text) => [...text.children].map((each) => each.getAttribute('data-id')))
  const [first = null, , third = null, fourth = null] = ids
  const spot = { paragraphId: ids[1] ?? null, before: 'Vi kör tåg hela natten.', after: '' }
  const found = [
    { kind: 'misplaced' as const, words: ' Och bussar.', standsIn: first, spot },
    { kind: 'doubled' as const, words: 'Dubbelt.', first: third, second: fourth },
  ]
  await keep(salem, ...found)
  await press(tyreso, 'Och bussar.', 'Låt stå')
  await press(tyreso, 'Dubbelt.', 'Behåll båda')
  await gone(tyreso)
  await tyreso.reads(['Vi bygger vägar. Och bussar.', 'Vi kör tåg hela natten.', 'Dubbelt.', 'Dubbelt.'])
  await keep(salem, ...found)
  await press(tyreso, 'Och bussar.', 'Flytta dit')
  await tyreso.reads(['Vi bygger vägar.', 'Vi kör tåg hela natten. Och bussar.', 'Dubbelt.', 'Dubbelt.'])
  await press(tyreso, 'Dubbelt.', 'Ta bort den ena')
  await tyreso.reads(['Vi bygger vägar.', 'Vi kör tåg hela natten. Och bussar.', 'Dubbelt.'])
  await gone(tyreso)
  await tyreso.leave()
})

/** How often the words stand in the text. */
const times = async (person: Visitor, words: string): Promise<number> =>
  (await person.blocks()).join('\n').split(words).length - 1

/** The person's page has not reached the server's record until it is let through; what it writes has. */
const slow = async ({ page }: Visitor): Promise<() => void> => {
  const gate = Promise.withResolvers<void>()
  await page.route('**/api/rescues/*/settle', async (route) => {
    await gate.promise
    await route.continue()
  })
  return gate.resolve
}

test('rescue-tray: [R36] when two click before they see each other’s, the words stand once and the later is told', async () => {
  const tyreso = await writing(['Vi bygger vägar i hela regionen.'])
  const haninge = await come('Kommundirektör, Haninge')
  await keep(salem, lost('många ', 'Vi bygger ', 'vägar i hela'))
  const release = await slow(haninge)
  await card(haninge, 'många').waitFor()
  disk.hold()
  await press(haninge, 'många', 'Sätt tillbaka')
  await press(tyreso, 'många', 'Sätt tillbaka')
  await gone(tyreso)
  disk.release()
  await haninge.reads(['Vi bygger många många vägar i hela regionen.'])
  release()
  await haninge.page.getByText('Någon annan hann före.').first().waitFor()
  await haninge.reads(['Vi bygger många vägar i hela regionen.'])
  await tyreso.reads(['Vi bygger många vägar i hela regionen.'])
  await tray(haninge).getByRole('button', { name: 'Stäng' }).click()
  await gone(haninge)
  await haninge.leave()
  await tyreso.leave()
})

test('rescue-tray: [R36] who clicks when another’s words have come puts none back, and those stay', async () => {
  const tyreso = await writing(['Vi bygger vägar i hela regionen.'])
  const haninge = await come('Kommundirektör, Haninge')
  await keep(salem, lost('många ', 'Vi bygger ', 'vägar i hela'))
  const release = await slow(haninge)
  await press(haninge, 'många', 'Sätt tillbaka')
  await tyreso.reads(['Vi bygger många vägar i hela regionen.'])
  await press(tyreso, 'många', 'Sätt tillbaka')
  await tyreso.page.getByText('Någon hade redan rättat det.').first().waitFor()
  release()
  await haninge.page.getByText('Någon annan hann före.').first().waitFor()
  expect([await times(haninge, 'många'), await times(tyreso, 'många')]).toEqual([1, 1])
  await haninge.leave()
  await tyreso.leave()
})

test('rescue-tray: [R35] words that somebody has put back by hand are told as mended, and the text stays', async () => {
  const tyreso = await writing(['Vi bygger många vägar i hela regionen.'])
  await keep(salem, lost('många ', 'Vi bygger ', 'vägar i hela'))
  await press(tyreso, 'många', 'Sätt tillbaka')
  await tyreso.page.getByText('Någon hade redan rättat det.').first().waitFor()
  await tyreso.reads(['Vi bygger många vägar i hela regionen.'])
  await tyreso.leave()
})

test('rescue-tray: [R35] words whose place is gone get a paragraph of their own at the caret, and it is said', async () => {
  const tyreso = await writing(['Ett.', 'Två.', 'Tre.'])
  await tyreso.goTo('Två.')
  await keep(salem, lost('Viktigt!', 'stod en gång i ett stycke ', 'som togs bort'))
  await press(tyreso, 'Viktigt!', 'Sätt tillbaka')
  await tyreso.reads(['Ett.', 'Två.', 'Viktigt!', 'Tre.'])
  await tyreso.page.getByText('Stället finns inte kvar. Orden står i ett eget stycke').first().waitFor()
  await tyreso.leave()
})

test('rescue-tray: by keyboard alone: to the tray, throw away in two steps, put back; the focus is never lost', async () => {
  const tyreso = await writing(['Vi bygger vägar i hela regionen.'])
  const focused = () => tyreso.page.evaluate(() => document.activeElement?.textContent ?? '')
  await keep(salem, lost('många ', 'Vi bygger ', 'vägar i hela'), lost('Bort!', 'vägar i hela ', 'regionen.'))
  await tyreso.page.getByRole('link', { name: 'Ord som krockade (2)' }).focus()
  await tyreso.press('Enter')
  expect(await tray(tyreso).evaluate((element) => element === document.activeElement)).toBe(true)
  await tyreso.press('Tab', 'Tab', 'Tab', 'Tab')
  expect(await focused()).toBe('Släng')
  await tyreso.press('Enter')
  expect(await focused()).toBe('Behåll')
  await tyreso.press('Tab', 'Enter')
  await tyreso.page.getByRole('link', { name: 'Ord som krockade (1)' }).waitFor()
  await expect.poll(focused).toContain('Ord som krockade')
  await tyreso.press('Tab')
  expect(await focused()).toBe('Sätt tillbaka')
  await tyreso.press('Enter')
  await gone(tyreso)
  await expect.poll(focused).toContain('Vi bygger')
  await tyreso.leave()
})

test('rescue-tray: on a telephone’s width the tray stands above the text, many cards fold, nothing is too wide', async () => {
  const tyreso = await writing(['Vi bygger vägar i hela regionen.'], 320)
  const many = ['ett ', 'två ', 'tre ', 'fyra ', 'fem '].map((words) => lost(words, `${words} Vi bygger `, 'vägar'))
  await keep('ordforande@tyreso.example', lost('mitt ', 'Vi ', 'bygger vägar'))
  await keep(salem, ...many)
  await tyreso.page.getByRole('link', { name: 'Ord som krockade (6)' }).waitFor()
  const cards = tray(tyreso).getByRole('listitem')
  expect(await cards.count()).toBe(2)
  expect(await cards.first().textContent()).toContain('Det här skrev du')
  const [above, text] = await Promise.all([tray(tyreso).boundingBox(), tyreso.text.boundingBox()])
  expect((above?.y ?? 0) + (above?.height ?? 0)).toBeLessThanOrEqual(text?.y ?? 0)
  await tray(tyreso).getByRole('button', { name: 'Visa alla 6' }).click()
  expect(await cards.count()).toBe(6)
  expect(await tyreso.page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0)
  expect(await axe(tyreso.page)).toEqual([])
  await tyreso.leave()
})
