/**
 * What a text begins with, as plain data: shown to read until the editor has the text (R42). It is made from the
 * document once, by the server; what only the language of the program can say is put to it where it is drawn.
 */
import type { List, TextRole } from './schema/form.ts'

/** Words in one style; a line break is `\n`. Only what is not plain is said. */
export type StillWords = {
  text: string
  bold?: true | undefined
  italic?: true | undefined
  href?: string | undefined
}

/** Numbered by its order in the text. */
export type StillNote = { note: StillWords[]; number: number }

export type StillParagraph = {
  kind: 'paragraph'
  level: number
  list: List
  indent: number
  /** Of an item of an ordered list. */
  number: number | null
  role: TextRole
  runs: (StillWords | StillNote)[]
}

export type StillCell = StillParagraph[]

export type StillBlock =
  | StillParagraph
  | { kind: 'quote'; blocks: StillBlock[] }
  | { kind: 'table'; number: number; hasHeader: boolean; rows: StillCell[][] }
  | {
      kind: 'figure'
      number: number
      file: string | null
      alt: string
      width: number
      height: number
      caption: StillParagraph[]
    }
  | { kind: 'rule' }

export type Beginning = { blocks: StillBlock[] }
