import type { Browser } from 'playwright-core'
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

const start = async () => {
  disk = textDisk()
  program = await startRunning({ disk: disk.disk })
  return program.origin
}

test('two people write in one text, see each other, and each undoes only their own', async () => {
  const origin = await start()
  const tyreso = await arrive(browser, { origin, who: 'Ordförande, Tyresö' })
  const haninge = await arrive(browser, { origin, who: 'Kommundirektör, Haninge' })
  await tyreso.page.getByText('Här nu: 2').waitFor()
  await tyreso.write(' Tyresö skriver först.')
  await haninge.sees('Tyresö skriver först.')
  await haninge.write(' Haninge svarar.')
  await tyreso.sees('Haninge svarar.')
  await tyreso.saving('Sparat')
  await tyreso.text.press('ControlOrMeta+z')
  await haninge.text.getByText('Tyresö skriver först.').waitFor({ state: 'detached' })
  await haninge.sees('Haninge svarar.')
  await tyreso.leave()
  await haninge.leave()
})

test('[P13][P14] the screen says Sparar… while the fsync hangs, Sparat only after it, and nobody sees the words before', async () => {
  const origin = await start()
  const tyreso = await arrive(browser, { origin, who: 'Ordförande, Tyresö' })
  const haninge = await arrive(browser, { origin, who: 'Kommundirektör, Haninge' })
  await tyreso.write(' Först.')
  await haninge.sees('Först.')
  await tyreso.saving('Sparat')
  disk.hold()
  await tyreso.write(' På väg till disken.')
  await tyreso.saving('Sparar…')
  expect(await tyreso.page.getByRole('status').filter({ hasText: 'Sparat' }).count()).toBe(0)
  expect(await haninge.text.getByText('På väg till disken.').count()).toBe(0)
  disk.release()
  await tyreso.saving('Sparat')
  await haninge.sees('På väg till disken.')
  await tyreso.leave()
  await haninge.leave()
})

test('[P5] a reader follows live and cannot change the text, however hard the browser tries', async () => {
  const origin = await start()
  const tyreso = await arrive(browser, { origin, who: 'Ordförande, Tyresö' })
  const salem = await arrive(browser, { origin, who: 'Handläggare, Salem' })
  await salem.page
    .getByText(/Du läser/)
    .first()
    .waitFor()
  await tyreso.write(' Läses av Salem.')
  await salem.sees('Läses av Salem.')
  await salem.text.evaluate((element) => {
    element.setAttribute('contenteditable', 'true')
    if (element instanceof HTMLElement) element.focus()
    document.execCommand('insertText', false, 'Salem skriver ändå. ')
    element.firstElementChild?.append('Och klistrar in.')
  })
  await salem.page.keyboard.type('Och på tangentbordet.')
  await tyreso.write(' Sist.')
  await salem.sees('Sist.')
  await tyreso.saving('Sparat')
  const fresh = await program.peer('lasare@sodertorn.example')
  expect(fresh.words()).toContain('Sist.')
  expect(fresh.words()).not.toMatch(/Salem skriver ändå|Och klistrar in|Och på tangentbordet/)
  await tyreso.leave()
  await salem.context.close()
})
