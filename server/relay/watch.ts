/**
 * The guard over one text, with the log behind it: what it finds is worked out from the log, kept and told (R38). What
 * a kill left between a deletion's fsync and its record is found when the text is next opened.
 */
import type { StoredText, Texts } from '../store/store.ts'
import type { Log } from './context.ts'
import { Guard, minute, muchDeleted } from './guard.ts'
import { type Loss, lossSince, saysDeleted, tailOf } from './loss.ts'
import { signsIn, type Tally } from './tally.ts'

/** Mass deletions as the program keeps them. */
export type Losses = {
  /** When the last that is kept of this text was counted, ms; 0 when there is none. */
  until(textId: string): Promise<number>
  /** On disk when it resolves, and told. One of the same text with the same `from` is the same, and has grown. */
  keep(loss: Loss): Promise<void>
  /** The text that went from then on has come back by itself. */
  regained(textId: string, from: number): Promise<void>
}

type Place = { textId: string; texts: Texts; losses: Losses; log: Log }

export class Watch {
  readonly #place: Place
  readonly #guard = new Guard()

  private constructor(place: Place) {
    this.#place = place
  }

  /** Counts the last minute of the log as it was read, and tells of what has not been told. */
  static async open(place: Place, stored: StoredText): Promise<Watch> {
    const watch = new Watch(place)
    const last = stored.entries.at(-1)
    if (!last) return watch
    const since = Math.max(last.at - minute, (await place.losses.until(place.textId)) + 1)
    // A text's beginning is no writing: what goes in its first minute would be balanced by it.
    const beginning = stored.snapshot ? 0 : 1
    const first = stored.entries.findIndex(({ at }, i) => i >= beginning && at >= since)
    if (first < 0) return watch
    const said = stored.entries.slice(first).reduce((sum, entry) => sum + saysDeleted(entry), 0)
    if (said < muchDeleted) return watch
    const { steps, doc } = tailOf(stored, first)
    let signs = signsIn(doc)
    for (const { tally } of steps) signs -= tally.inserted - tally.deleted
    let loss: (() => Promise<void>) | null = null
    for (const { entry, tally } of steps) {
      signs += tally.inserted - tally.deleted
      const found = watch.#guard.note({ ...tally, at: entry.at }, () => signs)
      if (found.kind === 'loss') loss = () => watch.#keep(found, entry.at)
      if (found.kind === 'regained') loss = null
    }
    doc.destroy()
    try {
      await loss?.()
    } catch (error) {
      // The text can be read all the same, whatever it was, and whoever opens it next finds the loss again.
      place.log.error({ text: place.textId, err: error }, 'a mass deletion could not be kept')
    }
    return watch
  }

  /** So much went in the last minute that the log's entries may be asked for (P38). */
  get holds(): boolean {
    return this.#guard.watches
  }

  /** A step that is on disk. When it resolves, whatever is to be told of it is kept. */
  async note(step: Tally & { at: number }, signs: () => number): Promise<void> {
    const found = this.#guard.note(step, signs)
    switch (found.kind) {
      case 'calm':
        break
      case 'loss':
        await this.#keep(found, step.at)
        break
      case 'regained':
        await this.#place.losses.regained(this.#place.textId, found.from)
        break
      default:
        found satisfies never
    }
  }

  async #keep({ from, signs, share }: Pick<Loss, 'from' | 'signs' | 'share'>, at: number): Promise<void> {
    const { textId, texts, losses } = this.#place
    const stored = await texts.load(textId)
    if (stored) await losses.keep({ textId, from, at, signs, share, ...lossSince(stored, from) })
  }
}
