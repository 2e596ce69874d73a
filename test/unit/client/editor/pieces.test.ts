import { describe, expect, test } from 'vitest'
import { prosemirrorToYXmlFragment } from '@tiptap/y-tiptap'
import * as Y from 'yjs'
import { limits } from '../../../../shared/protocol.ts'
import { fits, inPieces, weigh } from '../../../../client/editor/pieces.ts'
import { linesOf, schema, text } from './lines.ts'
import type { Node } from '@tiptap/pm/model'

const words = (count: number): string => 'räksmörgås '.repeat(count).trim()

const updateOf = (blocks: readonly Node[]): Uint8Array => {
  const doc = new Y.Doc()
  prosemirrorToYXmlFragment(schema.node('doc', null, blocks), doc.getXmlFragment('text'))
  return Y.encodeStateAsUpdate(doc)
}

const structsOf = (update: Uint8Array): number => Y.decodeUpdate(update).structs.length

/** The relay's own limit for the structs of one update. */
const structsPerUpdate = 5000

describe('much text at once', () => {
  test('what fits stays one piece', () => {
    expect(inPieces(text(['a', 'b', '> c']).content)).toHaveLength(1)
  })

  test.each([
    ['a thousand short blocks', Array.from({ length: 1000 }, (_, i) => `- rad ${i}`)],
    ['three hundred long ones', Array.from({ length: 300 }, () => words(300))],
    ['a paragraph of 40,000 words', [words(40_000)]],
    ['a quotation of 2,000 blocks', Array.from({ length: 2000 }, () => `> ${words(20)}`)],
  ])('%s: every piece is an update that the relay takes', (_name, lines) => {
    const whole = text(lines)
    const pieces = inPieces(whole.content)
    expect(pieces.length).toBeGreaterThan(1)
    for (const piece of pieces) {
      const update = updateOf(piece)
      expect(update.length).toBeLessThan(200_000)
      expect(structsOf(update)).toBeLessThan(structsPerUpdate)
    }
    const joined = schema.node('doc', null, pieces.flat())
    expect(joined.textContent).toBe(whole.textContent)
  })

  test('whole paragraphs stay whole and in order', () => {
    const lines = Array.from({ length: 2000 }, (_, i) => `rad ${i}`)
    expect(linesOf(schema.node('doc', null, inPieces(text(lines).content).flat()))).toEqual(lines)
  })

  test('the limits leave room below the relay’s', () => {
    const heaviest = text([words(9_000)])
    expect(fits(weigh(heaviest))).toBe(true)
    expect(updateOf([heaviest.child(0)]).length).toBeLessThan(limits.update)
  })
})
