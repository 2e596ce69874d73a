/** Footnotes: written, left, found again with the arrows, and deleted, by keyboard and mouse, alone and by two. */
import { expect, test } from 'vitest'
import { axe } from '../support/chromium.ts'
import { beginning, come, onStage } from '../support/stage.ts'
import type { Visitor } from '../support/visitor.ts'

onStage()

const type = (person: Visitor, words: string) => person.page.keyboard.type(words)

const times = (count: number, key: string): string[] => Array.from({ length: count }, () => key)

/** What a screen reader is told before each note's words. */
const spoken = ({ text }: Visitor): Promise<string[]> =>
  text
    .locator('.note')
    .evaluateAll((notes) =>
      notes.map((note) => /"([^"]*)"$/.exec(getComputedStyle(note, '::before').content)?.[1] ?? ''),
    )

test('[R22] a note is made by key where one writes, left with Enter, and the sentence goes on right after it', async () => {
  const person = await beginning()
  await type(person, 'Vi bygger 40 000 bostäder')
  await person.press('ControlOrMeta+Alt+f')
  await type(person, 'Enligt SCB')
  await person.press('Enter')
  await type(person, '. Minst')
  await person.press('ControlOrMeta+Alt+f')
  await type(person, 'Två')
  await person.press('Escape')
  await type(person, '!')
  await person.press('Enter')
  await type(person, 'Nytt stycke')
  await person.reads(['Vi bygger 40 000 bostäder{Enligt SCB}. Minst{Två}!', 'Nytt stycke'])
  expect(await spoken(person)).toEqual(['Fotnot 1:', 'Fotnot 2:'])
  expect(await axe(person.page)).toEqual([])
  await person.leave()
})

test('[R22] a note put in before the others becomes the first, for the one who writes and for the colleague', async () => {
  const [anna, bo] = [await beginning(), await come('Kommundirektör, Salem')]
  await type(anna, 'Ett två')
  await anna.press('ControlOrMeta+Alt+f')
  await type(anna, 'sist')
  await anna.press('Enter', ...times(4, 'ArrowLeft'))
  await bo.reads(['Ett två{sist}'])
  await bo.text.focus()
  await bo.press('ControlOrMeta+Home', ...times(3, 'ArrowRight'), 'ControlOrMeta+Alt+f')
  await type(bo, 'först')
  for (const person of [anna, bo]) await person.reads(['Ett{först} två{sist}'])
  for (const person of [anna, bo]) expect(await person.text.locator('sup').allTextContents()).toEqual(['1', '2'])
  await anna.leave()
  await bo.leave()
})

test('[R22] two write in the same note at once, and both are there', async () => {
  const [anna, bo] = [await beginning(), await come('Kommundirektör, Salem')]
  await type(anna, 'Ord')
  await anna.press('ControlOrMeta+Alt+f')
  await type(anna, 'källa')
  await bo.reads(['Ord{källa}'])
  await bo.text.focus()
  await bo.press('ControlOrMeta+Home', ...times(4, 'ArrowRight'))
  await Promise.all([type(anna, ' 2025, tabell 4'), type(bo, 'Första ')])
  for (const person of [anna, bo]) await person.reads(['Ord{Första källa 2025, tabell 4}'])
  await anna.leave()
  await bo.leave()
})

test('[R22] the caret goes in and out of a note with the arrows, and what is typed lands where the caret is seen', async () => {
  const person = await beginning()
  await type(person, 'Ord')
  await person.press('ControlOrMeta+Alt+f')
  await type(person, 'not')
  await person.press('Enter')
  await type(person, 'b')
  await person.press('ArrowLeft')
  await type(person, 'a')
  await person.reads(['Ord{not}ab'])
  await person.press('ArrowLeft', 'ArrowLeft')
  await type(person, 'en')
  await person.reads(['Ord{noten}ab'])
  await person.press(...times(5, 'ArrowLeft'))
  await type(person, 'X')
  await person.reads(['Ord{Xnoten}ab'])
  await person.press('ArrowLeft', 'ArrowLeft')
  await type(person, 'et')
  await person.reads(['Ordet{Xnoten}ab'])
  await person.press('End')
  await type(person, '!')
  await person.reads(['Ordet{Xnoten}ab!'])
  await person.leave()
})

test('[R22] accents that come in two strokes land where the caret is: in an empty note, at its beginning, after it', async () => {
  const person = await beginning()
  const keys = await person.context.newCDPSession(person.page)
  const compose = async (first: string, whole: string) => {
    for (const text of [first, whole])
      await keys.send('Input.imeSetComposition', { text, selectionStart: text.length, selectionEnd: text.length })
    await keys.send('Input.insertText', { text: whole })
  }
  await type(person, 'Ord')
  await person.press('ControlOrMeta+Alt+f')
  await compose('¨', 'ü')
  await person.reads(['Ord{ü}'])
  await person.press('ArrowLeft')
  await compose('´', 'é')
  await person.reads(['Ord{éü}'])
  await person.press('Enter')
  await compose('~', 'ñ')
  await person.reads(['Ord{éü}ñ'])
  await person.leave()
})

test('[R22] Backspace takes an empty note away, and selects one with words before it takes that', async () => {
  const person = await beginning()
  await type(person, 'Ord')
  await person.press('ControlOrMeta+Alt+f', 'Backspace')
  await person.reads(['Ord'])
  await person.press('ControlOrMeta+Alt+f')
  await type(person, 'ab')
  await person.press('Backspace', 'Backspace')
  await person.reads(['Ord{}'])
  await type(person, 'not')
  await person.press('Enter', 'Backspace')
  await person.reads(['Ord{not}'])
  await person.press('Backspace')
  await person.reads(['Ord'])
  await person.press('ControlOrMeta+z')
  await person.sees('not')
  await person.leave()
})

test('[R22] what is pasted into a note is words only, and it stays one note in one paragraph', async () => {
  const person = await beginning()
  await type(person, 'Ord')
  await person.press('ControlOrMeta+Alt+f')
  await person.text.evaluate((text) => {
    const data = new DataTransfer()
    data.setData('text/html', '<h2>Källa</h2><ul><li><b>SCB</b></li></ul><table><tr><td>2025</td></tr></table>')
    text.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }))
  })
  await person.reads(['Ord{Källa **SCB** 2025}'])
  await person.press('Enter')
  await type(person, ' mer')
  await person.reads(['Ord{Källa **SCB** 2025} mer'])
  await person.leave()
})

test('[R22] a click in a note writes there; a selection drawn out of it takes the whole note', async () => {
  const person = await beginning()
  await type(person, 'Före efter')
  await person.press(...times(6, 'ArrowLeft'), 'ControlOrMeta+Alt+f')
  await type(person, 'notens ord')
  await person.press('Enter', 'End')
  const note = person.text.locator('.note')
  await note.click({ position: { x: 320, y: 10 } })
  await type(person, '!')
  await person.reads(['Före{notens ord!} efter'])
  await note.dblclick({ position: { x: 60, y: 10 } })
  await type(person, 'fotens')
  await person.reads(['Före{fotens ord!} efter'])
  await person.press('ControlOrMeta+Home', ...times(2, 'ArrowRight'), ...times(4, 'Shift+ArrowRight'), 'Delete')
  await person.reads(['Föefter'])
  await person.leave()
})

test('[R22] on a telephone a note stands below its line, within the page, and the line goes on above it', async () => {
  const person = await beginning({ phone: true })
  await type(person, 'Ett kort')
  await person.press('ControlOrMeta+Alt+f')
  await type(person, 'En not som är så lång att den tar mer än en rad på en telefon.')
  await person.press('Enter')
  await type(person, ' stycke')
  await person.reads(['Ett kort{En not som är så lång att den tar mer än en rad på en telefon.} stycke'])
  const [line, note] = await Promise.all([
    person.text.locator('sup').boundingBox(),
    person.text.locator('.note').boundingBox(),
  ])
  expect(note?.y).toBeGreaterThanOrEqual((line?.y ?? 0) + (line?.height ?? 0))
  expect((note?.x ?? 0) + (note?.width ?? 0)).toBeLessThanOrEqual(320)
  // The whole sentence stands in the one line above the note.
  const below = await person.text.evaluate((text) => {
    const range = document.createRange()
    const last = text.querySelector('p')?.lastChild
    if (last) range.selectNodeContents(last)
    return range.getBoundingClientRect().bottom
  })
  expect(below).toBeLessThanOrEqual((note?.y ?? 0) + 1)
  expect(await axe(person.page)).toEqual([])
  await person.leave()
})
