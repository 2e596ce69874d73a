/** What was deleted in masses comes back as it was, whatever was written around it, and never twice. */
import { expect, test } from 'vitest'
import * as Y from 'yjs'
import { exampleText } from '../../../../server/exampletext.ts'
import { firstText } from '../../../../server/newtext.ts'
import { lossSince } from '../../../../server/relay/loss.ts'
import { takeBack } from '../../../../server/relay/takeback.ts'
import type { TextEntry } from '../../../../server/store/store.ts'
import { wordsOf } from '../../../support/peer.ts'
import { newSeed, type Random, random } from '../../../support/random.ts'

const rounds = process.env.LONG ? 1000 : 40
const began = 1000

let ids = 0
const wheel = { kind: 'figure', file: 'a'.repeat(64), width: 1, height: 1, alt: 'Året', caption: 'Året' } as const
const first = firstText(exampleText(wheel), () => `b${ids++}`)
/** What is written meanwhile is one sign each, of those that stand in no text: nothing can come between its parts. */
const written = /[\uE000-\uF8FF]/g
const sign = (nth: number): string => String.fromCodePoint(0xe000 + nth)

/** A log, and people who each have a replica of what it holds. */
const room = () => {
  const entries: TextEntry[] = [{ by: 'secretariat', at: 0, update: first }]
  const server = new Y.Doc()
  Y.applyUpdate(server, first)
  const people: Y.Doc[] = []
  const join = (by: string) => {
    const doc = new Y.Doc()
    Y.applyUpdate(doc, first)
    people.push(doc)
    doc.on('update', (update: Uint8Array, origin: unknown) => {
      if (origin === server) return
      entries.push({ by, at: began, update })
      Y.applyUpdate(server, update)
    })
    return doc
  }
  return {
    server,
    join,
    /** Everyone hears what the others did. */
    meet: () => {
      for (const doc of people) Y.applyUpdate(doc, Y.encodeStateAsUpdate(server), server)
    },
    loss: () => lossSince({ snapshot: null, entries, sequence: entries.length }, began),
    text: () => wordsOf(server),
  }
}

type Room = ReturnType<typeof room>

/** How many signs came back. */
const back = ({ server }: Room, loss: ReturnType<Room['loss']>): number => {
  const { update, signs } = takeBack(Y.encodeStateAsUpdate(server), loss)
  Y.applyUpdate(server, update)
  return signs
}

const textOf = (doc: Y.Doc) => doc.getXmlFragment('text')

/** Blocks, or words within one. */
const deleteSome = (doc: Y.Doc, chance: Random): void => {
  const text = textOf(doc)
  if (text.length < 3) return
  const at = chance.int(text.length - 2)
  doc.transact(() => {
    if (chance.chance(0.7)) return text.delete(at, 1 + chance.int(Math.min(60, text.length - at - 1)))
    const block = text.get(at)
    const words = block instanceof Y.XmlElement ? block.get(0) : null
    if (words instanceof Y.XmlText && words.length > 4) words.delete(1, words.length - 3)
  })
}

const writeSome = (doc: Y.Doc, chance: Random, nth: number): void => {
  const text = textOf(doc)
  const block = text.get(chance.int(text.length))
  const words = block instanceof Y.XmlElement ? block.get(0) : null
  if (words instanceof Y.XmlText) words.insert(chance.int(words.length), sign(nth))
}

test(`mass-delete-guard: [R39] ${rounds} random deletions among others' writing come back whole, once, and nothing else is touched`, () => {
  const seed = newSeed('deletions taken back')
  const chance = random(seed)
  for (let round = 0; round < rounds; round++) {
    const story = room()
    const [taker, second, ...writers] = ['taker', 'second', 'a', 'b'].map(story.join)
    const before = story.text()
    let signs = 0
    for (let step = 0; step < 8; step++) {
      if (taker && chance.chance(0.6)) deleteSome(taker, chance)
      if (second && chance.chance(0.2)) deleteSome(second, chance)
      for (const writer of writers) if (chance.chance(0.7)) writeSome(writer, chance, signs++)
      if (chance.chance(0.5)) story.meet()
    }
    story.meet()
    const meanwhile = story.text()
    const loss = story.loss()
    back(story, loss)
    const after = story.text()
    const told = { round, seed }
    // Without what was written meanwhile it is the text that was; unless one of the two took too little to count.
    const isWhole = after.replaceAll(written, '') === before
    expect({ ...told, isWhole: isWhole || loss.by.length < 2 }).toEqual({ ...told, isWhole: true })
    // Whatever stood before the click stands after it, and stands once.
    for (const [mark] of meanwhile.matchAll(written))
      expect({ ...told, n: after.split(mark).length }).toEqual({ ...told, n: 2 })
    // A second click finds nothing to bring back.
    expect({ ...told, again: back(story, loss) }).toEqual({ ...told, again: 0 })
    expect(story.text()).toBe(after)
  }
})

test('mass-delete-guard: [R39] structure, marks, tables and notes come back as they were', () => {
  const story = room()
  const taker = story.join('taker')
  const before = textOf(story.server).toString()
  taker.transact(() => textOf(taker).delete(0, textOf(taker).length))
  expect(textOf(story.server)).toHaveLength(0)
  back(story, story.loss())
  expect(textOf(story.server).toString()).toBe(before)
})

test('mass-delete-guard: [R39] what its author undid, and has written in since, is not brought back a second time', () => {
  const story = room()
  const taker = story.join('taker')
  const undo = new Y.UndoManager(textOf(taker), { trackedOrigins: new Set([null]) })
  taker.transact(() => textOf(taker).delete(5, 70))
  const loss = story.loss()
  undo.undo()
  const block = textOf(taker).get(8)
  const words = block instanceof Y.XmlElement ? block.get(0) : null
  if (words instanceof Y.XmlText) words.insert(3, 'nyss ')
  const after = story.text()
  expect(back(story, loss)).toBe(0)
  expect(story.text()).toBe(after)
  expect(after.replace('nyss ', '')).toBe(wordsOf(replicaOf(first)))
})

const replicaOf = (update: Uint8Array): Y.Doc => {
  const doc = new Y.Doc()
  Y.applyUpdate(doc, update)
  return doc
}

test('mass-delete-guard: [R39] what is written over the selected text stays when the text comes back', () => {
  const story = room()
  const taker = story.join('taker')
  taker.transact(() => {
    textOf(taker).delete(1, textOf(taker).length - 1)
    const paragraph = new Y.XmlElement('paragraph')
    paragraph.insert(0, [new Y.XmlText('Ny början.')])
    textOf(taker).insert(1, [paragraph])
  })
  back(story, story.loss())
  expect(story.text()).toContain('Ny början.')
  expect(story.text().replace('Ny början.\n', '')).toBe(wordsOf(replicaOf(first)))
})
