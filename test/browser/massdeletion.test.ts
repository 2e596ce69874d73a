/** Someone deletes most of the text, on purpose or not, with others in it. */
import { expect, test } from 'vitest'
import { axe } from '../support/chromium.ts'
import { keptDeletions } from '../support/deletions.ts'
import { browser, onStage, program } from '../support/stage.ts'
import { arrive, type Visitor } from '../support/visitor.ts'

onStage()

const come = (who: string, width = 1280) => arrive(browser, { origin: program.origin, who, width })
const banner = ({ page }: Visitor) => page.getByRole('region', { name: 'Mycket text borttagen' })
const button = (person: Visitor, name: string) => banner(person).getByRole('button', { name })
const gone = (person: Visitor) => banner(person).waitFor({ state: 'detached' })
/** What a screen reader is told at once. */
const told = (person: Visitor) => banner(person).getByRole('alert').innerText()

const share = /tog bort \d{2,3} % av texten kl\. \d\d\.\d\d\./

test('mass-delete-guard: [R38][R39] select all and Delete: both are told, one click brings it back, what was written meanwhile is kept', async () => {
  const salem = await come('Ordförande, Salem')
  const tyreso = await come('Ordförande, Tyresö')
  const before = await tyreso.blocks()
  await salem.empty()
  expect(await told(salem)).toMatch(/^Du tog bort \d{2,3} % av texten kl\. \d\d\.\d\d\. Var det meningen\?/)
  await banner(tyreso).waitFor()
  expect(await told(tyreso)).toMatch(/^Ordförande, Salem tog bort \d{2,3} % av texten kl\. \d\d\.\d\d\./)
  expect(await axe(tyreso.page)).toEqual([])
  await tyreso.write('Skrivet medan det är borta.')
  await salem.sees('Skrivet medan det är borta.')
  await button(tyreso, 'Ta tillbaka texten').click()
  await banner(tyreso).getByText('Texten är tillbaka. Det som skrevs under tiden är kvar.').waitFor()
  await gone(salem)
  const back = (await tyreso.blocks()).map((block) => block.replace('Skrivet medan det är borta.', ''))
  expect(back.filter((block) => block !== '')).toEqual(before.filter((block) => block !== ''))
  await salem.sees('Skrivet medan det är borta.')
  // Undone once: the one who deleted does not undo it again.
  await salem.text.focus()
  await salem.press('ControlOrMeta+z')
  await salem.write(' Efteråt.')
  await tyreso.sees('Efteråt.')
  expect(await tyreso.blocks()).toHaveLength((await salem.blocks()).length)
  expect((await salem.blocks()).filter((block) => block === before[2])).toHaveLength(1)
  await button(tyreso, 'Stäng').click()
  await gone(tyreso)
  await salem.leave()
  await tyreso.leave()
})

test('mass-delete-guard: [R37] the whole text made a list, or cut and pasted again, alarms nobody who looks a moment later', async () => {
  const salem = await come('Ordförande, Salem')
  await salem.text.focus()
  await salem.press('ControlOrMeta+a')
  await salem.tool('Punktlista').click()
  await salem.saving('Sparat')
  expect(await keptDeletions(program)).toEqual([])
  await salem.press('ControlOrMeta+a', 'ControlOrMeta+x')
  await banner(salem).waitFor()
  await salem.press('ControlOrMeta+v')
  await gone(salem)
  expect(await keptDeletions(program)).toMatchObject([{ state: { is: 'undone' } }])
  await salem.leave()
})

test('mass-delete-guard: [R38] whoever only reads is told and has no buttons; who meant it says so by keyboard', async () => {
  const salem = await come('Ordförande, Salem')
  const reader = await come('Handläggare, Tyresö', 320)
  await salem.empty()
  await banner(reader).waitFor()
  expect(await told(reader)).toMatch(share)
  expect(await told(reader)).toContain('De som skriver i den kan ta tillbaka den.')
  expect(await banner(reader).getByRole('button').count()).toBe(0)
  expect(await axe(reader.page)).toEqual([])
  const wide = await reader.page.evaluate(() => document.documentElement.scrollWidth)
  expect(wide).toBeLessThanOrEqual(320)
  await button(salem, 'Det var meningen').focus()
  await salem.press('Enter')
  await banner(salem).getByText('Borttagningen står kvar.').waitFor()
  await gone(reader)
  await salem.reads([''])
  await salem.leave()
  await reader.leave()
})

test('mass-delete-guard: [R37] who undoes it themselves is asked no more', async () => {
  const salem = await come('Ordförande, Salem')
  const tyreso = await come('Ordförande, Tyresö')
  const before = await salem.blocks()
  await salem.empty()
  await banner(tyreso).waitFor()
  await salem.press('ControlOrMeta+z')
  await gone(salem)
  await gone(tyreso)
  await tyreso.reads(before)
  await salem.leave()
  await tyreso.leave()
})
