/** A text as it first is: the one place where the server itself writes into a Y.Doc. */
import * as Y from 'yjs'
import { textRoot } from '../shared/protocol.ts'
import type { List, MarkName, NodeName, TextRole } from '../shared/schema/form.ts'

/** Words, words with marks on them, or a footnote where its number is to stand. */
export type Words =
  | string
  | { text: string; marks: Partial<Record<MarkName, Record<string, string>>> }
  | { note: string }

export type NewParagraph = {
  kind?: undefined
  words: readonly Words[]
  level?: number
  list?: List
  indent?: number
  role?: TextRole
  goalId?: string
}

/** A paragraph in each cell; the first row is the header. */
export type NewTable = { kind: 'table'; rows: readonly (readonly Words[])[] }

/** `file`: as the store of files knows the image. */
export type NewFigure = { kind: 'figure'; file: string; width: number; height: number; alt: string; caption: string }

export type NewBlock = NewParagraph | NewTable | NewFigure | { kind: 'quote'; paragraphs: readonly NewParagraph[] }

type Attributes = Record<string, string | number>
type Inline = Y.XmlText | Y.XmlElement

const element = (name: NodeName, attributes: Attributes, children: Inline[]): Y.XmlElement => {
  const made = new Y.XmlElement<Attributes>(name)
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value)
  // Yjs keeps any JSON as an attribute; its type of a child knows only strings.
  const plain = made as unknown as Y.XmlElement
  if (children.length > 0) plain.insert(0, children)
  return plain
}

const text = (words: Exclude<Words, { note: string }>[]): Y.XmlText => {
  const made = new Y.XmlText()
  made.applyDelta(
    words.map((part) =>
      typeof part === 'string' ? { insert: part, attributes: {} } : { insert: part.text, attributes: part.marks },
    ),
  )
  return made
}

/** What is said between two footnotes is one text. */
const inline = (words: readonly Words[], newId: () => string): Inline[] => {
  const found: Inline[] = []
  let run: Exclude<Words, { note: string }>[] = []
  for (const part of words) {
    if (typeof part === 'string' || 'text' in part) run.push(part)
    else {
      if (run.length > 0) found.push(text(run))
      found.push(element('footnote', { id: newId() }, [text([part.note])]))
      run = []
    }
  }
  if (run.length > 0) found.push(text(run))
  return found
}

/** Defaults are left out, except that whatever may have an `id` has one. */
const block = (made: NewBlock, newId: () => string): Y.XmlElement => {
  const paragraph = ({ words, ...attributes }: Omit<NewParagraph, 'kind'>): Y.XmlElement =>
    element('paragraph', { id: newId(), ...attributes }, inline(words, newId))
  switch (made.kind) {
    case 'table': {
      const cell = (words: Words) => element('tableCell', { colspan: 1, rowspan: 1 }, [paragraph({ words: [words] })])
      const rows = made.rows.map((row) => element('tableRow', { id: newId() }, row.map(cell)))
      return element('table', { id: newId() }, rows)
    }
    case 'figure': {
      const { kind: _, caption, ...attributes } = made
      return element('figure', { id: newId(), ...attributes }, [paragraph({ words: [caption] })])
    }
    case 'quote':
      return element('blockquote', {}, made.paragraphs.map(paragraph))
    default:
      return paragraph(made)
  }
}

/** One Yjs update that makes the whole text, under a clientID of its own. */
export const firstText = (blocks: readonly NewBlock[], newId: () => string): Uint8Array => {
  const doc = new Y.Doc()
  doc.transact(() => {
    doc.getXmlFragment(textRoot).insert(
      0,
      blocks.map((each) => block(each, newId)),
    )
  })
  const update = Y.encodeStateAsUpdate(doc)
  doc.destroy()
  return update
}
