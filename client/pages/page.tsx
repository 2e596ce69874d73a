/** A page's frame: its title, where the focus goes when one comes to it, and the way past the menu. */
import { type ReactNode, useEffect, useRef } from 'react'
import { Link, useLocation } from 'wouter'
import { type Me, signOut } from '../api.ts'
import { LanguageSwitch, useMessages } from '../ui/language.tsx'
import { useLeaving } from './leaving.tsx'

/** Names the page in the browser's tab. */
const useTitle = (title: string): void => {
  const { programName } = useMessages()
  useEffect(() => {
    document.title = `${title} – ${programName}`
  }, [title, programName])
}

let comeFrom: string | null = null

/**
 * Coming from another page, a screen reader hears the new page's heading; on the first load the browser's own order
 * holds.
 */
const useFocusOnArrival = () => {
  const [location] = useLocation()
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => {
    if (comeFrom !== null && comeFrom !== location) heading.current?.focus()
    comeFrom = location
  }, [location])
  return heading
}

export function PageHeading({ title }: { title: string }) {
  useTitle(title)
  return (
    <h1 ref={useFocusOnArrival()} tabIndex={-1}>
      {title}
    </h1>
  )
}

function SiteNav({ me }: { me: Me }) {
  const say = useMessages()
  const [location] = useLocation()
  const { leave } = useLeaving()
  const { role, municipality } = me.actor
  const roleIn = say.roleIn(say.roles[role], municipality)
  const current = (here: boolean) => (here ? ('page' as const) : undefined)
  return (
    <>
      <nav className="site-nav" aria-label={say.nav.label}>
        <Link href="/" aria-current={current(location === '/')}>
          {say.nav.start}
        </Link>
        <Link href="/members" aria-current={current(location === '/members')}>
          {say.nav.members}
        </Link>
      </nav>
      <div className="whoami">
        <span className="whoami-name">
          {me.member.name === roleIn
            ? roleIn
            : `${me.member.name}, ${say.roleIn(say.roles[role].toLowerCase(), municipality)}`}
        </span>
        <LanguageSwitch />
        <button type="button" className="plain-button" onClick={() => leave(() => void signOut())}>
          {say.nav.signOut}
        </button>
      </div>
    </>
  )
}

/** Banner and main. `me` is null before signing in: then there is nowhere to go but the page itself. */
export function Page({ me, wide = false, children }: { me: Me | null; wide?: boolean; children: ReactNode }) {
  const say = useMessages()
  return (
    <>
      <a className="skip" href="#main">
        {say.skip}
      </a>
      <header className="site-head">
        <span className="brand">{say.programName}</span>
        {me ? (
          <SiteNav me={me} />
        ) : (
          <div className="whoami">
            <LanguageSwitch />
          </div>
        )}
      </header>
      <main id="main" tabIndex={-1} className={wide ? 'draft' : 'page'}>
        {children}
      </main>
    </>
  )
}
