/**
 * From the shared text to who wrote which of its words, paragraph by paragraph. Yjs keeps a text as a chain of items,
 * each with its clientID and clocks; a deleted one is passed over, and a mark (bold) is an item without any length.
 */
import * as Y from 'yjs'
import { type NodeForm, nodes } from '../../shared/schema/form.ts'
import type { Piece, Writer, WritersOf } from './writer.ts'

/** Places count from the paragraph's own first sign. */
export type Span = { from: number; to: number; writer: Writer }

/** What one paragraph holds: `size` as the editor counts, the words as they read, and who wrote each of them. */
export type Written = { size: number; text: string; spans: Span[] }

/** A paragraph in the text: `key` is its own for as long as it lives, `pos` where it begins, as the editor counts. */
export type Placed = { key: string; pos: number; written: Written }

const forms: Readonly<Record<string, NodeForm>> = nodes
const isLeaf = (name: string): boolean => forms[name]?.children.length === 0
const isParagraph = (name: string): boolean => forms[name]?.children.includes('text') ?? false

export const isSame = (a: Writer, b: Writer): boolean => {
  if (a.state !== b.state) return false
  if (a.state === 'told' && b.state === 'told') return a.author?.memberId === b.author?.memberId && a.at === b.at
  return a.state === 'unknown' || (b.state === 'here' && a.state === 'here' && a.author.memberId === b.author.memberId)
}

/** Adds a piece to the spans; one that goes on where the same writer's last ended makes that longer. */
const add = (spans: Span[], { length, writer }: Piece, from: number): void => {
  const last = spans.at(-1)
  if (last && last.to === from && isSame(last.writer, writer)) last.to += length
  else spans.push({ from, to: from + length, writer })
}

export const writtenIn = (paragraph: Y.XmlElement, writers: WritersOf): Written => {
  const spans: Span[] = []
  let text = ''
  for (const child of paragraph.toArray()) {
    if (!(child instanceof Y.XmlText)) {
      // A break within the paragraph: one place, nobody's word.
      text += '\n'
      continue
    }
    for (let item = child._start; item !== null; item = item.right) {
      if (item.deleted || !(item.content instanceof Y.ContentString)) continue
      let at = text.length
      for (const piece of writers(item.id.client, item.id.clock, item.length)) {
        add(spans, piece, at)
        at += piece.length
      }
      text += item.content.str
    }
  }
  return { size: text.length + 2, text, spans }
}

const keyOf = ({ _item: item }: Y.XmlElement): string => (item ? `${item.id.client}-${item.id.clock}` : '')

/** What a paragraph holds; remembers it for as long as nobody says that it has changed. */
export type Reading = (paragraph: Y.XmlElement) => Written

/** Every paragraph of the text in order, and the size of the whole as the editor counts it. */
export const paragraphsOf = (text: Y.XmlFragment, read: Reading): { placed: Placed[]; size: number } => {
  const placed: Placed[] = []
  const walk = (parent: Y.XmlFragment, start: number): number => {
    let pos = start
    for (const child of parent.toArray()) {
      if (!(child instanceof Y.XmlElement)) continue
      if (isParagraph(child.nodeName)) {
        const written = read(child)
        placed.push({ key: keyOf(child), pos, written })
        pos += written.size
      } else pos = isLeaf(child.nodeName) ? pos + 1 : walk(child, pos + 1) + 1
    }
    return pos
  }
  return { size: walk(text, 0), placed }
}

/** Any part of a text, as Yjs tells what has changed. */
type Part = Y.Transaction['changed'] extends Map<infer Each, unknown> ? Each : never

/** The paragraph that a changed part of the text stands in, itself included; null above all paragraphs. */
export const paragraphAround = (part: Part): Y.XmlElement | null => {
  for (let type: Part | null = part; type !== null; type = type.parent)
    if (type instanceof Y.XmlElement && isParagraph(type.nodeName)) return type
  return null
}
