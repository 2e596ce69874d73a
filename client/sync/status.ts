/** What a person must know about one open text: whether it is read, written, saved, and what stands in the way. */
import type { Awareness } from 'y-protocols/awareness'
import type * as Y from 'yjs'
import type { ProblemCode } from '../../shared/problem.ts'

/**
 * `saved`: all that was written here is on the server's disk. `saving`: sent, the answer is under way. `waiting`: no
 * contact, or something stands in the way; this many changes lie on this computer and nowhere else. `kept` is false
 * when the browser keeps nothing for us (private mode, a full disk): then they end with this tab.
 */
export type Saving =
  | { state: 'saved' }
  | { state: 'saving'; changes: number }
  | { state: 'waiting'; changes: number; kept: boolean }

export type SyncStatus =
  /** The copy on this computer is being read. */
  | { state: 'opening' }
  /**
   * The text is shown: connected, or trying to be (`contact`). `mayWrite` is true or why not. `problem` is what the
   * server last said stands in the way (storage failing, too fast …), null when nothing does.
   */
  | {
      state: 'open'
      contact: 'connected' | 'connecting' | 'lost'
      saving: Saving
      mayWrite: true | ProblemCode
      problem: ProblemCode | null
    }
  /**
   * Reading is over until the person does something: signed out, an old client, a quarantined text. What was written
   * stays on this computer.
   */
  | { state: 'ended'; code: ProblemCode; saving: Saving }

/**
 * Words that could not become part of the text, kept on this computer for their author until they put them back or
 * throw them away.
 */
export type SetAside = {
  id: string
  textId: string
  code: ProblemCode
  /** ms since 1970 */
  at: number
  /** One per paragraph concerned, in the order of the text. */
  words: string[]
}

/** One Y.Doc's life. A new one takes its place when the server has refused a frame: the editor is then made anew. */
export type Replica = {
  generation: number
  doc: Y.Doc
  awareness: Awareness
  /** Called before each change of the others' comes into the doc, outside of its transaction. Returns how to stop. */
  beforeTheirs(listener: () => void): () => void
}

/** Made outside React, one per open text; a hook subscribes. */
export type TextSession = {
  readonly textId: string
  replica(): Replica
  status(): SyncStatus
  setAside(): readonly SetAside[]
  /** Called soon after changes of `status()`, `replica()` or `setAside()`, once for several; returns how to stop. */
  subscribe(listener: () => void): () => void
  /** A record has changed on the server (P24). Returns how to stop. */
  onChanged(listener: (changed: { noun: string; id: string }) => void): () => void
  /** Ask the server again now: after signing in, or when the person presses *Försök igen*. */
  retry(): void
  /** The person has put the words back, or wants them gone. */
  forget(id: string): Promise<void>
  /** Ends the connection; what is not saved stays on this computer. */
  close(): Promise<void>
}
