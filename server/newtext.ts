/** A text as it first is: the one place where the server itself writes into a Y.Doc. */
import * as Y from 'yjs'
import { textRoot } from '../shared/protocol.ts'
import type { List, MarkName, TextRole } from '../shared/schema/form.ts'

/** Words, or words with marks on them. */
export type Words = string | { text: string; marks: Partial<Record<MarkName, Record<string, string>>> }

export type NewParagraph = {
  words: readonly Words[]
  level?: number
  list?: List
  indent?: number
  role?: TextRole
  goalId?: string
}

type Attributes = Record<string, string | number>

/** Writes all but the words; a default is left out, except that every paragraph has its `id`. */
const paragraph = ({ words, ...attributes }: NewParagraph, id: string): Y.XmlElement => {
  const element = new Y.XmlElement<Attributes>('paragraph')
  element.setAttribute('id', id)
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value)
  const text = new Y.XmlText()
  text.applyDelta(
    words.map((part) =>
      typeof part === 'string' ? { insert: part, attributes: {} } : { insert: part.text, attributes: part.marks },
    ),
  )
  if (words.length > 0) element.insert(0, [text])
  // Yjs keeps any JSON as an attribute; its type of a child knows only strings.
  return element as unknown as Y.XmlElement
}

/** One Yjs update that makes the whole text, under a clientID of its own. */
export const firstText = (paragraphs: readonly NewParagraph[], newId: () => string): Uint8Array => {
  const doc = new Y.Doc()
  doc.transact(() => {
    doc.getXmlFragment(textRoot).insert(
      0,
      paragraphs.map((each) => paragraph(each, newId())),
    )
  })
  const update = Y.encodeStateAsUpdate(doc)
  doc.destroy()
  return update
}
