import { EditorState, TextSelection } from '@tiptap/pm/state'
import type { Node } from '@tiptap/pm/model'
import * as Y from 'yjs'
import { describe, expect, test } from 'vitest'
import { inverse, landing, type Move, swap, swapsFor, writtenAnew } from '../../../../client/editor/moving.ts'
import { type PieceLimits, pieceLimits } from '../../../../client/editor/pieces.ts'
import { Desk, paragraph, schema, type Writer } from '../../../support/honest.ts'
import { newSeed, random } from '../../../support/random.ts'
import { idsOf } from './lines.ts'

const textOf = (words: readonly string[]): Node =>
  schema.node(
    'doc',
    null,
    words.map((word, i) =>
      paragraph(word, { id: `id-${word.slice(0, 9)}`, level: i % 2, goalId: `goal-${word.slice(0, 9)}` }),
    ),
  )

const wordsOf = (doc: Node): string[] => doc.children.map((block) => block.textContent)

/** Where blocks go, by plain lists. */
const moved = <T>(list: readonly T[], { from, to, at }: Move): T[] => {
  const rest = [...list.slice(0, from), ...list.slice(to)]
  rest.splice(at > to ? at - (to - from) : at, 0, ...list.slice(from, to))
  return rest
}

/** The move as its writer's editor makes it: each swap a transaction of its own. */
const make = (writer: Writer, move: Move, limits?: PieceLimits): number => {
  const swaps = swapsFor(writer.page(), move, limits)
  if (!swaps) throw new Error('too heavy')
  for (const one of swaps) writer.edit((tr) => swap(tr, one))
  return swaps.length
}

/** Two colleagues in one text. */
const meet = (words: readonly string[]) => {
  const desk = new Desk()
  const [anna, bo] = [desk.join(1), desk.join(2)]
  anna.edit((tr) => tr.replaceWith(0, tr.doc.content.size, textOf(words).content))
  desk.settle()
  return { desk, anna, bo }
}

const elements = (writer: Writer) => writer.text.toArray().filter((each) => each instanceof Y.XmlElement)
const idOf = (element: Y.XmlElement): string => element.getAttribute('id') ?? ''

const typeInto = (writer: Writer, words: string, typed: string): void =>
  writer.edit((tr) => {
    let at = 0
    tr.doc.descendants((node, pos) => {
      if (node.isText && node.text?.startsWith(words)) at = pos + node.nodeSize
    })
    return tr.insertText(typed, at)
  })

const letters = 'abcdefgh'.split('')

describe('[R31] a move', () => {
  test('of every run of blocks to every place gives what moving them in a list gives, ids and goals with them', () => {
    for (let from = 0; from < 5; from++)
      for (let to = from + 1; to <= 5; to++)
        for (const at of [0, 1, 2, 3, 4, 5].filter((place) => place < from || place > to)) {
          const { anna } = meet(letters.slice(0, 5))
          expect(make(anna, { from, to, at })).toBe(1)
          const expected = moved(letters.slice(0, 5), { from, to, at })
          expect(wordsOf(anna.page())).toEqual(expected)
          expect(idsOf(anna.page())).toEqual(expected.map((letter) => `id-${letter}`))
          expect(anna.page().children.map((block) => block.attrs['goalId'])).toEqual(expected.map((l) => `goal-${l}`))
        }
  })

  test('is taken back by its inverse, from where it landed', () => {
    for (const move of [
      { from: 1, to: 3, at: 6 },
      { from: 4, to: 6, at: 0 },
      { from: 0, to: 1, at: 8 },
      { from: 7, to: 8, at: 0 },
    ]) {
      const after = moved(letters, move)
      const { from, to } = landing(move)
      expect(after.slice(from, to)).toEqual(letters.slice(move.from, move.to))
      expect(moved(after, inverse(move))).toEqual(letters)
    }
  })

  test('writes only the smaller side anew: what it passes, or it itself, stays what it was in the shared text', () => {
    const cases: [Move, string[]][] = [
      [{ from: 1, to: 2, at: 6 }, ['b']],
      [{ from: 6, to: 7, at: 2 }, ['g']],
      // A long chapter past a short one is the short one past it.
      [{ from: 1, to: 6, at: 7 }, ['g']],
      [{ from: 2, to: 7, at: 1 }, ['b']],
      [{ from: 1, to: 3, at: 5 }, ['b', 'c']],
    ]
    for (const [move, anew] of cases) {
      const { anna } = meet(letters)
      const before = new Set(elements(anna))
      const { from, to } = writtenAnew(anna.page(), move)
      expect(letters.slice(from, to)).toEqual(anew)
      make(anna, move)
      const fresh = elements(anna).filter((element) => !before.has(element))
      expect(fresh.map(idOf)).toEqual(anew.map((letter) => `id-${letter}`))
    }
  })

  test('keeps what a colleague types at the same time in everything but what is written anew', () => {
    const move = { from: 1, to: 5, at: 7 }
    const { desk, anna, bo } = meet(letters)
    make(anna, move)
    for (const letter of letters) typeInto(bo, letter, `-${letter} från Bo`)
    desk.settle()
    expect(anna.page().eq(bo.page())).toBe(true)
    const { from, to } = writtenAnew(textOf(letters), move)
    const anew = new Set(letters.slice(from, to))
    expect(wordsOf(anna.page())).toEqual(
      moved(letters, move).map((letter) => (anew.has(letter) ? letter : `${letter}-${letter} från Bo`)),
    )
  })

  test('is taken back in one step, also with a colleague’s words typed since', () => {
    const { desk, anna, bo } = meet(letters)
    anna.undo.clear()
    make(anna, { from: 1, to: 3, at: 7 })
    desk.settle()
    typeInto(bo, 'e', ' och Bo')
    desk.settle()
    anna.undo.undo()
    desk.settle()
    expect(wordsOf(bo.page())).toEqual(['a', 'b', 'c', 'd', 'e och Bo', 'f', 'g', 'h'])
    expect(idsOf(bo.page())).toEqual(letters.map((letter) => `id-${letter}`))
    expect(anna.undo.undoStack).toHaveLength(0)
  })

  test('leaves the caret beside the same letter, whether its block moved or was passed', () => {
    const doc = textOf(letters)
    for (let block = 0; block < letters.length; block++) {
      const state = EditorState.create({ doc, selection: TextSelection.create(doc, block * 3 + 2) })
      for (const one of [
        { from: 1, middle: 3, to: 7 },
        { from: 1, middle: 5, to: 7 },
      ]) {
        const { selection } = swap(state.tr, one)
        expect([selection.$head.parent.textContent, selection.$head.parentOffset]).toEqual([letters[block], 1])
      }
    }
  })

  test('passes the gate, many times over and by two at once, and all have the same text at the end', () => {
    const r = random(newSeed('moving'))
    const { desk, anna, bo } = meet(letters)
    for (let round = 0; round < (process.env.LONG ? 3000 : 60); round++) {
      for (const writer of [anna, bo]) {
        const count = writer.page().childCount
        const from = r.int(count)
        const to = from + 1 + r.int(count - from)
        const places = Array.from({ length: count + 1 }, (_, i) => i).filter((i) => i < from || i > to)
        if (places.length > 0) make(writer, { from, to, at: r.pick(places) })
        if (writer.page().childCount > 30) writer.edit((tr) => tr.delete(0, tr.doc.child(0).nodeSize))
      }
      if (r.chance(0.5)) desk.settle()
    }
    desk.settle()
    expect(anna.page().eq(bo.page())).toBe(true)
    expect(anna.page().eq(desk.join().page())).toBe(true)
  })
})

describe('[R31] a heavy move', () => {
  const light: PieceLimits = { bytes: 1000, structs: 1000 }
  const heavy = (letter: string): string => letter.repeat(300)
  const words = 'abcdefghijkl'.split('').map(heavy)

  test('goes in pieces that each fit into one update, and each writes only itself anew', () => {
    for (const move of [
      { from: 1, to: 6, at: 11 },
      { from: 6, to: 11, at: 1 },
      { from: 1, to: 4, at: 12 },
      { from: 0, to: 9, at: 12 },
    ]) {
      const { desk, anna } = meet(words)
      const sizes: number[] = []
      anna.doc.on('update', (update: Uint8Array) => sizes.push(update.byteLength))
      const swaps = make(anna, move, light)
      expect(swaps).toBeGreaterThan(1)
      expect(sizes).toHaveLength(swaps)
      expect(Math.max(...sizes)).toBeLessThan(light.bytes)
      expect(wordsOf(anna.page())).toEqual(moved(words, move))
      desk.settle()
      expect(wordsOf(desk.join().page())).toEqual(moved(words, move))
    }
  })

  test('moves the side that takes fewer pieces', () => {
    const mixed = [heavy('a'), heavy('b'), heavy('c'), heavy('d'), 'e', 'f', 'g', 'h', 'i', 'j', 'k']
    const move = { from: 0, to: 4, at: 11 }
    const { anna } = meet(mixed)
    const before = new Set(elements(anna))
    expect(writtenAnew(anna.page(), move)).toEqual({ from: 0, to: 4 })
    make(anna, move, light)
    expect(
      elements(anna)
        .filter((e) => !before.has(e))
        .map((e) => idOf(e).slice(3, 4)),
    ).toEqual('efghijk'.split(''))
    expect(wordsOf(anna.page())).toEqual(moved(mixed, move))
  })

  test('of a single block that fits into no update is refused, unless what it passes can go past it', () => {
    const giant = 'x'.repeat(2000)
    expect(swapsFor(textOf(['a', giant, 'b']), { from: 1, to: 2, at: 3 }, light)).toBeNull()
    expect(swapsFor(textOf(['a', giant, 'b', 'c']), { from: 1, to: 2, at: 4 }, light)).toBeNull()
    expect(swapsFor(textOf(['a', giant, 'z', 'b']), { from: 1, to: 3, at: 4 }, light)).toHaveLength(1)
  })

  test('of a text of usual weight is none: one transaction', () => {
    const chapter = Array.from({ length: 80 }, (_, i) => `${i} `.padEnd(600, 'ord '))
    expect(swapsFor(textOf([...chapter, ...chapter]), { from: 0, to: 80, at: 160 }, pieceLimits)).toHaveLength(1)
  })
})
