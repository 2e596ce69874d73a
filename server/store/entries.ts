/** The records of a text's log, as bytes: batches of entries, and the snapshot a compacted log begins with. */
import * as decoding from 'lib0/decoding'
import * as encoding from 'lib0/encoding'
import type { AuthorRun, TextEntry } from './store.ts'

/** An entry as stored. `commit` is the sequence of the commit that brought it, 0 for one that came by itself. */
export type Marked = TextEntry & { commit: number }

/** What came before, folded into one: the Yjs state, and who wrote it. */
export type Snapshot = { state: Uint8Array; authors: AuthorRun[] }

export type TextRecord = { type: 'entries'; entries: Marked[] } | { type: 'snapshot'; snapshot: Snapshot }

const recordType = { entries: 1, snapshot: 2 } as const

export const encodeEntries = (entries: readonly Marked[]): Uint8Array => {
  const encoder = encoding.createEncoder()
  encoding.writeVarUint(encoder, recordType.entries)
  encoding.writeVarUint(encoder, entries.length)
  for (const { by, at, commit, update } of entries) {
    encoding.writeVarString(encoder, by)
    encoding.writeVarUint(encoder, at)
    encoding.writeVarUint(encoder, commit)
    encoding.writeVarUint8Array(encoder, update)
  }
  return encoding.toUint8Array(encoder)
}

export const encodeSnapshot = ({ state, authors }: Snapshot): Uint8Array => {
  const encoder = encoding.createEncoder()
  encoding.writeVarUint(encoder, recordType.snapshot)
  encoding.writeVarUint8Array(encoder, state)
  encoding.writeVarUint(encoder, authors.length)
  for (const { client, clock, length, by, at } of authors) {
    encoding.writeVarUint(encoder, client)
    encoding.writeVarUint(encoder, clock)
    encoding.writeVarUint(encoder, length)
    encoding.writeVarString(encoder, by)
    encoding.writeVarUint(encoder, at)
  }
  return encoding.toUint8Array(encoder)
}

/** Copies what it returns: a view would keep the whole piece of the file that was read with it. */
export const decodeTextRecord = (bytes: Uint8Array): TextRecord => {
  const decoder = decoding.createDecoder(bytes)
  const type = decoding.readVarUint(decoder)
  if (type === recordType.snapshot) return { type: 'snapshot', snapshot: readSnapshot(decoder) }
  if (type !== recordType.entries) throw new Error(`a text's log has no records of type ${type}`)
  const entries = Array.from({ length: decoding.readVarUint(decoder) }, () => ({
    by: decoding.readVarString(decoder),
    at: decoding.readVarUint(decoder),
    commit: decoding.readVarUint(decoder),
    update: decoding.readVarUint8Array(decoder).slice(),
  }))
  return { type: 'entries', entries }
}

const readSnapshot = (decoder: decoding.Decoder): Snapshot => ({
  state: decoding.readVarUint8Array(decoder).slice(),
  authors: Array.from({ length: decoding.readVarUint(decoder) }, () => ({
    client: decoding.readVarUint(decoder),
    clock: decoding.readVarUint(decoder),
    length: decoding.readVarUint(decoder),
    by: decoding.readVarString(decoder),
    at: decoding.readVarUint(decoder),
  })),
})
