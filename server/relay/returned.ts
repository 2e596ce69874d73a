/**
 * Marks what of a deletion stands in the text again: its author's Ctrl+Z, or a paste of what was cut, makes it anew
 * under other clocks, and Yjs does not tell which. Paragraphs are known by their id, words inside one by themselves.
 */
import * as Y from 'yjs'
import { textRoot } from '../../shared/protocol.ts'

/** A set of clocks, as Yjs keeps what was deleted. */
export type Clocks = ReturnType<typeof Y.createDeleteSet>

/** Any node of the text, as Yjs keeps its structs; its own types of nodes do not fit one another. */
type Node = { _start: Y.Item | null; _map: ReadonlyMap<string, Y.Item>; _item: Y.Item | null }

/** All structs of a node in their order, deleted ones too. */
function* childrenOf(node: Node): Generator<Y.Item> {
  for (let item = node._start; item !== null; item = item.right) yield item
}

const nodeIn = (item: Y.Item): Node | null => (item.content instanceof Y.ContentType ? item.content.type : null)

const idOf = (node: Node): string | null => {
  const id: unknown = node._map.get('id')?.content.getContent()[0]
  return typeof id === 'string' ? id : null
}

type Which = (item: Y.Item) => boolean

/** The words of those of its pieces, at any depth, that are asked for. */
const wordsOf = (node: Node, which: Which): string => {
  let words = ''
  for (const item of childrenOf(node)) {
    const inner = nodeIn(item)
    if (inner) words += wordsOf(inner, which)
    else if (item.content instanceof Y.ContentString && which(item)) words += item.content.str
  }
  return words
}

/** Half of it or more stands there, from its beginning and to its end: somebody may have written in it since. */
const standsIn = (words: string, now: string): boolean => {
  if (now.includes(words)) return true
  const most = Math.min(words.length, now.length)
  let start = 0
  while (start < most && words[start] === now[start]) start++
  let end = 0
  while (end < most - start && words.at(-1 - end) === now.at(-1 - end)) end++
  return start + end >= words.length / 2
}

/** Yjs's undo then takes `by` for what stands in its place, and makes nothing. */
const mark = (item: Y.Item, by: Y.Item): void => {
  item.redone ??= by.id
}

/** Its attributes, with the values they had before: Yjs keeps those to the left. */
const markAttributes = (node: Node, by: Y.Item): void => {
  for (const last of node._map.values()) {
    for (let item: Y.Item | null = last; item !== null; item = item.left) mark(item, by)
  }
}

const markAll = (node: Node, by: Y.Item): void => {
  markAttributes(node, by)
  for (const item of childrenOf(node)) {
    mark(item, by)
    const inner = nodeIn(item)
    if (inner) markAll(inner, by)
  }
}

/** Nodes with an id that stand in the text and are new in it. */
const newNodes = (node: Node, isNew: Which, into = new Map<string, Y.Item>()): Map<string, Y.Item> => {
  for (const item of childrenOf(node)) {
    const inner = item.deleted ? null : nodeIn(item)
    if (!inner) continue
    const id = isNew(item) ? idOf(inner) : null
    if (id !== null) into.set(id, item)
    newNodes(inner, isNew, into)
  }
  return into
}

type Search = { doc: Y.Doc; went: Which; isNew: Which; standing: Map<string, Y.Item> }

/** Words that went from a node which stands: they are back when all of them stand in it anew. */
const markWords = (node: Node, { went, isNew }: Search): void => {
  const lost = new Set([...childrenOf(node)].filter((item) => nodeIn(item) === null && went(item)))
  if (lost.size === 0) return
  const anew = [...childrenOf(node)].filter((item) => !item.deleted && isNew(item))
  const [first] = anew
  const isAnew = new Set(anew)
  const words = wordsOf(node, (item) => lost.has(item))
  if (
    first &&
    words !== '' &&
    standsIn(
      words,
      wordsOf(node, (item) => isAnew.has(item)),
    )
  ) {
    for (const item of lost) mark(item, first)
  }
}

/** A node that went, and does not stand again by its id, is back when all that stood in it is: a quote, a cell. */
const markShell = (item: Y.Item, node: Node, { doc, went }: Search): void => {
  const inner = [...childrenOf(node)].filter((child) => nodeIn(child) !== null && went(child))
  const [first] = inner
  if (!first?.redone || inner.some(({ redone }) => redone === null)) return
  const standing = Y.getItem(doc.store, first.redone)
  if (!(standing instanceof Y.Item)) return
  mark(item, standing)
  markAttributes(node, standing)
}

const search = (node: Node, known: Search): void => {
  for (const item of childrenOf(node)) {
    const inner = nodeIn(item)
    if (!inner) continue
    if (!known.went(item)) {
      if (!item.deleted) search(inner, known)
      continue
    }
    const id = idOf(inner)
    const again = id === null ? undefined : known.standing.get(id)
    const same = again && nodeIn(again)
    if (
      again &&
      same &&
      standsIn(
        wordsOf(inner, known.went),
        wordsOf(same, (piece) => !piece.deleted),
      )
    ) {
      mark(item, again)
      markAll(inner, again)
    } else {
      search(inner, known)
      markShell(item, inner, known)
    }
  }
  if (!node._item?.deleted) markWords(node, known)
}

/** `gone`: what was deleted; `clocks`: the clocks before the text as it stands was applied. */
export const markReturned = (doc: Y.Doc, gone: Clocks, clocks: ReadonlyMap<number, number>): void => {
  const text = doc.getXmlFragment(textRoot)
  const isNew: Which = ({ id }) => id.clock >= (clocks.get(id.client) ?? 0)
  const known: Search = { doc, went: ({ id }) => Y.isDeleted(gone, id), isNew, standing: newNodes(text, isNew) }
  doc.transact((transaction) => {
    // Cuts structs where what went begins and ends. Yjs joins them again when the transaction is over, unless marked.
    Y.iterateDeletedStructs(transaction, gone, () => undefined)
    search(text, known)
  })
}
