/** Which figure is the first, the second …: worked out from their order in the text, never stored. */
import type { Node } from '@tiptap/pm/model'
import { Plugin } from '@tiptap/pm/state'
import { Decoration, DecorationSet } from '@tiptap/pm/view'

/** Figures stand at the top of the text only, so that a look along its blocks finds them all. */
const figuresOf = (doc: Node): { pos: number; size: number }[] => {
  const found: { pos: number; size: number }[] = []
  doc.forEach((node, pos) => {
    if (node.type.name === 'figure') found.push({ pos, size: node.nodeSize })
  })
  return found
}

const decorate = (doc: Node): DecorationSet =>
  DecorationSet.create(
    doc,
    figuresOf(doc).map(({ pos, size }, i) => Decoration.node(pos, pos + size, {}, { figure: i + 1 })),
  )

/** The number that a figure's decorations carry; null for the moment before it has one. */
export const numberIn = (decorations: readonly Decoration[]): number | null => {
  // A decoration's spec is untyped; this field is ours.
  const number: unknown = decorations.map(({ spec }) => spec['figure'] as unknown).find((n) => n !== undefined)
  return typeof number === 'number' ? number : null
}

/** As long as the same figures stand there their decorations move along: typing costs a look at the blocks' names. */
export const figureNumbersPlugin = (): Plugin<DecorationSet> => {
  const plugin: Plugin<DecorationSet> = new Plugin<DecorationSet>({
    state: {
      init: (_config, { doc }) => decorate(doc),
      apply: (tr, before) => {
        if (!tr.docChanged) return before
        const moved = before.map(tr.mapping, tr.doc)
        const places = moved.find().map(({ from, to, spec }) => `${from} ${to - from} ${spec['figure']}`)
        const same = figuresOf(tr.doc).map(({ pos, size }, i) => `${pos} ${size} ${i + 1}`)
        return places.join() === same.join() ? moved : decorate(tr.doc)
      },
    },
    props: { decorations: (state) => plugin.getState(state) },
  })
  return plugin
}
