/** Dragging a line of the outline: a line shows where it would go, and it goes only where it may. */
import { type PointerEvent, type RefObject, useEffect, useRef, useState } from 'react'
import { otherPlaces, type Rows } from '../editor/sections.ts'

/** What is dragged, and the line it would come before; null is the list's end. Undefined: it would stay. */
export type Drag = { key: string; before?: string | null }

type Held = { key: string; pointer: number; x: number; y: number }

/** A press that moves less than this is a click, px. */
const threshold = 5

/** So near an edge of the list it scrolls, px, and so far with each move of the pointer. */
const edge = { within: 28, by: 14 }

const rowElement = (list: Element, key: string): HTMLElement | null =>
  list.querySelector(`[data-key="${CSS.escape(key)}"]`)

const heightOf = (list: Element, rows: Rows, row: number): number => {
  const at = rows.sections[row] ?? rows.sections[row - 1]
  const box = at && rowElement(list, at.entry.key)?.getBoundingClientRect()
  if (!box) return Number.POSITIVE_INFINITY
  return row < rows.sections.length ? box.top : box.bottom
}

/** The place nearest to the pointer; undefined while the pointer is over what is dragged. */
const placeAt = (list: Element, rows: Rows, { key, y }: { key: string; y: number }): string | null | undefined => {
  const section = rows.sections.find(({ entry }) => entry.key === key)
  if (!section) return undefined
  const own = { top: heightOf(list, rows, section.row), bottom: heightOf(list, rows, section.lastRow + 1) }
  if (y >= own.top && y <= own.bottom) return undefined
  const away = ({ row }: { row: number }): number => Math.abs(heightOf(list, rows, row) - y)
  const [nearest] = otherPlaces(rows, section).sort((a, b) => away(a) - away(b))
  return nearest && (rows.sections[nearest.row]?.entry.key ?? null)
}

const scrollAtEdge = (list: Element, y: number): void => {
  const box = list.closest('.draft-outline')
  if (!box) return
  const { top, bottom } = box.getBoundingClientRect()
  if (y < top + edge.within) box.scrollTop -= edge.by
  else if (y > bottom - edge.within) box.scrollTop += edge.by
}

/** The click that ends a drag is none. */
const swallowClick = (): void => {
  const swallow = (event: Event) => {
    event.stopPropagation()
    event.preventDefault()
  }
  addEventListener('click', swallow, { capture: true, once: true })
  // Where the press and its end have no element in common, no click comes.
  setTimeout(() => removeEventListener('click', swallow, { capture: true }))
}

type Options = { list: RefObject<Element | null>; rows: Rows; onDrop: (key: string, before: string | null) => void }

/** `press` goes on each line's `onPointerDown`. Escape lets everything be as it was. */
export const useDrag = ({ list, rows, onDrop }: Options) => {
  const [drag, setDrag] = useState<Drag | null>(null)
  const held = useRef<Held | null>(null)
  const latest = useRef({ rows, onDrop, drag })
  useEffect(() => {
    latest.current = { rows, onDrop, drag }
  })

  useEffect(() => {
    const end = () => {
      held.current = null
      setDrag(null)
    }
    const move = (event: globalThis.PointerEvent) => {
      const from = held.current
      if (!from || event.pointerId !== from.pointer || !list.current) return
      const far = Math.hypot(event.clientX - from.x, event.clientY - from.y) > threshold
      if (!latest.current.drag && !far) return
      event.preventDefault()
      scrollAtEdge(list.current, event.clientY)
      const before = placeAt(list.current, latest.current.rows, { key: from.key, y: event.clientY })
      setDrag({ key: from.key, ...(before !== undefined && { before }) })
    }
    const drop = (event: globalThis.PointerEvent) => {
      if (event.pointerId !== held.current?.pointer) return
      const { drag: dragged } = latest.current
      end()
      if (!dragged) return
      swallowClick()
      if (dragged.before !== undefined) latest.current.onDrop(dragged.key, dragged.before)
    }
    const escape = (event: KeyboardEvent) => {
      if (event.key !== 'Escape' || !latest.current.drag) return
      event.preventDefault()
      end()
    }
    addEventListener('pointermove', move)
    addEventListener('pointerup', drop)
    addEventListener('pointercancel', end)
    addEventListener('keydown', escape, true)
    return () => {
      removeEventListener('pointermove', move)
      removeEventListener('pointerup', drop)
      removeEventListener('pointercancel', end)
      removeEventListener('keydown', escape, true)
    }
  }, [list])

  /** With a finger only the handle drags: anywhere else it scrolls. */
  const press = (key: string) => (event: PointerEvent<Element>) => {
    const byHandle = event.target instanceof Element && event.target.closest('[data-part="handle"]') !== null
    if (event.button !== 0 || (event.pointerType !== 'mouse' && !byHandle)) return
    held.current = { key, pointer: event.pointerId, x: event.clientX, y: event.clientY }
  }

  return { drag, press }
}
