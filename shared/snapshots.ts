/** What is kept of a text as it was at a moment. For now only before much of it was deleted at once. */
import type { Author } from './authors.ts'

/** `undone`: the text had come back before anybody settled it, or by the time somebody would. */
export type SettledDeletion =
  | { is: 'takenBack' | 'meant'; by: string; at: number }
  | { is: 'undone'; by: string | null; at: number }

export type DeletionState = { is: 'open' } | SettledDeletion

export type Snapshot = {
  id: string
  programmeId: string
  textId: string
  reason: 'massDeletion'
  /** When the first of it went, and when the last that was counted, ms. */
  from: number
  at: number
  /** Members, the one who took most first. */
  by: string[]
  signs: number
  /** Of the signs there were, 0–1. */
  share: number
  /** SHA-256 of the text before, and of what was done to it then. */
  before: string
  deletion: string
  state: DeletionState
}

/** As it is shown: with each who took text away as they stood that day. */
export type ShownDeletion = Omit<Snapshot, 'before' | 'deletion'> & { authors: Author[] }

/** In whole per cent, and never none. */
export const percent = (share: number): number => Math.max(1, Math.round(share * 100))
