/**
 * Watches how much of a text is lost in a minute (R37). Pure: steps in, what is to be done about them out. Only signs
 * count, net: a changed level or list, a move, and a paste of what was cut take nothing away.
 */
import type { Tally } from './tally.ts'

/** Of the text's signs, lost in one minute. */
const muchShare = 0.2
/** Signs lost in one minute, however long the text. */
const muchSigns = 20_000
/**
 * Below this nothing is a mass deletion: a long paragraph. In a text of a few lines each sentence written anew would
 * be a fifth of it, and who sees half a page go can still undo it by hand.
 */
export const muchDeleted = 500

export const minute = 60_000
/** What has been told is told again when it has grown by this part: a key held down must not ring all the time. */
const growth = 0.25
/** Of what went so much is still gone at most when it is said to have come back. */
const regrown = 0.5
/** Steps this close are counted as one, ms: sixty numbers a text, however many type. */
const together = 1000

type Step = Tally & { at: number }

export type Finding =
  | { kind: 'calm' }
  /** More is gone than may go unnoticed; `from` is when the first of it went. Told again when it grows. */
  | { kind: 'loss'; from: number; signs: number; share: number }
  /** What was told of has come back by itself: undone, or pasted elsewhere. */
  | { kind: 'regained'; from: number }

/** Told of, and still within the minute in which it can grow or come back. */
type Raised = { from: number; at: number; signs: number }

const calm: Finding = { kind: 'calm' }

export class Guard {
  #steps: Step[] = []
  #raised: Raised | null = null

  /** One step of the text; `signs` tells how many it has after it, and is asked only when it matters. */
  note(step: Step, signs: () => number): Finding {
    this.#add(step)
    const from = this.#steps.find(({ deleted }) => deleted > 0)?.at
    if (from === undefined) return calm
    const net = this.#sum('deleted') - this.#sum('inserted')
    const before = net < muchDeleted ? Number.POSITIVE_INFINITY : signs() + net
    const isMuch = net >= muchDeleted && (net > muchSigns || net > muchShare * before)
    const raised = this.#raised
    if (raised && net <= raised.signs * regrown) {
      // What follows is counted afresh: between two who delete and write it would ring at every step.
      this.#raised = null
      this.#steps = []
      return { kind: 'regained', from: raised.from }
    }
    if (!isMuch || (raised && net - raised.signs < Math.max(muchDeleted, raised.signs * growth))) return calm
    this.#raised = { from: raised?.from ?? from, at: step.at, signs: net }
    return { kind: 'loss', from: this.#raised.from, signs: net, share: net / before }
  }

  /** So much went in the last minute that the log's entries may be asked for (P38). */
  get watches(): boolean {
    return this.#sum('deleted') >= muchDeleted
  }

  #add(step: Step): void {
    if (this.#raised && step.at - this.#raised.at > minute) this.#raised = null
    const since = this.#raised?.from ?? step.at - minute
    this.#steps = this.#steps.filter(({ at }) => at >= since)
    const last = this.#steps.at(-1)
    // A step that deletes does not join one that did not: the time of the first deletion is what the log is cut at.
    if (!last || step.at - last.at >= together || (last.deleted === 0 && step.deleted > 0))
      this.#steps.push({ ...step })
    else {
      last.deleted += step.deleted
      last.inserted += step.inserted
    }
  }

  #sum(what: keyof Tally): number {
    return this.#steps.reduce((sum, step) => sum + step[what], 0)
  }
}
