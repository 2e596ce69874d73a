/** Who is here, where they stand, what they have selected; and what the secretariat changes of it while they write. */
import type { Locator } from 'playwright-core'
import { expect, test } from 'vitest'
import { come, onStage } from '../support/stage.ts'
import type { Visitor } from '../support/visitor.ts'

onStage()

/** What the list says of who is here; it is opened if it is folded. */
const namesIn = async ({ page }: Visitor): Promise<string[]> => {
  const list = page.getByRole('list', { name: 'Här nu' })
  if (!(await list.isVisible())) await page.getByText(/^Här nu:/).click()
  return list.getByRole('listitem').allTextContents()
}

const lists = (person: Visitor, people: readonly string[]) =>
  expect.poll(() => namesIn(person), { timeout: 20_000 }).toEqual(people)

/** A caret has no role; its label is what people see. */
const caretOf = ({ text }: Visitor, label: string): Locator => text.locator('.caret', { hasText: label })

test('[P18] those who are here stand in the list with municipality and role, oneself first, and are gone when they leave', async () => {
  const tyreso = await come('Ordförande, Tyresö')
  await lists(tyreso, ['Tyresö · Ordförande (du)'])
  const salem = await come('Handläggare, Salem')
  const secretariat = await come('Sekretariatet')
  await tyreso.page.getByText('Här nu: 3').waitFor()
  await lists(tyreso, ['Tyresö · Ordförande (du)', 'Gemensamt · Sekretariatet', 'Salem · Handläggare'])
  await lists(salem, ['Salem · Handläggare (du)', 'Gemensamt · Sekretariatet', 'Tyresö · Ordförande'])
  await secretariat.page.getByRole('link', { name: 'Program', exact: true }).click()
  await lists(tyreso, ['Tyresö · Ordförande (du)', 'Salem · Handläggare'])
  await salem.leave()
  await lists(tyreso, ['Tyresö · Ordförande (du)'])
  await secretariat.leave()
  await tyreso.leave()
})

test('who has two windows open stands in the list once', async () => {
  const tyreso = await come('Ordförande, Tyresö')
  const haninge = await come('Kommundirektör, Haninge')
  const second = await haninge.context.newPage()
  await second.goto(haninge.page.url())
  await second.getByText('Här nu: 2').waitFor()
  await lists(tyreso, ['Tyresö · Ordförande (du)', 'Haninge · Kommundirektör'])
  await haninge.leave()
  await lists(tyreso, ['Tyresö · Ordförande (du)'])
  await tyreso.leave()
})

test('[P19] a caret stands where the other writes and says who it is; a selection is shown; both go with their owner', async () => {
  const tyreso = await come('Ordförande, Tyresö')
  const haninge = await come('Kommundirektör, Haninge')
  await haninge.write(' Haninge var här')
  const caret = caretOf(tyreso, 'Haninge · Kommundirektör')
  await caret.waitFor()
  const stands = () => caret.evaluate((it) => it.closest('p')?.textContent ?? '')
  await expect.poll(stands, { timeout: 20_000 }).toContain('Haninge var här')
  await haninge.press('Shift+ArrowLeft', 'Shift+ArrowLeft', 'Shift+ArrowLeft')
  const selection = tyreso.text.locator('.others-selection')
  await expect.poll(() => selection.allTextContents(), { timeout: 20_000 }).toEqual(['här'])
  expect(await selection.getAttribute('data-municipality')).toBe('haninge')
  await haninge.press('ArrowRight')
  await selection.waitFor({ state: 'detached' })
  await haninge.leave()
  await caret.waitFor({ state: 'detached' })
  await tyreso.leave()
})

/** What the secretariat does on the page Medlemmar to the chair of Tyresö. */
const giveRole = async ({ page }: Visitor, role: string): Promise<void> => {
  await page.getByRole('button', { name: 'Ändra uppdrag för Ordförande, Tyresö' }).click()
  const dialog = page.getByRole('dialog', { name: 'Ändra uppdrag för Ordförande, Tyresö' })
  await dialog.getByLabel('Uppdrag', { exact: true }).selectOption(role)
  await dialog.getByRole('button', { name: 'Spara uppdraget' }).click()
  await dialog.waitFor({ state: 'detached' })
  const row = page.getByRole('row', { name: /Ordförande, Tyresö/ })
  await row.getByRole('cell', { name: role, exact: true }).waitFor()
}

/** R7 promises a second, and the server keeps it (rights.test.ts); a busy machine's browsers may draw later, ms. */
const soon = { timeout: 5000 }

test('[R7] a role changed on the page Medlemmar holds within a second for who is writing, and so when it is given back', async () => {
  const chair = await come('Ordförande, Tyresö')
  const colleague = await come('Kommundirektör, Haninge')
  const secretariat = await come('Sekretariatet')
  await secretariat.page.getByRole('link', { name: 'Medlemmar' }).click()
  await chair.write(' Skrivet som ordförande.')
  await chair.saving('Sparat')
  await colleague.sees('Skrivet som ordförande.')

  await giveRole(secretariat, 'Handläggare')
  const role = () => chair.text.getAttribute('role')
  await expect.poll(role, soon).toBe('article')
  await chair.page.getByText('Du läser: din roll ändrar inte texten.').waitFor()
  await chair.page.keyboard.type(' Skrivet utan rätt.')
  await colleague.write(' Haninge skriver vidare.')
  await chair.sees('Haninge skriver vidare.')
  expect((await chair.blocks()).join()).not.toContain('utan rätt')
  await lists(colleague, ['Haninge · Kommundirektör (du)', 'Tyresö · Ordförande, Tyresö, Handläggare'])

  await giveRole(secretariat, 'Ordförande')
  await expect.poll(role, soon).toBe('textbox')
  await chair.write(' Åter som ordförande.')
  await colleague.sees('Åter som ordförande.')
  await chair.saving('Sparat')
  await chair.leave()
  await colleague.leave()
  await secretariat.leave()
})
