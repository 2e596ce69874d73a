/** The outline by chapters: the text's headings in their order. */
import type { Rows } from '../editor/sections.ts'
import { useMessages } from '../ui/language.tsx'
import { OutlineRow, type RowDeeds, type RowState } from './outline-row.tsx'

export function Chapters({ rows, deeds, state }: { rows: Rows; deeds: RowDeeds; state: RowState }) {
  const say = useMessages().draft
  if (rows.sections.length === 0) return <p className="outline-none">{say.noHeadings}</p>
  return (
    <ol>
      {rows.sections.map(({ entry: { key, level, words } }) => {
        const name = words || say.emptyHeading
        return (
          <li key={key} data-level={level}>
            <OutlineRow rowKey={key} name={name} isMovable deeds={deeds} state={state}>
              {name}
            </OutlineRow>
          </li>
        )
      })}
    </ol>
  )
}
