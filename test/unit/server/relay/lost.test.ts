import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openEmbedded } from '../../../../server/store/embedded.ts'
import type { Store } from '../../../../server/store/store.ts'
import { Desk } from '../../../support/colleagues.ts'
import { paragraph, schema } from '../../../support/honest.ts'
import { blockOf, erase, find, joinUp, moveTo, remove, set, splitBefore, typeAfter } from '../../../support/moves.ts'
import { ada, blocks, bo, type Edit, linesOf, pair, ways } from '../../../support/pairs.ts'

let directory: string
let store: Store
beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'samskriv-lost-'))
  store = await openEmbedded({ directory })
})
afterAll(async () => {
  await store.close()
  await rm(directory, { recursive: true, force: true })
})

const quote: Edit = (tr) => {
  const { at, node } = blockOf(tr.doc, 'Trafiken')
  return tr.replaceWith(at, at + node.nodeSize, schema.node('blockquote', {}, [node]))
}

/** What Ada does, where Bo types, and where the words belong from then on. */
const losing: {
  name: string
  does: Edit
  behind: string
  spot: { paragraphId: string; before: string; after: string; above?: string }
}[] = [
  {
    name: 'moves the paragraph',
    does: moveTo('Trafiken', 'last'),
    behind: 'Trafiken ska',
    spot: { paragraphId: 'p2', before: 'Trafiken ska', after: ' bli bättre.' },
  },
  {
    name: 'moves the first paragraph to the end',
    does: moveTo('Kommunerna', 'last'),
    behind: 'bygger',
    spot: { paragraphId: 'p1', before: 'Kommunerna bygger', after: ' bostäder tillsammans.' },
  },
  {
    name: 'joins it to the one before',
    does: joinUp('Trafiken'),
    behind: 'Trafiken ska',
    spot: { paragraphId: 'p1', before: 'ostäder tillsammans.Trafiken ska', after: ' bli bättre.' },
  },
  {
    name: 'cuts the paragraph',
    does: remove('Trafiken'),
    behind: 'Trafiken ska',
    spot: { paragraphId: 'p2', before: 'Trafiken ska', after: ' bli bättre.', above: 'p1' },
  },
  {
    name: 'deletes the table row',
    does: remove('Arbete', 'tableRow'),
    behind: 'Arbete',
    spot: { paragraphId: 'c3', before: 'Arbete', after: '', above: 'c2' },
  },
  {
    name: 'puts it in a quote',
    does: quote,
    behind: 'Trafiken ska',
    spot: { paragraphId: 'p2', before: 'Trafiken ska', after: ' bli bättre.' },
  },
  {
    name: 'deletes the quote around it',
    does: remove('Citatet', 'blockquote'),
    behind: 'Citatet',
    spot: { paragraphId: 'q1', before: 'Citatet', after: ' står här.', above: 'p3' },
  },
]

describe('[P33] rescue-tray: words typed meanwhile are found, with author and place', () => {
  for (const { name, does, behind, spot } of losing) {
    test.each(ways)(`when a colleague ${name}: %s`, async (way) => {
      const { found } = await pair(store.texts, way, { ada: [does], bo: [typeAfter(behind, ', äntligen,')] })
      const before = spot.before.slice(-30)
      expect(found).toEqual([{ kind: 'lost', client: bo, words: ', äntligen,', spot: { ...spot, before } }])
    })
  }
})

test.each(ways)('[P33] words typed letter by letter at one place are one find in one batch: %s', async (way) => {
  const letters = 'fort'.split('').map((letter, i): Edit => typeAfter(`ska${'fort'.slice(0, i)}`, letter))
  const { found } = await pair(store.texts, way, { ada: [remove('Trafiken')], bo: letters })
  const lost = found.flatMap((each) => (each.kind === 'lost' ? [each] : []))
  expect(lost.map(({ words }) => words).join('')).toBe('fort')
  expect(new Set(lost.map(({ spot }) => JSON.stringify(spot))).size).toBe(1)
})

test('[P33] who types on unaware, in several batches, loses words at one place', async () => {
  const desk = await Desk.open(store.texts, 'unaware', blocks())
  const [a, b] = [desk.join('ada', ada), desk.join('bo', bo)]
  await desk.hear(...a.edit(moveTo('Trafiken', 'last')).says())
  for (const [i, letter] of 'fort'.split('').entries()) {
    await desk.hear(...b.edit(typeAfter(`ska${'fort'.slice(0, i)}`, letter)).says())
  }
  const spot = { paragraphId: 'p2', before: 'Trafiken ska', after: ' bli bättre.' }
  expect(desk.found).toEqual('fort'.split('').map((words) => ({ kind: 'lost', client: bo, words, spot })))
})

test('[P33] words in a footnote are lost with its paragraph, and belong to that paragraph', async () => {
  const note = schema.node('footnote', { id: 'f1' }, [schema.text('Se bilaga.')])
  const desk = await Desk.open(store.texts, 'footnote', [
    paragraph('Först.', { id: 'p1' }),
    schema.node('paragraph', { id: 'p2' }, [schema.text('Ord'), note]),
    paragraph('Sist.', { id: 'p3' }),
  ])
  const [a, b] = [desk.join('ada', ada), desk.join('bo', bo)]
  b.edit(typeAfter('Se bilaga', ' tre'))
  await desk.hear(...b.says())
  await desk.hear(...a.edit(remove('Ord')).says())
  const spot = { paragraphId: 'p2', before: 'Se bilaga', after: '.', above: 'p1' }
  expect(desk.found).toEqual([{ kind: 'lost', client: bo, words: ' tre', spot }])
})

test.each(ways)(
  '[P33] a footnote in a paragraph that a colleague moves is lost, and belongs there: %s',
  async (way) => {
    const note = schema.node('footnote', { id: 'f1' }, [schema.text('Se bilaga.')])
    const write: Edit = (tr) => tr.insert(find(tr.doc, 'Trafiken', true), note)
    const { found } = await pair(store.texts, way, { ada: [moveTo('Trafiken', 'last')], bo: [write] })
    expect(found.map((each) => each.kind === 'lost' && [each.words, each.spot.paragraphId])).toEqual([
      ['Se bilaga.', 'p2'],
    ])
  },
)

test.each(ways)(
  '[P33] a first word in an empty paragraph that a colleague deletes is lost in that paragraph: %s',
  async (way) => {
    const empty: Edit = (tr) => tr.delete(find(tr.doc, 'Skolorna växer.'), find(tr.doc, 'Skolorna växer.', true))
    const { found } = await pair(store.texts, way, {
      ada: [remove('Skolorna')],
      bo: [empty, (tr) => tr.insertText('Nytt', blockAt(tr.doc, 'p3') + 1)],
    })
    expect(found.map((each) => each.kind === 'lost' && [each.words, each.spot.paragraphId])).toEqual([['Nytt', 'p3']])
  },
)

const blockAt = (doc: Parameters<typeof find>[0], id: string): number => {
  let found = -1
  doc.descendants((node, at) => {
    if (node.attrs.id === id) found = at
  })
  return found
}

describe('[P36] what somebody deleted who had seen it is not lost', () => {
  test.each(ways)('nor are words that their typist took back: %s', async (way) => {
    const { found } = await pair(store.texts, way, {
      ada: [moveTo('Trafiken', 'last')],
      bo: [typeAfter('Skolorna', ' alltså'), erase(' alltså')],
    })
    expect(found).toEqual([])
  })

  test.each(ways)('nor are words that two delete at once: %s', async (way) => {
    const { found } = await pair(store.texts, way, { ada: [erase('bygger ')], bo: [remove('Kommunerna')] })
    expect(found).toEqual([])
  })

  test.each(ways)('nor is what is typed while a colleague changes level, list or role: %s', async (way) => {
    const { found, desk } = await pair(store.texts, way, {
      ada: [set('Trafiken', 'level', 2), set('Trafiken', 'list', 'bullet'), set('Skolorna', 'role', 'goal')],
      bo: [typeAfter('Trafiken', 'led'), typeAfter('Skolorna', 's')],
    })
    expect(found).toEqual([])
    expect(linesOf(desk).slice(1, 3)).toEqual(['Trafikenled ska bli bättre.', 'Skolornas växer.'])
  })

  test.each(ways)('nor is the half that a split wrote anew into a quote that a colleague deletes: %s', async (way) => {
    const { found } = await pair(store.texts, way, {
      ada: [remove('Citatet', 'blockquote')],
      bo: [splitBefore('står', 'q2')],
    })
    expect(found).toEqual([])
  })

  test('of words that were half seen only the unseen half is lost', async () => {
    const desk = await Desk.open(store.texts, 'half', blocks())
    const [a, b] = [desk.join('ada', ada), desk.join('bo', bo)]
    await desk.hear(...b.edit(typeAfter('Trafiken', ' sett')).says())
    a.hears()
    await desk.hear(...b.edit(typeAfter('sett', ' osett')).says())
    await desk.hear(...a.edit(moveTo('Trafiken', 'last')).says())
    expect(desk.found.map((each) => each.kind === 'lost' && each.words)).toEqual(['osett '])
    expect(linesOf(desk).at(-1)).toBe('Trafiken sett ska bli bättre.')
  })
})
