/** The numbers of footnotes: worked out from their order in the text, never stored. */
import type { Node } from '@tiptap/pm/model'
import type { Plugin } from '@tiptap/pm/state'
import { Decoration, DecorationSet } from '@tiptap/pm/view'
import { drawnPlugin } from './drawn.ts'

type Note = { pos: number; size: number; number: number }

/** What a note says in the language of the program: its number to those who hear it, and what an empty one is for. */
export type SayNote = { number: (number: number) => string; empty: string }

/** What is drawn of a note beside its words. */
export type NoteSigns = { number: number; spoken: string; empty: string }

/** All notes in the order of the text. */
export const notesOf = (doc: Node): Note[] => {
  const notes: Note[] = []
  doc.descendants((node, pos) => {
    if (node.type.name !== 'footnote') return true
    notes.push({ pos, size: node.nodeSize, number: notes.length + 1 })
    return false
  })
  return notes
}

const decorate = (doc: Node, say: SayNote): DecorationSet =>
  DecorationSet.create(
    doc,
    notesOf(doc).map(({ pos, size, number }) => {
      const signs: NoteSigns = { number, spoken: say.number(number), empty: say.empty }
      return Decoration.node(pos, pos + size, {}, { note: signs })
    }),
  )

/** The signs among a note's decorations; null before it has any. */
export const signsIn = (decorations: readonly Decoration[]): NoteSigns | null => {
  for (const { spec } of decorations) if (spec['note']) return spec['note']
  return null
}

/** Numbers the notes anew when one may have come, gone or moved: typing does none of that. */
export const footnoteNumbersPlugin = (say: SayNote): Plugin<DecorationSet> =>
  drawnPlugin({ draw: ({ doc }) => decorate(doc, say) })
