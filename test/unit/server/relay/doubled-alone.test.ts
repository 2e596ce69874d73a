/** One person who writes while nobody else does has doubled nothing, whatever was deleted and brought back before. */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { initProseMirrorDoc } from '@tiptap/y-tiptap'
import type { Node } from '@tiptap/pm/model'
import { afterAll, beforeAll, expect, test } from 'vitest'
import * as Y from 'yjs'
import { exampleText } from '../../../../server/exampletext.ts'
import { firstText } from '../../../../server/newtext.ts'
import { lossSince } from '../../../../server/relay/loss.ts'
import { takeBack } from '../../../../server/relay/takeback.ts'
import { openEmbedded } from '../../../../server/store/embedded.ts'
import type { Store } from '../../../../server/store/store.ts'
import { textRoot } from '../../../../shared/protocol.ts'
import { type Colleague, Desk } from '../../../support/colleagues.ts'
import { paragraph, schema } from '../../../support/honest.ts'
import { ada, bo, type Edit } from '../../../support/pairs.ts'

let directory: string
let store: Store
beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'samskriv-alone-'))
  store = await openEmbedded({ directory })
})
afterAll(async () => {
  await store.close()
  await rm(directory, { recursive: true, force: true })
})

const most = 32
const wheel = { kind: 'figure', file: 'a'.repeat(64), width: 1, height: 1, alt: 'Året', caption: 'Året' } as const

/** So much of the example as is no costly update: its words come again and again. */
const programme = (): Node[] => {
  let ids = 0
  const doc = new Y.Doc()
  Y.applyUpdate(
    doc,
    firstText(exampleText(wheel), () => `b${ids++}`),
  )
  const all: Node[] = []
  initProseMirrorDoc(doc.getXmlFragment(textRoot), schema).doc.forEach((node) => all.push(node))
  // And paragraphs that are the same: which of them a word is a copy of, nobody can tell.
  const same = ['s1', 's2', 's3'].map((id) => paragraph('Se det som sägs om bostäder.', { id }))
  return [...all.slice(0, most), ...same]
}

const all: Edit = (tr) => tr.delete(0, tr.doc.content.size)

/** One deletes all of it, and one takes it back with a click, under a clientID that is new. */
const takesAllBack = async (desk: Desk, person: Colleague, clicks: string): Promise<void> => {
  const before = desk.state
  const said = person.edit(all).says()
  await desk.hear(...said)
  const entries = said.map(({ update }) => ({ by: person.name, at: desk.now, update }))
  const { update } = takeBack(desk.state, lossSince({ snapshot: before, entries, sequence: entries.length }, desk.now))
  const [first] = Y.decodeUpdate(update).structs
  if (!first) throw new Error('it brings the text back')
  const clicked = desk.join(clicks, first.id.client)
  // As the relay reads a command's change: it repeats what others deleted.
  await desk.hear({ by: clicked, kind: 'step2', update })
}

/** Enter in the middle of each of the text's paragraphs, by one person alone. */
const splitsAll = async (desk: Desk, person: Colleague): Promise<number> => {
  let splits = 0
  const spots: number[] = []
  person.page().descendants((node, at) => {
    if (node.type.name === 'paragraph' && node.content.size > 3) spots.push(at + 1 + (node.content.size >> 1))
  })
  for (const at of spots.reverse()) {
    const split: Edit = (tr) => tr.split(at).setNodeAttribute(at + 1, 'id', `new${splits}`)
    await desk.hear(...person.edit(split).says())
    splits++
  }
  return splits
}

const clickers = ['bo', 'cy', 'ada']

test.each(clickers)(
  '[P35] nothing is doubled when %s takes back all Bo deleted and Ada then writes alone',
  async (by) => {
    const desk = await Desk.open(store.texts, `takeback-${by}`, programme())
    const length = desk.page().textContent.length
    await takesAllBack(desk, desk.join('bo', bo), by)
    expect(desk.page().textContent).toHaveLength(length)
    const alone = desk.join('ada', ada)
    expect(await splitsAll(desk, alone)).toBeGreaterThan(30)
    expect(desk.found).toEqual([])
  },
)

test('[P35] nothing is doubled when one undoes their deletion and another then writes in the text alone', async () => {
  const desk = await Desk.open(store.texts, 'undo', programme())
  const [a, b] = [desk.join('ada', ada), desk.join('bo', bo)]
  await desk.hear(...b.edit(all).says())
  b.undo.undo()
  await desk.hear(...b.says())
  a.hears()
  expect(await splitsAll(desk, a)).toBeGreaterThan(30)
  expect(desk.found).toEqual([])
})
