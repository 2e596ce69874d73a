/** Who is here now: a round per person, and on request their names, roles and municipalities in words. */
import { useCallback, useRef, useState, useSyncExternalStore } from 'react'
import type { Awareness } from 'y-protocols/awareness'
import { municipalities } from '../../shared/people.ts'
import { useFoldAway } from '../ui/fold-away.ts'
import { useMessages } from '../ui/language.tsx'
import { initialsOf, nameAndRole, type PersonHere, peopleHere } from './people-here.ts'
import './presence.css'

const usePeopleHere = (awareness: Awareness, me: PersonHere): readonly PersonHere[] => {
  const last = useRef<PersonHere[]>([])
  const subscribe = useCallback(
    (listener: () => void) => {
      awareness.on('change', listener)
      return () => awareness.off('change', listener)
    },
    [awareness],
  )
  return useSyncExternalStore(subscribe, () => {
    const here = peopleHere(awareness.getStates().values(), me)
    // Carets move with every key; people do not.
    if (JSON.stringify(here) !== JSON.stringify(last.current)) last.current = here
    return last.current
  })
}

/** Rounds shown before "+3" takes over; the list always has everyone. */
const roundsShown = 5

export function WhoIsHere({ awareness, me }: { awareness: Awareness; me: PersonHere }) {
  const say = useMessages()
  const here = usePeopleHere(awareness, me)
  const root = useRef<HTMLDetailsElement>(null)
  const [open, setOpen] = useState(false)
  useFoldAway(
    root,
    open,
    useCallback(() => setOpen(false), []),
  )
  return (
    <details ref={root} className="here" open={open} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary
        onClick={(event) => {
          // The browser's own folding tells of itself a moment later; an Escape in between would be lost.
          event.preventDefault()
          setOpen(!open)
        }}
      >
        <span className="here-count">{say.presence.count(here.length)}</span>
        <span className="here-rounds" aria-hidden="true">
          {here.slice(0, roundsShown).map((person) => (
            <span key={person.memberId} className="round" data-municipality={person.municipality ?? 'none'}>
              {initialsOf(person, person.municipality && municipalities[person.municipality])}
            </span>
          ))}
          {here.length > roundsShown && <span className="round round-more">+{here.length - roundsShown}</span>}
        </span>
      </summary>
      <ul className="here-list" aria-label={say.presence.label}>
        {here.map((person) => (
          <li key={person.memberId} data-municipality={person.municipality ?? 'none'}>
            <strong>{person.municipality ? municipalities[person.municipality] : say.signIn.noMunicipality}</strong>
            {' · '}
            {nameAndRole(person, say)}
            {person.memberId === me.memberId && ` (${say.presence.you})`}
          </li>
        ))}
      </ul>
    </details>
  )
}
