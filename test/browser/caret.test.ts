/** Where a person's caret stands after others have written: beside the sign it stood at, or as near as that can be. */
import { afterEach, beforeEach, expect, test } from 'vitest'
import { come, onStage } from '../support/stage.ts'
import { settled, type Visitor } from '../support/visitor.ts'

let salem: Visitor
let haninge: Visitor

onStage()
beforeEach(async () => {
  salem = await come('Ordförande, Salem')
  haninge = await come('Kommundirektör, Haninge')
})
afterEach(async () => {
  await salem.leave()
  await haninge.leave()
})

const written = async (...paragraphs: string[]): Promise<void> => {
  await salem.empty()
  for (const [i, paragraph] of paragraphs.entries()) {
    if (i > 0) await salem.press('Enter')
    await salem.page.keyboard.type(paragraph)
  }
  await haninge.reads(paragraphs)
}

test('[R43] a colleague types in front of my caret in the same paragraph: what I type stays together', async () => {
  await written('Början av stycket och slutet.')
  await haninge.goTo('Början av stycket')
  await haninge.page.keyboard.type('<<')
  await salem.reads(['Början av stycket och slutet.<<'])
  await settled(salem.page)
  await salem.goTo('Början av stycket')
  await salem.press('Home')
  await salem.page.keyboard.type('Först: ')
  await haninge.reads(['Först: Början av stycket och slutet.<<'])
  await settled(haninge.page)
  await haninge.page.keyboard.type('>>')
  await salem.reads(['Först: Början av stycket och slutet.<<>>'])
  expect(await haninge.blocks()).toEqual(await salem.blocks())
})

test('[R43] a colleague deletes in front of my caret: it stands where it stood among the words', async () => {
  await written('Ta bort det här. Behåll resten.')
  await haninge.goTo('Behåll resten')
  await haninge.page.keyboard.type('!')
  await salem.reads(['Ta bort det här. Behåll resten.!'])
  await settled(salem.page)
  await salem.goTo('Ta bort det här')
  await salem.press('Home')
  for (let i = 0; i < 'Ta bort det här. '.length; i++) await salem.press('Delete')
  await haninge.reads(['Behåll resten.!'])
  await settled(haninge.page)
  await haninge.page.keyboard.type('?')
  await salem.reads(['Behåll resten.!?'])
})

test('[R43] the paragraph I stand in is cut away: my caret goes to the end of the one before, not elsewhere', async () => {
  await written('Ett.', 'Två.', 'Tre.')
  await haninge.goTo('Två.')
  await salem.goTo('Ett.')
  await salem.press('Shift+ArrowDown', 'Shift+End', 'Delete')
  await haninge.reads(['Ett.', 'Tre.'])
  await settled(haninge.page)
  await haninge.page.keyboard.type(' Här.')
  await salem.reads(['Ett. Här.', 'Tre.'])
})

/** A browser tells the page that a key has moved the caret a moment later; until it may, never. */
const holdTelling = ({ page }: Visitor): Promise<void> =>
  page.evaluate(() => {
    const silence = (event: Event): void => {
      if (event.isTrusted) event.stopImmediatePropagation()
    }
    addEventListener('selectionchange', silence, { capture: true })
    addEventListener('keydown', (event) => {
      if (event.key !== 'Home') removeEventListener('selectionchange', silence, { capture: true })
    })
  })

/** The caret stands before a paragraph's first word, and the browser has not told of it; a colleague is in another. */
const pressesHomeUntold = async (): Promise<void> => {
  await written('Ett stycke.', 'Annat stycke.')
  await haninge.goTo('Annat stycke.')
  await salem.goTo('Ett stycke.')
  await holdTelling(salem)
  await salem.page.keyboard.press('Home')
}

test('[R43] a colleague’s words drawn before the browser has told of my key leave the caret where the key put it', async () => {
  await pressesHomeUntold()
  await haninge.page.keyboard.type(' Mer.')
  await salem.reads(['Ett stycke.', 'Annat stycke. Mer.'])
  await salem.page.keyboard.type('Först: ')
  await haninge.reads(['Först: Ett stycke.', 'Annat stycke. Mer.'])
})

test('[R43] a colleague’s caret drawn before the browser has told of my key leaves mine where the key put it', async () => {
  await pressesHomeUntold()
  await haninge.goTo('Ett stycke.')
  await salem.page.getByRole('textbox').locator('p').filter({ hasText: 'Ett stycke.' }).locator('.caret').waitFor()
  await salem.page.keyboard.type('Först: ')
  await haninge.reads(['Först: Ett stycke.', 'Annat stycke.'])
})
