/**
 * Words that came into a text that was dead already. Yjs drops them on arrival: only the wire has them, and their place
 * is told by what they say they stand beside.
 */
import * as Y from 'yjs'
import { keyOf, type Request } from './asked.ts'
import type { Event, Unseen } from './burial.ts'
import { emptyGrave, type Place } from './grave.ts'
import { structsOf } from './structs.ts'

/** Whether Yjs has swept up the clock. */
const isSwept = (doc: Y.Doc, client: number, clock: number): boolean => {
  const structs = doc.store.clients.get(client) ?? []
  if (clock >= Y.getState(doc.store, client)) return false
  return !(structs[Y.findIndexSS(structs, clock)] instanceof Y.Item)
}

/** True when something came in this transaction and was swept up at once. */
export const anySwept = (transaction: Y.Transaction): boolean => {
  for (const struct of structsOf(transaction)) if (struct instanceof Y.GC) return true
  return false
}

const isParagraph = ({ content }: Y.Item): boolean =>
  content instanceof Y.ContentType && content.type instanceof Y.XmlElement && content.type.nodeName === 'paragraph'

/** Where a box that came dead stood: behind its neighbour, or in a grave of its own when it tells its id. */
const boxPlace = (event: Event, request: Request, type: Y.Item): Place => {
  const named = isParagraph(type) ? request.ids.get(keyOf(type.id)) : undefined
  const id: unknown = named?.content.getContent().at(-1)
  if (typeof id !== 'string') return placeOf(event, type)
  const grave = emptyGrave(event.death, id)
  event.graves.add(grave)
  return { grave, at: 0 }
}

const parentOf = (item: Y.Item): Y.ID | null => {
  // On the wire a parent is its ID; the type of `Item.parent` says so as well, where Yjs has not yet looked it up.
  const parent: unknown = item.parent
  return parent instanceof Y.ID ? parent : null
}

const placeOf = ({ graves, death }: Event, item: Y.Item): Place => {
  const left = item.origin && graves.placeBy(item.origin, 'behind')
  const right = item.rightOrigin && graves.placeBy(item.rightOrigin, 'before')
  const parent = parentOf(item)
  const box = parent && graves.placeBy(parent, 'before')
  const found = left ?? right ?? box
  if (found) return found
  const grave = emptyGrave(death, null)
  graves.add(grave)
  return { grave, at: 0 }
}

/** The dead words of one write, each made known at its place, so that what is typed after them finds it too. */
export const sweptIn = (event: Event, request: Request): Unseen[] => {
  const { doc, beforeState } = event.transaction
  const isNewAndSwept = ({ id }: Y.Item): boolean =>
    id.clock >= (beforeState.get(id.client) ?? 0) && isSwept(doc, id.client, id.clock)
  for (const type of request.types.filter(isNewAndSwept)) {
    const place = boxPlace(event, request, type)
    event.graves.know(type.id.client, { clock: type.id.clock, length: 1, known: { kind: 'blank', ...place } })
  }
  return request.letters.filter(isNewAndSwept).flatMap((item) => {
    const { client, clock } = item.id
    const place = placeOf(event, item)
    const { length } = item
    event.graves.know(client, {
      clock,
      length,
      known: { kind: 'unseen', told: new Uint8Array(length), words: item.content.str, ...place },
    })
    return event.askers.parts(client, { clock, length }).flatMap((part): Unseen[] => {
      const words = item.content.str.slice(part.clock - clock, part.clock - clock + part.length)
      return part.by.length === 0 ? [{ client, clock: part.clock, words, place }] : []
    })
  })
}
