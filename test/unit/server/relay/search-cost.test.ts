/**
 * What the search for lost words costs when somebody writes so that it has much to do. Steps are counted, not time: so
 * many that the others' writing does not stand still, however large the attack.
 */
import { expect, test } from 'vitest'
import * as Y from 'yjs'
import { Memory } from '../../../../server/relay/find.ts'
import type { Found } from '../../../../server/relay/found.ts'
import { mostSteps } from '../../../../server/relay/patience.ts'
import { textRoot } from '../../../../shared/protocol.ts'

type Edit = (root: Y.XmlFragment) => void

const words = (length: number): string => {
  let all = ''
  for (let i = 0; all.length < length; i++) all += `${((i * 7919) % 100_003).toString(36)} `
  return all.slice(0, length)
}

const paragraph = (id: string, text: string): Y.XmlElement => {
  const element = new Y.XmlElement('paragraph')
  element.setAttribute('id', id)
  element.insert(0, [new Y.XmlText(text)])
  return element
}

type Said = { by: string; update: Uint8Array }

/** A server's text and two who write in it, each seeing the other's only when told to. */
class Scene {
  readonly #doc = new Y.Doc()
  /** Of the same text twice, for one tells what it cost and the other what it found. */
  readonly #memories = [new Memory(), new Memory()] as const
  readonly #people = new Map<string, Y.Doc>()
  /** Steps of the dearest batch. */
  most = 0

  constructor(begin: Edit) {
    this.#doc.transact(() => begin(this.#doc.getXmlFragment(textRoot)))
    for (const [i, name] of ['ada', 'bo'].entries()) {
      const doc = new Y.Doc()
      doc.clientID = 10 + i
      this.#people.set(name, doc)
    }
    this.everyoneHears()
  }

  everyoneHears(): void {
    const state = Y.encodeStateAsUpdate(this.#doc)
    for (const doc of this.#people.values()) Y.applyUpdate(doc, state)
  }

  /** Both do it, neither having seen the other's. */
  both(edit: Edit): void {
    for (const each of this.#says({ ada: edit, bo: edit })) this.#hear([each])
  }

  /** Neither has seen the other's, and both come in one batch; what was found. */
  together(edits: Record<string, Edit>): Found[] {
    return this.#hear(this.#says(edits))
  }

  #says(edits: Record<string, Edit>): Said[] {
    return [...this.#people].flatMap(([by, doc]) => (edits[by] ? [{ by, update: updateOf(doc, edits[by]) }] : []))
  }

  #hear(said: readonly Said[]): Found[] {
    const asked = said.map((each) => ({ ...each, isState: false }))
    const batch = { asked, at: 0, owner: (client: number) => (client === 10 ? 'ada' : 'bo') }
    const found: Found[] = []
    this.#doc.once('afterTransaction', (transaction: Y.Transaction) => {
      this.most = Math.max(this.most, this.#memories[0].recall(transaction, batch))
      found.push(...this.#memories[1].find(transaction, batch))
    })
    this.#doc.transact(() => {
      for (const { update } of said) Y.applyUpdate(this.#doc, update)
    })
    return found
  }
}

const updateOf = (doc: Y.Doc, edit: Edit): Uint8Array => {
  const before = Y.encodeStateVector(doc)
  doc.transact(() => edit(doc.getXmlFragment(textRoot)))
  return Y.encodeStateAsUpdate(doc, before)
}

const moved =
  (id: string, made: () => Y.XmlElement[]): Edit =>
  (root) => {
    for (let i = root.length - 1; i >= 0; i--) {
      const block = root.get(i)
      if (block instanceof Y.XmlElement && block.getAttribute('id') === id) root.delete(i, 1)
    }
    root.insert(0, made())
  }

const sentence = words(100)
const copied = (times: number): Edit => moved('a', () => Array.from({ length: times }, () => paragraph('a', sentence)))

const attacks: Record<string, (size: number) => number> = {
  'one long paragraph moved by both at once, again and again': (size) => {
    const text = words(400 * size)
    const scene = new Scene((root) => root.insert(0, [paragraph('a', text), paragraph('b', 'Slut.')]))
    for (let i = 0; i < 12; i++) {
      scene.both(moved('a', () => [paragraph('a', text)]))
      scene.everyoneHears()
    }
    return scene.most
  },
  'one sentence written anew many times by both': (size) => {
    const scene = new Scene((root) => root.insert(0, [paragraph('a', sentence), paragraph('b', 'Slut.')]))
    for (let i = 0; i < 4; i++) {
      scene.both(copied(4 * size))
      scene.everyoneHears()
    }
    return scene.most
  },
  'a paragraph of many pieces moved piece by piece': (size) => {
    const text = words(100 * size)
    const inPieces = (): Y.XmlElement[] => {
      const into = new Y.XmlText()
      for (let i = text.length; i > 0; i -= 2) into.insert(0, text.slice(i - 2, i))
      const element = new Y.XmlElement('paragraph')
      element.setAttribute('id', 'a')
      element.insert(0, [into])
      return [element]
    }
    const scene = new Scene((root) => root.insert(0, [paragraph('b', 'Slut.')]))
    scene.together({ ada: (root) => root.insert(0, inPieces()) })
    scene.everyoneHears()
    for (let i = 0; i < 3; i++) {
      scene.both(moved('a', inPieces))
      scene.everyoneHears()
    }
    return scene.most
  },
}

test.for(Object.keys(attacks))('[P33] a search ends, however much there is to look at: %s', (name) => {
  const attack = attacks[name] ?? (() => Number.NaN)
  const [small, large] = [attack(2), attack(150)]
  expect(small).toBeGreaterThan(0)
  expect(small).toBeLessThan(mostSteps / 10)
  // The last look may be a long one.
  expect(large).toBeLessThan(2 * mostSteps)
})

test('[P33] words that die unseen are told to be lost also when the search was given up', () => {
  const scene = new Scene((root) => root.insert(0, [paragraph('a', sentence), paragraph('b', 'Slut.')]))
  for (let i = 0; i < 3; i++) {
    scene.both(copied(600))
    scene.everyoneHears()
  }
  const found = scene.together({
    ada: copied(600),
    bo: (root) => {
      const block = root.get(0)
      const text = block instanceof Y.XmlElement ? block.get(0) : null
      if (text instanceof Y.XmlText) text.insert(5, ' Skrivet. ')
    },
  })
  expect(scene.most).toBeGreaterThan(mostSteps)
  expect(found.map((each) => [each.kind, each.words])).toContainEqual(['lost', ' Skrivet. '])
})
