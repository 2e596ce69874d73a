/** How many signs of text a Yjs transaction took away and brought. Structure and formatting are no signs. */
import * as Y from 'yjs'
import { structsBetween, structsOf } from './structs.ts'

export type Tally = { deleted: number; inserted: number }

const isSigns = (struct: Y.Item | Y.GC): struct is Y.Item & { content: Y.ContentString } =>
  struct instanceof Y.Item && struct.content instanceof Y.ContentString

/** To be asked in `afterTransaction`, while what was deleted has its content. What came and went counts neither way. */
export const tallyOf = (transaction: Y.Transaction): Tally => {
  const { doc, deleteSet, beforeState } = transaction
  const tally = { deleted: 0, inserted: 0 }
  for (const [client, ranges] of deleteSet.clients) {
    const known = beforeState.get(client) ?? 0
    for (const { clock, len } of ranges) {
      const end = Math.min(clock + len, known)
      for (const struct of structsBetween(doc, client, clock, end)) if (isSigns(struct)) tally.deleted += struct.length
    }
  }
  for (const struct of structsOf(transaction)) {
    if (isSigns(struct) && !struct.deleted) tally.inserted += struct.length
  }
  return tally
}

/** The signs of a whole text: a walk over all of it. */
export const signsIn = (doc: Y.Doc): number => {
  let signs = 0
  for (const structs of doc.store.clients.values()) {
    for (const struct of structs) if (isSigns(struct) && !struct.deleted) signs += struct.length
  }
  return signs
}

/** Runs `work` and returns what its transactions took away and brought. */
export const tallied = (doc: Y.Doc, work: () => void): Tally => {
  const sum = { deleted: 0, inserted: 0 }
  const add = (transaction: Y.Transaction): void => {
    const { deleted, inserted } = tallyOf(transaction)
    sum.deleted += deleted
    sum.inserted += inserted
  }
  doc.on('afterTransaction', add)
  try {
    work()
  } finally {
    doc.off('afterTransaction', add)
  }
  return sum
}
