/** What is folded out over the page is folded away by Escape and by a click elsewhere. */
import { type RefObject, useEffect } from 'react'

/** While `open`, calls `fold`; after Escape the focus goes to the button in `root` that folded it out. */
export const useFoldAway = (root: RefObject<HTMLElement | null>, open: boolean, fold: () => void): void => {
  useEffect(() => {
    if (!open) return
    const onKeyDown = (event: KeyboardEvent) => {
      // What stands over it, a dialog or a menu of the browser's, has taken its own Escape already.
      if (event.key !== 'Escape' || event.defaultPrevented) return
      fold()
      root.current?.querySelector<HTMLElement>('summary, [aria-expanded]')?.focus()
    }
    const onPointerDown = ({ target }: PointerEvent) => {
      if (target instanceof Node && !root.current?.contains(target)) fold()
    }
    document.addEventListener('keydown', onKeyDown)
    document.addEventListener('pointerdown', onPointerDown)
    return () => {
      document.removeEventListener('keydown', onKeyDown)
      document.removeEventListener('pointerdown', onPointerDown)
    }
  }, [root, open, fold])
}
