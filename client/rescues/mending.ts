/**
 * What one click does to the text: words are put back, moved or taken away where they stand twice. Pure ProseMirror; it
 * looks first whether the text is still as it was found.
 */
import { Fragment, type Node, type Schema } from '@tiptap/pm/model'
import type { EditorState, Transaction } from '@tiptap/pm/state'
import type { Doubled, Lost, Misplaced, Rescue } from '../../shared/rescues.ts'
import { aboveOf, type Line, linesIn, noChance, placeOf, standsAt } from './finding.ts'
import { show } from './showing.ts'

export type Mending =
  /** The transaction marks the words. `atCaret`: their place is gone, they stand in a paragraph of their own. */
  | { is: 'possible'; tr: Transaction; atCaret: boolean }
  /** Somebody has mended it without us. */
  | { is: 'mended' }
  /** There is no place in the text to move them to. */
  | { is: 'nowhere' }

const hasId = ({ node }: Line, id: string | null): boolean => id !== null && node.attrs['id'] === id

/** The n-th place of a line; there are one more than signs. */
const placeIn = (line: Line, n: number): number => line.places[n] ?? line.pos + line.node.nodeSize - 1

/** Words without marks; their breaks are breaks where such may stand. */
const plain = (schema: Schema, words: string, parent: Node | null): Fragment => {
  const hardBreak = schema.nodes['hardBreak']
  const breaks = hardBreak !== undefined && (parent === null || parent.type.contentMatch.matchType(hardBreak) !== null)
  if (!breaks) return Fragment.from(schema.text(words.replaceAll('\n', ' ')))
  const nodes = words
    .split('\n')
    .flatMap((part, i) => [...(i > 0 ? [hardBreak.create()] : []), ...(part === '' ? [] : [schema.text(part)])])
  return Fragment.from(nodes)
}

/** After the paragraph where the caret is, or in it when it is empty: the words have a paragraph to themselves. */
const ownParagraph = (state: EditorState, words: string): Transaction => {
  const { $from, to } = state.selection
  const { tr, schema } = state
  const content = plain(schema, words.trim(), null)
  const depth = Array.from({ length: $from.depth }, (_, i) => $from.depth - i).find(
    (each) => $from.node(each).type.name === 'paragraph',
  )
  if (depth !== undefined && $from.node(depth).content.size === 0) {
    const start = $from.start(depth)
    return show(tr.replaceWith(start, start, content), { from: start, to: start + content.size })
  }
  const pos = depth !== undefined ? $from.after(depth) : $from.depth > 0 ? $from.after(1) : to
  tr.insert(pos, schema.node('paragraph', null, content))
  return show(tr, { from: pos + 1, to: pos + 1 + content.size })
}

/** A paragraph of their own where the one stood that is gone: below that which was above it, if it stands. */
const below = (state: EditorState, words: string, above: string | null): Transaction | null => {
  const line = linesIn(state.doc).find((each) => hasId(each, above))
  if (line === undefined) return null
  // Behind the whole table or list: the row or the item that is gone is not made anew.
  const pos = state.doc.resolve(line.pos + 1).after(1)
  const content = plain(state.schema, words.trim(), null)
  const tr = state.tr.insert(pos, state.schema.node('paragraph', null, content))
  return show(tr, { from: pos + 1, to: pos + 1 + content.size })
}

const putBack = (state: EditorState, { words, spot }: Lost): Mending => {
  const place = placeOf(state.doc, spot)
  if (place === null) {
    const above = below(state, words, aboveOf(spot))
    return { is: 'possible', tr: above ?? ownParagraph(state, words), atCaret: above === null }
  }
  if (standsAt(place, words, spot)) return { is: 'mended' }
  const pos = placeIn(place.line, place.at)
  const content = plain(state.schema, words, place.line.node)
  const tr = show(state.tr.replaceWith(pos, pos, content), { from: pos, to: pos + content.size })
  return { is: 'possible', tr, atCaret: false }
}

/** Moved as they stand, with their marks: they are in the text, only not where they were meant. */
const moveThere = (state: EditorState, { words, standsIn, spot }: Misplaced): Mending => {
  const line = linesIn(state.doc).find((each) => hasId(each, standsIn) && each.signs.includes(words))
  if (line === undefined) return { is: 'mended' }
  const first = line.signs.lastIndexOf(words)
  const [from, to] = [placeIn(line, first), placeIn(line, first + words.length)]
  const { content } = state.doc.slice(from, to)
  const tr = state.tr.delete(from, to)
  const place = placeOf(tr.doc, spot)
  if (place === null) return { is: 'nowhere' }
  const pos = placeIn(place.line, place.at)
  if (pos === from) return { is: 'mended' }
  tr.replaceWith(pos, pos, content)
  return { is: 'possible', tr: show(tr, { from: pos, to: pos + content.size }), atCaret: false }
}

type Twins = { kept: { line: Line; at: number }; double: { line: Line; at: number } }

/** The two, where there still are two: by their paragraphs' ids, or, of one id for both, by what they say. */
const twins = (doc: Node, { words, first, second }: Doubled): Twins | null => {
  const holding = linesIn(doc).filter(({ signs }) => signs.includes(words))
  const ones = holding.filter((line) => hasId(line, first))
  const [one] = ones
  const isCopy = ({ signs }: Line): boolean => words.length >= noChance || signs === one?.signs
  const others = holding.filter((line) => line !== one)
  const other = others.findLast((line) => hasId(line, second)) ?? (first === second ? others.find(isCopy) : undefined)
  if (one && other) {
    return {
      kept: { line: one, at: one.signs.indexOf(words) },
      double: { line: other, at: other.signs.lastIndexOf(words) },
    }
  }
  // Both in one paragraph.
  const [at, last] = one ? [one.signs.indexOf(words), one.signs.lastIndexOf(words)] : [0, 0]
  return one && first === second && last >= at + words.length
    ? { kept: { line: one, at }, double: { line: one, at: last } }
    : null
}

const removeDouble = (state: EditorState, rescue: Doubled): Mending => {
  const found = twins(state.doc, rescue)
  if (found === null) return { is: 'mended' }
  const { kept, double } = found
  const { words } = rescue
  const { node, pos, signs } = double.line
  const $pos = state.doc.resolve(pos)
  const isAll = node.isTextblock && signs.trim() === words.trim() && $pos.parent.childCount > 1
  const tr = isAll
    ? state.tr.delete(pos, pos + node.nodeSize)
    : state.tr.delete(placeIn(double.line, double.at), placeIn(double.line, double.at + words.length))
  const from = tr.mapping.map(placeIn(kept.line, kept.at))
  return { is: 'possible', tr: show(tr, { from, to: from + words.length }), atCaret: false }
}

export const mend = (state: EditorState, rescue: Rescue): Mending => {
  switch (rescue.kind) {
    case 'lost':
      return putBack(state, rescue)
    case 'misplaced':
      return moveThere(state, rescue)
    case 'doubled':
      return removeDouble(state, rescue)
  }
}

/**
 * Two have put the same words in their place at once: takes one of them away. Null when they stand once, or when they
 * might have stood twice before.
 */
export const takeOne = (state: EditorState, rescue: Rescue): Transaction | null => {
  if (rescue.kind === 'doubled') return null
  const { words, spot } = rescue
  const place = placeOf(state.doc, spot)
  if (place === null || spot.before.endsWith(words) || spot.after.startsWith(words)) return null
  const { line, at } = place
  const first = line.signs.indexOf(words + words, Math.max(0, at - 2 * words.length))
  if (first < 0 || first > at) return null
  return state.tr.delete(placeIn(line, first + words.length), placeIn(line, first + 2 * words.length))
}
