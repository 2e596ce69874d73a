/** The start page: the programmes one takes part in. */
import { useQuery } from '@tanstack/react-query'
import { Link } from 'wouter'
import { nameIn } from '../../shared/messages/names.ts'
import { type Me, type ProgrammeRecord, programmes } from '../api.ts'
import { Failed } from '../ui/alert.tsx'
import { useMessages } from '../ui/language.tsx'
import { Page, PageHeading } from './page.tsx'

function ProgrammeCard({ programme: { id, title, period, phase, example } }: { programme: ProgrammeRecord }) {
  const say = useMessages()
  return (
    <li className="box">
      <h2>
        <Link className="ds-link" href={`/programmes/${id}`}>
          {title}
        </Link>
      </h2>
      <p>{say.start.period(period.fromYear, period.toYear)}</p>
      <div className="chips">
        <span className="chip">{say.phases[phase]}</span>
        {example && <span className="chip">{say.start.example}</span>}
      </div>
    </li>
  )
}

function Programmes() {
  const say = useMessages()
  const { data, error, refetch } = useQuery(programmes)
  if (error) return <Failed error={error} retry={() => void refetch()} />
  if (!data) return <p role="status">{say.loading}</p>
  if (data.length === 0) {
    return (
      <section className="box">
        <h2>{say.start.emptyTitle}</h2>
        <p>{say.start.empty}</p>
      </section>
    )
  }
  return (
    <ul className="cards">
      {data.map((each) => (
        <ProgrammeCard key={each.id} programme={each} />
      ))}
    </ul>
  )
}

export function Start({ me }: { me: Me }) {
  const say = useMessages()
  return (
    <Page me={me}>
      <PageHeading title={say.start.title} />
      <p className="lead">{say.start.signedInAs(nameIn({ name: me.member.name, ...me.actor }, say))}</p>
      <Programmes />
    </Page>
  )
}
