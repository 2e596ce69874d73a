/** Asks for a figure's image and its alternative text. It reports; the editor does it. */
import { type FormEvent, useState } from 'react'
import { fileUrl, imageTypes, type StoredImage } from '../../shared/files.ts'
import { nodes } from '../../shared/schema/form.ts'
import { Failed } from '../ui/alert.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { TextAreaField, TextField } from '../ui/field.tsx'
import { useMessages } from '../ui/language.tsx'
import type { Sending } from './use-sending.ts'

export type AskedFigure =
  /** `given`: its image was pasted or dropped. */
  { kind: 'new'; given: boolean } | { kind: 'change'; alt: string; file: string | null }

function Preview({ file }: { file: string }) {
  return <img className="figure-preview" src={fileUrl(file)} alt={useMessages().figures.preview} />
}

function Progress({ sending, retry }: { sending: Sending; retry: (image: File) => void }) {
  const say = useMessages().figures
  switch (sending.state) {
    case 'none':
      return null
    case 'sending':
      return (
        <div role="status" className="figure-progress">
          {say.sending}
          <progress max={1} value={sending.share} aria-label={say.sending} />
        </div>
      )
    case 'kept':
      return (
        <>
          <p role="status">{say.kept}</p>
          <Preview file={sending.image.id} />
        </>
      )
    case 'failed':
      return <Failed error={sending.error} retry={() => retry(sending.image)} />
  }
}

export function FigureDialog(props: {
  asked: AskedFigure
  sending: Sending
  send: (image: File) => void
  onInsert: (image: StoredImage, alt: string) => void
  onChange: (alt: string) => void
  onRemove: () => void
  onClose: () => void
}) {
  const { asked, sending, send, onInsert, onChange, onRemove, onClose } = props
  const all = useMessages()
  const say = all.figures
  const [wrong, setWrong] = useState({ image: false, alt: false })
  const isNew = asked.kind === 'new'

  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const form = event.currentTarget
    const alt = String(new FormData(form).get('alt') ?? '')
      .replace(/\s+/g, ' ')
      .trim()
      .normalize('NFC')
    const image = sending.state === 'kept' ? sending.image : null
    const missing = { image: isNew && image === null, alt: alt === '' }
    setWrong(missing)
    const stop = missing.image ? '[name=image]' : missing.alt ? '[name=alt]' : null
    if (stop) return form.querySelector<HTMLElement>(stop)?.focus()
    if (image) onInsert(image, alt)
    else onChange(alt)
  }

  const imageError = sending.state === 'sending' ? say.stillSending : say.missingImage
  return (
    <Dialog title={isNew ? say.insert : say.change} onClose={onClose}>
      <form className="stack" noValidate onSubmit={submit}>
        {asked.kind === 'change' && asked.file && <Preview file={asked.file} />}
        {isNew && (
          <TextField
            label={asked.given ? say.otherImage : say.image}
            hint={say.imageHint}
            type="file"
            name="image"
            accept={imageTypes.join()}
            error={wrong.image && sending.state !== 'kept' && imageError}
            onChange={({ target }) => {
              const [image] = target.files ?? []
              if (image) send(image)
            }}
          />
        )}
        <Progress sending={sending} retry={send} />
        <TextAreaField
          label={say.alt}
          hint={say.altHint}
          name="alt"
          rows={3}
          maxLength={nodes.figure.attributes.alt.max}
          defaultValue={isNew ? '' : asked.alt}
          error={wrong.alt && say.missingAlt}
        />
        <div className="buttons">
          <button type="submit" className="ds-button">
            {isNew ? say.insert : say.save}
          </button>
          {!isNew && (
            <button type="button" className="ds-button" data-variant="secondary" onClick={onRemove}>
              {say.remove}
            </button>
          )}
          <button type="button" className="ds-button" data-variant="tertiary" onClick={onClose}>
            {all.cancel}
          </button>
        </div>
      </form>
    </Dialog>
  )
}
