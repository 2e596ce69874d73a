/** The rescue tray: what two who wrote at once would have lost, shown to all and settled with one click by writers. */
import { useId, useState } from 'react'
import { nameAndRoleIn } from '../../shared/messages/names.ts'
import type { ShownRescue } from '../../shared/rescues.ts'
import { useMessages } from '../ui/language.tsx'
import { MarginLink } from '../ui/margin-link.tsx'
import './rescues.css'

/** What a person may do with a card; each is told by how the tray looks afterwards. */
export type Deeds = { mend: (rescue: ShownRescue) => void; leave: (rescue: ShownRescue) => void }

type Card = {
  rescue: ShownRescue
  /** Typed by who looks at it. */
  mine: boolean
  /** The headings that its place, or places, stand under. */
  headings: readonly string[]
  /** Null for who only reads. */
  deeds: Deeds | null
  /** The server has been asked and has not answered. */
  busy: boolean
}

const timeOf = (at: number): string => new Date(at).toLocaleString('sv-SE', { dateStyle: 'short', timeStyle: 'short' })

/** The words with what stood around them, as far as that is known. */
function Quoted({ rescue, id }: { rescue: ShownRescue; id: string }) {
  const spot = rescue.kind === 'doubled' ? null : rescue.spot
  return (
    <blockquote lang="sv">
      {spot && spot.before !== '' && <span className="rescue-around">…{spot.before}</span>}
      <strong id={id}>{rescue.words}</strong>
      {spot && spot.after !== '' && <span className="rescue-around">{spot.after}…</span>}
    </blockquote>
  )
}

/** To throw words away takes two steps, and the second is elsewhere: a double click keeps them. */
function Leave({ rescue, deeds, busy, words }: { rescue: ShownRescue; deeds: Deeds; busy: boolean; words: string }) {
  const say = useMessages().rescues
  const [sure, setSure] = useState(false)
  const leave = () => deeds.leave(rescue)
  if (sure) {
    return (
      <>
        <button
          key="keep"
          type="button"
          className="ds-button"
          data-variant="secondary"
          ref={(button) => button?.focus()}
          onClick={() => setSure(false)}
        >
          {say.keep}
        </button>
        <button type="button" className="ds-button" data-color="danger" aria-describedby={words} onClick={leave}>
          {say.reallyDiscard}
        </button>
      </>
    )
  }
  return (
    <button
      key="leave"
      type="button"
      className="ds-button"
      data-variant="secondary"
      aria-describedby={words}
      aria-disabled={busy}
      onClick={busy ? undefined : rescue.kind === 'lost' ? () => setSure(true) : leave}
    >
      {say.leave[rescue.kind]}
    </button>
  )
}

function RescueCard({ rescue, mine, headings, deeds, busy }: Card) {
  const say = useMessages()
  const words = useId()
  const { kind, author, at } = rescue
  const [first, second] = headings
  const who = author ? nameAndRoleIn(author, say) : say.rescues.nobody
  const when = timeOf(at)
  return (
    <li className="box" data-kind={kind}>
      <h3>{say.rescues.what[kind]}</h3>
      <p>{mine ? say.rescues.mine[kind](when) : say.rescues.theirs[kind](who, when)}</p>
      <Quoted rescue={rescue} id={words} />
      {first !== undefined && (
        <p className="rescue-where">
          {second === undefined ? say.rescues.under(first) : say.rescues.underBoth(first, second)}
        </p>
      )}
      {deeds && (
        <div className="buttons">
          <button
            type="button"
            className="ds-button"
            aria-describedby={words}
            aria-disabled={busy}
            onClick={busy ? undefined : () => deeds.mend(rescue)}
          >
            {say.rescues.mend[kind]}
          </button>
          <Leave rescue={rescue} deeds={deeds} busy={busy} words={words} />
        </div>
      )}
    </li>
  )
}

/** More than so many at once would push the text away; the rest unfold. */
const fewEnough = 2

export function RescueTray(props: {
  rescues: readonly ShownRescue[]
  memberId: string
  headingsOf: (rescue: ShownRescue) => readonly string[]
  deeds: Deeds | null
  busy: string | null
  /** What came of the last deed, where it is more than one sees. */
  notice: string | null
  onNoticeRead: () => void
}) {
  const { rescues, memberId, headingsOf, deeds, busy, notice, onNoticeRead } = props
  const say = useMessages()
  const listId = useId()
  const [all, setAll] = useState(false)
  if (rescues.length === 0 && notice === null) return null
  const isMine = ({ by }: ShownRescue): boolean => by === memberId
  const ordered = [...rescues.filter(isMine), ...rescues.filter((each) => !isMine(each))]
  return (
    <section className="rescues" id="rescues" aria-labelledby="rescues-title" tabIndex={-1}>
      <h2 id="rescues-title">{say.rescues.title}</h2>
      {notice !== null && (
        <div className="rescue-notice">
          <p>{notice}</p>
          <button type="button" className="plain-button" onClick={onNoticeRead}>
            {say.close}
          </button>
        </div>
      )}
      {rescues.length > 0 && <p>{say.rescues.text}</p>}
      <ul id={listId}>
        {ordered.slice(0, all ? undefined : fewEnough).map((each) => (
          <RescueCard
            key={each.id}
            rescue={each}
            mine={isMine(each)}
            headings={headingsOf(each)}
            deeds={deeds}
            busy={busy === each.id}
          />
        ))}
      </ul>
      {ordered.length > fewEnough && (
        <button
          type="button"
          className="ds-button"
          data-variant="tertiary"
          aria-expanded={all}
          aria-controls={listId}
          onClick={() => setAll(!all)}
        >
          {all ? say.rescues.showFewer : say.rescues.showAll(ordered.length)}
        </button>
      )}
    </section>
  )
}

/** Leads to the tray, and says what came of a deed in it. */
export function RescuesLink({ count, said }: { count: number; said: string | null }) {
  const say = useMessages().rescues
  return (
    <>
      <MarginLink href="#rescues" count={count} words={say.counted} />
      <span className="unseen" role="status">
        {said}
      </span>
    </>
  )
}
