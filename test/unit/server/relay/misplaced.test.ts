import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openEmbedded } from '../../../../server/store/embedded.ts'
import type { Store } from '../../../../server/store/store.ts'
import { Desk } from '../../../support/colleagues.ts'
import { splitBefore, typeAfter, typeBefore } from '../../../support/moves.ts'
import { ada, blocks, bo, type Edit, linesOf, pair, ways } from '../../../support/pairs.ts'

let directory: string
let store: Store
beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'samskriv-misplaced-'))
  store = await openEmbedded({ directory })
})
afterAll(async () => {
  await store.close()
  await rm(directory, { recursive: true, force: true })
})

const enter = splitBefore('bostäder', 'n1')

describe('[P34] words typed after the break, while a colleague made it, stand before it and are told of', () => {
  test.each(ways)('in the middle of what moved on: %s', async (way) => {
    const { found, desk } = await pair(store.texts, way, { ada: [enter], bo: [typeAfter('bostäder', ', snabbt,')] })
    const spot = { paragraphId: 'n1', before: 'bostäder', after: ' tillsammans.' }
    expect(found).toEqual([{ kind: 'misplaced', client: bo, words: ', snabbt,', standsIn: 'p1', spot }])
    expect(linesOf(desk).slice(0, 2)).toEqual(['Kommunerna bygger , snabbt,', 'bostäder tillsammans.'])
  })

  test.each(ways)('at the end of the paragraph: %s', async (way) => {
    const { found } = await pair(store.texts, way, { ada: [enter], bo: [typeAfter('tillsammans.', ' Snart.')] })
    const spot = { paragraphId: 'n1', before: 'bostäder tillsammans.', after: '' }
    expect(found).toEqual([{ kind: 'misplaced', client: bo, words: ' Snart.', standsIn: 'p1', spot }])
  })

  test.each(ways)('at two places, each with its own: %s', async (way) => {
    const { found } = await pair(store.texts, way, {
      ada: [enter],
      bo: [typeAfter('tillsammans.', ' Snart.'), typeAfter('bostäder', ', nu,')],
    })
    const places = found.map((each) => each.kind === 'misplaced' && [each.words, each.spot.before])
    expect(new Set(places)).toEqual(
      new Set([
        [' Snart.', 'bostäder tillsammans.'],
        [', nu,', 'bostäder'],
      ]),
    )
  })
})

test('[P34] who types on unaware, in several batches, is told of every letter', async () => {
  const desk = await Desk.open(store.texts, 'unaware', blocks())
  const [a, b] = [desk.join('ada', ada), desk.join('bo', bo)]
  await desk.hear(...a.edit(enter).says())
  for (const [i, letter] of 'fort'.split('').entries()) {
    await desk.hear(...b.edit(typeAfter(`tillsammans.${'fort'.slice(0, i)}`, letter)).says())
    desk.now += 150
  }
  expect(desk.found.map((each) => each.kind === 'misplaced' && each.words)).toEqual('fort'.split(''))
})

describe('[P34] no notice is given', () => {
  test.each(ways)('of words typed at the very break, or before it: %s', async (way) => {
    const { found } = await pair(store.texts, way, {
      ada: [enter],
      bo: [typeBefore('bostäder', 'nya '), typeAfter('Kommunerna', ' här')],
    })
    expect(found).toEqual([])
  })

  test('of words at the end of the first half by somebody who has seen the break for a while', async () => {
    const desk = await Desk.open(store.texts, 'aware', blocks())
    const [a, b] = [desk.join('ada', ada), desk.join('bo', bo)]
    await desk.hear(...a.edit(enter).says())
    b.hears()
    desk.now += 5000
    await desk.hear(...b.edit(typeAfter('bygger ', 'vidare')).says())
    await desk.hear(...a.edit(typeAfter('bygger ', 'själva ')).says())
    expect(desk.found).toEqual([])
  })

  test('of somebody who goes on typing where a colleague presses Enter', async () => {
    const desk = await Desk.open(store.texts, 'goeson', blocks())
    const [a, b] = [desk.join('ada', ada), desk.join('bo', bo)]
    await desk.hear(...b.edit(typeBefore('bostäder', 'x')).says())
    a.hears()
    await desk.hear(...a.edit(enter).says())
    b.hears()
    await desk.hear(...b.edit(typeAfter('bygger x', 'y')).says())
    expect(desk.found).toEqual([])
  })

  test('of old words behind a piece that somebody without contact moved to a new paragraph', async () => {
    const desk = await Desk.open(store.texts, 'piece', blocks())
    const a = desk.join('ada', ada)
    a.losesContact()
    const cut: Edit = (tr) => {
      const at = tr.doc.textContent.indexOf('bostäder') + 1
      tr.split(at)
      return tr.delete(at + 2, at + 2 + 'bostäder'.length).insertText('bostäder', at + 2)
    }
    a.edit(cut)
    await desk.hear(a.comesBack())
    expect(desk.found).toEqual([])
  })
})
