/**
 * What went in a mass deletion, worked out from the log: the text before it, what was written and taken away since, and
 * whose doing it was. Rare, and as dear as opening the text.
 */
import * as decoding from 'lib0/decoding'
import * as encoding from 'lib0/encoding'
import * as Y from 'yjs'
import type { StoredText, TextEntry } from '../store/store.ts'
import { build } from './replica.ts'
import { type Tally, tallied } from './tally.ts'

export type Loss = {
  textId: string
  /** When the first of it went, and when the last that was counted, ms. */
  from: number
  at: number
  /** Members, the one who took most first. */
  by: string[]
  signs: number
  /** Of the signs there were, 0–1. */
  share: number
  /** The whole text before the first of it went, as one V1 update. */
  before: Uint8Array
  /** `readDeletion` reads it. */
  deletion: Uint8Array
}

/** One entry of the log since; `took` where it is one of those that took the text away. */
export type DeletionStep = { took: boolean; update: Uint8Array }

/** Who took less than this part of what the one who took most did was only writing meanwhile. */
const bystander = 0.1

/** Clocks that an update says are deleted, whether or not they were before. */
export const saysDeleted = ({ update }: TextEntry): number => {
  let clocks = 0
  for (const ranges of Y.decodeUpdate(update).ds.clients.values()) for (const { len } of ranges) clocks += len
  return clocks
}

/** Each entry from the nth on with what it took away and brought; `before` is the text until then. */
export const tailOf = (stored: StoredText, first: number) => {
  const doc = build({ ...stored, entries: stored.entries.slice(0, first) })
  const before = Y.encodeStateAsUpdate(doc)
  const steps = stored.entries
    .slice(first)
    .map((entry) => ({ entry, tally: tallied(doc, () => Y.applyUpdate(doc, entry.update)) }))
  return { before, steps, doc }
}

const takers = (steps: readonly { entry: TextEntry; tally: Tally }[]): string[] => {
  const net = new Map<string, number>()
  for (const { entry, tally } of steps) {
    net.set(entry.by, (net.get(entry.by) ?? 0) + tally.deleted - tally.inserted)
  }
  const sorted = [...net].sort(([, a], [, b]) => b - a)
  const most = sorted[0]?.[1] ?? 0
  return sorted.filter(([, took]) => took > 0 && took >= most * bystander).map(([member]) => member)
}

export const lossSince = (stored: StoredText, from: number): Pick<Loss, 'by' | 'before' | 'deletion'> => {
  const first = stored.entries.findIndex((entry) => entry.at >= from && saysDeleted(entry) > 0)
  const { before, steps, doc } = tailOf(stored, first < 0 ? stored.entries.length : first)
  doc.destroy()
  const by = takers(steps)
  const took = new Set(by)
  const deletion = encodeDeletion(
    steps.map(({ entry, tally }) => ({ took: took.has(entry.by) && tally.deleted > 0, update: entry.update })),
  )
  return { by, before, deletion }
}

const encodeDeletion = (steps: readonly DeletionStep[]): Uint8Array => {
  const encoder = encoding.createEncoder()
  encoding.writeVarUint(encoder, steps.length)
  for (const { took, update } of steps) {
    encoding.writeUint8(encoder, took ? 1 : 0)
    encoding.writeVarUint8Array(encoder, update)
  }
  return encoding.toUint8Array(encoder)
}

export const readDeletion = (bytes: Uint8Array): DeletionStep[] => {
  const decoder = decoding.createDecoder(bytes)
  return Array.from({ length: decoding.readVarUint(decoder) }, () => ({
    took: decoding.readUint8(decoder) === 1,
    update: decoding.readVarUint8Array(decoder),
  }))
}
