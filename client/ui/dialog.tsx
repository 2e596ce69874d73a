/**
 * A modal dialog on the browser's own `<dialog>`: it keeps the focus in, Escape closes it, and focus goes back after.
 */
import { type ReactNode, useEffect, useId, useRef } from 'react'
import { useMessages } from './language.tsx'

/** Open while it is mounted. `onClose` is asked for by Escape and the close button; the owner then unmounts it. */
export function Dialog({ title, onClose, children }: { title: string; onClose: () => void; children: ReactNode }) {
  const say = useMessages()
  const titleId = useId()
  const dialog = useRef<HTMLDialogElement>(null)
  useEffect(() => {
    const before = document.activeElement
    const element = dialog.current
    element?.showModal()
    // Left to itself the browser would begin at the close button.
    element?.querySelector<HTMLElement>('.dialog-body :is(input, select, textarea, button)')?.focus()
    return () => {
      element?.close()
      if (before instanceof HTMLElement) before.focus()
    }
  }, [])
  return (
    <dialog
      ref={dialog}
      className="ds-dialog"
      aria-labelledby={titleId}
      onCancel={(event) => {
        event.preventDefault()
        onClose()
      }}
    >
      <div className="dialog-head">
        <h2 className="ds-heading" data-size="sm" id={titleId}>
          {title}
        </h2>
        <button type="button" className="ds-button" data-variant="tertiary" onClick={onClose}>
          {say.close}
        </button>
      </div>
      <div className="dialog-body">{children}</div>
    </dialog>
  )
}
