/**
 * What the server's log has told of who wrote what, asked for again when new words stand in the text. Askings are held
 * apart, since for each the server reads the text's whole log.
 */
import type { AuthorRun } from '../../shared/authors.ts'

/** Between an answer and the next asking, ms: for words whose author nobody here knows, and for those whom we do. */
const apart = { unknown: 3000, here: 15_000 } as const
/** Words come in bursts, ms. */
const burst = 300

export type Told = { state: 'asking' } | { state: 'told'; runs: readonly AuthorRun[] } | { state: 'failed' }

export type Telling = {
  told(): Told
  /** There are words that the log has not told of. Once asked for, a second wish for the same costs nothing. */
  want(why: keyof typeof apart): void
  /** Asks at once. */
  start(): void
  stop(): void
}

export type TellingParts = {
  ask: () => Promise<readonly AuthorRun[]>
  now: () => number
  /** Calls once, so many ms from now; returns how to call it off. */
  later: (ms: number, call: () => void) => () => void
  /** The answer is another. */
  onTold: () => void
}

type State =
  | { state: 'stopped' }
  | { state: 'asking' }
  | { state: 'idle'; answered: number }
  | { state: 'waiting'; answered: number; due: number; callOff: () => void }

export const openTelling = ({ ask, now, later, onTold }: TellingParts): Telling => {
  let told: Told = { state: 'asking' }
  let state: State = { state: 'stopped' }
  /** Of two starts only the later one's answer counts. */
  let round = 0

  const answered = (mine: number, next: Told): void => {
    if (mine !== round || state.state !== 'asking') return
    // What was told once stays true: after a failed asking the words told of keep their authors.
    if (next.state === 'told' || told.state !== 'told') told = next
    state = { state: 'idle', answered: now() }
    if (next.state === 'failed') want('here')
    onTold()
  }

  const asking = (): void => {
    round += 1
    const mine = round
    state = { state: 'asking' }
    ask().then(
      (runs) => answered(mine, { state: 'told', runs }),
      () => answered(mine, { state: 'failed' }),
    )
  }

  const want = (why: keyof typeof apart): void => {
    if (state.state === 'stopped' || state.state === 'asking') return
    const due = Math.max(now() + burst, state.answered + apart[why])
    if (state.state === 'waiting') {
      if (state.due <= due) return
      state.callOff()
    }
    state = { state: 'waiting', answered: state.answered, due, callOff: later(due - now(), asking) }
  }

  return {
    told: () => told,
    want,
    start: asking,
    stop: () => {
      if (state.state === 'waiting') state.callOff()
      state = { state: 'stopped' }
    },
  }
}
