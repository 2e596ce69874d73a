/** What a change that came from elsewhere was: who wrote or moved or removed what, read from its Yjs transaction. */
import * as Y from 'yjs'

/** `block` is the text's own block that was changed, or the one that what was removed had stood after. */
export type Edit = { client: number | null; kind: 'wrote' | 'moved' | 'removed'; block: Y.XmlElement | null }

/** The block of the text that holds a type; null for the text itself. */
const blockOf = (root: Y.XmlFragment, type: Y.AbstractType<unknown> | null): Y.XmlElement | null => {
  let at = type
  while (at?.parent && at.parent !== root) at = at.parent
  return at instanceof Y.XmlElement && at.parent === root ? at : null
}

const typeOf = (item: Y.Item): Y.AbstractType<unknown> | null =>
  item.content instanceof Y.ContentType ? item.content.type : null

const idOf = (type: Y.AbstractType<unknown>): unknown => type._map.get('id')?.content.getContent()[0]

const livingBefore = (item: Y.Item): Y.XmlElement | null => {
  let left = item.left
  while (left?.deleted) left = left.left
  const type = left && typeOf(left)
  return type instanceof Y.XmlElement ? type : null
}

type News = { client: number; blocks: Set<Y.XmlElement>; ids: Set<unknown>; hasWords: boolean }

/** What each connection has brought: as dear as what it has brought is long. */
const newsIn = ({ afterState, beforeState, doc }: Y.Transaction, root: Y.XmlFragment): News[] => {
  const all: News[] = []
  for (const [client, clock] of afterState) {
    const before = beforeState.get(client) ?? 0
    const structs = clock > before ? doc.store.clients.get(client) : undefined
    if (!structs) continue
    const news: News = { client, blocks: new Set(), ids: new Set(), hasWords: false }
    for (let i = Y.findIndexSS(structs, before); i < structs.length; i += 1) {
      const item = structs[i]
      if (!(item instanceof Y.Item) || item.deleted) continue
      const type = typeOf(item)
      // Parents of what has been taken in are types: only what still waits has names in their place.
      const parent = item.parent instanceof Y.AbstractType ? item.parent : null
      const block = parent === root ? blockOf(root, type) : blockOf(root, parent)
      if (block) news.blocks.add(block)
      if (parent === root && type) news.ids.add(idOf(type))
      if (item.content instanceof Y.ContentString) news.hasWords = true
    }
    if (news.blocks.size > 0) all.push(news)
  }
  return all
}

type Gone = { ids: unknown[]; after: Set<Y.XmlElement | null> }

const goneIn = (transaction: Y.Transaction, root: Y.XmlFragment): Gone => {
  const gone: Gone = { ids: [], after: new Set() }
  Y.iterateDeletedStructs(transaction, transaction.deleteSet, (item) => {
    const type = item instanceof Y.Item && item.parent === root ? typeOf(item) : null
    if (!type || !(item instanceof Y.Item)) return
    gone.ids.push(idOf(type))
    gone.after.add(livingBefore(item))
  })
  return gone
}

/**
 * Call it before the transaction's deleted words are thrown away (`afterTransaction`). Yjs says who wrote, and never
 * who removed: `client` is null for a change that only removes. A join of two paragraphs is writing.
 */
export const editsIn = (transaction: Y.Transaction, root: Y.XmlFragment): Edit[] => {
  const news = newsIn(transaction, root)
  const gone = goneIn(transaction, root)
  const edits: Edit[] = news.flatMap(({ client, blocks, ids }) => {
    const isMove = gone.ids.some((id) => id !== undefined && ids.has(id))
    return [...blocks].map((block): Edit => ({ client, kind: isMove ? 'moved' : 'wrote', block }))
  })
  if (news.some(({ hasWords }) => hasWords)) return edits
  const [only] = news
  const client = news.length === 1 && only ? only.client : null
  return [...edits, ...[...gone.after].map((block): Edit => ({ client, kind: 'removed', block }))]
}

const isHeading = (block: Y.XmlElement): boolean => Number(block.getAttribute('level') ?? 0) > 0

/** A block's words without their marks and notes. */
const wordsIn = (block: Y.XmlElement): string =>
  block
    .toArray()
    .map((child) =>
      child instanceof Y.XmlText
        ? child
            .toDelta()
            .map(({ insert }: { insert: unknown }) => (typeof insert === 'string' ? insert : ''))
            .join('')
        : '',
    )
    .join('')
    .trim()

/** The words of the nearest heading at the block or above; null when there is none. */
export const headingAbove = (block: Y.XmlElement | null): string | null => {
  let at: unknown = block
  while (at instanceof Y.XmlElement) {
    const words = isHeading(at) ? wordsIn(at) : ''
    if (words !== '') return words
    at = at.prevSibling
  }
  return null
}
