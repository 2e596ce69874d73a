/** A button that opens a menu, as the ARIA practices describe it: arrows, Home, End and first letters move in it. */
import { type KeyboardEvent, type ReactNode, useId, useLayoutEffect, useRef, useState } from 'react'
import { useFoldAway } from './fold-away.ts'

export type MenuItem = { id: string; label: string; keys?: string }

/** Where the key leads from the item at `at`; null when it leads nowhere. */
export const nextItem = (items: readonly MenuItem[], at: number, key: string): number | null => {
  const count = items.length
  switch (key) {
    case 'ArrowDown':
      return (at + 1) % count
    case 'ArrowUp':
      return (at - 1 + count) % count
    case 'Home':
      return 0
    case 'End':
      return count - 1
    default: {
      if (key.length !== 1) return null
      const order = [...items.keys()].map((i) => (at + 1 + i) % count)
      const letter = key.toLocaleLowerCase('sv')
      return order.find((i) => items[i]?.label.toLocaleLowerCase('sv').startsWith(letter)) ?? null
    }
  }
}

const openedAt = (key: string, count: number): number | null => {
  if (key === 'ArrowUp') return count - 1
  return key === 'ArrowDown' || key === 'Enter' || key === ' ' ? 0 : null
}

type Props = {
  label: string
  items: readonly MenuItem[]
  /** The menu is closed by then; where the focus goes is the caller's affair. */
  onChoose: (id: string) => void
  children: ReactNode
}

export function MenuButton({ label, items, onChoose, children }: Props) {
  const id = useId()
  const root = useRef<HTMLDivElement>(null)
  const button = useRef<HTMLButtonElement>(null)
  const menu = useRef<HTMLDivElement>(null)
  const [at, setAt] = useState<number | null>(null)
  const open = at !== null
  useFoldAway(root, open, () => setAt(null))

  useLayoutEffect(() => {
    const list = menu.current
    if (!list || at === null) return
    list.style.left = '0'
    const over = list.getBoundingClientRect().right + 8 - document.documentElement.clientWidth
    if (over > 0) list.style.left = `${-over}px`
    list.querySelectorAll<HTMLElement>('[role=menuitem]')[at]?.focus()
  }, [at])

  const choose = (item: MenuItem) => {
    // A dialog that is asked for gives the focus back to where it was.
    button.current?.focus()
    setAt(null)
    onChoose(item.id)
  }

  const onItemKeyDown = (event: KeyboardEvent) => {
    // What stands around the button, a toolbar, would take the arrows for its own.
    event.stopPropagation()
    if (at === null || event.ctrlKey || event.altKey || event.metaKey) return
    const item = items[at]
    if (event.key === 'Escape' || event.key === 'Tab') {
      if (event.key === 'Escape') event.preventDefault()
      button.current?.focus()
      return setAt(null)
    }
    if ((event.key === 'Enter' || event.key === ' ') && item) {
      event.preventDefault()
      return choose(item)
    }
    const next = nextItem(items, at, event.key)
    if (next === null) return
    event.preventDefault()
    setAt(next)
  }

  return (
    <div ref={root} className="menu-root">
      <button
        ref={button}
        type="button"
        className="tool menu-button"
        aria-haspopup="menu"
        aria-expanded={open}
        aria-controls={open ? id : undefined}
        onMouseDown={(event) => event.preventDefault()}
        onClick={() => setAt(open ? null : 0)}
        onKeyDown={(event) => {
          const first = openedAt(event.key, items.length)
          if (first === null) return
          event.preventDefault()
          event.stopPropagation()
          setAt(first)
        }}
      >
        {label}
        {children}
      </button>
      {open && (
        <div ref={menu} id={id} role="menu" aria-label={label} className="menu">
          {items.map((item, i) => (
            <div
              key={item.id}
              role="menuitem"
              tabIndex={-1}
              className="menu-item"
              aria-keyshortcuts={item.keys?.replace('Ctrl', 'Control')}
              onKeyDown={onItemKeyDown}
              onMouseEnter={() => setAt(i)}
              onClick={() => choose(item)}
            >
              {item.label}
              {item.keys && <kbd aria-hidden="true">{item.keys}</kbd>}
            </div>
          ))}
        </div>
      )}
    </div>
  )
}
