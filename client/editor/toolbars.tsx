/** The toolbars above the text stay in sight together. Alt+F10 comes to the first, and from each to the next. */
import { type ReactNode, useEffect, useRef } from 'react'

const goOn = (frame: HTMLElement, event: KeyboardEvent): void => {
  if (event.key !== 'F10' || !event.altKey) return
  const all = [...frame.querySelectorAll<HTMLElement>('[role=toolbar]')]
  const at = all.findIndex((toolbar) => toolbar.contains(document.activeElement))
  event.preventDefault()
  all[(at + 1) % all.length]?.querySelector<HTMLElement>('[tabindex="0"]')?.focus()
}

export function Toolbars({ children }: { children: ReactNode }) {
  const frame = useRef<HTMLDivElement>(null)
  useEffect(() => {
    const { current } = frame
    if (!current) return
    const onKeyDown = (event: KeyboardEvent) => goOn(current, event)
    current.addEventListener('keydown', onKeyDown)
    return () => current.removeEventListener('keydown', onKeyDown)
  }, [])
  return (
    <div ref={frame} className="tools">
      {children}
    </div>
  )
}
