/** Two at once in one text: what each does is kept, and undo is each one's own. */
import type { Browser } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, test } from 'vitest'
import { launchBrowser } from '../support/chromium.ts'
import { disturbed } from '../support/disk.ts'
import { type Running, startRunning } from '../support/running.ts'
import { arrive, type Visitor } from '../support/visitor.ts'

let browser: Browser
let program: Running
/** While it is shut no text reaches the disk, and nobody sees what the others write meanwhile. */
let gate: PromiseWithResolvers<void> | null = null

beforeAll(async () => {
  browser = await launchBrowser()
})
afterAll(() => browser.close())
beforeEach(async () => {
  const disk = disturbed(async (call, path) => {
    if (call === 'sync' && path.includes('/texts/')) await gate?.promise
  })
  program = await startRunning({ disk })
})
afterEach(async () => {
  openGate()
  await program.stop()
})

const openGate = (): void => {
  gate?.resolve()
  gate = null
}

const come = (who = 'Ordförande, Tyresö'): Promise<Visitor> => arrive(browser, { origin: program.origin, who })

/** A person before an empty text. */
const beginning = async (): Promise<Visitor> => {
  const person = await come()
  await person.empty()
  await person.reads([''])
  return person
}

const level = ({ page }: Visitor) => page.getByRole('combobox', { name: 'Styckets nivå' })

/** Presses the tool for as long as it has something to do. */
const pressAll = async ({ tool }: Visitor, name: string): Promise<void> => {
  while ((await tool(name).getAttribute('aria-disabled')) !== 'true') await tool(name).click()
}

test('undo and redo by button take one’s own changes, all of them, and nothing a colleague wrote between them', async () => {
  const tyreso = await come()
  const haninge = await come('Kommundirektör, Haninge')
  const before = await tyreso.blocks()
  const last = before.at(-1) ?? ''
  const others = [...before.slice(0, -1), `${last} Haninge ett.`, 'Haninge två.']
  await tyreso.write(' Tyresö ett.')
  await haninge.sees('Tyresö ett.')
  await haninge.write(' Haninge ett.\nHaninge två.')
  await tyreso.sees('Haninge två.')
  await tyreso.write(' Tyresö två.')
  const all = [...before.slice(0, -1), `${last} Tyresö ett. Haninge ett.`, 'Haninge två. Tyresö två.']
  await tyreso.reads(all)
  await pressAll(tyreso, 'Ångra')
  await tyreso.reads(others)
  await haninge.reads(others)
  await pressAll(tyreso, 'Gör om')
  await tyreso.reads(all)
  await haninge.reads(all)
  await tyreso.leave()
  await haninge.leave()
})

test('a text that was selected and deleted can be written anew, and undo brings all of it back', async () => {
  const person = await come()
  const colleague = await come('Kommundirektör, Haninge')
  const before = await person.blocks()
  await person.empty()
  await colleague.reads([''])
  await person.page.keyboard.type('# Nytt\nFrån början.')
  await colleague.reads(['# Nytt', 'Från början.'])
  await pressAll(person, 'Ångra')
  await person.reads(before)
  await colleague.reads(before)
  await person.leave()
  await colleague.leave()
})

test.for([
  ['the words come first', 'Tyresö', 'Haninge'],
  ['the level comes first', 'Haninge', 'Tyresö'],
] as const)('one types in a paragraph while the other changes its level, and both are kept: %s', async ([, first]) => {
  const tyreso = await beginning()
  const haninge = await come('Kommundirektör, Haninge')
  await tyreso.page.keyboard.type('Delat stycke.')
  await haninge.reads(['Delat stycke.'])
  await haninge.goTo('Delat stycke.')
  await tyreso.saving('Sparat')
  gate = Promise.withResolvers()
  const types = async () => {
    await tyreso.page.keyboard.type(' Skrivet.')
    await tyreso.saving('Sparar…')
  }
  const changesLevel = async () => {
    await level(haninge).selectOption('Rubrik 2')
    await haninge.saving('Sparar…')
  }
  for (const act of first === 'Tyresö' ? [types, changesLevel] : [changesLevel, types]) await act()
  await tyreso.reads(['Delat stycke. Skrivet.'])
  await haninge.reads(['## Delat stycke.'])
  openGate()
  await tyreso.reads(['## Delat stycke. Skrivet.'])
  await haninge.reads(['## Delat stycke. Skrivet.'])
  await tyreso.page.keyboard.type(' Och mer.')
  await haninge.reads(['## Delat stycke. Skrivet. Och mer.'])
  await tyreso.leave()
  await haninge.leave()
})
