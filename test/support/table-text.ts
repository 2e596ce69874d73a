/** A small language for tables: rows of words, one string per cell; `page` makes a text of one, `rowsOf` reads it. */
import type { Node, Schema } from '@tiptap/pm/model'

export const tableOf = (
  schema: Schema,
  rows: readonly (readonly string[])[],
  attrs: Record<string, unknown> = {},
): Node =>
  schema.node(
    'table',
    { id: 't', ...attrs },
    rows.map((cells, i) =>
      schema.node(
        'tableRow',
        { id: `r${i}` },
        cells.map((words, j) =>
          schema.node('tableCell', null, [
            schema.node('paragraph', { id: `p${i}-${j}` }, words === '' ? [] : [schema.text(words)]),
          ]),
        ),
      ),
    ),
  )

/** The words of each cell, its paragraphs parted by ` / `; `(none)` for a cell that has no paragraph. */
export const rowsOf = (table: Node): string[][] =>
  table.children.map((row) =>
    row.children.map((cell) =>
      cell.childCount === 0 ? '(none)' : cell.children.map((paragraph) => paragraph.textContent).join(' / '),
    ),
  )

/** The first table of a text. */
export const firstTable = (doc: Node): { table: Node; pos: number } => {
  let pos = 0
  for (const block of doc.children) {
    if (block.type.name === 'table') return { table: block, pos }
    pos += block.nodeSize
  }
  throw new Error('no table in the text')
}

/** Where these words begin. */
export const placeOf = (doc: Node, words: string): number => {
  let found = -1
  doc.descendants((node, pos) => {
    const at = node.text?.indexOf(words) ?? -1
    if (found < 0 && at >= 0) found = pos + at
  })
  if (found < 0) throw new Error(`“${words}” does not stand in the text`)
  return found
}
