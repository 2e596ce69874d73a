/** Someone took away much of the text: told to everyone once, and taken back with one click by who may write (R39). */
import { percent, type ShownDeletion } from '../../shared/snapshots.ts'
import { Alert } from '../ui/alert.tsx'
import { useMessages } from '../ui/language.tsx'
import './deletions.css'

export type Deeds = { takeBack: (id: string) => void; meant: (id: string) => void }

type Shown = {
  deletion: ShownDeletion
  mine: boolean
  /** Who took it, as each is named: "Ordförande, Salem". */
  who: readonly string[]
  /** Null for who only reads. */
  deeds: Deeds | null
  /** What has been asked for and not yet answered. */
  busy: keyof Deeds | null
}

const timeOf = (at: number): string => new Date(at).toLocaleTimeString('sv-SE', { hour: '2-digit', minute: '2-digit' })

function Deletion({ deletion, mine, who, deeds, busy }: Shown) {
  const say = useMessages().deletions
  const { id, share, at } = deletion
  const told = mine ? say.mine(percent(share), timeOf(at)) : say.theirs(who, percent(share), timeOf(at))
  const press = (deed: keyof Deeds) => (busy === null ? () => deeds?.[deed](id) : undefined)
  return (
    <li className="deletion">
      <div className="deletion-told">
        {/* Said when it comes, and then it stands still: what changes while one decides is said apart. */}
        <p role="alert">
          <strong>{told}</strong> {deeds ? say.kept : say.keptForReaders}
        </p>
        <p role="status">{busy === 'takeBack' ? say.takingBack : ''}</p>
      </div>
      {deeds && (
        <div className="buttons">
          <button type="button" className="ds-button" aria-disabled={busy !== null} onClick={press('takeBack')}>
            {say.takeBack}
          </button>
          <button
            type="button"
            className="ds-button"
            data-variant="secondary"
            aria-disabled={busy !== null}
            onClick={press('meant')}
          >
            {say.meant}
          </button>
        </div>
      )}
    </li>
  )
}

export type Banner = {
  deletions: readonly ShownDeletion[]
  memberId: string
  whoOf: (deletion: ShownDeletion) => readonly string[]
  deeds: Deeds | null
  busy: { id: string; deed: keyof Deeds } | null
  /** How it ended for the one who pressed. */
  said: string | null
  onRead: () => void
}

export function DeletionBanner({ deletions, memberId, whoOf, deeds, busy, said, onRead }: Banner) {
  const say = useMessages()
  if (deletions.length === 0 && said === null) return null
  return (
    <section className="deletions" aria-label={say.deletions.title}>
      <ul>
        {deletions.map((each) => (
          <Deletion
            key={each.id}
            deletion={each}
            mine={each.by[0] === memberId}
            who={whoOf(each)}
            deeds={deeds}
            busy={busy?.id === each.id ? busy.deed : null}
          />
        ))}
      </ul>
      {said !== null && (
        <div className="deletion deletion-said">
          <Alert colour="info">
            <p>{said}</p>
          </Alert>
          <button type="button" className="ds-button" data-variant="tertiary" onClick={onRead}>
            {say.close}
          </button>
        </div>
      )}
    </section>
  )
}
