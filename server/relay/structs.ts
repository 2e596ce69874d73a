/** A document's structs by their clocks, without splitting any. */
import * as Y from 'yjs'

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
