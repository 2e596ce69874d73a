/** Everyone who takes part, with role and term. All may read it; the secretariat changes roles. */
import { useMutation, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { may } from '../../shared/access.ts'
import { municipalities, type Term } from '../../shared/people.ts'
import { type Me, type MemberRow, members, setTerms } from '../api.ts'
import { Alert, Failed } from '../ui/alert.tsx'
import { useMessages } from '../ui/language.tsx'
import { Page, PageHeading } from './page.tsx'
import { TermDialog } from './term-dialog.tsx'
import { withTerm } from './terms.ts'

function Row({ member, change }: { member: MemberRow; change: ((member: MemberRow) => void) | null }) {
  const say = useMessages()
  const { name, email, today: term } = member
  return (
    <tr>
      <th scope="row">
        {name}
        {email && <small>{email}</small>}
      </th>
      <td>{term ? say.roles[term.role] : say.members.noTerm}</td>
      <td>{term?.municipality ? municipalities[term.municipality] : '–'}</td>
      <td>{term && `${term.from} – ${term.to ?? say.members.noEnd}`}</td>
      {change && (
        <td>
          <button
            type="button"
            className="ds-button"
            data-variant="secondary"
            data-size="sm"
            aria-label={say.members.changeOf(name)}
            onClick={() => change(member)}
          >
            {say.members.change}
          </button>
        </td>
      )}
    </tr>
  )
}

function MembersTable({ rows, change }: { rows: MemberRow[]; change: ((member: MemberRow) => void) | null }) {
  const say = useMessages().members
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must be reached without a mouse
    <section className="table-frame" aria-label={say.caption} tabIndex={0}>
      <table className="ds-table members">
        <caption className="unseen">{say.caption}</caption>
        <thead>
          <tr>
            <th scope="col">{say.name}</th>
            <th scope="col">{say.role}</th>
            <th scope="col">{say.municipality}</th>
            <th scope="col">{say.term}</th>
            {change && <th scope="col">{say.actions}</th>}
          </tr>
        </thead>
        <tbody>
          {rows.map((member) => (
            <Row key={member.id} member={member} change={change} />
          ))}
        </tbody>
      </table>
    </section>
  )
}

export function Members({ me }: { me: Me }) {
  const say = useMessages()
  const { data, error, refetch } = useQuery(members)
  const [changing, setChanging] = useState<MemberRow | null>(null)
  const save = useMutation({
    mutationFn: ({ member, term }: { member: MemberRow; term: Term }) =>
      setTerms(member.id, withTerm(member.terms, term)),
    onSuccess: () => setChanging(null),
  })
  const mayChange = may.changeRole({ memberId: me.member.id, name: me.member.name, ...me.actor }) === true
  const open = (member: MemberRow) => {
    save.reset()
    setChanging(member)
  }
  return (
    <Page me={me}>
      <PageHeading title={say.members.title} />
      <p className="lead">{say.members.intro}</p>
      {save.isSuccess && <Alert colour="success">{say.members.saved(save.variables.member.name)}</Alert>}
      {error && <Failed error={error} retry={() => void refetch()} />}
      {!data && !error && <p role="status">{say.loading}</p>}
      {data && <MembersTable rows={data} change={mayChange ? open : null} />}
      {changing && (
        <TermDialog
          name={changing.name}
          term={changing.today}
          today={me.today}
          busy={save.isPending}
          error={save.error}
          onSave={(term) => save.mutate({ member: changing, term })}
          onClose={() => setChanging(null)}
        />
      )}
    </Page>
  )
}
