/** Folds a text's log into its next generation's first bytes. Pure; runs in the compaction's worker. */
import * as Y from 'yjs'
import { authorshipOf, credit } from './authorship.ts'
import { encodeSnapshot, type Marked, type TextRecord } from './entries.ts'
import { encodeFileHeader, encodeFrame, type FileHeader } from './frame.ts'
import { after, afterFileHeader, type Position } from './frames.ts'

/** What a generation's header keeps of all before it: entries folded in, the last commit among them, the chain. */
export type Folded = { entries: number; commit: number; after: string }

export const textHeader = (textId: string, generation: number, folded: Folded): FileHeader => ({
  kind: 'text',
  name: textId,
  generation,
  more: folded,
})

/** What a text's header says was folded in. */
export const foldedOf = ({ more }: FileHeader): Folded => more as Folded // written by textHeader alone

export type Generation = { header: FileHeader; bytes: Uint8Array; end: Position }

/** The next generation of a log with this header and these records; `last` is the place after the last of them. */
export const fold = (header: FileHeader, records: readonly TextRecord[], last: Position): Generation => {
  const entries = records.flatMap((record) => (record.type === 'entries' ? record.entries : []))
  const snapshot = records.find((record) => record.type === 'snapshot')?.snapshot
  const authorship = authorshipOf(snapshot?.authors ?? [])
  for (const entry of entries) credit(authorship, entry)
  const updates = entries.map(({ update }) => update)
  const state = stateOf(snapshot ? [snapshot.state, ...updates] : updates)
  const next = textHeader(header.name, header.generation + 1, {
    entries: foldedOf(header).entries + entries.length,
    commit: lastCommit(foldedOf(header).commit, entries),
    after: Buffer.from(last.hash).toString('hex'),
  })
  const start = afterFileHeader(next)
  const frame = encodeFrame([encodeSnapshot({ state, authors: authorship.runs })], start.hash)
  return { header: next, bytes: Buffer.concat([encodeFileHeader(next), frame]), end: after(start, frame) }
}

export const lastCommit = (before: number, entries: readonly Marked[]): number =>
  entries.reduce((last, { commit }) => Math.max(last, commit), before)

/**
 * Through a document, where Y.mergeUpdates takes time by the square. One transaction each, as the relay reads a log:
 * forged neighbours that fit the form can give another text when all are applied in one.
 */
const stateOf = (updates: readonly Uint8Array[]): Uint8Array => {
  const doc = new Y.Doc()
  for (const update of updates) Y.applyUpdate(doc, update)
  return Y.encodeStateAsUpdate(doc)
}
