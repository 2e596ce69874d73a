/** What the relay finds in a batch that its people did not mean: they are told of it, and offered the way back. */

/**
 * Where words belong: the paragraph, where it is known, and up to `context` signs of the text on each side. `above`:
 * where all of that is gone, the paragraph that stood before it.
 */
export type Spot = Around | (Around & { above: string })
type Around = { paragraphId: string | null; before: string; after: string }

export type Found =
  /** Typed by `client`, and dead though nobody who saw them deleted them. */
  | { kind: 'lost'; client: number; words: string; spot: Spot }
  /** Alive, but in the paragraph before the break; `spot` is where they were typed. */
  | { kind: 'misplaced'; client: number; words: string; standsIn: string | null; spot: Spot }
  /** The words stand in both paragraphs; two who moved one paragraph leave two of the same id. */
  | { kind: 'doubled'; client: number; words: string; first: string | null; second: string | null }

/** Enough to find the place by, and to recognise it. */
export const context = 30
