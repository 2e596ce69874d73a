/** Whatever has an id keeps it for as long as it lives: places, diffs, goals and footnotes are found by that. */
import type { Node } from '@tiptap/pm/model'
import { Plugin, type Transaction } from '@tiptap/pm/state'
import { nodes } from '../../shared/schema/form.ts'
import { fromYjs } from './writing.ts'
import { linesWrittenIn } from './written-lines.ts'

/** A new id each time; randomness is passed in. */
export type NewId = () => string

const kindsWithId: ReadonlySet<string> = new Set(
  Object.entries(nodes).flatMap(([name, { attributes }]) => ('id' in attributes ? [name] : [])),
)

/** Where something stands without an id, or with one that stands earlier: of a split the first half keeps it. */
const wanting = (doc: Node): number[] => {
  const seen = new Set<string>()
  const found: number[] = []
  doc.descendants((node, pos) => {
    if (!kindsWithId.has(node.type.name)) return true
    const id: unknown = node.attrs['id']
    if (typeof id === 'string' && !seen.has(id)) seen.add(id)
    else found.push(pos)
    return true
  })
  return found
}

/** Words typed in a line that has its id need none, and should not cost a walk through the text. */
const mayNeedIds = (tr: Transaction): boolean => {
  if (!tr.docChanged || fromYjs(tr)) return false
  const lines = linesWrittenIn(tr)
  return lines === null || lines.some(({ attrs }) => attrs['id'] === null)
}

/**
 * Gives what is new its id, in the same step as it is made. Only for what this person writes: on a remote change every
 * open editor would give another id, and a reader would write.
 */
export const idsPlugin = (newId: NewId): Plugin =>
  new Plugin({
    appendTransaction: (transactions, _before, after) => {
      if (!transactions.some(mayNeedIds)) return null
      const missing = wanting(after.doc)
      if (missing.length === 0) return null
      const { tr } = after
      for (const pos of missing) tr.setNodeAttribute(pos, 'id', newId())
      return tr
    },
  })
