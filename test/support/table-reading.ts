/** A table as it stands on the page, cell by cell. */
import type { Locator } from 'playwright-core'

/**
 * The first table of the text: its rows' cells, their paragraphs parted by a break. Others' carets are no part of it.
 * Runs in the page, so it may use nothing of this file.
 */
const readRows = (table: Element): string[][] => {
  const read = table.cloneNode(true)
  if (!(read instanceof HTMLElement)) throw new Error('no table')
  for (const caret of read.querySelectorAll('.caret')) caret.remove()
  const inside = (parent: Element) => [...parent.children]
  return [...read.querySelectorAll('tr')].map((row) =>
    inside(row).map((cell) =>
      inside(cell)
        .map((paragraph) => paragraph.textContent?.trim())
        .join('\n'),
    ),
  )
}

export const tableRows = (text: Locator): Promise<string[][]> => text.getByRole('table').first().evaluate(readRows)
