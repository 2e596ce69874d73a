/**
 * How much may be looked at for one batch, counted and not timed. Honest batches take a small part of it (a chapter
 * of 300 paragraphs that two people move at once: a tenth); a text made to be searched for long would hold up
 * everyone who writes. Once it is out, nothing is forgotten: words whose fate is not known by then are told to be lost,
 * which is a rescue too many, never one too few; what is only misplaced or doubled stands in the text, and is not told.
 */

/** Steps of some 0.2 µs: one copy of a sign, or one dead item passed. */
export const mostSteps = 150_000

export class Patience {
  #left = mostSteps

  /** Steps taken until now. */
  get spent(): number {
    return mostSteps - this.#left
  }

  get isOut(): boolean {
    return this.#left <= 0
  }

  /** Takes the steps; false when there are not so many left. */
  spend(steps = 1): boolean {
    this.#left -= steps
    return this.#left >= 0
  }
}
