/**
 * What the program asks of storage, and what it is promised. Everything is asynchronous and nothing assumes shared
 * memory. Rules S1…: README.md beside this file; `test/integration/store/contract.ts` holds every implementation to
 * them. The store knows no nouns: collections are names, records are JSON, a text is a list of updates.
 */
export type Json = null | boolean | number | string | Json[] | { [key: string]: Json }
export type JsonObject = { [key: string]: Json }

/** A record as it stands, with the number of times it has been written. Its value is nobody's to change: copy it. */
export type Stored = { id: string; version: number; value: JsonObject }

export type Change = {
  collection: string
  id: string
  /** The version this change was decided on; 0 = it did not exist. Otherwise the commit is refused (S3). */
  expected: number
  /** The whole new record; null removes it. */
  value: JsonObject | null
  /**
   * Names that only one record in the store may hold, e.g. `email:x@y` (S4). Replaces the record's earlier ones; left
   * out, they stay.
   */
  keys?: readonly string[]
}

/** One update of a text: by whom (a member id, opaque here), when (ms since 1970), and its Yjs V1 bytes. */
export type TextEntry = { by: string; at: number; update: Uint8Array }

/**
 * All of it is on disk when the promise resolves, none of it when it is refused (S2). After `StorageFailed` nobody can
 * know which: the next start finds all of it, or none. A commit changes a record once.
 */
export type Commit = {
  at: number
  changes: readonly Change[]
  audit: JsonObject | null
  text?: { textId: string; entry: TextEntry }
}

export type Audited = { sequence: number; at: number; audit: JsonObject }

export type Records = {
  get(collection: string, id: string): Promise<Stored | null>
  list(collection: string): Promise<Stored[]>
  /** The record holding a key. */
  byKey(key: string): Promise<(Stored & { collection: string }) | null>
  /**
   * Rejects with `Conflict` when an expected version is not the present one or a key is another record's, counting what
   * was committed before and is not on disk yet; readers see only what is.
   */
  commit(commit: Commit): Promise<{ sequence: number }>
  /** All audit entries from a sequence on, oldest first. */
  audit(fromSequence?: number): AsyncIterable<Audited>
}

/** A text as stored: `snapshot` holds what was compacted, `entries` what came after, `sequence` counts all ever. */
export type StoredText = { snapshot: Uint8Array | null; entries: TextEntry[]; sequence: number }

/** Who wrote which clocks of a clientID and when, kept through compaction. `at` is the first of the run, ms. */
export type AuthorRun = { client: number; clock: number; length: number; by: string; at: number }

export type Texts = {
  /** Null when there is no such text. */
  load(textId: string): Promise<StoredText | null>
  /** On disk when it resolves, all or nothing, after everything appended before it. Creates the text. */
  append(textId: string, entries: readonly TextEntry[]): Promise<{ sequence: number }>
  /** Bytes the text takes on disk, and how many of them came after its snapshot: tells when compacting pays. */
  size(textId: string): Promise<{ bytes: number; afterSnapshot: number }>
  /** Folds the entries into the snapshot, off the main thread, while appends go on. `load` means what it meant. */
  compact(textId: string): Promise<void>
  authors(textId: string): Promise<AuthorRun[]>
}

/** Bytes that are no text and no record (figures, extracts), found by what they are: their SHA-256 in hexadecimal. */
export type Files = {
  /** On disk when it resolves, with the hash that names it (S14). The same bytes twice are one file (S15). */
  put(bytes: Uint8Array): Promise<string>
  /** Null when there is none, also for what is no hash. Rejects with `Damaged` when the bytes have changed (S16). */
  get(hash: string): Promise<Uint8Array | null>
  /** How many bytes it has; null when there is none. */
  size(hash: string): Promise<number | null>
}

export type Store = {
  records: Records
  texts: Texts
  files: Files
  /** What has failed for good, in a sentence for the operator; null while all is well. */
  failure(): string | null
  /** What was mended when it was opened (a cut tail, an older checkpoint taken), for the operator's log. */
  notices(): readonly string[]
  close(): Promise<void>
}

/** Somebody else was first; read again and decide again. */
export class Conflict extends Error {
  constructor(what: string) {
    super(`changed meanwhile: ${what}`)
    this.name = 'Conflict'
  }
}

/** A write or fsync failed. Nothing more is taken in until the next start: a repaired fsync is a lie (S7). */
export class StorageFailed extends Error {
  constructor(what: string, cause?: unknown) {
    super(`storage failed: ${what}`, { cause })
    this.name = 'StorageFailed'
  }
}

/** The data on disk is not what was written there. Names the file and the record's number. */
export class Damaged extends Error {
  readonly file: string
  readonly record: number
  constructor(file: string, record: number, why: string) {
    super(`${file}: record ${record}: ${why}`)
    this.name = 'Damaged'
    this.file = file
    this.record = record
  }
}
