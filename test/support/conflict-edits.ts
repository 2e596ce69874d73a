/**
 * What people do at once to a text in which no sign stands twice: whoever types takes signs that were never used, so
 * that each can be told from every other wherever it goes.
 */
import type { Node } from '@tiptap/pm/model'
import type { Transaction } from '@tiptap/pm/state'
import { canJoin, canSplit, findWrapping, liftTarget } from '@tiptap/pm/transform'
import { lists, textRoles } from '../../shared/schema/form.ts'
import { paragraph, schema } from './honest.ts'
import type { Random } from './random.ts'

/** Letters in the sense of \p{L}, each used once. */
export class Signs {
  #next = 0x4e00

  word(length: number): string {
    let word = ''
    while (word.length < length) word += String.fromCharCode(this.#next++)
    return word
  }

  id(): string {
    return `n${this.#next++}`
  }
}

/** `calm`: how much of what they do is writing. */
export type Hand = { r: Random; signs: Signs; clipboard: Node[]; calm: number }
export type Edit = (tr: Transaction, hand: Hand) => Transaction

const blocks = (doc: Node): { at: number; node: Node }[] => {
  const found: { at: number; node: Node }[] = []
  doc.descendants((node, at) => {
    if (node.type.name === 'paragraph' || node.type.name === 'footnote') found.push({ at, node })
  })
  return found
}

const caret = (doc: Node, { r }: Hand): number | null => {
  const all = blocks(doc)
  if (all.length === 0) return null
  const { at, node } = r.pick(all)
  const end = at + 1 + node.content.size
  // People write at the end more than anywhere; but no caret stands inside a footnote's mark.
  const place = r.chance(0.4) ? end : at + 1 + r.int(node.content.size + 1)
  return doc.resolve(place).parent.inlineContent ? place : end
}

const range = (doc: Node, hand: Hand): [number, number] | null => {
  const from = caret(doc, hand)
  if (from === null) return null
  const end = doc.resolve(from).end()
  return from < end ? [from, Math.min(end, from + 1 + hand.r.int(20))] : null
}

export const write: Edit = (tr, hand) => {
  const at = caret(tr.doc, hand)
  if (at === null) return tr.insert(0, paragraph(hand.signs.word(3), { id: hand.signs.id() }))
  return tr.insertText(`${hand.signs.word(2 + hand.r.int(8))}${hand.r.chance(0.3) ? ' ' : ''}`, at)
}

const erase: Edit = (tr, hand) => {
  const found = range(tr.doc, hand)
  return found ? tr.delete(...found) : tr
}

const replace: Edit = (tr, hand) => {
  const found = range(tr.doc, hand)
  return found ? tr.insertText(hand.signs.word(6), ...found) : tr
}

const enter: Edit = (tr, hand) => {
  const at = caret(tr.doc, hand)
  if (at === null || !canSplit(tr.doc, at) || tr.doc.resolve(at).parent.type.name !== 'paragraph') return tr
  tr.split(at)
  return tr.setNodeAttribute(tr.mapping.map(at) - 1, 'id', hand.signs.id())
}

const join: Edit = (tr, { r }) => {
  const places = blocks(tr.doc).flatMap(({ at, node }) =>
    node.type.name === 'paragraph' && canJoin(tr.doc, at) && tr.doc.resolve(at).nodeBefore?.isTextblock ? [at] : [],
  )
  return places.length === 0 ? tr : tr.join(r.pick(places))
}

const topBlock = (doc: Node, { r }: Hand): { at: number; node: Node } | null => {
  const all: { at: number; node: Node }[] = []
  doc.forEach((node, at) => all.push({ at, node }))
  return all.length === 0 ? null : r.pick(all)
}

const move: Edit = (tr, hand) => {
  const found = topBlock(tr.doc, hand)
  if (!found) return tr
  tr.delete(found.at, found.at + found.node.nodeSize)
  const to = topBlock(tr.doc, hand)
  return tr.insert(to && hand.r.chance(0.7) ? to.at : tr.doc.content.size, found.node)
}

const removeBlock: Edit = (tr, hand) => {
  const found = topBlock(tr.doc, hand)
  return found && tr.doc.childCount > 3 ? tr.delete(found.at, found.at + found.node.nodeSize) : tr
}

const cutBlock: Edit = (tr, hand) => {
  const found = topBlock(tr.doc, hand)
  if (!found || tr.doc.childCount < 3) return tr
  hand.clipboard = [found.node]
  return tr.delete(found.at, found.at + found.node.nodeSize)
}

const pasteBlock: Edit = (tr, hand) => {
  const to = topBlock(tr.doc, hand)
  const [node] = hand.clipboard.splice(0)
  return node ? tr.insert(to ? to.at : 0, node) : tr
}

const named = (doc: Node, name: string): { at: number; node: Node }[] => {
  const found: { at: number; node: Node }[] = []
  doc.descendants((node, at) => {
    if (node.type.name === name) found.push({ at, node })
  })
  return found
}

const removeRow: Edit = (tr, { r }) => {
  const rows = named(tr.doc, 'tableRow')
  if (rows.length < 2) return tr
  const { at, node } = r.pick(rows)
  return tr.delete(at, at + node.nodeSize)
}

export const table = (signs: Signs): Node =>
  schema.node(
    'table',
    { id: signs.id() },
    [0, 1].map(() =>
      schema.node(
        'tableRow',
        { id: signs.id() },
        [0, 1].map(() => schema.node('tableCell', {}, [paragraph(signs.word(7), { id: signs.id() })])),
      ),
    ),
  )

const footnote: Edit = (tr, hand) => {
  const at = caret(tr.doc, hand)
  if (at === null || tr.doc.resolve(at).parent.type.name !== 'paragraph') return tr
  return tr.insert(at, schema.node('footnote', { id: hand.signs.id() }, [schema.text(hand.signs.word(6))]))
}

const attribute: Edit = (tr, { r }) => {
  const all = named(tr.doc, 'paragraph')
  if (all.length === 0) return tr
  const { at } = r.pick(all)
  const [name, value] = r.pick([
    ['level', r.int(5)],
    ['list', r.pick(lists)],
    ['role', r.pick(textRoles)],
    ['indent', r.int(4)],
  ] as const)
  return tr.setNodeAttribute(at, name, value)
}

const bold: Edit = (tr, hand) => {
  const found = range(tr.doc, hand)
  return found ? tr.addMark(...found, schema.mark('bold')) : tr
}

const quote: Edit = (tr, hand) => {
  const at = caret(tr.doc, hand)
  const around = at === null ? null : tr.doc.resolve(at).blockRange()
  if (!around || around.depth > 0 || !schema.nodes.blockquote) return tr
  const wrapping = findWrapping(around, schema.nodes.blockquote)
  return wrapping ? tr.wrap(around, wrapping) : tr
}

const unquote: Edit = (tr, hand) => {
  const at = caret(tr.doc, hand)
  const around = at === null ? null : tr.doc.resolve(at).blockRange()
  const target = around && liftTarget(around)
  return around && target != null ? tr.lift(around, target) : tr
}

const often: readonly Edit[] = [enter, enter, enter, join, join, move, move, erase, replace, cutBlock, pasteBlock]
const rare: readonly Edit[] = [removeBlock, removeRow, footnote, attribute, bold, quote, unquote]
const seldom: readonly Edit[] = [...often, ...rare]

/** One edit: words, else what may take words along. */
export const anyConflict: Edit = (tr, hand) => (hand.r.chance(hand.calm) ? write : hand.r.pick(seldom))(tr, hand)
