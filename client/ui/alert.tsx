/** What stands in the way or went well, in a box that says it by colour, sign and word. */
import type { ReactNode } from 'react'
import { Problem, type ProblemCode } from '../../shared/problem.ts'
import { useMessages } from './language.tsx'

type Colour = 'info' | 'success' | 'warning' | 'danger'

/** `urgent` interrupts a screen reader; what merely informs waits its turn. */
export const Alert = ({
  colour,
  urgent = false,
  children,
}: {
  colour: Colour
  urgent?: boolean
  children: ReactNode
}) => (
  <div className="ds-alert" data-color={colour} role={urgent ? 'alert' : 'status'}>
    <div>{children}</div>
  </div>
)

/** A problem in a person's words: what happened, what was kept, what to do (R8). */
export function ProblemText({ code }: { code: ProblemCode }) {
  const { happened, kept, act } = useMessages().problems[code]
  return (
    <p>
      <strong>{happened}</strong> {[kept, act].filter(Boolean).join(' ')}
    </p>
  )
}

/** Something was asked for and did not come: what is known of why, and another try. */
export function Failed({ error, retry }: { error: Error; retry?: () => void }) {
  const say = useMessages()
  return (
    <Alert colour="danger" urgent>
      {error instanceof Problem ? <ProblemText code={error.code} /> : <p>{say.unexpected}</p>}
      {retry && (
        <button type="button" className="ds-button" onClick={retry}>
          {say.tryAgain}
        </button>
      )}
    </Alert>
  )
}
