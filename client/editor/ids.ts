/** Every paragraph has an id for as long as it lives: places, diffs and goals find it by that. */
import type { Node } from '@tiptap/pm/model'
import { Plugin, type Transaction } from '@tiptap/pm/state'
import { fromYjs } from './writing.ts'

/** A new id each time; randomness is passed in. */
export type NewId = () => string

type Wanting = { pos: number }

/** Paragraphs without an id, and those whose id stands earlier in the text: of a split the first half keeps it. */
const wanting = (doc: Node): Wanting[] => {
  const seen = new Set<string>()
  const found: Wanting[] = []
  doc.descendants((node, pos) => {
    if (node.type.name !== 'paragraph') return true
    const id: unknown = node.attrs['id']
    if (typeof id === 'string' && !seen.has(id)) seen.add(id)
    else found.push({ pos })
    return false
  })
  return found
}

/**
 * Typing within one paragraph makes none, and is by far the most common: it should not cost a walk through the text.
 */
const mayMakeParagraphs = (tr: Transaction): boolean => {
  let may = false
  for (const map of tr.mapping.maps)
    map.forEach((_oldStart, _oldEnd, start, end) => {
      const $start = tr.doc.resolve(Math.min(start, tr.doc.content.size))
      const within = $start.parent.isTextblock && end <= $start.end()
      may ||= !within || $start.parent.attrs['id'] === null
    })
  return may
}

/**
 * Gives new paragraphs their ids, in the same step as they are made. Only for what this person writes: on a remote
 * change every open editor would give another id, and a reader would write.
 */
export const idsPlugin = (newId: NewId): Plugin =>
  new Plugin({
    appendTransaction: (transactions, _before, after) => {
      if (!transactions.some((tr) => tr.docChanged && !fromYjs(tr) && mayMakeParagraphs(tr))) return null
      const missing = wanting(after.doc)
      if (missing.length === 0) return null
      const { tr } = after
      for (const { pos } of missing) tr.setNodeAttribute(pos, 'id', newId())
      return tr
    },
  })
