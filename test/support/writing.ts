/** Words into a document and out of it, as plain as can be. */
import * as Y from 'yjs'
import type { TextSession } from '../../client/sync/status.ts'

const textAt = (doc: Y.Doc, paragraph: number): Y.XmlText => {
  const root = doc.getXmlFragment('text')
  while (root.length <= paragraph) {
    const element = new Y.XmlElement('paragraph')
    element.insert(0, [new Y.XmlText()])
    root.insert(root.length, [element])
  }
  // Made above, with one text in each paragraph.
  return (root.get(paragraph) as Y.XmlElement).get(0) as Y.XmlText
}

/** One change: words at the end of a paragraph, which is made if it is not there. */
export const type = (doc: Y.Doc, words: string, paragraph = 0): void =>
  doc.transact(() => {
    const text = textAt(doc, paragraph)
    text.insert(text.length, words)
  })

/** What cutting and pasting does to it: the paragraph dies, and a new one with the same words stands at the end. */
export const moveParagraph = (doc: Y.Doc, paragraph = 0): void =>
  doc.transact(() => {
    const words = read(doc)[paragraph] ?? ''
    const root = doc.getXmlFragment('text')
    root.delete(paragraph, 1)
    type(doc, words, root.length)
  })

export const write = (session: TextSession, words: string, paragraph = 0): void =>
  type(session.replica().doc, words, paragraph)

/** The paragraphs of a text. */
export const read = (doc: Y.Doc): string[] =>
  doc
    .getXmlFragment('text')
    .toArray()
    .map((element) => (element as Y.XmlElement).toArray().join('')) // only paragraphs in these tests
