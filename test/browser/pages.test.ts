/** Every page and open dialog, for those who hear it, have only a keyboard, a narrow screen or English. */
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { gzipSync } from 'node:zlib'
import type { Browser, BrowserContext, Locator, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import type { Language } from '../../shared/messages/language.ts'
import { messages } from '../../shared/messages/messages.ts'
import { uiEn } from '../../shared/messages/ui.en.ts'
import { uiSv } from '../../shared/messages/ui.sv.ts'
import { axe, launchBrowser } from '../support/chromium.ts'
import { disturbed } from '../support/disk.ts'
import { type Running, startRunning } from '../support/running.ts'

const words = { sv: { ...messages('sv'), ...uiSv }, en: { ...messages('en'), ...uiEn } }
const programme = 'Södertörns utvecklingsprogram 2045'

let browser: Browser
let program: Running
let contexts: BrowserContext[] = []
/** While it is shut no text reaches the disk: what is written is not saved. */
let gate: PromiseWithResolvers<void> | null = null

beforeAll(async () => {
  browser = await launchBrowser()
})
afterAll(() => browser.close())
beforeEach(async () => {
  const disk = disturbed(async (call, file) => {
    if (call === 'sync' && file.includes('/texts/')) await gate?.promise
  })
  program = await startRunning({ disk })
})
afterEach(async () => {
  gate?.resolve()
  gate = null
  for (const context of contexts) await context.close()
  contexts = []
  await program.stop()
})

/** A person on the first page; `heard` is what the browser complains of meanwhile. */
const newcomer = async (width = 1280): Promise<{ page: Page; heard: string[] }> => {
  const context = await browser.newContext({ viewport: { width, height: 800 }, locale: 'sv-SE' })
  contexts.push(context)
  const page = await context.newPage()
  const heard: string[] = []
  page.on('pageerror', ({ message }) => heard.push(message))
  page.on('console', (said) => {
    if (/Content Security Policy|Warning:|hydrat/i.test(said.text())) heard.push(said.text())
  })
  await page.goto(program.origin)
  await page.getByRole('heading', { level: 1 }).waitFor()
  return { page, heard }
}

/** What is wrong with the page as it stands: axe's findings, sideways scrolling, its language. */
const faultsOf = async (page: Page, language: Language): Promise<string[]> => {
  // Half faded in, nothing has contrast.
  await page.evaluate(() => Promise.allSettled(document.getAnimations().map(({ finished }) => finished)))
  const faults = await axe(page)
  const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)
  if (wide > 0) faults.push(`scrolls sideways by ${wide} px`)
  const spoken = await page.locator('html').getAttribute('lang')
  if (spoken !== language) faults.push(`says that its language is ${spoken}`)
  return faults
}

/** Goes through all of it and returns the faults of each view, and each title when it was first met. */
const goThrough = async (page: Page, language: Language) => {
  const say = words[language]
  const faults: Record<string, string[]> = {}
  const titles: string[] = []
  const look = async (view: string): Promise<void> => {
    const found = await faultsOf(page, language)
    if (found.length > 0) faults[view] = found
    const title = await page.title()
    if (!titles.includes(title)) titles.push(title)
  }
  const button = (name: string, exact = true) => page.getByRole('button', { name, exact })
  const heading = (name: string) => page.getByRole('heading', { level: 1, name, exact: true }).waitFor()
  const enter = async (who: string) => {
    await button(who).click()
    await heading(say.start.title)
    await page.getByRole('link', { name: programme }).waitFor()
  }
  const openDraft = async () => {
    await page.getByRole('link', { name: programme }).click()
    await page.getByLabel(say.draft.textLandmark).waitFor()
  }
  const follow = (name: string) => page.getByRole('link', { name, exact: true }).click()

  await button(words[language].language[language]).click()
  await heading(say.signIn.title)
  await look('sign-in')
  await button(say.signIn.submit).click()
  await page.getByText(say.signIn.missingEmail).waitFor()
  await look('sign-in, nothing filled in')
  await page.getByLabel(say.signIn.email).fill('ordforande@tyreso.example')
  await page.getByLabel(say.signIn.password).fill('inte det rätta')
  await button(say.signIn.submit).click()
  await page.getByText(say.problems['wrong-credentials'].happened).waitFor()
  await look('sign-in, wrong password')

  await enter(say.roleIn(say.roles.reader, null))
  await openDraft()
  await page.getByText(say.draft.whyReadOnly['not-your-role'] ?? '').waitFor()
  await look('draft, reading')
  await follow(say.nav.start)
  await heading(say.start.title)
  if (await button(say.nav.me).isVisible()) {
    await button(say.nav.me).click()
    await look('start, the menu unfolded')
  }
  await button(say.nav.signOut).click()
  await heading(say.signIn.title)

  await enter(say.roleIn(say.roles.secretariat, null))
  await look('start')
  await openDraft()
  await page.getByRole('toolbar').waitFor()
  await look('draft, writing')
  await page.getByText(say.presence.count(1)).click()
  await page.getByRole('list', { name: say.presence.label }).waitFor()
  await look('draft, who is here')
  await page.getByText(say.presence.count(1)).click()
  await page.getByLabel(say.draft.textLandmark).press('ControlOrMeta+k')
  await page.getByRole('dialog', { name: say.link.title }).waitFor()
  await look('draft, link dialog')
  await button(say.link.save).click()
  await page.getByText(say.link.unsafe).waitFor()
  await look('draft, link dialog with an error')
  await page.keyboard.press('Escape')
  await page.getByRole('dialog').waitFor({ state: 'detached' })

  gate = Promise.withResolvers()
  await page.getByLabel(say.draft.textLandmark).pressSequentially('Ännu inte sparat. ')
  await page.getByText(say.saving.saving, { exact: true }).first().waitFor()
  await follow(say.nav.start)
  await page.getByRole('dialog', { name: say.leaving.title }).waitFor()
  await look('draft, leaving dialog')
  await button(say.leaving.leave).click()
  gate.resolve()
  gate = null

  await heading(say.start.title)
  await follow(say.nav.members)
  await page.getByRole('table').waitFor()
  await look('members')
  await button(say.members.changeOf('Ordförande, Tyresö')).click()
  const dialog = page.getByRole('dialog', { name: say.members.changeOf('Ordförande, Tyresö') })
  await dialog.waitFor()
  await look('members, term dialog')
  await dialog.getByLabel(say.members.from).fill('i morgon')
  await dialog.getByRole('button', { name: say.members.save }).click()
  await dialog.getByText(say.members.wrongDay).waitFor()
  await look('members, term dialog with an error')

  await page.goto(`${program.origin}/finns/inte`)
  await heading(say.notFound.title)
  await look('unknown page')
  return { faults, titles }
}

test.for([
  [' in Swedish on a wide screen', 'sv', 1280],
  [' in Swedish on a narrow screen', 'sv', 320],
  [' in English on a wide screen', 'en', 1280],
  [' in English on a narrow screen', 'en', 320],
] as const)(
  'no page or open dialog has a fault, a foreign title or an error of the policy%s',
  async ([, language, width]) => {
    const { page, heard } = await newcomer(width)
    const say = words[language]
    const { faults, titles } = await goThrough(page, language)
    expect(faults).toEqual({})
    const named = [say.signIn.title, programme, say.start.title, say.members.title, say.notFound.title]
    expect(titles).toEqual(named.map((name) => `${name} – Samskriv`))
    expect(heard).toEqual([])
  },
)

const isFocused = (it: Locator): Promise<boolean> => it.evaluate((element) => element === document.activeElement)

/** Presses Tab until the focus is there; a whole page without it means that the keyboard does not reach it. */
const tabTo = async (page: Page, it: Locator): Promise<void> => {
  await it.waitFor()
  for (let stops = 0; stops < 80; stops += 1) {
    if (await isFocused(it)) return
    await page.keyboard.press('Tab')
  }
  throw new Error(`Tab does not reach ${String(it)}`)
}

test('from signing in to Sparat with nothing but a keyboard', async () => {
  const { page, heard } = await newcomer()
  await tabTo(page, page.getByLabel('E-postadress'))
  await page.keyboard.type('ordforande@tyreso.example')
  await page.keyboard.press('Tab')
  await page.keyboard.type('samskriv-exempel')
  await page.keyboard.press('Enter')
  await tabTo(page, page.getByRole('link', { name: programme }))
  await page.keyboard.press('Enter')
  // Past the outline, whose lines are many.
  await tabTo(page, page.getByRole('button', { name: 'Till texten' }))
  await page.keyboard.press('Enter')
  const text = page.getByRole('textbox', { name: 'Programtexten' })
  await expect.poll(() => isFocused(text)).toBe(true)
  await page.keyboard.type('Skrivet utan mus. ')
  await page.getByRole('status').getByText('Sparat', { exact: true }).waitFor()
  const reader = await program.peer('lasare@sodertorn.example')
  expect(reader.words()).toContain('Skrivet utan mus. ')
  await page.keyboard.press('Tab')
  await expect.poll(() => isFocused(text)).toBe(false)
  expect(heard).toEqual([])
})

test('the first stop on every page leads past the menu, and a new page begins at its heading', async () => {
  const { page } = await newcomer()
  const skips = async () => {
    await page.reload()
    await page.getByRole('heading', { level: 1 }).waitFor()
    await page.keyboard.press('Tab')
    const skip = page.getByRole('link', { name: 'Till innehållet' })
    expect(await isFocused(skip)).toBe(true)
    await page.keyboard.press('Enter')
    await expect.poll(() => isFocused(page.getByRole('main'))).toBe(true)
  }
  const arrivesAt = (name: string) =>
    expect.poll(() => isFocused(page.getByRole('heading', { level: 1, name })), { timeout: 10_000 }).toBe(true)
  await skips()
  await page.getByRole('button', { name: 'Sekretariatet', exact: true }).click()
  await page.getByRole('heading', { level: 1, name: 'Program', exact: true }).waitFor()
  await skips()
  await page.getByRole('link', { name: 'Medlemmar' }).click()
  await arrivesAt('Medlemmar')
  await skips()
  await page.getByRole('link', { name: 'Program', exact: true }).click()
  await page.getByRole('link', { name: programme }).click()
  await arrivesAt(programme)
  await skips()
})

test('the language is changed on any page, and is remembered', async () => {
  const { page } = await newcomer()
  await page.getByRole('button', { name: 'English' }).click()
  await page.getByRole('heading', { level: 1, name: 'Sign in' }).waitFor()
  await page.reload()
  await page.getByRole('heading', { level: 1, name: 'Sign in' }).waitFor()
  await page.getByRole('button', { name: 'Chair, Tyresö', exact: true }).click()
  await page.getByRole('link', { name: programme }).click()
  await page.getByRole('textbox', { name: 'The text of the programme' }).waitFor()
  await page.getByRole('button', { name: 'Svenska' }).click()
  await page.getByRole('textbox', { name: 'Programtexten' }).waitFor()
  expect(await page.locator('html').getAttribute('lang')).toBe('sv')
})

const built = path.join(import.meta.dirname, '..', '..', 'dist', 'client')

const read = (file: string): string => readFileSync(path.join(built, file), 'utf8')

type Chunk = { file: string; css?: string[]; imports?: string[] }

/** The files that a part of the program cannot start without, by the bundler's own list. */
const filesOf = (name: string): Set<string> => {
  const chunks: Record<string, Chunk> = JSON.parse(read('.vite/manifest.json'))
  const files = ({ file, css = [], imports = [] }: Chunk): string[] => [
    file,
    ...css,
    ...imports.flatMap((each) => (chunks[each] ? files(chunks[each]) : [])),
  ]
  const chunk = chunks[name]
  if (!chunk) throw new Error(`the build has no ${name}`)
  return new Set(files(chunk))
}

/** Bytes as they travel; fonts come after, and text is shown without them. */
const zipped = (names: Iterable<string>): number =>
  [...names].reduce((sum, name) => sum + gzipSync(readFileSync(path.join(built, name))).length, 0)

const kB = 1000

test('signing in needs at most 120 kB, to read a text 10 kB more, and to write 350 kB in all', () => {
  const first = [...filesOf('index.html')]
  const frame = [...filesOf('pages/draft.tsx')]
  const writing = [...filesOf('pages/draft-text.tsx')]
  expect(zipped(first)).toBeLessThanOrEqual(120 * kB)
  expect(zipped(frame.filter((file) => !first.includes(file)))).toBeLessThanOrEqual(10 * kB)
  expect(zipped(new Set([...first, ...frame, ...writing]))).toBeLessThanOrEqual(350 * kB)
})
