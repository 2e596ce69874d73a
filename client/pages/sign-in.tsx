/** Signing in. In example mode also by one click, as anyone of the invented people. */
import { useMutation, useQuery } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { municipalities } from '../../shared/people.ts'
import { type ExamplePerson, examplePeople, signIn } from '../api.ts'
import { Failed } from '../ui/alert.tsx'
import { TextField } from '../ui/field.tsx'
import { useMessages } from '../ui/language.tsx'
import { Page, PageHeading } from './page.tsx'
import './sign-in.css'

/** All example people have it; it stands in the README too, and nowhere else than in example mode (R10). */
const examplePassword = 'samskriv-exempel'

type Credentials = { email: string; password: string }

/** By municipality in the order of the list; those who belong to none come first. */
const grouped = (people: readonly ExamplePerson[]): [ExamplePerson['municipality'], ExamplePerson[]][] => {
  const ids = [...new Set(people.map(({ municipality }) => municipality))]
  ids.sort((a, b) => Number(a !== null) - Number(b !== null))
  return ids.map((id) => [id, people.filter(({ municipality }) => municipality === id)])
}

function ExamplePeople({ busy, choose }: { busy: boolean; choose: (email: string) => void }) {
  const say = useMessages()
  const { data: people } = useQuery(examplePeople)
  if (!people) return null
  return (
    <section className="box" aria-labelledby="example">
      <h2 id="example">{say.signIn.example}</h2>
      <p>{say.signIn.exampleText}</p>
      <div className="example-groups">
        {grouped(people).map(([id, group]) => (
          <div key={id ?? 'none'} role="group" aria-labelledby={`example-${id}`} data-municipality={id ?? 'none'}>
            <h3 id={`example-${id}`}>{id ? municipalities[id] : say.signIn.noMunicipality}</h3>
            <ul>
              {group.map(({ email, role }) => (
                <li key={email}>
                  <button
                    type="button"
                    className="person"
                    disabled={busy}
                    aria-label={say.roleIn(say.roles[role], id)}
                    onClick={() => choose(email)}
                  >
                    {say.roles[role]}
                  </button>
                </li>
              ))}
            </ul>
          </div>
        ))}
      </div>
    </section>
  )
}

function Form(props: { busy: boolean; forget: () => void; submit: (credentials: Credentials) => void }) {
  const { busy, forget, submit } = props
  const say = useMessages()
  const [missing, setMissing] = useState({ email: false, password: false })
  const onSubmit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    // What was said of the last attempt is not true of this one.
    forget()
    const form = new FormData(event.currentTarget)
    const email = String(form.get('email') ?? '').trim()
    const password = String(form.get('password') ?? '')
    setMissing({ email: email === '', password: password === '' })
    if (email && password) return submit({ email, password })
    event.currentTarget.querySelector<HTMLInputElement>(email ? '[name=password]' : '[name=email]')?.focus()
  }
  return (
    <form className="box stack" noValidate onSubmit={onSubmit} aria-label={say.signIn.title}>
      <TextField
        label={say.signIn.email}
        name="email"
        type="email"
        autoComplete="username"
        error={missing.email && say.signIn.missingEmail}
      />
      <TextField
        label={say.signIn.password}
        name="password"
        type="password"
        autoComplete="current-password"
        error={missing.password && say.signIn.missingPassword}
      />
      <button type="submit" className="ds-button" disabled={busy}>
        {busy ? say.signIn.wait : say.signIn.submit}
      </button>
    </form>
  )
}

export function SignIn() {
  const say = useMessages()
  const enter = useMutation({ mutationFn: ({ email, password }: Credentials) => signIn(email, password) })
  return (
    <Page me={null}>
      <PageHeading title={say.signIn.title} />
      <p className="lead">{say.signIn.intro}</p>
      <div className="sign-in">
        {enter.error && <Failed error={enter.error} />}
        <Form busy={enter.isPending} forget={enter.reset} submit={enter.mutate} />
        <ExamplePeople busy={enter.isPending} choose={(email) => enter.mutate({ email, password: examplePassword })} />
      </div>
    </Page>
  )
}
