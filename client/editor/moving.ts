/**
 * Moves blocks at the top of the text past others. In Yjs a move is a deletion and an insertion; the binding keeps the
 * side with more blocks as it is and writes the other anew, so what colleagues type in the larger side is kept. Both
 * must happen in one transaction that reuses the blocks: then each keeps its ids.
 */
import { Fragment, type Node } from '@tiptap/pm/model'
import { TextSelection, type Transaction } from '@tiptap/pm/state'
import type { EditorView } from '@tiptap/pm/view'
import { asOneUndo } from './find-undo.ts'
import { fits, type PieceLimits, pieceLimits, weigh, weighAll } from './pieces.ts'

/** The blocks `from` up to `to` go before block `at`, all counted as they stand now. */
export type Move = { from: number; to: number; at: number }

/** Two neighbouring runs of blocks that change places: `left` begins at `from`, `right` at `middle`, up to `to`. */
export type Swap = { from: number; middle: number; to: number }

const swapOf = ({ from, to, at }: Move): Swap =>
  at < from ? { from: at, middle: from, to } : { from, middle: to, to: at }

const positionOf = (doc: Node, block: number): number => {
  let pos = 0
  for (let i = 0; i < block; i++) pos += doc.child(i).nodeSize
  return pos
}

const blocksOf = (doc: Node, from: number, to: number): Node[] => {
  const blocks: Node[] = []
  for (let i = from; i < to; i++) blocks.push(doc.child(i))
  return blocks
}

const sizeOf = (blocks: readonly Node[]): number => blocks.reduce((size, block) => size + block.nodeSize, 0)

/**
 * One swap as one transaction. The shorter side is taken out and put in on the other side of the longer, so that
 * whatever the editor remembers of places in the longer one still holds. The caret stays beside the same letter, also
 * when its block is one that moves.
 */
export const swap = (tr: Transaction, { from, middle, to }: Swap): Transaction => {
  const { doc, selection } = tr
  const start = positionOf(doc, from)
  const [left, right] = [blocksOf(doc, from, middle), blocksOf(doc, middle, to)]
  const [leftSize, rightSize] = [sizeOf(left), sizeOf(right)]
  const place = (pos: number): number => {
    if (pos < start || pos >= start + leftSize + rightSize) return pos
    return pos < start + leftSize ? pos + rightSize : pos - leftSize
  }
  if (left.length > right.length) tr.delete(start + leftSize, start + leftSize + rightSize).insert(start, right)
  else tr.delete(start, start + leftSize).insert(start + rightSize, left)
  if (!(selection instanceof TextSelection)) return tr
  const [anchor, head] = [place(selection.anchor), place(selection.head)]
  return tr.setSelection(TextSelection.between(tr.doc.resolve(anchor), tr.doc.resolve(head)))
}

export type Run = { from: number; to: number }

/** A side in runs that each fit into one update, and that the binding writes anew rather than what they pass. */
const runsOf = (doc: Node, { from, to }: Run, limits: { most: number; piece: PieceLimits }): Run[] | null => {
  const runs: Run[] = []
  for (let start = from; start < to; ) {
    let end = start
    let weight = { bytes: 0, structs: 0 }
    while (end < to && end - start < limits.most) {
      const { bytes, structs } = weigh(doc.child(end))
      weight = { bytes: weight.bytes + bytes, structs: weight.structs + structs }
      if (!fits(weight, limits.piece)) break
      end++
    }
    if (end === start) return null
    runs.push({ from: start, to: end })
    start = end
  }
  return runs
}

const fitsWhole = (doc: Node, { from, to }: Run, limits: PieceLimits): boolean =>
  fits(weighAll(Fragment.from(blocksOf(doc, from, to))), limits)

/**
 * The swaps that make a move, each light enough for one update; null when a single block is too heavy. As a rule it is
 * one. Of sides that are both long the one with fewer runs goes past the other, run by run.
 */
export const swapsFor = (doc: Node, move: Move, limits: PieceLimits = pieceLimits): Swap[] | null => {
  const whole = swapOf(move)
  const left = { from: whole.from, to: whole.middle }
  const right = { from: whole.middle, to: whole.to }
  const [leftCount, rightCount] = [left.to - left.from, right.to - right.from]
  // Of two sides with as many blocks the binding keeps the right one.
  if (fitsWhole(doc, leftCount > rightCount ? right : left, limits)) return [whole]
  const leftRuns = runsOf(doc, left, { most: rightCount, piece: limits })
  const rightRuns = runsOf(doc, right, { most: leftCount - 1, piece: limits })
  if (rightRuns && (!leftRuns || rightRuns.length <= leftRuns.length)) {
    // The first run goes first; the next one finds the left side that much further on.
    return rightRuns.map(({ from, to }) => ({ from: from - leftCount, middle: from, to }))
  }
  return leftRuns?.toReversed().map(({ from, to }) => ({ from, middle: to, to: to + rightCount })) ?? null
}

/** From where to where in the text blocks stand. */
export const rangeOf = (doc: Node, { from, to }: Run): { from: number; to: number } => ({
  from: positionOf(doc, from),
  to: positionOf(doc, to),
})

/** The blocks that a move writes anew: what colleagues type in them just then has to be rescued. */
export const writtenAnew = (doc: Node, move: Move): Run => {
  const whole = swapOf(move)
  // All the swaps of a move write the same side.
  const { from, middle, to } = swapsFor(doc, move)?.[0] ?? whole
  return middle - from > to - middle ? { from: whole.middle, to: whole.to } : { from: whole.from, to: whole.middle }
}

/** Where the blocks of a move stand after it. */
export const landing = ({ from, to, at }: Move): Run =>
  at < from ? { from: at, to: at + to - from } : { from: at - (to - from), to: at }

/** The move that takes a move back. */
export const inverse = (move: Move): Move => ({ ...landing(move), at: move.at < move.from ? move.to : move.from })

/**
 * Carries out a move; answers false when it is too heavy. It is one undo step, also where it takes several updates, and
 * what was typed just before or after it is another.
 */
export const moveBlocks = (view: EditorView, move: Move, limits: PieceLimits = pieceLimits): boolean => {
  const swaps = swapsFor(view.state.doc, move, limits)
  if (!swaps) return false
  asOneUndo(view.state, () => {
    for (const one of swaps) view.dispatch(swap(view.state.tr, one))
  })
  return true
}
