/**
 * Tables on the screen: each in a frame of its own that scrolls where the page is narrow, named by its number, and with
 * real header cells where the table says that its first row is one.
 */
import type { Node } from '@tiptap/pm/model'
import type { Plugin } from '@tiptap/pm/state'
import { Decoration, DecorationSet, type NodeView, type NodeViewConstructor } from '@tiptap/pm/view'
import { drawnPlugin } from './drawn.ts'
import { framedTable } from './table-frame.ts'
import { cellPos } from './table-place.ts'

/** How a table is named to those who hear the text: by its number in it. */
export type SayTable = (number: number) => string

/** What a table or cell is told through its decoration; it changes nothing in its DOM by itself. */
type Told = { tableName?: string; heads?: boolean }

const around = (node: Node, pos: number, told: Told): Decoration => Decoration.node(pos, pos + node.nodeSize, {}, told)

const decorate = (doc: Node, say: SayTable): DecorationSet => {
  const told: Decoration[] = []
  let number = 0
  doc.forEach((table, pos) => {
    if (table.type.name !== 'table') return
    number += 1
    told.push(around(table, pos, { tableName: say(number) }))
    if (table.attrs['header'] !== 'row') return
    table.firstChild?.forEach((cell, _offset, i) => {
      told.push(around(cell, cellPos(pos, table, 0, i), { heads: true }))
    })
  })
  return told.length === 0 ? DecorationSet.empty : DecorationSet.create(doc, told)
}

const toldBy = (decorations: readonly Decoration[]): Told => Object.assign({}, ...decorations.map(({ spec }) => spec))

const framed: NodeViewConstructor = (node, view, _getPos, decorations): NodeView => {
  const { named, ...drawn } = framedTable(view, toldBy(decorations).tableName ?? '')
  return {
    ...drawn,
    update(next, by) {
      if (next.type !== node.type) return false
      named(toldBy(by).tableName ?? '')
      return true
    },
  }
}

const cellOf: NodeViewConstructor = (node, _view, _getPos, decorations): NodeView => {
  const heads = toldBy(decorations).heads === true
  const cell = document.createElement(heads ? 'th' : 'td')
  if (heads) cell.setAttribute('scope', 'col')
  return {
    dom: cell,
    contentDOM: cell,
    update: (next, by) => next.type === node.type && (toldBy(by).heads === true) === heads,
  }
}

export const tableDrawingPlugin = (say: SayTable): Plugin<DecorationSet> =>
  drawnPlugin({ draw: ({ doc }) => decorate(doc, say), nodeViews: { table: framed, tableCell: cellOf } })
