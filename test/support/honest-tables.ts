/** What people do to tables, one ProseMirror transaction each, as the editor's commands do it. */
import type { Node } from '@tiptap/pm/model'
import type { Transaction } from '@tiptap/pm/state'
import { type Axis, columnsAxis, emptyRow, rowsAxis } from '../../client/editor/table-axes.ts'
import { widthOf } from '../../client/editor/table-place.ts'
import type { Random } from './random.ts'

type Edit = (tr: Transaction, r: Random) => Transaction

type Found = { table: Node; pos: number }

const tablesOf = (doc: Node): Found[] => {
  const found: Found[] = []
  doc.forEach((table, pos) => {
    if (table.type.name === 'table') found.push({ table, pos })
  })
  return found
}

/** A table of the text with rows and cells in it, if there is one; a merge may leave others. */
const inTable =
  (change: (tr: Transaction, found: Found, r: Random) => void): Edit =>
  (tr, r) => {
    const all = tablesOf(tr.doc).filter(({ table }) => widthOf(table) > 0)
    if (all.length > 0) change(tr, r.pick(all), r)
    return tr
  }

export const newTable: Edit = (tr, r) => {
  const { schema } = tr.doc.type
  const rows = Array.from({ length: 1 + r.int(4) }, () => emptyRow(schema, 1 + r.int(4)))
  const block = r.int(tr.doc.childCount + 1)
  let at = 0
  for (let i = 0; i < block; i++) at += tr.doc.child(i).nodeSize
  return tr.insert(at, schema.node('table', { id: r.int(2 ** 31).toString(36), header: r.pick(['row', 'none']) }, rows))
}

const axisOf = (r: Random): Axis => r.pick([rowsAxis, columnsAxis])

const add = inTable((tr, { table, pos }, r) => {
  const axis = axisOf(r)
  axis.put(tr, pos, r.int(axis.count(table) + 1), axis.empty(table))
})

const takeAway = inTable((tr, { table, pos }, r) => {
  const axis = axisOf(r)
  const from = r.int(axis.count(table))
  axis.take(tr, pos, { from, to: Math.min(axis.count(table), from + 1 + r.int(2)) })
})

const move = inTable((tr, { table, pos }, r) => {
  const axis = axisOf(r)
  const from = r.int(axis.count(table))
  const taken = axis.take(tr, pos, { from, to: from + 1 })
  axis.put(tr, pos, r.int(axis.count(table)), taken)
})

const header = inTable((tr, { pos }, r) => {
  tr.setNodeAttribute(pos, 'header', r.pick(['row', 'none']))
})

const edits: readonly Edit[] = [newTable, newTable, add, add, takeAway, move, move, header]

/** One edit of a table. */
export const anyOfTables: Edit = (tr, r) => r.pick(edits)(tr, r)
