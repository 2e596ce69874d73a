/** What two who wrote at once would have lost, misplaced or doubled: kept with whose words, and where they belong. */
import type { Author } from './authors.ts'

/**
 * A place in the text as it was: the paragraph, and the closest signs of what stood on either side. `above`: where all
 * of that was gone already, the paragraph before it.
 */
export type Spot = Around | (Around & { above: string })
type Around = { paragraphId: string | null; before: string; after: string }

/** What became of it; only what is open waits for anybody. Nothing is ever removed. */
export type RescueState = { is: 'open' } | { is: Settling; by: string; at: number }

/** `putBack`: the text was mended as offered. `discarded`: the text stays as it is. */
export const settlings = ['putBack', 'discarded'] as const
export type Settling = (typeof settlings)[number]

type Kept = {
  id: string
  programmeId: string
  textId: string
  words: string
  /** The member who typed them; null when nobody knows. */
  by: string | null
  /** When the server found it, ms since 1970; of words that came one after the other, the first's. */
  at: number
  state: RescueState
}

// `until`: when the last of the words came, ms.
/** Typed where somebody else was moving, joining or cutting: the words are not in the text. */
export type Lost = Kept & { kind: 'lost'; spot: Spot; until: number }
/** Typed after a break that somebody else was making: the words stand in another paragraph than was meant. */
export type Misplaced = Kept & { kind: 'misplaced'; standsIn: string | null; spot: Spot; until: number }
/** Split or moved by two at once: the words stand twice. */
export type Doubled = Kept & { kind: 'doubled'; first: string | null; second: string | null }

export type Rescue = Lost | Misplaced | Doubled

/** As it is shown: with its author as they stood that day. */
export type ShownRescue = Rescue & { author: Author | null }
