/** A labelled control with its hint and its error, tied together for those who hear the page. */
import {
  type InputHTMLAttributes,
  type ReactNode,
  type SelectHTMLAttributes,
  type TextareaHTMLAttributes,
  useId,
} from 'react'

type Described = { label: string; hint?: string | undefined; error?: string | false | undefined }

type Wiring = { id: string; 'aria-describedby': string | undefined; 'aria-invalid': true | undefined }

function Field({ label, hint, error, children }: Described & { children: (wiring: Wiring) => ReactNode }) {
  const id = useId()
  const described = [hint && `${id}-hint`, error && `${id}-error`].filter(Boolean).join(' ')
  return (
    <div className="ds-field">
      <label className="ds-label" data-weight="medium" htmlFor={id}>
        {label}
      </label>
      {hint && (
        <p id={`${id}-hint`} data-field="description">
          {hint}
        </p>
      )}
      {children({ id, 'aria-describedby': described || undefined, 'aria-invalid': error ? true : undefined })}
      {error && (
        <p id={`${id}-error`} className="ds-validation-message" data-field="validation">
          {error}
        </p>
      )}
    </div>
  )
}

export const TextField = ({ label, hint, error, ...input }: Described & InputHTMLAttributes<HTMLInputElement>) => (
  <Field label={label} hint={hint} error={error}>
    {(wiring) => <input className="ds-input" {...input} {...wiring} />}
  </Field>
)

export const SelectField = ({ label, hint, error, ...select }: Described & SelectHTMLAttributes<HTMLSelectElement>) => (
  <Field label={label} hint={hint} error={error}>
    {(wiring) => <select className="ds-input" {...select} {...wiring} />}
  </Field>
)

export const TextAreaField = ({
  label,
  hint,
  error,
  ...area
}: Described & TextareaHTMLAttributes<HTMLTextAreaElement>) => (
  <Field label={label} hint={hint} error={error}>
    {(wiring) => <textarea className="ds-input" {...area} {...wiring} />}
  </Field>
)
