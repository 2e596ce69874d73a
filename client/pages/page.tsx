/** A page's frame: its title, where the focus goes when one comes to it, and the way past the menu. */
import { type ReactNode, useEffect, useRef } from 'react'
import { useLocation } from 'wouter'
import { type Me, me as meQuery, records } from '../api.ts'
import { useMessages } from '../ui/language.tsx'
import { SiteHead } from './site-head.tsx'

/** Names the page in the browser's tab. */
const useTitle = (title: string): void => {
  const { programName } = useMessages()
  useEffect(() => {
    document.title = `${title} – ${programName}`
  }, [title, programName])
}

let comeFrom: string | null = null

/**
 * Coming from another page, or signed in or out, a screen reader hears the new page's heading; on the first load the
 * browser's own order holds.
 */
const useFocusOnArrival = () => {
  const [location] = useLocation()
  const place = `${records.getQueryData(meQuery.queryKey) ? 'inside' : 'outside'} ${location}`
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => {
    if (comeFrom !== null && comeFrom !== place) heading.current?.focus()
    comeFrom = place
  }, [place])
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

/** Banner and main. `me` is null before signing in. */
export function Page({ me, wide = false, children }: { me: Me | null; wide?: boolean; children: ReactNode }) {
  const say = useMessages()
  return (
    <>
      <a className="skip" href="#main">
        {say.skip}
      </a>
      <SiteHead me={me} />
      <main id="main" tabIndex={-1} className={wide ? 'draft' : 'page'}>
        {children}
      </main>
    </>
  )
}
