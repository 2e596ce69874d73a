/** The markers of list items: worked out from the attributes around them, never stored. */
import type { Node } from '@tiptap/pm/model'
import type { Plugin } from '@tiptap/pm/state'
import { Decoration, DecorationSet } from '@tiptap/pm/view'
import { countItems } from '../../shared/schema/counting.ts'
import { drawnPlugin } from './drawn.ts'
import { markerOf } from './markers.ts'

/** An item: where it stands, how deep (from 1), and its number; null for a bullet. */
export type Item = { pos: number; size: number; depth: number; number: number | null }

/** How an item is said to those who hear the text, in the language of the program. */
export type SayItem = (item: Pick<Item, 'depth' | 'number'>) => string

/** All items in the order of the text. Each quotation, and each cell of a table, counts for itself. */
export const itemsOf = (doc: Node): Item[] => {
  const items: Item[] = []
  const walk = (parent: Node, start: number): void => {
    const counting = countItems()
    parent.forEach((node, offset) => {
      const pos = start + offset
      if (node.type.name !== 'paragraph') {
        counting.interrupt()
        if (!node.isTextblock) walk(node, pos + 1)
        return
      }
      const { list, indent } = node.attrs
      const number = counting.next({ list, indent })
      if (list !== 'none') items.push({ pos, size: node.nodeSize, depth: indent + 1, number })
    })
  }
  walk(doc, 0)
  return items
}

const decorate = (doc: Node, say: SayItem): DecorationSet =>
  DecorationSet.create(
    doc,
    itemsOf(doc).map((item) =>
      Decoration.node(item.pos, item.pos + item.size, { 'data-marker': markerOf(item), 'data-spoken': say(item) }),
    ),
  )

/** Draws the markers. The style sheet shows `data-marker` and gives `data-spoken` as its alternative text. */
export const numberingPlugin = (say: SayItem): Plugin<DecorationSet> =>
  drawnPlugin({ draw: ({ doc }) => decorate(doc, say) })
