/** Words that could not become part of the text: shown to their author until they are put back or thrown away. */
import { useState } from 'react'
import type { SetAside } from '../sync/status.ts'
import { useMessages } from '../ui/language.tsx'
import { MarginLink } from '../ui/margin-link.tsx'

const timeOf = (at: number): string => new Date(at).toLocaleString('sv-SE', { dateStyle: 'short', timeStyle: 'short' })

type Deeds = {
  /** Null while the text cannot be written in. */
  insert: ((words: string[]) => void) | null
  forget: (id: string) => void
}

function Words({ entry, insert, forget }: Deeds & { entry: SetAside }) {
  const say = useMessages()
  const [copying, setCopying] = useState<'not yet' | 'done' | 'failed'>('not yet')
  const [sure, setSure] = useState(false)
  const copy = () =>
    navigator.clipboard.writeText(entry.words.join('\n\n')).then(
      () => setCopying('done'),
      () => setCopying('failed'),
    )
  return (
    <li className="box">
      <p className="set-aside-when">{say.setAside.when(timeOf(entry.at))}</p>
      <p>{say.problems[entry.code].happened}</p>
      <blockquote lang="sv">
        {entry.words.map((words, i) => (
          <p key={i}>{words}</p>
        ))}
      </blockquote>
      <div className="buttons">
        {insert && (
          <button
            type="button"
            className="ds-button"
            onClick={() => {
              insert(entry.words)
              forget(entry.id)
            }}
          >
            {say.setAside.insert}
          </button>
        )}
        <button type="button" className="ds-button" data-variant="secondary" onClick={() => void copy()}>
          {say.setAside.copy}
        </button>
        {sure ? (
          <>
            <button type="button" className="ds-button" data-color="danger" onClick={() => forget(entry.id)}>
              {say.setAside.reallyDiscard}
            </button>
            <button type="button" className="ds-button" data-variant="tertiary" onClick={() => setSure(false)}>
              {say.setAside.keep}
            </button>
          </>
        ) : (
          <button type="button" className="ds-button" data-variant="tertiary" onClick={() => setSure(true)}>
            {say.setAside.discard}
          </button>
        )}
      </div>
      <p role="status">
        {copying === 'done' && say.setAside.copied}
        {copying === 'failed' && say.setAside.copyFailed}
      </p>
    </li>
  )
}

export function SetAsideWords({ entries, insert, forget }: Deeds & { entries: readonly SetAside[] }) {
  const say = useMessages()
  if (entries.length === 0) return null
  return (
    <section className="set-aside" id="set-aside" aria-labelledby="set-aside-title" tabIndex={-1}>
      <h2 id="set-aside-title">{say.setAside.title}</h2>
      <p>{say.setAside.text}</p>
      <ul>
        {entries.map((entry) => (
          <Words key={entry.id} entry={entry} insert={insert} forget={forget} />
        ))}
      </ul>
    </section>
  )
}

export function SetAsideLink({ count }: { count: number }) {
  return <MarginLink href="#set-aside" count={count} words={useMessages().setAside.counted} />
}
