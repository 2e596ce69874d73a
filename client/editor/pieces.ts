/**
 * Much text at once goes to the relay in pieces: one transaction is one update, and an update above the relay's limits
 * (256 kB, 5,000 structs) is refused.
 */
import { Fragment, type Node } from '@tiptap/pm/model'

/** Well below the relay's limits: what Yjs makes of a piece is estimated, not measured. */
export const pieceLimits = { bytes: 150_000, structs: 3_000 }
export type PieceLimits = typeof pieceLimits

type Weight = { bytes: number; structs: number }

const bytesOf = (text: string): number => new TextEncoder().encode(text).length

/**
 * About what Yjs will make of a node: an item for it and each attribute, for a text, and for where a mark begins and
 * ends.
 */
export const weigh = (node: Node): Weight => {
  if (node.isText) {
    const marks = node.marks.reduce((bytes, mark) => bytes + 2 * bytesOf(JSON.stringify(mark.attrs)) + 40, 0)
    return { bytes: bytesOf(node.text ?? '') + marks + 8, structs: 1 + 2 * node.marks.length }
  }
  const attributes = Object.values(node.attrs).filter((value) => value !== null).length
  return plus({ bytes: 24 + 32 * attributes, structs: 2 + attributes }, weighAll(node.content))
}

const plus = (a: Weight, b: Weight): Weight => ({ bytes: a.bytes + b.bytes, structs: a.structs + b.structs })

export const weighAll = (content: Fragment): Weight => {
  let sum: Weight = { bytes: 0, structs: 0 }
  content.forEach((node) => {
    sum = plus(sum, weigh(node))
  })
  return sum
}

export const fits = ({ bytes, structs }: Weight, limits: PieceLimits = pieceLimits): boolean =>
  bytes <= limits.bytes && structs <= limits.structs

/** Halves a node that is too heavy alone until each part fits: a paragraph of 25,000 words becomes several. */
const parts = (node: Node, limits: PieceLimits): Node[] => {
  if (fits(weigh(node), limits) || node.content.size < 2) return [node]
  if (!node.isTextblock) return inPieces(node.content, limits).map((piece) => node.copy(Fragment.from(piece)))
  const middle = Math.floor(node.content.size / 2)
  return [...parts(node.cut(0, middle), limits), ...parts(node.cut(middle), limits)]
}

/** The blocks in their order, in groups that each fit into one update. */
export const inPieces = (blocks: Fragment, limits: PieceLimits = pieceLimits): Node[][] => {
  const pieces: Node[][] = []
  let piece: Node[] = []
  let weight: Weight = { bytes: 0, structs: 0 }
  blocks.forEach((block) => {
    for (const part of parts(block, limits)) {
      const heavier = plus(weight, weigh(part))
      if (piece.length > 0 && !fits(heavier, limits)) {
        pieces.push(piece)
        piece = [part]
        weight = weigh(part)
      } else {
        piece.push(part)
        weight = heavier
      }
    }
  })
  return piece.length > 0 ? [...pieces, piece] : pieces
}
