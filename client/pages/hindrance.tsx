/** What stands in the way of writing or reading, said kindly, with what one can do about it. */
import type { ProblemCode } from '../../shared/problem.ts'
import type { SyncStatus } from '../sync/status.ts'
import { Alert, ProblemText } from '../ui/alert.tsx'
import { useMessages } from '../ui/language.tsx'

type Deed = 'signIn' | 'reload' | 'tryAgain'

/** The one deed that helps; null when only waiting or another person does. */
export const deedFor = (code: ProblemCode): Deed | null => {
  switch (code) {
    case 'not-signed-in':
      return 'signIn'
    case 'schema-too-old':
      return 'reload'
    case 'role-expired':
    case 'text-sealed':
    case 'not-your-role':
    case 'not-found':
      return null
    default:
      return 'tryAgain'
  }
}

type Deeds = Record<Deed, () => void>

function Told({ code, deeds, urgent }: { code: ProblemCode; deeds: Deeds; urgent: boolean }) {
  const say = useMessages()
  const deed = deedFor(code)
  const name = { signIn: say.signIn.submit, reload: say.reload, tryAgain: say.tryAgain }
  return (
    <Alert colour={urgent ? 'danger' : 'warning'} urgent={urgent}>
      <ProblemText code={code} />
      {deed && (
        <button type="button" className="ds-button" data-variant="secondary" onClick={deeds[deed]}>
          {name[deed]}
        </button>
      )}
    </Alert>
  )
}

/** Why one reads and does not write; where nothing is wrong it is said calmly. */
function WhyReading({ code }: { code: ProblemCode }) {
  const { whyReadOnly, otherwiseReadOnly } = useMessages().draft
  return <p className="reading">{whyReadOnly[code] ?? otherwiseReadOnly}</p>
}

/** `right`: what is known of writing before the text says it. */
export function Hindrance({ status, right, deeds }: { status: SyncStatus; right: true | ProblemCode; deeds: Deeds }) {
  switch (status.state) {
    case 'opening':
      return right === true ? null : <WhyReading code={right} />
    case 'ended':
      return <Told code={status.code} deeds={deeds} urgent />
    case 'open':
      return (
        <>
          {status.problem && <Told code={status.problem} deeds={deeds} urgent={false} />}
          {status.mayWrite !== true && <WhyReading code={status.mayWrite} />}
        </>
      )
  }
}
