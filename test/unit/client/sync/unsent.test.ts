import { describe, expect, test } from 'vitest'
import * as Y from 'yjs'
import { isAheadOf, type Run, unsentWords } from '../../../../client/sync/unsent.ts'
import { type } from '../../../support/writing.ts'

/** The server's text, and a copy of it that goes on alone. */
const begin = (...paragraphs: string[]): { server: Y.Doc; copy: Y.Doc } => {
  const server = new Y.Doc()
  paragraphs.forEach((words, i) => type(server, words, i))
  const copy = new Y.Doc()
  Y.applyUpdate(copy, Y.encodeStateAsUpdate(server))
  return { server, copy }
}

const textOf = (doc: Y.Doc, paragraph: number): Y.XmlText =>
  // Made by `type`: paragraphs with one text each.
  (doc.getXmlFragment('text').get(paragraph) as Y.XmlElement).get(0) as Y.XmlText

describe('unsent words', () => {
  test('[P28] are those the server has not got, one entry per paragraph, in the order of the text', () => {
    const { server, copy } = begin('Ett. ', 'Två. ', 'Tre. ')
    type(copy, 'Sist', 2)
    type(copy, 'Först', 0)
    type(server, 'En annans ord', 1)
    expect(unsentWords(copy, server).words).toEqual(['Först', 'Sist'])
  })

  test('[P28] apart from each other in one paragraph are joined by a mark, next to each other by nothing', () => {
    const { server, copy } = begin('början slut')
    textOf(copy, 0).insert(6, ', mitten')
    textOf(copy, 0).insert(0, 'Vår ')
    textOf(copy, 0).insert(4, 'egen ')
    expect(unsentWords(copy, server).words).toEqual(['Vår egen  … , mitten'])
  })

  test('[P28] written and deleted again are none, and bold ones are words', () => {
    const { server, copy } = begin('x')
    textOf(copy, 0).insert(1, 'borta')
    textOf(copy, 0).delete(1, 5)
    expect(unsentWords(copy, server).words).toEqual([])
    textOf(copy, 0).insert(1, 'fet', { bold: {} })
    expect(unsentWords(copy, server).words).toEqual(['fet'])
  })

  test('[P28] deleted and still remembered, as undo does, are none', () => {
    const remembering = new Y.Doc({ gc: false })
    type(remembering, 'ångrat')
    textOf(remembering, 0).delete(0, 6)
    expect(unsentWords(remembering, new Y.Doc()).words).toEqual([])
  })

  test('[P28] in a quotation are found too', () => {
    const { server, copy } = begin('x')
    const quote = new Y.XmlElement('blockquote')
    const paragraph = new Y.XmlElement('paragraph')
    paragraph.insert(0, [new Y.XmlText('citerat'), new Y.XmlElement('hardBreak'), new Y.XmlText(' på två rader')])
    quote.insert(0, [paragraph])
    copy.getXmlFragment('text').insert(0, [quote])
    expect(unsentWords(copy, server).words).toEqual(['citerat på två rader'])
  })

  test('[P28] of which only the first part arrived are the rest', () => {
    const { server, copy } = begin('')
    type(copy, 'kom fram')
    Y.applyUpdate(server, Y.encodeStateAsUpdate(copy))
    type(copy, ', inte detta')
    expect(unsentWords(copy, server).words).toEqual([', inte detta'])
  })

  test('[P28] set aside before are not set aside again, whichever part of them it was', () => {
    const { server, copy } = begin('')
    textOf(copy, 0).insert(0, '0123456789')
    const { runs } = unsentWords(copy, server)
    expect(unsentWords(copy, server, runs)).toEqual({ words: [], runs: [] })
    const [run] = runs
    const middle: Run[] = run ? [{ ...run, from: run.from + 3, to: run.from + 5 }] : []
    expect(unsentWords(copy, server, middle).words).toEqual(['012 … 56789'])
  })
})

test('[P28] a copy is ahead of a state vector when it holds a struct above it', () => {
  const { server, copy } = begin('x')
  const vector = Y.encodeStateVector(server)
  expect(isAheadOf(copy, vector)).toBe(false)
  type(server, 'y')
  expect(isAheadOf(copy, Y.encodeStateVector(server))).toBe(false)
  type(copy, 'z')
  expect(isAheadOf(copy, Y.encodeStateVector(server))).toBe(true)
})
