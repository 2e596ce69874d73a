/**
 * Other words in the place of those found. What is replaced keeps its marks, and nothing around it is touched: the
 * binding writes to Yjs what lies between a paragraph's first and last difference, so each transaction changes at most
 * one place of a paragraph. Else the words between two places would be written anew, and be the replacer's.
 */
import type { Node } from '@tiptap/pm/model'
import { type EditorState, TextSelection, type Transaction } from '@tiptap/pm/state'
import type { EditorView } from '@tiptap/pm/view'
import { matchesNow } from './find-plugin.ts'
import { firstFrom, type Match, matchAt } from './finding.ts'
import { fits, type PieceLimits, pieceLimits, weigh } from './pieces.ts'

/** Of an editor's view, what it takes to change the text several times. */
export type Writing = Pick<EditorView, 'state' | 'dispatch'>

const replace = (tr: Transaction, { from, to }: Match, words: string): Transaction => {
  if (words === '') return tr.delete(from, to)
  const marks = tr.doc.resolve(from).marksAcross(tr.doc.resolve(to)) ?? []
  return tr.replaceWith(from, to, tr.doc.type.schema.text(words, marks))
}

/** Whether the words still stand there: whatever else has changed the text meanwhile is not written over. */
const stands = (doc: Node, { from, to, text }: Match): boolean =>
  to <= doc.content.size && doc.textBetween(from, to) === text

/** Replaces the chosen place, and chooses the next; null when none is chosen. */
export const replaceChosen = (state: EditorState, words: string): Transaction | null => {
  const matches = matchesNow(state)
  const chosen = matches[matchAt(matches, state.selection) ?? -1]
  if (!chosen) return null
  const tr = replace(state.tr, chosen, words.normalize('NFC'))
  const next = matches[firstFrom(matches, chosen.to)] ?? matches[0]
  if (next && next !== chosen) {
    const [from, to] = [tr.mapping.map(next.from), tr.mapping.map(next.to)]
    return tr.setSelection(TextSelection.create(tr.doc, from, to))
  }
  return tr.setSelection(TextSelection.create(tr.doc, tr.mapping.map(chosen.to)))
}

/** The places in rounds: the last of each paragraph, then the last but one of each, and so on. */
export const inRounds = (doc: Node, matches: readonly Match[]): Match[][] => {
  const rounds: Match[][] = []
  let [block, depth]: [Node | null, number] = [null, 0]
  for (const match of matches.toReversed()) {
    const at = doc.resolve(match.from)
    let level = at.depth
    while (level > 0 && !at.node(level).isBlock) level -= 1
    depth = at.node(level) === block ? depth + 1 : 0
    block = at.node(level)
    const round = rounds[depth]
    if (round) round.push(match)
    else rounds.push([match])
  }
  return rounds
}

/** A round in pieces, the text's last places first, each well below what the relay takes at once. */
const inPieces = (round: readonly Match[], words: Node | null, limits: PieceLimits): Match[][] => {
  const weight = words ? weigh(words) : { bytes: 0, structs: 0 }
  // What it takes to say that the old words are gone; marks at both ends at most double it.
  const each = { bytes: weight.bytes + 64, structs: weight.structs + 2 }
  let most = 1
  while (fits({ bytes: each.bytes * (most + 1), structs: each.structs * (most + 1) }, limits)) most += 1
  return Array.from({ length: Math.ceil(round.length / most) }, (_, i) => round.slice(i * most, (i + 1) * most))
}

/** Where the places are once those of a piece have been replaced. */
const shifted = (matches: Match[], piece: readonly Match[], length: number): Match[] => {
  const done = piece.toReversed()
  let [i, shift] = [0, 0]
  return matches
    .toReversed()
    .map((match) => {
      for (let at = done[i]; at !== undefined && at.from < match.from; at = done[i]) {
        shift += length - (at.to - at.from)
        i += 1
      }
      return { ...match, from: match.from + shift, to: match.to + shift }
    })
    .toReversed()
}

/** Replaces every place, in as many transactions as their weight asks for; tells how many places it were. */
export const replaceAll = (view: Writing, given: string, limits: PieceLimits = pieceLimits): number => {
  const words = given.normalize('NFC')
  const node = words === '' ? null : view.state.schema.text(words)
  let count = 0
  let left = inRounds(view.state.doc, matchesNow(view.state))
  for (let round = left.shift(); round; round = left.shift()) {
    let pieces = inPieces(round, node, limits)
    for (let piece = pieces.shift(); piece; piece = pieces.shift()) {
      const { doc } = view.state
      const standing = piece.filter((match) => stands(doc, match))
      const tr = standing.reduce((sum, match) => replace(sum, match, words), view.state.tr)
      view.dispatch(tr)
      count += standing.length
      pieces = pieces.map((other) => shifted(other, standing, words.length))
      left = left.map((other) => shifted(other, standing, words.length))
    }
  }
  return count
}
