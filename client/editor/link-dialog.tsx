/** Asks for a link's address, and for its words where none are selected. It reports; the editor does it. */
import { type FormEvent, useState } from 'react'
import { Dialog } from '../ui/dialog.tsx'
import { TextField } from '../ui/field.tsx'
import { useMessages } from '../ui/language.tsx'
import { addressOf } from './links.ts'

export type AskedLink = { href: string; needsText: boolean }

export function LinkDialog(props: {
  asked: AskedLink
  onSave: (href: string, text: string) => void
  onRemove: () => void
  onClose: () => void
}) {
  const { asked, onSave, onRemove, onClose } = props
  const say = useMessages()
  const [wrong, setWrong] = useState({ address: false, text: false })

  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const form = new FormData(event.currentTarget)
    const href = addressOf(String(form.get('address') ?? ''))
    const text = String(form.get('text') ?? '')
      .trim()
      .normalize('NFC')
    setWrong({ address: href === null, text: asked.needsText && text === '' })
    if (href !== null && (text !== '' || !asked.needsText)) return onSave(href, text)
    event.currentTarget.querySelector<HTMLInputElement>(href === null ? '[name=address]' : '[name=text]')?.focus()
  }

  return (
    <Dialog title={say.link.title} onClose={onClose}>
      <form className="stack" noValidate onSubmit={submit}>
        <TextField
          label={say.link.address}
          hint={say.link.hint}
          name="address"
          inputMode="url"
          autoComplete="off"
          defaultValue={asked.href}
          error={wrong.address && say.link.unsafe}
        />
        {asked.needsText && (
          <TextField label={say.link.text} name="text" autoComplete="off" error={wrong.text && say.link.missingText} />
        )}
        <div className="buttons">
          <button type="submit" className="ds-button">
            {say.link.save}
          </button>
          {asked.href !== '' && (
            <button type="button" className="ds-button" data-variant="secondary" onClick={onRemove}>
              {say.link.remove}
            </button>
          )}
          <button type="button" className="ds-button" data-variant="tertiary" onClick={onClose}>
            {say.cancel}
          </button>
        </div>
      </form>
    </Dialog>
  )
}
