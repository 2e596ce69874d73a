import type { Browser, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { launchBrowser } from '../support/chromium.ts'
import { type Running, startRunning } from '../support/running.ts'
import { textDisk } from '../support/textdisk.ts'
import { arrive } from '../support/visitor.ts'

let browser: Browser
let program: Running
let disk = textDisk()

beforeAll(async () => {
  browser = await launchBrowser()
})
afterAll(() => browser.close())
afterEach(async () => {
  disk.release()
  await program.stop()
})

const start = async (): Promise<string> => {
  disk = textDisk()
  program = await startRunning({ disk: disk.disk })
  return program.origin
}

const giveRole = async (email: string, role: string, municipality: string): Promise<void> => {
  const member = (await program.store.records.list('members')).find((m) => m.value.email === email)
  const terms = [{ role, municipality, from: '2023-01-01', to: null }]
  const answer = await program.request(`/api/members/${member?.id}/terms`, {
    method: 'POST',
    body: JSON.stringify({ terms }),
    headers: { 'content-type': 'application/json' },
    cookie: await program.signIn('sekretariat@sodertorn.example'),
  })
  expect(answer.status).toBe(200)
}

/** The page's next Update frames are changed on their way out, as by a broken extension. */
const breakFrames = (page: Page): Promise<void> =>
  page.evaluate(() => {
    const { send } = WebSocket.prototype
    WebSocket.prototype.send = function (data) {
      const isUpdate = data instanceof Uint8Array && data[0] === 0 && data[1] === 2
      send.call(this, isUpdate ? Uint8Array.of(0, 2, 3, 1, 2, 3) : data)
      if (isUpdate) WebSocket.prototype.send = send
    }
  })

test('[R7][P28] who loses the role while writing is told why, keeps the unsaved words and reads on', async () => {
  const origin = await start()
  const person = await arrive(browser, { origin, who: 'Kommundirektör, Haninge' })
  await person.write(' Sparat före bytet.')
  await person.saving('Sparat')
  disk.hold()
  await person.write(' Hann inte sparas.')
  await person.saving('Sparar…')
  await giveRole('kommundirektor@haninge.example', 'officer', 'haninge')
  await person.page.getByText('Du läser: din roll ändrar inte texten.').waitFor()
  disk.release()
  const colleague = await program.peer('ordforande@tyreso.example')
  colleague.addParagraph('Tyresö skriver vidare.')
  await person.sees('Tyresö skriver vidare.')
  await person.sees('Sparat före bytet.')
  await person.leave()
})

test('[P22] who is signed out elsewhere is told so, and goes on after signing in again', async () => {
  const origin = await start()
  const person = await arrive(browser, { origin, who: 'Ordförande, Tyresö' })
  await person.write(' Före utloggningen.')
  await person.saving('Sparat')
  const cookies = await person.context.cookies()
  const cookie = cookies.map(({ name, value }) => `${name}=${value}`).join('; ')
  await program.request('/api/auth/sign-out', { method: 'POST', cookie })
  const told = person.page.getByRole('alert').filter({ hasText: 'Du är inte inloggad.' })
  await told.waitFor()
  await person.sees('Före utloggningen.')
  await told.getByRole('button', { name: 'Logga in' }).click()
  await person.page.getByRole('button', { name: 'Ordförande, Tyresö', exact: true }).click()
  await person.sees('Före utloggningen.')
  await person.write(' Efter inloggningen.')
  await person.saving('Sparat')
  expect((await program.peer('lasare@sodertorn.example')).words()).toContain('Före utloggningen. Efter inloggningen.')
  await person.leave()
})

test('[P3] an older client is told that the program has been updated, and never writes', async () => {
  const origin = await start()
  const context = await browser.newContext({ locale: 'sv-SE' })
  await context.addInitScript(() => {
    const Present = WebSocket
    window.WebSocket = class extends Present {
      constructor(url: string | URL, protocols?: string | string[]) {
        super(String(url).replace(/schema=\d+/, 'schema=0'), protocols)
      }
    }
  })
  const page = await context.newPage()
  await page.goto(origin)
  await page.getByRole('button', { name: 'Ordförande, Tyresö', exact: true }).click()
  await page.getByRole('link', { name: 'Södertörns utvecklingsprogram 2045' }).first().click()
  await page.getByText('Programmet har uppdaterats sedan du öppnade sidan.').first().waitFor()
  await page.getByRole('button', { name: 'Ladda om' }).waitFor()
  await context.close()
})

test('[P15] with a full disk one reads on, is told, and cannot type as if it were saved', async () => {
  const origin = await start()
  const person = await arrive(browser, { origin, who: 'Ordförande, Tyresö' })
  await person.write(' Sist på disken.')
  await person.saving('Sparat')
  disk.fail()
  await person.write(' Ryms')
  await person.page.getByText('Det går inte att spara just nu.').first().waitFor()
  await person.page.getByText(/Du läser: servern kan inte spara just nu/).waitFor()
  expect(await person.page.getByText('Sparat', { exact: true }).count()).toBe(0)
  await person.sees('Sist på disken.')
  await person.page.keyboard.type(' inte alls')
  expect(await person.text.getByText('inte alls').count()).toBe(0)
  await person.context.close()
})

test('[P28] a refused frame: the words are kept on this computer and put back with one click', async () => {
  const origin = await start()
  const person = await arrive(browser, { origin, who: 'Ordförande, Tyresö' })
  await person.write(' Före.')
  await person.saving('Sparat')
  await breakFrames(person.page)
  // In one stroke, as a word from a phone's keyboard or a dictation comes.
  await person.page.keyboard.insertText(' Återfunna ord.')
  const aside = person.page.getByRole('region', { name: 'Ord som inte kom med' })
  await aside.getByText('Återfunna ord.').waitFor()
  await person.text.press('ControlOrMeta+End')
  await aside.getByRole('button', { name: 'Lägg in vid markören' }).click()
  await person.sees('Återfunna ord.')
  await person.saving('Sparat')
  expect((await program.peer('lasare@sodertorn.example')).words()).toContain('Återfunna ord.')
  await aside.waitFor({ state: 'detached' })
  await person.leave()
})
