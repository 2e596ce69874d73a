/** An address that leads nowhere: there is nothing to try again, so the way goes to the start page. */
import { Link } from 'wouter'
import type { Me } from '../api.ts'
import { useMessages } from '../ui/language.tsx'
import { Page, PageHeading } from './page.tsx'

export function NotFound({ me }: { me: Me }) {
  const say = useMessages()
  return (
    <Page me={me}>
      <PageHeading title={say.notFound.title} />
      <p>{say.notFound.text}</p>
      <Link className="ds-link" href="/">
        {say.notFound.home}
      </Link>
    </Page>
  )
}
