/** Asks which role a person has from which day. It reports; the page sends it. */
import { type FormEvent, useState } from 'react'
import { isDay } from '../../shared/calendar.ts'
import type { UiMessages } from '../../shared/messages/ui.sv.ts'
import { municipalities, municipalityIds, municipalRoles, roles, type Term } from '../../shared/people.ts'
import { termInput } from '../../shared/requests.ts'
import { Failed } from '../ui/alert.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { SelectField, TextField } from '../ui/field.tsx'
import { useMessages } from '../ui/language.tsx'

type Field = 'municipality' | 'from' | 'to'
type Wrong = Partial<Record<Field, string>>

const read = (form: FormData) => ({
  role: form.get('role'),
  municipality: form.get('municipality') || null,
  from: String(form.get('from') ?? '').trim(),
  to: String(form.get('to') ?? '').trim() || null,
})

/** The same rules as the server's, said in words beside the field they concern. */
const wrongIn = ({ role, municipality, from, to }: ReturnType<typeof read>, say: UiMessages['members']): Wrong => {
  const wrong: Wrong = {}
  if (!isDay(from)) wrong.from = say.wrongDay
  if (to !== null && !isDay(to)) wrong.to = say.wrongDay
  else if (to !== null && to < from) wrong.to = say.wrongOrder
  if (municipality === null && municipalRoles.some((each) => each === role)) wrong.municipality = say.needsMunicipality
  if (municipality !== null && role === 'secretariat') wrong.municipality = say.hasNoMunicipality
  return wrong
}

export function TermDialog(props: {
  name: string
  term: Term | null
  today: string
  busy: boolean
  error: Error | null
  onSave: (term: Term) => void
  onClose: () => void
}) {
  const { name, term, today, busy, error, onSave, onClose } = props
  const say = useMessages()
  const [wrong, setWrong] = useState<Wrong>({})

  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const filled = read(new FormData(event.currentTarget))
    const found = wrongIn(filled, say.members)
    setWrong(found)
    const parsed = termInput.safeParse(filled)
    if (parsed.success) return onSave(parsed.data)
    const [first] = Object.keys(found)
    event.currentTarget.querySelector<HTMLElement>(`[name=${first}]`)?.focus()
  }

  return (
    <Dialog title={say.members.changeOf(name)} onClose={onClose}>
      <form className="stack" noValidate onSubmit={submit}>
        <p>{say.members.changeText}</p>
        {error && <Failed error={error} />}
        <SelectField label={say.members.role} name="role" defaultValue={term?.role}>
          {roles.map((role) => (
            <option key={role} value={role}>
              {say.roles[role]}
            </option>
          ))}
        </SelectField>
        <SelectField
          label={say.members.municipality}
          name="municipality"
          defaultValue={term?.municipality ?? ''}
          error={wrong.municipality}
        >
          <option value="">{say.members.none}</option>
          {municipalityIds.map((id) => (
            <option key={id} value={id}>
              {municipalities[id]}
            </option>
          ))}
        </SelectField>
        <TextField label={say.members.from} name="from" defaultValue={today} autoComplete="off" error={wrong.from} />
        <TextField
          label={say.members.to}
          hint={say.members.dayHint}
          name="to"
          defaultValue={term?.to ?? ''}
          autoComplete="off"
          error={wrong.to}
        />
        <div className="buttons">
          <button type="submit" className="ds-button" disabled={busy}>
            {say.members.save}
          </button>
          <button type="button" className="ds-button" data-variant="tertiary" onClick={onClose}>
            {say.cancel}
          </button>
        </div>
      </form>
    </Dialog>
  )
}
