/** A line of the outline: it leads to its place, and may be moved by a menu, by keys and by dragging. */
import type { KeyboardEvent, PointerEvent, ReactNode } from 'react'
import * as icons from '../ui/icons.tsx'
import { useMessages } from '../ui/language.tsx'
import type { Drag } from './outline-drag.ts'
import { type Part, partOf } from './outline-moves.ts'

export type RowDeeds = {
  jump: (key: string) => void
  /** Null for who may not write. */
  move: ((key: string, to: 'up' | 'down', part: Part) => void) | null
  toggleMenu: (key: string | null) => void
  press: (key: string) => (event: PointerEvent<Element>) => void
}

export type RowState = {
  current: string | null
  /** Whose menu is open. */
  open: string | null
  drag: Drag | null
  lastKey: string | null
  /** What was moved last. */
  moved: string | null
}

const lineOf = (key: string, { drag, lastKey }: RowState): 'above' | 'below' | undefined => {
  if (drag?.before === key) return 'above'
  return drag?.before === null && key === lastKey ? 'below' : undefined
}

function Menu({ id, name, move }: { id: string; name: string; move: (to: 'up' | 'down', part: Part) => void }) {
  const say = useMessages().outline
  return (
    <div id={id} role="group" aria-label={say.moveOf(name)} className="outline-menu">
      <button type="button" data-part="up" onClick={() => move('up', 'up')}>
        <icons.UpIcon /> {say.up}
      </button>
      <button type="button" data-part="down" onClick={() => move('down', 'down')}>
        <icons.DownIcon /> {say.down}
      </button>
    </div>
  )
}

type Props = { rowKey: string; name: string; children: ReactNode; isMovable: boolean; deeds: RowDeeds; state: RowState }

export function OutlineRow({ rowKey: key, name, children, isMovable, deeds, state }: Props) {
  const say = useMessages().outline
  const isOpen = state.open === key
  const move = isMovable ? deeds.move : null
  const menuId = `outline-menu-${key}`
  const onKeyDown = (event: KeyboardEvent<HTMLDivElement>) => {
    if (event.key === 'Escape' && isOpen) {
      deeds.toggleMenu(null)
      event.currentTarget.querySelector<HTMLElement>('[data-part="handle"]')?.focus()
    }
    if (!move || !event.altKey || (event.key !== 'ArrowUp' && event.key !== 'ArrowDown')) return
    event.preventDefault()
    move(key, event.key === 'ArrowUp' ? 'up' : 'down', partOf(event.target))
  }
  return (
    <div
      role="presentation"
      className="outline-row"
      data-key={key}
      data-line={lineOf(key, state)}
      data-dragged={state.drag?.key === key || undefined}
      data-moved={state.moved === key || undefined}
      onKeyDown={onKeyDown}
      onPointerDown={move ? deeds.press(key) : undefined}
    >
      <button
        type="button"
        className="outline-name"
        data-part="name"
        aria-current={state.current === key ? 'location' : undefined}
        onClick={() => deeds.jump(key)}
      >
        {children}
      </button>
      {move && (
        <button
          type="button"
          className="outline-handle"
          data-part="handle"
          aria-label={say.moveOf(name)}
          title={say.moveHelp}
          aria-expanded={isOpen}
          aria-controls={isOpen ? menuId : undefined}
          onClick={() => deeds.toggleMenu(isOpen ? null : key)}
        >
          <icons.HandleIcon />
        </button>
      )}
      {move && isOpen && <Menu id={menuId} name={name} move={(to, part) => move(key, to, part)} />}
    </div>
  )
}
