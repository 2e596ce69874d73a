/** The banner: where one can go, who one is, and the way out. On a narrow screen the last two fold behind a button. */
import { useMutation } from '@tanstack/react-query'
import { useCallback, useId, useRef, useState } from 'react'
import { Link, useLocation } from 'wouter'
import { nameAndRoleIn } from '../../shared/messages/names.ts'
import { type Me, signOut } from '../api.ts'
import { Alert } from '../ui/alert.tsx'
import { useFoldAway } from '../ui/fold-away.ts'
import { LanguageSwitch, useMessages } from '../ui/language.tsx'
import { useLeaving } from './leaving.tsx'
import './site-head.css'

function SiteNav() {
  const say = useMessages()
  const [location] = useLocation()
  const current = (here: boolean) => (here ? ('page' as const) : undefined)
  return (
    <nav className="site-nav" aria-label={say.nav.label}>
      <Link href="/" aria-current={current(location === '/')}>
        {say.nav.start}
      </Link>
      <Link href="/members" aria-current={current(location === '/members')}>
        {say.nav.members}
      </Link>
    </nav>
  )
}

/** Always unfolded where there is room for it: the style sheet then hides the button. */
function WhoAmI({ me, busy, leave }: { me: Me; busy: boolean; leave: () => void }) {
  const say = useMessages()
  const id = useId()
  const root = useRef<HTMLDivElement>(null)
  const [open, setOpen] = useState(false)
  useFoldAway(
    root,
    open,
    useCallback(() => setOpen(false), []),
  )
  return (
    <div ref={root} className="whoami">
      <button
        type="button"
        className="plain-button whoami-fold"
        aria-expanded={open}
        aria-controls={id}
        onClick={() => setOpen(!open)}
      >
        {say.nav.me}
      </button>
      <div id={id} className="whoami-parts" data-open={open}>
        <span className="whoami-name">{nameAndRoleIn({ name: me.member.name, ...me.actor }, say)}</span>
        <LanguageSwitch />
        <button type="button" className="plain-button" aria-disabled={busy} onClick={busy ? undefined : leave}>
          {say.nav.signOut}
        </button>
      </div>
    </div>
  )
}

/** `me` is null before signing in: then there is nowhere to go but the page itself. */
export function SiteHead({ me }: { me: Me | null }) {
  const { programName } = useMessages()
  return me ? (
    <SignedIn me={me} />
  ) : (
    <header className="site-head">
      <span className="brand">{programName}</span>
      <div className="whoami">
        <LanguageSwitch />
      </div>
    </header>
  )
}

function SignedIn({ me }: { me: Me }) {
  const say = useMessages()
  const { leave } = useLeaving()
  const out = useMutation({ mutationFn: signOut })
  return (
    <>
      <header className="site-head">
        <span className="brand">{say.programName}</span>
        <SiteNav />
        <WhoAmI me={me} busy={out.isPending} leave={() => leave(() => out.mutate())} />
      </header>
      {out.error && (
        <div className="site-said">
          <Alert colour="danger" urgent>
            <p>{say.stillSignedIn}</p>
            <button type="button" className="ds-button" onClick={() => out.mutate()}>
              {say.tryAgain}
            </button>
          </Alert>
        </div>
      )}
    </>
  )
}
