import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Found } from '../../../../server/relay/found.ts'
import { openEmbedded } from '../../../../server/store/embedded.ts'
import type { Store } from '../../../../server/store/store.ts'
import { Desk } from '../../../support/colleagues.ts'
import { blockOf, erase, joinUp, moveTo, remove, splitBefore, typeAfter } from '../../../support/moves.ts'
import { ada, blocks, bo, type Edit, linesOf, pair, ways } from '../../../support/pairs.ts'

let directory: string
let store: Store
beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'samskriv-doubled-'))
  store = await openEmbedded({ directory })
})
afterAll(async () => {
  await store.close()
  await rm(directory, { recursive: true, force: true })
})

/** Which paragraphs hold the words, and which words: who was first is the relay's affair. */
const doubledIn = (found: readonly Found[]) =>
  found.map((each) => {
    if (each.kind !== 'doubled') return each
    return ['doubled', each.words, new Set([each.first, each.second])]
  })

describe('[P35] pieces that two moved at once stand twice and are told of, once', () => {
  test.each(ways)('two press Enter at the same place: %s', async (way) => {
    const { found, desk } = await pair(store.texts, way, {
      ada: [splitBefore('bostäder', 'n1')],
      bo: [splitBefore('bostäder', 'n2')],
    })
    expect(doubledIn(found)).toEqual([['doubled', 'bostäder tillsammans.', new Set(['n1', 'n2'])]])
    expect(linesOf(desk).filter((line) => line === 'bostäder tillsammans.')).toHaveLength(2)
  })

  test.each(ways)('two press Enter at different places: the later half: %s', async (way) => {
    const { found } = await pair(store.texts, way, {
      ada: [splitBefore('bostäder', 'n1')],
      bo: [splitBefore('tillsammans', 'n2')],
    })
    expect(doubledIn(found)).toEqual([['doubled', 'tillsammans.', new Set(['n1', 'n2'])]])
  })

  test.each(ways)('two move one paragraph: %s', async (way) => {
    const { found } = await pair(store.texts, way, {
      ada: [moveTo('Skolorna', 'last')],
      bo: [moveTo('Skolorna', 'first')],
    })
    expect(doubledIn(found)).toEqual([['doubled', 'Skolorna växer.', new Set(['p3', 'p3'])]])
  })

  test.each(ways)('one moves what the other joins to the paragraph before: %s', async (way) => {
    const { found } = await pair(store.texts, way, {
      ada: [moveTo('Trafiken', 'last')],
      bo: [joinUp('Trafiken')],
    })
    expect(doubledIn(found)).toEqual([['doubled', 'Trafiken ska bli bättre.', new Set(['p1', 'p2'])]])
  })

  // Of one who was without contact so short a word is taken for hearsay.
  test.each(ways.slice(0, 4))('two move a paragraph of one word: %s', async (way) => {
    const { found } = await pair(store.texts, way, { ada: [moveTo('Mål', 'last')], bo: [moveTo('Mål', 'first')] })
    expect(doubledIn(found)).toEqual([['doubled', 'Mål', new Set(['c1', 'c1'])]])
  })

  test('one who cuts and pastes what the other has moved meanwhile', async () => {
    const desk = await Desk.open(store.texts, 'paste', blocks())
    const [a, b] = [desk.join('ada', ada), desk.join('bo', bo)]
    const { node } = blockOf(b.page(), 'Trafiken')
    await desk.hear(...a.edit(moveTo('Trafiken', 'last')).says())
    await desk.hear(...b.edit(remove('Trafiken')).says())
    expect(desk.found).toEqual([])
    await desk.hear(...b.edit((tr) => tr.insert(0, node)).says())
    expect(doubledIn(desk.found)).toEqual([['doubled', 'Trafiken ska bli bättre.', new Set(['p2', 'p2'])]])
  })
})

describe('[P35] nothing is doubled', () => {
  test.each(ways)('when two delete the same words, or one moves what the other deletes: %s', async (way) => {
    const { found } = await pair(store.texts, way, {
      ada: [erase('bygger '), moveTo('Trafiken', 'last')],
      bo: [erase('bygger '), remove('Trafiken')],
    })
    expect(found).toEqual([])
  })

  test.each(ways)('when what stands twice is no word: %s', async (way) => {
    const { found } = await pair(store.texts, way, { ada: [splitBefore('s.', 'n1')], bo: [splitBefore('s.', 'n2')] })
    expect(found).toEqual([])
  })

  test.each(ways)('when what stands twice is a word in a paragraph of more: %s', async (way) => {
    const { found } = await pair(store.texts, way, {
      ada: [splitBefore('växer', 'n1'), typeAfter('växer.', ' Barnen också.')],
      bo: [splitBefore('växer', 'n2'), typeAfter('växer.', ' De äldre också.')],
    })
    expect(found).toEqual([])
  })

  test('when one person writes the same words twice', async () => {
    const desk = await Desk.open(store.texts, 'twice', blocks())
    const a = desk.join('ada', ada)
    const again: Edit = (tr) => tr.insert(0, blockOf(tr.doc, 'Trafiken').node)
    await desk.hear(...a.edit(again).says())
    await desk.hear(...a.edit(moveTo('Skolorna', 'last')).says())
    await desk.hear(...a.edit(typeAfter('Skolorna', ' Skolorna växer.')).says())
    expect(desk.found).toEqual([])
  })

  test('when one moves what the other has moved before, having seen it', async () => {
    const desk = await Desk.open(store.texts, 'seen', blocks())
    const [a, b] = [desk.join('ada', ada), desk.join('bo', bo)]
    await desk.hear(...a.edit(moveTo('Trafiken', 'last')).says())
    b.hears()
    await desk.hear(...b.edit(moveTo('Trafiken', 'first')).says())
    b.losesContact()
    b.edit(moveTo('Trafiken', 'last'))
    await desk.hear(b.comesBack())
    expect(desk.found).toEqual([])
  })
})
