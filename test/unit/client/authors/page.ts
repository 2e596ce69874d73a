/** A small language for who wrote what: people type into one shared text, and its paragraphs tell whose words stand. */
import * as Y from 'yjs'
import { type Writer, type WritersOf, writersOf } from '../../../../client/authors/writer.ts'
import { paragraphsOf, type Placed, writtenIn } from '../../../../client/authors/written.ts'
import type { Author, AuthorRun } from '../../../../shared/authors.ts'
import type { MunicipalityId, Role } from '../../../../shared/people.ts'
import { textRoot } from '../../../../shared/protocol.ts'

export const author = (memberId: string, municipality: MunicipalityId | null, role: Role = 'chair'): Author => ({
  memberId,
  name: memberId,
  role,
  municipality,
})

export const anna = author('Anna', 'tyreso')
export const bo = author('Bo', 'haninge')

/** Anna's and Bo's clientIDs. */
export const ids = { anna: 1, bo: 2 } as const

export const run = (client: number, clock: number, length: number, by: Author | null): AuthorRun => ({
  client,
  clock,
  length,
  author: by,
  at: 0,
})

/** The log that has told of everything: all of Anna's clocks, all of Bo's. */
export const allTold: WritersOf = writersOf([run(ids.anna, 0, 1e6, anna), run(ids.bo, 0, 1e6, bo)], () => null)

export type Page = {
  text: Y.XmlFragment
  /** `who` does this to the text as it stands. */
  by(who: keyof typeof ids, deed: (text: Y.XmlFragment) => void): void
}

/** Each deed is made on a copy under its author's own clientID, as a browser does, and then merged. */
export const page = (): Page => {
  const copies = { anna: new Y.Doc(), bo: new Y.Doc() }
  const shared = new Y.Doc()
  for (const who of ['anna', 'bo'] as const) copies[who].clientID = ids[who]
  return {
    text: shared.getXmlFragment(textRoot),
    by(who, deed) {
      const copy = copies[who]
      Y.applyUpdate(copy, Y.encodeStateAsUpdate(shared))
      copy.transact(() => deed(copy.getXmlFragment(textRoot)))
      Y.applyUpdate(shared, Y.encodeStateAsUpdate(copy))
    },
  }
}

/** A new paragraph with these words, at a place among the blocks. */
export const paragraph =
  (words: string, at = 0) =>
  (text: Y.XmlFragment): void => {
    const element = new Y.XmlElement('paragraph')
    const inside = new Y.XmlText()
    inside.insert(0, words)
    element.insert(0, [inside])
    text.insert(at, [element])
  }

/** The words of a paragraph, counted in all its texts' first. */
export const wordsOf = (text: Y.XmlFragment, at = 0): Y.XmlText => {
  const element = text.get(at)
  const inside = element instanceof Y.XmlElement ? element.get(0) : null
  if (!(inside instanceof Y.XmlText)) throw new Error(`no words in block ${at}`)
  return inside
}

const named = (writer: Writer): string => {
  switch (writer.state) {
    case 'told':
      return writer.author?.name ?? 'nobody'
    case 'here':
      return `${writer.author.name}, here`
    case 'unknown':
      return '?'
  }
}

export const placedIn = ({ text }: Page, writers: WritersOf = allTold): Placed[] =>
  paragraphsOf(text, (each) => writtenIn(each, writers)).placed

/** Paragraph by paragraph: `Anna: Vi bygger | Bo:  vägar.` */
export const told = (on: Page, writers: WritersOf = allTold): string[] =>
  placedIn(on, writers).map(({ written: { text, spans } }) =>
    spans.map(({ from, to, writer }) => `${named(writer)}: ${text.slice(from, to)}`).join(' | '),
  )
