/** The button that shows who wrote what, and the key to what is then seen: each organisation with line and words. */
import { useId, useSyncExternalStore } from 'react'
import { useMessages } from '../ui/language.tsx'
import type { AuthorWords } from './label.ts'
import type { Reveal } from './reveal.ts'
import type { Total } from './shares.ts'
import './authors.css'

export function WhoWroteWhatButton({ on, onPress }: { on: boolean; onPress: () => void }) {
  const say = useMessages().authors
  return (
    <button type="button" className="authors-button" aria-pressed={on} onClick={onPress}>
      {say.button}
    </button>
  )
}

function Totals({ totals, words }: { totals: readonly Total[]; words: AuthorWords }) {
  return (
    <ul className="authors-totals">
      {totals.map(({ organisation, words: count }) => (
        <li key={organisation} data-municipality={organisation}>
          <span className="written-sign" data-organisation={organisation} data-municipality={organisation} />
          <strong>{words.organisation(organisation)}</strong> {words.counted(count)}
        </li>
      ))}
    </ul>
  )
}

/** Nothing while it is off. */
export function AuthorsKey({ reveal, words }: { reveal: Reveal; words: AuthorWords }) {
  const say = useMessages().authors
  const titleId = useId()
  const shown = useSyncExternalStore(reveal.subscribe, reveal.shown)
  if (shown.state === 'off') return null
  return (
    <section className="authors-key" aria-labelledby={titleId}>
      <h2 id={titleId}>{say.button}</h2>
      <p role="status">{shown.state === 'on' ? say.isOn : say[shown.state]}</p>
      {shown.state === 'on' && (
        <>
          <Totals totals={shown.totals} words={words} />
          <p>{say.help}</p>
          <p>{say.moved}</p>
        </>
      )}
    </section>
  )
}
