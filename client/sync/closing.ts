/** What the end of a connection asks of us, read from its close code and reason (the table in problem.ts). Pure. */
import { isProblemCode, type ProblemCode, problemOf, problems } from '../../shared/problem.ts'

export type Closing =
  /** It passes: the provider comes back by itself. `problem` is null when there is nothing to tell. */
  | { means: 'retry'; problem: ProblemCode | null }
  /** Reading is over until the person does something; all is kept. */
  | { means: 'end'; code: ProblemCode }
  /** What the server has not got must be set aside for its author. */
  | { means: 'setAside'; code: ProblemCode; because: 'leftover' | 'discard' }

/** y-websocket's convention: a code in 4400–4499 is a decision, any other passes. */
const isDecision = (close: number): boolean => close >= 4400 && close < 4500

/** The reason names the problem; a proxy may have eaten it, then the first problem with that close code. */
const problemBehind = (close: number, reason: string): ProblemCode | null => {
  if (isProblemCode(reason) && problemOf(reason).close === close) return reason
  const first = Object.keys(problems).find((code) => isProblemCode(code) && problemOf(code).close === close)
  return first !== undefined && isProblemCode(first) ? first : null
}

export const closingOf = (close: number, reason: string): Closing => {
  const code = problemBehind(close, reason)
  if (code === null || code === 'restarting') {
    // A decision we do not know of, made by a newer server: stop, and keep everything.
    return isDecision(close) ? { means: 'end', code: 'internal' } : { means: 'retry', problem: null }
  }
  const because = problemOf(code).client ?? 'keep'
  switch (because) {
    case 'leftover':
    case 'discard':
      return { means: 'setAside', code, because }
    case 'keep':
      return isDecision(close) ? { means: 'end', code } : { means: 'retry', problem: code }
  }
}
