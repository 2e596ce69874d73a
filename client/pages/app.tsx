/** Which page an address leads to. Without a session every address leads to signing in, and back to it afterwards. */
import { useQuery } from '@tanstack/react-query'
import { type ComponentType, createElement, type ReactNode, useEffect } from 'react'
import { Route, Switch, useLocation } from 'wouter'
import { Problem } from '../../shared/problem.ts'
import { type Me, me as meQuery } from '../api.ts'
import { Alert, Failed } from '../ui/alert.tsx'
import { useMessages } from '../ui/language.tsx'
import { Mishap } from '../ui/mishap.tsx'
import { AskBeforeLeaving } from './leaving.tsx'
import { NotFound } from './not-found.tsx'
import { Page, PageHeading } from './page.tsx'
import { draft, fetchTheRest, forgetFailures, members } from './own-files.ts'
import { NotFetched, type Piece, usePiece, whenIdle } from './pieces.ts'
import { SignIn } from './sign-in.tsx'
import { Start } from './start.tsx'

/** The page as a component: says that it is coming, and throws where it does not come. */
const drawn = <Props extends { me: Me }>(page: Piece<ComponentType<Props>>) =>
  function Drawn(props: Props) {
    const here = usePiece(page)
    if (here) return createElement(here, props)
    return (
      <Page me={props.me}>
        <Loading />
      </Page>
    )
  }

const Draft = drawn(draft)
const Members = drawn(members)

export function Loading() {
  return <p role="status">{useMessages().loading}</p>
}

function MishapPage({ me, error, retry }: { me: Me | null; error: unknown; retry: () => void }) {
  const say = useMessages()
  const tryAgain = () => {
    forgetFailures()
    retry()
  }
  return (
    <Page me={me}>
      <PageHeading title={say.mishap.title} />
      <Alert colour="danger" urgent>
        <p>
          <strong>{error instanceof NotFetched ? say.mishap.notFetched : say.mishap.broken}</strong> {say.mishap.kept}
        </p>
        <div className="buttons">
          <button type="button" className="ds-button" onClick={tryAgain}>
            {say.tryAgain}
          </button>
          <button type="button" className="ds-button" data-variant="secondary" onClick={() => location.reload()}>
            {say.reload}
          </button>
        </div>
      </Alert>
    </Page>
  )
}

/** The menu stays where it is; who goes to another page by it leaves the mishap behind. */
function Guarded({ me, children }: { me: Me; children: ReactNode }) {
  const [location] = useLocation()
  return (
    <Mishap key={location} instead={(error, retry) => <MishapPage me={me} error={error} retry={retry} />}>
      {children}
    </Mishap>
  )
}

function Pages({ me }: { me: Me }) {
  return (
    <Guarded me={me}>
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
    </Guarded>
  )
}

function Arrival() {
  const say = useMessages()
  const { data, error, isPending, refetch } = useQuery(meQuery)
  useEffect(() => {
    if (!isPending) whenIdle(fetchTheRest)
  }, [isPending])
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

export function App() {
  return (
    <Mishap instead={(error, retry) => <MishapPage me={null} error={error} retry={retry} />}>
      <Arrival />
    </Mishap>
  )
}
