/**
 * A toolbar as the ARIA practices describe it: one stop for Tab, arrows move within it, Home and End go to its ends.
 * Our own forty lines: the library's toolbar cost 22 kB and a style element that the page's policy forbids.
 */
import { type KeyboardEvent, type ReactNode, useEffect, useRef } from 'react'

const controls = (toolbar: HTMLElement): HTMLElement[] => [...toolbar.querySelectorAll<HTMLElement>('button, select')]

const stopAt = (toolbar: HTMLElement, stop: Element | undefined): void => {
  const all = controls(toolbar)
  const chosen = all.find((control) => control === stop) ?? all[0]
  for (const control of all) control.tabIndex = control === chosen ? 0 : -1
}

const nextOf = (all: HTMLElement[], at: number, key: string): HTMLElement | undefined => {
  switch (key) {
    case 'ArrowRight':
      return all[(at + 1) % all.length]
    case 'ArrowLeft':
      return all[(at - 1 + all.length) % all.length]
    case 'Home':
      return all[0]
    case 'End':
      return all.at(-1)
    default:
      return undefined
  }
}

/** `onEscape`: back to what the toolbar belongs to. */
export function Toolbar(props: { label: string; controls: string; onEscape: () => void; children: ReactNode }) {
  const toolbar = useRef<HTMLDivElement>(null)
  const lastStop = useRef<Element | undefined>(undefined)

  // After each render: the controls may be others, and one of them must be Tab's stop.
  useEffect(() => {
    if (toolbar.current) stopAt(toolbar.current, lastStop.current)
  })

  const onKeyDown = (event: KeyboardEvent<HTMLDivElement>) => {
    if (event.key === 'Escape') return props.onEscape()
    const all = controls(event.currentTarget)
    const next = nextOf(all, all.indexOf(event.target as HTMLElement), event.key) // only our controls take the focus
    if (!next) return
    event.preventDefault()
    next.focus()
  }

  return (
    <div
      ref={toolbar}
      className="toolbar"
      role="toolbar"
      aria-label={props.label}
      aria-controls={props.controls}
      onKeyDown={onKeyDown}
      onFocus={(event) => {
        lastStop.current = event.target
        stopAt(event.currentTarget, event.target)
      }}
    >
      {props.children}
    </div>
  )
}

/**
 * A button that says what it does, and, where it is on or off, which. It leaves the focus and selection in the text.
 * One that can do nothing just now stays reachable: the focus must not vanish with the last thing to undo.
 */
export function Tool(props: {
  label: string
  pressed?: boolean
  disabled?: boolean
  onPress: () => void
  children: ReactNode
}) {
  return (
    <button
      type="button"
      className="tool"
      aria-label={props.label}
      title={props.label}
      aria-pressed={props.pressed}
      aria-disabled={props.disabled}
      onMouseDown={(event) => event.preventDefault()}
      onClick={props.disabled ? undefined : props.onPress}
    >
      {props.children}
    </button>
  )
}
