import type { Browser } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { launchBrowser } from '../support/chromium.ts'
import { type Cable, layCable } from '../support/proxy.ts'
import { freePort, type Running, startRunning } from '../support/running.ts'
import { arrive, type Visitor } from '../support/visitor.ts'

let browser: Browser
let program: Running
let cable: Cable

beforeAll(async () => {
  browser = await launchBrowser()
})
afterAll(() => browser.close())
beforeEach(async () => {
  const port = await freePort()
  program = await startRunning({ baseUrl: `http://127.0.0.1:${port}` })
  cable = await layCable(port, Number(new URL(program.origin).port))
})
afterEach(async () => {
  await cable.close()
  await program.stop()
})

const tyreso = (): Promise<Visitor> => arrive(browser, { origin: cable.origin, who: 'Ordförande, Tyresö' })

/** What the server has, read by somebody else. */
const stored = async (): Promise<string> => (await program.peer('lasare@sodertorn.example')).words()

test('[P25] without contact the screen counts what waits on this computer, and with contact it is saved once', async () => {
  const person = await tyreso()
  await person.saving('Sparat')
  cable.pull()
  await person.page
    .getByText(/Ingen kontakt/)
    .first()
    .waitFor()
  await person.write(' Skrivet utan kontakt.')
  await person.saving(/Ej sparat – ingen kontakt, \d+ ändringar väntar på den här datorn/)
  expect(await stored()).not.toContain('Skrivet utan kontakt.')
  cable.putBack()
  await person.saving('Sparat')
  expect((await stored()).split('Skrivet utan kontakt.')).toHaveLength(2)
  await person.leave()
})

test('[P25] what waits outlives a reload without contact, is counted again, and is saved when contact is back', async () => {
  const person = await tyreso()
  await person.saving('Sparat')
  cable.pull()
  await person.write(' Överlever omladdning.')
  await person.saving(/Ej sparat/)
  person.page.on('dialog', (dialog) => void dialog.accept())
  await person.page.reload()
  await person.sees('Överlever omladdning.')
  await person.saving(/Ej sparat – ingen kontakt, \d+ ändringar? väntar på den här datorn/)
  await person.write(' Och skrivs vidare.')
  const colleague = await program.peer('ordforande@salem.example')
  colleague.addParagraph('Under tiden skrev Salem.')
  await colleague.allSaved()
  cable.putBack()
  await person.saving('Sparat')
  await person.sees('Under tiden skrev Salem.')
  const text = await stored()
  for (const words of ['Överlever omladdning.', 'Och skrivs vidare.']) expect(text.split(words), words).toHaveLength(2)
  expect(text.split('Under tiden skrev Salem.')).toHaveLength(2)
  await person.leave()
})

/** From the line's beginning to the next one's, then to the end of the text: how a person moves a paragraph. */
const movesToTheEnd = (person: Visitor): Promise<void> =>
  person.press('Home', 'Shift+ArrowDown', 'ControlOrMeta+x', 'ControlOrMeta+End', 'Enter', 'ControlOrMeta+v')

test('rescue-tray: [P39] [R33] typed without contact in a paragraph that a colleague moves meanwhile: a card with the words, and one click back', async () => {
  const person = await tyreso()
  // Not by the cable, so with contact all the time.
  const haninge = await arrive(browser, { origin: program.origin, who: 'Kommundirektör, Haninge' })
  await person.empty()
  await person.page.keyboard.type('Först.\nStycket som rör sig.\nSist.')
  await haninge.reads(['Först.', 'Stycket som rör sig.', 'Sist.'])
  await person.saving('Sparat')
  await person.goTo('Stycket som rör sig.')
  cable.pull()
  await person.page
    .getByText(/Ingen kontakt/)
    .first()
    .waitFor()
  await person.page.keyboard.type(' Skrivet utan kontakt.')
  await person.saving(/Ej sparat/)
  await haninge.goTo('Stycket som rör sig.')
  await movesToTheEnd(haninge)
  await haninge.reads(['Först.', 'Sist.', 'Stycket som rör sig.', ''])
  await haninge.saving('Sparat')
  cable.putBack()
  const tray = person.page.getByRole('region', { name: 'Ord som krockade' })
  const card = tray.getByRole('listitem').filter({ hasText: 'Kom inte med i texten' })
  await card.waitFor()
  expect(await card.locator('blockquote strong').allTextContents()).toEqual([' Skrivet utan kontakt.'])
  expect(await card.textContent()).toContain('Det här skrev du')
  // Told once: the server has them, so nothing is set aside on this computer.
  await person.saving('Sparat')
  expect(await person.page.getByRole('region', { name: 'Ord som inte kom med' }).count()).toBe(0)
  await card.getByRole('button', { name: 'Sätt tillbaka', exact: true }).click()
  for (const each of [person, haninge]) {
    await each.reads(['Först.', 'Sist.', 'Stycket som rör sig. Skrivet utan kontakt.', ''])
    await each.leave()
  }
})

test('leaving with unsaved changes warns: the browser when the page closes, the program when one goes elsewhere', async () => {
  const person = await tyreso()
  await person.saving('Sparat')
  cable.pull()
  await person.write(' Inte sparat.')
  await person.saving(/Ej sparat/)
  const asked = new Promise<string>((resolve) => {
    person.page.once('dialog', (dialog) => {
      resolve(dialog.type())
      void dialog.dismiss()
    })
  })
  await person.page.evaluate(() => location.reload())
  expect(await asked).toBe('beforeunload')
  await person.page.getByRole('link', { name: 'Program', exact: true }).click()
  const dialog = person.page.getByRole('dialog', { name: 'Allt är inte sparat ännu' })
  await dialog.getByRole('button', { name: 'Stanna kvar' }).click()
  await person.sees('Inte sparat.')
  cable.putBack()
  await person.saving('Sparat')
  await person.page.getByRole('link', { name: 'Program', exact: true }).click()
  await person.page.getByRole('heading', { level: 1, name: 'Program', exact: true }).waitFor()
  await person.leave()
})
