import type { Node } from '@tiptap/pm/model'
import { afterEach, describe, expect, test } from 'vitest'
import * as Y from 'yjs'
import { editsIn, headingAbove } from '../../../../client/editor/others-edits.ts'
import { bound } from './bound.ts'
import { schema, text } from './lines.ts'

/** Two persons with the same text: what the one does is heard by the other. */
const two = (lines: string[]) => {
  const writer = bound(text(lines, { ids: true }))
  const hearer = new Y.Doc()
  const root = hearer.getXmlFragment('text')
  Y.applyUpdate(hearer, Y.encodeStateAsUpdate(writer.ydoc))
  const heard: unknown[] = []
  hearer.on('afterTransaction', (transaction: Y.Transaction) => {
    for (const { client, kind, block } of editsIn(transaction, root)) {
      heard.push([client === writer.ydoc.clientID ? 'writer' : client, kind, headingAbove(block)])
    }
  })
  writer.ydoc.on('update', (update: Uint8Array) => Y.applyUpdate(hearer, update))
  const change = (make: (tr: typeof writer.state.tr) => unknown): unknown[] => {
    const { tr } = writer.state
    make(tr)
    writer.dispatch(tr)
    expect(root.toString()).toBe(writer.fragment.toString())
    return heard
  }
  return { change, writer, heard }
}

/** Where the block with these words begins. */
const at = (doc: Node, words: string): number => {
  let found = -1
  doc.forEach((block, pos) => {
    if (block.textContent === words) found = pos
  })
  return found
}

const lines = ['ingress', '# Vision', 'ett', 'två', '## Mål', 'tre', 'fyra']

describe('[R25] what another has done is read from their change', () => {
  test('words in a section', () => {
    expect(two(lines).change((tr) => tr.insertText('!', at(tr.doc, 'två') + 1))).toEqual([
      ['writer', 'wrote', 'Vision'],
    ])
  })

  test('words above every heading, and in a heading itself', () => {
    const { change } = two(lines)
    change((tr) => tr.insertText('En ', 1))
    expect(change((tr) => tr.insertText('Vår ', at(tr.doc, 'Vision') + 1))).toEqual([
      ['writer', 'wrote', null],
      ['writer', 'wrote', 'Vår Vision'],
    ])
  })

  test('words in a quotation, a table cell or a footnote, by the section they stand in', () => {
    const { change } = two(lines)
    const cell = schema.node('tableCell', null, [schema.node('paragraph', null, [schema.text('cell')])])
    const table = schema.node('table', null, [schema.node('tableRow', null, [cell])])
    change((tr) => tr.insert(tr.doc.content.size, table))
    const heard = change((tr) => tr.insertText('!', tr.doc.content.size - 4))
    expect(heard).toEqual([
      ['writer', 'wrote', 'Mål'],
      ['writer', 'wrote', 'Mål'],
    ])
  })

  test('a new paragraph, and what a paragraph is', () => {
    const { change } = two(lines)
    change((tr) => tr.split(at(tr.doc, 'tre') + 2))
    const heard = change((tr) => tr.setNodeAttribute(at(tr.doc, 'ett'), 'list', 'bullet'))
    expect(new Set(heard.map(String))).toEqual(new Set(['writer,wrote,Mål', 'writer,wrote,Vision']))
  })

  test('paragraphs that are gone, by the section they stood in; by whom, Yjs does not say', () => {
    const { change } = two(lines)
    const heard = change((tr) => tr.delete(at(tr.doc, 'tre'), at(tr.doc, 'fyra') + 6))
    expect(heard).toEqual([[null, 'removed', 'Mål']])
  })

  test('a whole section that is gone was in the one before it', () => {
    const { change } = two(lines)
    const heard = change((tr) => tr.delete(at(tr.doc, 'Mål'), tr.doc.content.size))
    expect(heard).toEqual([[null, 'removed', 'Vision']])
  })

  test('a paragraph that is moved, by where it has come to', () => {
    const { change } = two(lines)
    const heard = change((tr) => {
      const from = at(tr.doc, 'fyra')
      const moved = tr.doc.nodeAt(from)
      if (moved) tr.delete(from, from + moved.nodeSize).insert(at(tr.doc, 'två'), moved)
    })
    expect(heard).toEqual([['writer', 'moved', 'Vision']])
  })

  test('paragraphs that are joined are writing, not removing', () => {
    const heard = two(lines).change((tr) => tr.join(at(tr.doc, 'två')))
    expect(heard).toEqual([['writer', 'wrote', 'Vision']])
  })

  test('words that are only taken away within a paragraph are nobody’s news', () => {
    expect(two(lines).change((tr) => tr.delete(at(tr.doc, 'två') + 1, at(tr.doc, 'två') + 3))).toEqual([])
  })
})

const docs: Y.Doc[] = []
afterEach(() => {
  for (const doc of docs.splice(0)) doc.destroy()
})

test('[R25] an empty heading lends its name to nothing', () => {
  const made = bound(text(['# Vision', '# ', 'ett']))
  docs.push(made.ydoc)
  const last = made.fragment.get(2)
  expect(last instanceof Y.XmlElement && headingAbove(last)).toBe('Vision')
})
