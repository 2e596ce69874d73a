/** A document's structs by their clocks, without splitting any. */
import * as Y from 'yjs'
import { narrow, type Reach } from './ranges.ts'

/** Those of a client from the one that holds `from` up to `to`, not included; by default to the last. */
export function* structsBetween(doc: Y.Doc, client: number, from: number, to = Infinity): Generator<Y.Item | Y.GC> {
  const structs = doc.store.clients.get(client) ?? []
  if (from >= Math.min(to, Y.getState(doc.store, client))) return
  for (let i = Y.findIndexSS(structs, from); i < structs.length; i++) {
    const struct = structs[i]
    if (struct === undefined || struct.id.clock >= to) return
    yield struct
  }
}

/** Those that came with the transaction. */
export function* structsOf({ beforeState, afterState, doc }: Y.Transaction): Generator<Y.Item | Y.GC> {
  for (const client of afterState.keys()) yield* structsBetween(doc, client, beforeState.get(client) ?? 0)
}

/** The item that holds a sign; null where Yjs has swept it up. */
export const itemAt = (doc: Y.Doc, client: number, clock: number, reach?: Reach): Y.Item | null => {
  const structs = doc.store.clients.get(client) ?? []
  if (clock >= Y.getState(doc.store, client)) return null
  const struct = structs[Y.findIndexSS(structs, clock)]
  if (struct) narrow(reach, struct.id.clock + struct.length - clock)
  return struct instanceof Y.Item ? struct : null
}
