/**
 * Takes a deletion back as Yjs's own undo would, on a clone: what went stands where it stood, and nothing that was
 * written since is touched. Only what is still gone is brought back, whoever brought the rest.
 */
import * as Y from 'yjs'
import { textRoot } from '../../shared/protocol.ts'
import { readDeletion } from './loss.ts'
import { type Clocks, markReturned } from './returned.ts'
import { tallied } from './tally.ts'

/** Yjs's class of these is not exported; its merging takes any object of the form. */
const clocksOf = (ranges: Map<number, { clock: number; len: number }[]>): Clocks => {
  const clocks = Y.createDeleteSet()
  for (const [client, list] of ranges) clocks.clients.set(client, list)
  return Y.mergeDeleteSets([clocks])
}

const madeIn = ({ beforeState, afterState }: Y.Transaction): Clocks => {
  const ranges = new Map<number, { clock: number; len: number }[]>()
  for (const [client, end] of afterState) {
    const clock = beforeState.get(client) ?? 0
    if (end > clock) ranges.set(client, [{ clock, len: end - clock }])
  }
  return clocksOf(ranges)
}

/** Applies what happened since, and returns what those who took the text away deleted of what was not their own. */
const whatWent = (doc: Y.Doc, deletion: Uint8Array): Clocks => {
  const gone: Clocks[] = []
  const made: Clocks[] = []
  for (const { took, update } of readDeletion(deletion)) {
    const note = (transaction: Y.Transaction): void => {
      gone.push(transaction.deleteSet)
      made.push(madeIn(transaction))
    }
    if (took) doc.on('afterTransaction', note)
    Y.applyUpdate(doc, update)
    doc.off('afterTransaction', note)
  }
  const [all, own] = [Y.mergeDeleteSets(gone), Y.mergeDeleteSets(made)]
  const ranges = new Map<number, { clock: number; len: number }[]>()
  doc.transact((transaction) => {
    Y.iterateDeletedStructs(transaction, all, ({ id, length }) => {
      if (Y.isDeleted(own, id)) return
      const list = ranges.get(id.client)
      if (list) list.push({ clock: id.clock, len: length })
      else ranges.set(id.client, [{ clock: id.clock, len: length }])
    })
  })
  return clocksOf(ranges)
}

export type TakenBack = {
  /** What brings it back, as one V1 update under a clientID that is new. */
  update: Uint8Array
  /** How many signs that is; 0 when all of it stood there already. */
  signs: number
}

/** `before` and `deletion` as in `Loss`; `state` is the text as it stands. */
export const takeBack = (
  state: Uint8Array,
  { before, deletion }: { before: Uint8Array; deletion: Uint8Array },
): TakenBack => {
  // What was deleted must still be there to be copied: no garbage is collected here.
  const doc = new Y.Doc({ gc: false })
  const text = doc.getXmlFragment(textRoot)
  Y.applyUpdate(doc, before)
  const gone = whatWent(doc, deletion)
  const known = Y.encodeStateVector(doc)
  Y.applyUpdate(doc, state)
  markReturned(doc, gone, Y.decodeStateVector(known))
  const undo = new Y.UndoManager(text, { trackedOrigins: new Set() })
  // With no insertions in it: what was written in the same breath stays.
  undo.undoStack.push({ insertions: Y.createDeleteSet(), deletions: gone, meta: new Map() })
  const vector = Y.encodeStateVector(doc)
  const { inserted } = tallied(doc, () => void undo.undo())
  const update = Y.encodeStateAsUpdate(doc, vector)
  undo.destroy()
  doc.destroy()
  return { update, signs: inserted }
}
