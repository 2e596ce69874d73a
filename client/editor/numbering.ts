/** The markers of list items: worked out from the attributes around them, never stored. */
import type { Node } from '@tiptap/pm/model'
import { Plugin } from '@tiptap/pm/state'
import { Decoration, DecorationSet } from '@tiptap/pm/view'

/** An item: where it stands, how deep (from 1), and its number; null for a bullet. */
export type Item = { pos: number; size: number; depth: number; number: number | null }

/** How an item is said to those who hear the text, in the language of the program. */
export type SayItem = (item: Pick<Item, 'depth' | 'number'>) => string

/**
 * All items in the order of the text. A number goes on through deeper items and text as far in, and begins anew after
 * a heading, other body text or a bullet of the same depth.
 */
export const itemsOf = (doc: Node): Item[] => {
  const items: Item[] = []
  const walk = (parent: Node, start: number): void => {
    let counters: number[] = []
    parent.forEach((node, offset) => {
      const pos = start + offset
      if (node.type.name !== 'paragraph') {
        counters = []
        if (!node.isTextblock) walk(node, pos + 1)
        return
      }
      const { list, indent } = node.attrs
      if (list === 'none') {
        counters = counters.slice(0, indent)
        return
      }
      const number = list === 'ordered' ? (counters[indent] ?? 0) + 1 : null
      counters = counters.slice(0, indent + 1)
      while (counters.length < indent) counters.push(0)
      counters[indent] = number ?? 0
      items.push({ pos, size: node.nodeSize, depth: indent + 1, number })
    })
  }
  walk(doc, 0)
  return items
}

const bullets = ['•', '–', '▪']

const markerOf = ({ number, depth }: Item): string =>
  number === null ? (bullets[(depth - 1) % 3] ?? '•') : `${number}.`

const decorate = (doc: Node, say: SayItem): DecorationSet =>
  DecorationSet.create(
    doc,
    itemsOf(doc).map((item) =>
      Decoration.node(item.pos, item.pos + item.size, { 'data-marker': markerOf(item), 'data-spoken': say(item) }),
    ),
  )

/** Draws the markers. The style sheet shows `data-marker` and gives `data-spoken` as its alternative text. */
export const numberingPlugin = (say: SayItem): Plugin<DecorationSet> => {
  const plugin: Plugin<DecorationSet> = new Plugin<DecorationSet>({
    state: {
      init: (_config, { doc }) => decorate(doc, say),
      apply: (tr, markers) => (tr.docChanged ? decorate(tr.doc, say) : markers),
    },
    props: { decorations: (state) => plugin.getState(state) },
  })
  return plugin
}
