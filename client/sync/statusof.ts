/** What a person is told, computed from what is so. Pure. */
import type { ProblemCode } from '../../shared/problem.ts'
import type { Live } from './live.ts'
import type { Saving, SyncStatus } from './status.ts'

export type Phase = { state: 'opening' } | { state: 'open' } | { state: 'ended'; code: ProblemCode }

export type Facts = {
  phase: Phase
  /** The replica that is shown: its changes are the ones that count. */
  live: Pick<Live, 'waiting' | 'copy'>
  /** The one whose connection is looked at. */
  reached: Pick<Live, 'contact'>
  right: true | ProblemCode
  problem: ProblemCode | null
  /** Why the shown replica is being left; null when it is not. */
  because: ProblemCode | null
}

/** While one of these stands, nothing that is under way will be acknowledged. */
const stopsSaving = (problem: ProblemCode | null): boolean => problem === 'storage-failing' || problem === 'too-big'

const savingOf = ({ phase, live, reached, problem, because }: Facts): Saving => {
  const changes = live.waiting()
  if (changes === 0) return { state: 'saved' }
  const underWay =
    phase.state === 'open' && reached.contact() === 'connected' && because === null && !stopsSaving(problem)
  return underWay ? { state: 'saving', changes } : { state: 'waiting', changes, kept: live.copy() !== null }
}

export const statusOf = (facts: Facts): SyncStatus => {
  const { phase, reached, right, problem, because } = facts
  switch (phase.state) {
    case 'opening':
      return { state: 'opening' }
    case 'ended':
      return { state: 'ended', code: phase.code, saving: savingOf(facts) }
    case 'open': {
      // Nobody types as if it were saved.
      const mayWrite = because ?? (right === true && problem === 'storage-failing' ? problem : right)
      return { state: 'open', contact: reached.contact(), saving: savingOf(facts), mayWrite, problem }
    }
  }
}
