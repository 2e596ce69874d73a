/** What a text begins with, read from its document: every kind of the form, in order and numbered, and no more. */
import * as Y from 'yjs'
import { describe, expect, test } from 'vitest'
import type { StillBlock, StillParagraph } from '../../../../shared/beginning.ts'
import { firstText, type NewBlock } from '../../../../server/newtext.ts'
import { type Extent, readBeginning } from '../../../../server/relay/beginning.ts'
import { textRoot } from '../../../../shared/protocol.ts'

let nth = 0
const newId = () => `id${nth++}`

const docOf = (blocks: readonly NewBlock[]): Y.Doc => {
  const doc = new Y.Doc()
  Y.applyUpdate(doc, firstText(blocks, newId))
  return doc
}

const read = (blocks: readonly NewBlock[], extent?: Extent): StillBlock[] => readBeginning(docOf(blocks), extent).blocks

const plain: StillParagraph = {
  kind: 'paragraph',
  level: 0,
  list: 'none',
  indent: 0,
  number: null,
  role: 'none',
  runs: [],
}
const saying = (text: string, more: Partial<StillParagraph> = {}): StillParagraph => ({
  ...plain,
  runs: [{ text }],
  ...more,
})

describe('[R42] what is read', () => {
  test('paragraphs with their level, role and styles, a link only where it leads somewhere safe', () => {
    const words = [
      'Vi ',
      { text: 'bygger', marks: { bold: {}, italic: {} } },
      { text: ' här', marks: { link: { href: 'https://salem.example/' } } },
      { text: ' inte', marks: { link: { href: 'javascript:alert(1)' } } },
    ]
    expect(read([{ words: ['Vision'], level: 2, role: 'vision' }, { words }])).toEqual([
      saying('Vision', { level: 2, role: 'vision' }),
      {
        ...plain,
        runs: [
          { text: 'Vi ' },
          { text: 'bygger', bold: true, italic: true },
          { text: ' här', href: 'https://salem.example/' },
          { text: ' inte' },
        ],
      },
    ])
  })

  test('items numbered as the editor numbers them: on through deeper ones, anew after body text', () => {
    const item = (word: string, indent = 0): NewBlock => ({ words: [word], list: 'ordered', indent })
    const numbers = read([item('a'), item('b', 1), item('c'), { words: ['x'] }, item('d')]).map((block) =>
      block.kind === 'paragraph' ? block.number : block.kind,
    )
    expect(numbers).toEqual([1, 1, 2, null, 1])
  })

  test('footnotes where their numbers stand, numbered through the text, also in tables', () => {
    const cell = { note: 'andra' }
    const blocks = read([
      { words: ['före', { note: 'första' }, 'efter'] },
      { kind: 'table', rows: [[cell]] },
      { words: [{ note: 'tredje' }] },
    ])
    expect(blocks[0]).toEqual({
      ...plain,
      runs: [{ text: 'före' }, { number: 1, note: [{ text: 'första' }] }, { text: 'efter' }],
    })
    expect(JSON.stringify(blocks[1])).toContain('{"number":2,"note":[{"text":"andra"}]}')
    expect(JSON.stringify(blocks[2])).toContain('{"number":3,"note":[{"text":"tredje"}]}')
  })

  test('tables, figures, quotations and rules', () => {
    const file = 'a'.repeat(64)
    const doc = docOf([
      { kind: 'table', rows: [['Kommun'], ['Salem']] },
      { kind: 'figure', file, width: 40, height: 30, alt: 'Kurva', caption: 'Resor' },
      { kind: 'quote', paragraphs: [{ words: ['Citat'] }] },
    ])
    doc.getXmlFragment(textRoot).insert(3, [new Y.XmlElement('horizontalRule')])
    expect(readBeginning(doc).blocks).toEqual([
      { kind: 'table', number: 1, hasHeader: true, rows: [[[saying('Kommun')]], [[saying('Salem')]]] },
      { kind: 'figure', number: 1, file, alt: 'Kurva', width: 40, height: 30, caption: [saying('Resor')] },
      { kind: 'quote', blocks: [saying('Citat')] },
      { kind: 'rule' },
    ])
  })

  test('not what has been taken away, and line breaks as such', () => {
    const doc = docOf([{ words: ['borta'] }, { words: ['kvar'] }])
    const text = doc.getXmlFragment(textRoot)
    text.delete(0)
    const [paragraph] = text.toArray()
    if (!(paragraph instanceof Y.XmlElement)) throw new Error('no paragraph')
    paragraph.insert(1, [new Y.XmlElement('hardBreak'), new Y.XmlText('rad två')])
    expect(readBeginning(doc).blocks).toEqual([
      { ...plain, runs: [{ text: 'kvar' }, { text: '\n' }, { text: 'rad två' }] },
    ])
  })

  test('a kind that this program does not know is left out, and a value out of form is the form’s own', () => {
    const doc = docOf([{ words: ['känd'] }])
    const text = doc.getXmlFragment(textRoot)
    const strange = new Y.XmlElement('paragraph')
    strange.setAttribute('level', 'sjuttio')
    text.insert(0, [new Y.XmlElement('hologram'), strange])
    expect(readBeginning(doc).blocks).toEqual([plain, saying('känd')])
  })
})

describe('[R42] how much is read', () => {
  test('so many blocks, or so many signs: one paragraph of a megabyte is cut', () => {
    const many = Array.from({ length: 100 }, (_, i) => ({ words: [`Stycke ${i}`] }))
    expect(read(many)).toHaveLength(40)
    const [long, ...more] = read([{ words: ['x'.repeat(1_000_000)] }, { words: ['sen'] }], { blocks: 40, signs: 500 })
    expect(more).toEqual([])
    expect(JSON.stringify(long).length).toBeLessThan(700)
  })

  test('of a table without end a few rows, each whole, and of empty paragraphs in a quotation some', () => {
    const rows = Array.from({ length: 5000 }, () => ['a', 'b'])
    const [table] = read([{ kind: 'table', rows }], { blocks: 40, signs: 1000 })
    if (table?.kind !== 'table') throw new Error('no table')
    expect(table.rows.length).toBeLessThan(30)
    expect(table.rows.map((cells) => cells.length)).toEqual(table.rows.map(() => 2))
    const paragraphs = Array.from({ length: 5000 }, () => ({ words: [] }))
    const [quote] = read([{ kind: 'quote', paragraphs }], { blocks: 40, signs: 1000 })
    if (quote?.kind !== 'quote') throw new Error('no quotation')
    expect(quote.blocks.length).toBeLessThan(60)
  })

  test('the document is left as it is', () => {
    const doc = docOf([{ words: ['Vi bygger', { note: 'mycket' }] }])
    const before = Y.encodeStateAsUpdate(doc)
    readBeginning(doc)
    expect(Y.encodeStateAsUpdate(doc)).toEqual(before)
  })
})
