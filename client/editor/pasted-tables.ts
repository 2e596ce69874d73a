/** Tables as the text can hold them: every row as long, no cell in a cell, in the cells paragraphs and lists only. */
import { boldStyle, styleOf } from './from-html.ts'

const cellsOf = (row: HTMLTableRowElement): HTMLTableCellElement[] => [...row.cells]

/** A cell that spans several leaves empty ones in the places it covered: columns stay under one another. */
const withoutSpans = (table: HTMLTableElement): void => {
  const rows = [...table.rows]
  for (const [y, row] of rows.entries()) {
    for (const cell of cellsOf(row)) {
      const { colSpan, rowSpan, cellIndex } = cell
      cell.removeAttribute('colspan')
      cell.removeAttribute('rowspan')
      for (let below = 0; below < Math.min(rowSpan, rows.length - y); below++) {
        const into = rows[y + below]
        for (let i = below === 0 ? 1 : 0; i < Math.min(colSpan, widest); i++)
          into?.insertBefore(table.ownerDocument.createElement('td'), into.cells[cellIndex + i] ?? null)
      }
    }
  }
}

/** Far more than fits on a page: a forged span makes no million cells. */
const widest = 100

const evenRows = (table: HTMLTableElement): void => {
  const width = Math.max(0, ...[...table.rows].map((row) => row.cells.length))
  for (const row of table.rows) while (row.cells.length < width) row.append(table.ownerDocument.createElement('td'))
}

/** All its words are, whether by an element or, as in Google Docs, by a style. */
const isBold = (cell: HTMLTableCellElement): boolean => {
  const words = (of: Element): string => (of.textContent ?? '').replace(/[\s\u00a0]/g, '')
  const bold = [...cell.querySelectorAll('b, strong, span')].filter(
    (each) => each.tagName !== 'SPAN' || boldStyle.test(styleOf(each)),
  )
  const outermost = bold.filter((each) => !bold.some((other) => other !== each && other.contains(each)))
  return words(cell) !== '' && outermost.map(words).join('') === words(cell)
}

const hasHeader = (table: HTMLTableElement): boolean => {
  const first = table.rows[0]
  if (!first) return false
  if (first.closest('thead') || cellsOf(first).every((cell) => cell.tagName === 'TH')) return true
  return table.rows.length > 1 && cellsOf(first).every(isBold)
}

/** Another element in its place, with all that was in it. */
export const replaceBy = (element: Element, tag: string): Element => {
  const other = element.ownerDocument.createElement(tag)
  other.append(...element.childNodes)
  element.replaceWith(other)
  return other
}

/** In a cell a heading is a paragraph and a quotation its paragraphs; another table is its cells, one after another. */
const plainCells = (table: HTMLTableElement): void => {
  for (const heading of table.querySelectorAll('h1, h2, h3, h4, h5, h6')) replaceBy(heading, 'p')
  for (const wrapper of table.querySelectorAll('blockquote, figure, section, article')) replaceBy(wrapper, 'div')
  for (const rule of table.querySelectorAll('hr')) rule.remove()
}

const cellsInsteadOf = (table: HTMLTableElement): void => {
  const cells = [...table.querySelectorAll('caption, td, th')].map((cell) => replaceBy(cell, 'div'))
  table.replaceWith(...cells)
}

const captionBefore = (table: HTMLTableElement): void => {
  if (table.caption) table.before(replaceBy(table.caption, 'p'))
}

/** A frame around some paragraphs, which Word and web pages make with a table of one cell. */
const isFrame = (table: HTMLTableElement): boolean => table.rows.length === 1 && table.rows[0]?.cells.length === 1

export const simpleTables = (body: HTMLElement): void => {
  // From the innermost: what it becomes stands in the cell of the next.
  for (const table of [...body.querySelectorAll('table')].toReversed()) {
    if (table.parentElement?.closest('table') || isFrame(table)) cellsInsteadOf(table)
    else {
      captionBefore(table)
      table.setAttribute('data-header', hasHeader(table) ? 'row' : 'none')
      withoutSpans(table)
      evenRows(table)
      plainCells(table)
    }
  }
}
