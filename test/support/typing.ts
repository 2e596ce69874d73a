/** Yjs updates as a person at a keyboard makes them, for the store's tests: the store sees authors, times and bytes. */
import * as Y from 'yjs'
import type { StoredText, TextEntry } from '../../server/store/store.ts'

const root = 'text'

export type Typist = { type(words: string, at?: number): TextEntry; erase(from: number, length: number): TextEntry }

/** One person at one computer, who sees only their own words. */
export const typist = (by: string, client: number): Typist => {
  const doc = new Y.Doc()
  doc.clientID = client
  const text = doc.getText(root)
  const change = (at: number, make: () => void): TextEntry => {
    const before = Y.encodeStateVector(doc)
    make()
    return { by, at, update: Y.encodeStateAsUpdate(doc, before) }
  }
  return {
    type: (words, at = 0) => change(at, () => text.insert(text.length, words)),
    erase: (from, length) => change(0, () => text.delete(from, length)),
  }
}

/** The words that a stored text comes to. */
export const wordsOf = (stored: StoredText | null): string | null => {
  if (!stored) return null
  const doc = new Y.Doc()
  if (stored.snapshot) Y.applyUpdate(doc, stored.snapshot)
  for (const { update } of stored.entries) Y.applyUpdate(doc, update)
  return doc.getText(root).toString()
}
