/** Leaving a page where not everything is saved: the browser warns about closing, we ask about going elsewhere. */
import { createContext, type ReactNode, useCallback, useContext, useEffect, useMemo, useRef, useState } from 'react'
import { type AroundNavHandler, Router } from 'wouter'
import { Dialog } from '../ui/dialog.tsx'
import { useMessages } from '../ui/language.tsx'

type Guard = {
  /** Does it at once, or after the person has said that they want to leave. */
  leave: (then: () => void) => void
  setUnsaved: (unsaved: boolean) => void
}

const Leaving = createContext<Guard | null>(null)

/** How a page that holds unsaved words, or a button that leads away from them, takes part. */
export const useLeaving = (): Guard => {
  const guard = useContext(Leaving)
  if (!guard) throw new Error('the page stands outside AskBeforeLeaving')
  return guard
}

/** While `unsaved`, nobody leaves without being asked. */
export const useUnsaved = (unsaved: boolean): void => {
  const { setUnsaved } = useLeaving()
  useEffect(() => {
    if (!unsaved) return
    const warn = (event: BeforeUnloadEvent) => event.preventDefault()
    setUnsaved(true)
    addEventListener('beforeunload', warn)
    return () => {
      setUnsaved(false)
      removeEventListener('beforeunload', warn)
    }
  }, [unsaved, setUnsaved])
}

/** The browser's back button cannot be held up; nothing is lost by it, as what is unsaved lies on this computer. */
export function AskBeforeLeaving({ children }: { children: ReactNode }) {
  const say = useMessages()
  const unsaved = useRef(false)
  const [asking, setAsking] = useState<{ then: () => void } | null>(null)

  const leave = useCallback((then: () => void) => (unsaved.current ? setAsking({ then }) : then()), [])
  const setUnsaved = useCallback((is: boolean) => {
    unsaved.current = is
  }, [])
  const aroundNav: AroundNavHandler = useCallback(
    (navigate, to, options) => leave(() => navigate(to, options)),
    [leave],
  )

  const guard = useMemo(() => ({ leave, setUnsaved }), [leave, setUnsaved])

  return (
    <Leaving value={guard}>
      <Router aroundNav={aroundNav}>{children}</Router>
      {asking && (
        <Dialog title={say.leaving.title} onClose={() => setAsking(null)}>
          <p>{say.leaving.text}</p>
          <div className="buttons">
            <button type="button" className="ds-button" onClick={() => setAsking(null)}>
              {say.leaving.stay}
            </button>
            <button
              type="button"
              className="ds-button"
              data-variant="secondary"
              onClick={() => {
                setAsking(null)
                asking.then()
              }}
            >
              {say.leaving.leave}
            </button>
          </div>
        </Dialog>
      )}
    </Leaving>
  )
}
