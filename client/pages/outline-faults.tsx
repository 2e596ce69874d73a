/** What the structure of goals lacks or has too much of, in words, and how it is mended. */
import type { GoalFault } from '../../shared/goals.ts'
import { useMessages } from '../ui/language.tsx'
import * as icons from '../ui/icons.tsx'

type Words = { says: string; about: string | null }

const wordsOf = (fault: GoalFault, say: ReturnType<typeof useMessages>): Words => {
  const { goals, textRoles } = say
  switch (fault.code) {
    case 'no-vision':
    case 'no-overall-goal':
    case 'no-focus-area':
      return { says: goals.lacks(goals.fault[fault.code]), about: null }
    case 'another-vision':
    case 'another-overall-goal':
      return { says: goals.fault[fault.code], about: fault.words || goals.empty }
    case 'too-few-goals':
    case 'too-many-goals':
      return { says: goals.fault[fault.code](fault.has, fault.wants), about: fault.words || goals.empty }
    case 'goal-outside-area':
    case 'goal-without-id':
    case 'same-goal-id':
      return { says: goals.fault[fault.code], about: fault.label }
    case 'empty-role':
      return { says: goals.fault[fault.code](textRoles[fault.role].toLocaleLowerCase()), about: goals.show }
  }
}

type Props = {
  faults: readonly GoalFault[]
  mayWrite: boolean
  /** Leads to the paragraph with that id. */
  jump: (paragraphId: string) => void
}

export function Faults({ faults, mayWrite, jump }: Props) {
  const say = useMessages()
  if (faults.length === 0) {
    return (
      <p className="outline-valid">
        <icons.CheckIcon /> {say.goals.valid}
      </p>
    )
  }
  const isSomethingMissing = faults.some(({ subject }) => subject === null)
  return (
    <section className="outline-faults" aria-label={say.goals.faults(faults.length)}>
      <ul>
        {faults.map((fault) => {
          const { says, about } = wordsOf(fault, say)
          const { subject } = fault
          return (
            <li key={`${fault.code} ${subject ?? ''}`}>
              <icons.WarningIcon />
              <span>
                {says} {about !== null && subject === null && about}
                {about !== null && subject !== null && (
                  <button type="button" className="outline-fault-place" onClick={() => jump(subject)}>
                    {about}
                  </button>
                )}
              </span>
            </li>
          )
        })}
      </ul>
      {!mayWrite && <p>{say.goals.onlyRead}</p>}
      {mayWrite && isSomethingMissing && <p>{say.goals.howToMark}</p>}
    </section>
  )
}
