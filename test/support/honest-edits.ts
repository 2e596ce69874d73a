/** What people do to a text, one ProseMirror transaction each; `any` picks one by chance. */
import { Fragment, type Node } from '@tiptap/pm/model'
import type { Transaction } from '@tiptap/pm/state'
import { canJoin, canSplit, findWrapping, liftTarget } from '@tiptap/pm/transform'
import { lists, textRoles } from '../../shared/schema/form.ts'
import { paragraph, schema } from './honest.ts'
import { anyOfTables } from './honest-tables.ts'
import type { Random } from './random.ts'

export type Edit = (tr: Transaction, r: Random) => Transaction

const words = [
  'Målet',
  ' år 2045',
  'å',
  'ö',
  ' ',
  'e',
  'bostäder och arbete ',
  '👩‍👩‍👧',
  '🌲',
  '\u{1D11E}',
  '–',
  'a\u0308',
]
const links = ['https://example.se/å', 'mailto:a@example.se', 'tel:+468', '#mål']

/** Positions in front of each paragraph, and the paragraph. */
const blocks = (doc: Node): { at: number; node: Node }[] => {
  const found: { at: number; node: Node }[] = []
  doc.descendants((node, at) => {
    if (node.isTextblock) found.push({ at, node })
    return !node.isTextblock
  })
  return found
}

/** No browser puts a caret inside an emoji; nor does the editor cut there. */
const outsideEmoji = (doc: Node, at: number): number => {
  const before = doc.textBetween(at - 1, at, undefined, '\n').charCodeAt(0)
  return before >= 0xd800 && before <= 0xdbff ? at + 1 : at
}

/** A place for the caret; a text without paragraphs has none. */
const caret = (doc: Node, r: Random): number | null => {
  const all = blocks(doc)
  if (all.length === 0) return null
  const { at, node } = r.pick(all)
  return outsideEmoji(doc, at + 1 + r.int(node.content.size + 1))
}

const atCaret = (tr: Transaction, r: Random, change: (at: number) => Transaction): Transaction => {
  const at = caret(tr.doc, r)
  return at === null ? tr.insert(0, paragraph('', { id: newId(r) })) : change(at)
}

const range = (tr: Transaction, r: Random, change: (from: number, to: number) => Transaction): Transaction => {
  const [a, b] = [caret(tr.doc, r), caret(tr.doc, r)]
  return a === null || b === null || a === b ? tr : change(Math.min(a, b), Math.max(a, b))
}

export const newId = (r: Random): string => r.int(2 ** 31).toString(36)

export const type: Edit = (tr, r) => atCaret(tr, r, (at) => tr.insertText(r.pick(words), at))

const erase: Edit = (tr, r) =>
  atCaret(tr, r, (at) => {
    const to = outsideEmoji(tr.doc, Math.min(at + 1 + r.int(8), tr.doc.resolve(at).end()))
    return to > at ? tr.delete(at, to) : tr
  })

const eraseAcross: Edit = (tr, r) =>
  range(tr, r, (from, to) => tr.delete(from, outsideEmoji(tr.doc, Math.min(to, from + 200))))

const enter: Edit = (tr, r) =>
  atCaret(tr, r, (at) => {
    if (!canSplit(tr.doc, at)) return tr
    tr.split(at)
    // The first half keeps the id, as the editor's UniqueID sees to.
    return tr.setNodeAttribute(tr.mapping.map(at) - 1, 'id', newId(r))
  })

const join: Edit = (tr, r) => {
  const places = blocks(tr.doc).flatMap(({ at }) =>
    canJoin(tr.doc, at) && tr.doc.resolve(at).nodeBefore?.isTextblock ? [at] : [],
  )
  return places.length === 0 ? tr : tr.join(r.pick(places))
}

const mark: Edit = (tr, r) =>
  range(tr, r, (from, to) => {
    const name = r.pick(['bold', 'italic', 'link'] as const)
    if (r.chance(0.3)) return tr.removeMark(from, to, schema.marks[name])
    return tr.addMark(from, to, schema.mark(name, name === 'link' ? { href: r.pick(links) } : {}))
  })

const attribute: Edit = (tr, r) => {
  const all = blocks(tr.doc)
  if (all.length === 0) return tr
  const { at } = r.pick(all)
  switch (r.int(5)) {
    case 0:
      return tr.setNodeAttribute(at, 'level', r.int(5))
    case 1:
      return tr.setNodeAttribute(at, 'list', r.pick(lists))
    case 2:
      return tr.setNodeAttribute(at, 'indent', r.int(9))
    case 3:
      return tr.setNodeAttribute(at, 'role', r.pick(textRoles))
    default:
      return tr.setNodeAttribute(at, 'goalId', r.chance(0.3) ? null : newId(r))
  }
}

const hardBreak: Edit = (tr, r) => atCaret(tr, r, (at) => tr.insert(at, schema.node('hardBreak')))

const quote: Edit = (tr, r) =>
  atCaret(tr, r, (at) => {
    const around = tr.doc.resolve(at).blockRange()
    if (!around || around.depth > 6) return tr
    const wrapping = findWrapping(around, schema.nodes.blockquote ?? around.parent.type)
    return wrapping ? tr.wrap(around, wrapping) : tr
  })

const unquote: Edit = (tr, r) =>
  atCaret(tr, r, (at) => {
    const around = tr.doc.resolve(at).blockRange()
    const target = around && liftTarget(around)
    return around && target != null ? tr.lift(around, target) : tr
  })

/** Blocks pasted before a paragraph, some with bold words. */
export const paste =
  (count: number): Edit =>
  (tr, r) => {
    const bold = schema.text('fet ', [schema.mark('bold')])
    const made = Array.from({ length: count }, () => {
      const block = paragraph(`${r.pick(words)}${r.pick(words)} inklistrat `, { id: newId(r), level: r.int(5) })
      return r.chance(0.3) ? block.copy(block.content.addToStart(bold)) : block
    })
    const all = blocks(tr.doc).filter(({ at }) => tr.doc.resolve(at).depth === 0)
    return tr.insert(all.length === 0 ? 0 : r.pick(all).at, Fragment.fromArray(made))
  }

const move: Edit = (tr, r) => {
  if (tr.doc.childCount < 2) return tr
  const nth = r.int(tr.doc.childCount)
  let at = 0
  for (let i = 0; i < nth; i++) at += tr.doc.child(i).nodeSize
  const node = tr.doc.child(nth)
  tr.delete(at, at + node.nodeSize)
  return tr.insert(r.chance(0.5) ? 0 : tr.doc.content.size, node)
}

/** Every occurrence of some letters, as *Ersätt alla* does it: in one transaction. */
export const replaceAll =
  (find: string, by: string): Edit =>
  (tr) => {
    const places: number[] = []
    tr.doc.descendants((node, at) => {
      for (let i = node.text?.indexOf(find) ?? -1; i >= 0; i = node.text?.indexOf(find, i + 1) ?? -1)
        places.push(at + i)
    })
    for (const at of places.reverse()) tr.insertText(by, at, at + find.length)
    return tr
  }

export const boldAll: Edit = (tr) => tr.addMark(0, tr.doc.content.size, schema.mark('bold'))

export const eraseAll: Edit = (tr) => tr.delete(0, tr.doc.content.size)

const often: readonly Edit[] = [type, type, type, type, type, erase, erase, enter, mark, attribute]
const seldom: readonly Edit[] = [
  eraseAcross,
  join,
  hardBreak,
  quote,
  unquote,
  paste(3),
  move,
  replaceAll('e', 'ä'),
  boldAll,
  (tr, r) => anyOfTables(tr, r),
  (tr, r) => anyOfTables(tr, r),
]

/** One edit as people make them: mostly typing. */
export const any: Edit = (tr, r) => {
  if (r.chance(0.004)) return eraseAll(tr, r)
  return (r.chance(0.75) ? r.pick(often) : r.pick(seldom))(tr, r)
}
