/** The signs of the table's tools: a grid, the row or column meant filled in, and what is done to it. */
import type { ReactNode } from 'react'

const sign = (paths: ReactNode) => () => (
  <svg className="icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false">
    {paths}
  </svg>
)

/** The columns' signs are the rows' signs, laid on their side. */
const onItsSide = (paths: ReactNode) => <g transform="matrix(0 1 1 0 0 0)">{paths}</g>

const addBefore = <path d="M3 13h18v7H3zM12 3v6M9 6h6" />
const addAfter = <path d="M3 4h18v7H3zM12 15v6M9 18h6" />
const moveBack = <path d="M3 14h18v6H3zM12 11V3M8.5 6L12 3l3.5 3" />
const moveOn = <path d="M3 4h18v6H3zM12 13v8M8.5 18l3.5 3 3.5-3" />
const remove = <path d="M2 8h10v8H2zM15.5 8.5l7 7M22.5 8.5l-7 7" />

export const AddRowBefore = sign(addBefore)
export const AddRowAfter = sign(addAfter)
export const MoveRowUp = sign(moveBack)
export const MoveRowDown = sign(moveOn)
export const RemoveRow = sign(remove)
export const AddColumnBefore = sign(onItsSide(addBefore))
export const AddColumnAfter = sign(onItsSide(addAfter))
export const MoveColumnLeft = sign(onItsSide(moveBack))
export const MoveColumnRight = sign(onItsSide(moveOn))
export const RemoveColumn = sign(onItsSide(remove))
export const HeaderRow = sign(
  <>
    <path d="M3 4h18v16H3zM3 14.5h18M12 9.5V20" />
    <path d="M3 4h18v5.5H3z" fill="currentcolor" />
  </>,
)
export const RemoveTable = sign(<path d="M4 7h16M9 7V4h6v3M6.5 7l1 13h9l1-13M10 11v5M14 11v5" />)
