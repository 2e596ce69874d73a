/** Tables from elsewhere, and what is pasted into a cell: a table stays a table. */
import { expect, test } from 'vitest'
import { tableRows } from '../support/table-reading.ts'
import { browser, onStage, program } from '../support/stage.ts'
import { arrive, type Visitor } from '../support/visitor.ts'

onStage()

const rows = (person: Visitor, ...expected: string[][]) =>
  expect.poll(() => tableRows(person.text), { timeout: 20_000 }).toEqual(expected)

/** As another program left it: the browser's own clipboard would tidy it up before we could. */
const paste = async ({ text }: Visitor, html: string): Promise<void> => {
  await text.focus()
  await text.evaluate((element, given) => {
    const clipboardData = new DataTransfer()
    clipboardData.setData('text/html', given)
    element.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }))
  }, html)
}

const foreign =
  '<table><tr><th>Mål</th><th>År</th></tr>' +
  '<tr><td>Bostäder</td><td>2030</td></tr><tr><td>Arbete</td><td>2035</td></tr></table>'

/** A person with that table in an otherwise empty text. */
const withForeign = async (): Promise<Visitor> => {
  const person = await arrive(browser, { origin: program.origin, who: 'Ordförande, Tyresö' })
  await person.empty()
  await paste(person, foreign)
  await rows(person, ['Mål', 'År'], ['Bostäder', '2030'], ['Arbete', '2035'])
  return person
}

test('[R16] a table from elsewhere whose first row is header cells has its header, and one can write after it', async () => {
  const person = await withForeign()
  await expect.poll(() => person.text.getByRole('columnheader').allTextContents()).toEqual(['Mål', 'År'])
  await person.write('Efter tabellen.')
  await expect.poll(() => person.blocks().then((blocks) => blocks.at(-1))).toBe('Efter tabellen.')
  await person.leave()
})

test('[R15] quotations, headings and tables among other blocks come into a cell as its paragraphs', async () => {
  const person = await withForeign()
  await person.goTo('Bostäder')
  await paste(person, `<h2>Rubrik</h2><blockquote><p>Citat</p></blockquote>${foreign}<p>Slut</p>`)
  await expect
    .poll(() => tableRows(person.text).then((read) => read[1]?.[0]))
    .toMatch(/^Bostäder\n?Rubrik\nCitat\nMål\nÅr\nBostäder\n2030\nArbete\n2035\nSlut$/)
  expect((await tableRows(person.text)).map((row) => row.length)).toEqual([2, 2, 2])
  expect(await person.text.getByRole('table').count()).toBe(1)
  expect(await person.text.getByRole('heading').count()).toBe(0)
  await person.leave()
})

test('[R15] a table pasted into a cell fills the cells from there, and the table grows with it', async () => {
  const person = await withForeign()
  await person.goTo('2035')
  await paste(person, foreign)
  await rows(
    person,
    ['Mål', 'År', ''],
    ['Bostäder', '2030', ''],
    ['Arbete', 'Mål', 'År'],
    ['', 'Bostäder', '2030'],
    ['', 'Arbete', '2035'],
  )
  await person.leave()
})

test('a moved row is put back by one undo, also where only one other row stands', async () => {
  const tyreso = await withForeign()
  await tyreso.goTo('2035')
  await tyreso.tool('Ta bort raden').click()
  // All that she has done is the move: an undo of more would show.
  const haninge = await arrive(browser, { origin: program.origin, who: 'Kommundirektör, Haninge' })
  await haninge.goTo('2030')
  await haninge.press('Alt+Shift+ArrowUp')
  await rows(tyreso, ['Bostäder', '2030'], ['Mål', 'År'])
  await haninge.press('ControlOrMeta+z')
  await rows(tyreso, ['Mål', 'År'], ['Bostäder', '2030'])
  await rows(haninge, ['Mål', 'År'], ['Bostäder', '2030'])
  await tyreso.leave()
  await haninge.leave()
})
