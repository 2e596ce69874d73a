/** The program's few signs, drawn in the colour of the words beside them; they never stand for a word alone. */
import type { ReactNode } from 'react'

const icon = (paths: ReactNode) => () => (
  <svg className="icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false">
    {paths}
  </svg>
)

export const CheckIcon = icon(<path d="M4 12.5l5 5L20 6.5" />)
export const DotsIcon = icon(<path d="M5 12h.01M12 12h.01M19 12h.01" strokeWidth="4" />)
export const WarningIcon = icon(<path d="M12 4L2.5 20h19zM12 10v4.5M12 17.5h.01" />)
export const LinkIcon = icon(
  <path d="M10 14a4 4 0 0 0 6 .4l3-3a4 4 0 0 0-5.6-5.8l-1.5 1.4M14 10a4 4 0 0 0-6-.4l-3 3a4 4 0 0 0 5.6 5.8l1.5-1.4" />,
)
export const BulletIcon = icon(<path d="M9 6h11M9 12h11M9 18h11M4 6h.01M4 12h.01M4 18h.01" />)
export const OrderedIcon = icon(<path d="M10 6h10M10 12h10M10 18h10M3.5 5l1.5-1v5M3 14.5c2-1.5 3 0 2 1.5L3 19h3" />)
export const IndentIcon = icon(<path d="M3 5h18M11 10h10M11 14h10M3 19h18M3 9l4 3-4 3" />)
export const OutdentIcon = icon(<path d="M3 5h18M11 10h10M11 14h10M3 19h18M7 9l-4 3 4 3" />)
export const QuoteIcon = icon(
  <path d="M4 17c3-1 4-3 4-6H4V6h6v5c0 4-2 6.5-5 8M14 17c3-1 4-3 4-6h-4V6h6v5c0 4-2 6.5-5 8" />,
)
export const UndoIcon = icon(<path d="M8 5L4 9l4 4M4 9h10a5.5 5.5 0 0 1 0 11h-3" />)
export const RedoIcon = icon(<path d="M16 5l4 4-4 4M20 9H10a5.5 5.5 0 0 0 0 11h3" />)
export const SearchIcon = icon(<path d="M10.5 17a6.5 6.5 0 1 0 0-13 6.5 6.5 0 0 0 0 13zM15.5 15.5L21 21" />)
export const UpIcon = icon(<path d="M5 15l7-7 7 7" />)
export const DownIcon = icon(<path d="M5 9l7 7 7-7" />)
export const CloseIcon = icon(<path d="M6 6l12 12M18 6L6 18" />)
export const PenIcon = icon(<path d="M4 20l1-5L16 4l4 4L9 19zM13.5 6.5l4 4" />)
export const HandleIcon = icon(<path d="M9 6h.01M15 6h.01M9 12h.01M15 12h.01M9 18h.01M15 18h.01" strokeWidth="3.5" />)
