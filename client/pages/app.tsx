/** Which page an address leads to. Without a session every address leads to signing in, and back to it afterwards. */
import { useQuery } from '@tanstack/react-query'
import { lazy, Suspense } from 'react'
import { Link, Route, Switch } from 'wouter'
import { Problem } from '../../shared/problem.ts'
import { type Me, me as meQuery } from '../api.ts'
import { Failed } from '../ui/alert.tsx'
import { useMessages } from '../ui/language.tsx'
import { AskBeforeLeaving } from './leaving.tsx'
import { Page, PageHeading } from './page.tsx'
import { SignIn } from './sign-in.tsx'
import { Start } from './start.tsx'

/** The editor is two thirds of the program; who signs in does not wait for it. */
const Draft = lazy(() => import('./draft.tsx').then(({ Draft }) => ({ default: Draft })))
const Members = lazy(() => import('./members.tsx').then(({ Members }) => ({ default: Members })))

export function Loading() {
  return <p role="status">{useMessages().loading}</p>
}

function NotFound({ me }: { me: Me }) {
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

function Pages({ me }: { me: Me }) {
  const loading = (
    <Page me={me}>
      <Loading />
    </Page>
  )
  return (
    <Suspense fallback={loading}>
      <Switch>
        <Route path="/">
          <Start me={me} />
        </Route>
        <Route path="/members">
          <Members me={me} />
        </Route>
        <Route path="/programmes/:id">{({ id }) => <Draft key={id} me={me} programmeId={id} />}</Route>
        <Route>
          <NotFound me={me} />
        </Route>
      </Switch>
    </Suspense>
  )
}

export function App() {
  const say = useMessages()
  const { data, error, isPending, refetch } = useQuery(meQuery)
  if (data) {
    return (
      <AskBeforeLeaving>
        <Pages me={data} />
      </AskBeforeLeaving>
    )
  }
  if (isPending) return <Loading />
  if (error instanceof Problem && error.code === 'not-signed-in') return <SignIn />
  return (
    <Page me={null}>
      <PageHeading title={say.programName} />
      <Failed error={error} retry={() => void refetch()} />
    </Page>
  )
}
