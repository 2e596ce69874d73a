/** Which page an address leads to. Without a session every address leads to signing in, and back to it afterwards. */
import { useQuery } from '@tanstack/react-query'
import { createElement, type ReactNode, useEffect, useSyncExternalStore } from 'react'
import { Route, Switch, useLocation } from 'wouter'
import { Problem } from '../../shared/problem.ts'
import { beginning, type Me, me as meQuery, programme as programmeQuery, records } from '../api.ts'
import { Alert, Failed } from '../ui/alert.tsx'
import { useMessages } from '../ui/language.tsx'
import { Mishap } from '../ui/mishap.tsx'
import { AskBeforeLeaving } from './leaving.tsx'
import { fetchLostStyles } from './lost-styles.ts'
import { NotFound } from './not-found.tsx'
import { Page, PageHeading } from './page.tsx'
import { NotFetched, type Piece, piece, whenIdle } from './pieces.ts'
import { SignIn } from './sign-in.tsx'
import { Start } from './start.tsx'

const withStyles = async <File,>(file: Promise<File>): Promise<File> => {
  const [came] = await Promise.all([file, fetchLostStyles()])
  return came
}

const draft = piece(() => withStyles(import('./draft.tsx')).then(({ Draft }) => Draft))
const members = piece(() => withStyles(import('./members.tsx')).then(({ Members }) => Members))

/** The page as a component: says that it is coming, and throws where it does not come. */
const drawn = <Props extends { me: Me }>({ subscribe, now }: Piece<Props>) =>
  function Drawn(props: Props) {
    const fetched = useSyncExternalStore(subscribe, now)
    switch (fetched.state) {
      case 'here':
        return createElement(fetched.page, props)
      case 'failed':
        throw fetched.error
      default:
        return (
          <Page me={props.me}>
            <Loading />
          </Page>
        )
    }
  }

const Draft = drawn(draft)
const Members = drawn(members)

/**
 * Asks for what an address will need before the pages that need it are drawn: each would else wait for the one before.
 */
export const fetchAhead = (address: string): void => {
  void records.prefetchQuery(meQuery)
  const id = /^\/programmes\/([^/]+)$/.exec(address)?.[1]
  if (id === undefined) return
  const programmeId = decodeURIComponent(id)
  void draft.prefetch()
  void records.prefetchQuery(programmeQuery(programmeId))
  void records.prefetchQuery(beginning(programmeId))
}

const fetchTheRest = (): void => {
  void draft.prefetch()
  void members.prefetch()
}

const forgetThePieces = (): void => {
  draft.forget()
  members.forget()
}

export function Loading() {
  return <p role="status">{useMessages().loading}</p>
}

function MishapPage({ me, error, retry }: { me: Me | null; error: unknown; retry: () => void }) {
  const say = useMessages()
  const tryAgain = () => {
    forgetThePieces()
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
