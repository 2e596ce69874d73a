/**
 * Where a place of the text as it was is in the text as it is: by the paragraph's id, by the signs that stood on either
 * side. The paragraph may have been moved, cut in two or joined with another since.
 */
import type { Node } from '@tiptap/pm/model'
import type { Rescue, Spot } from '../../shared/rescues.ts'

/** What holds words in a line: a paragraph, or a footnote within one. */
export type Line = {
  node: Node
  /** Before the node. */
  pos: number
  /** Its own signs; a break is one, and so is a footnote, whose words are a line of their own. */
  signs: string
  /** Where each sign begins, and at the end where the line ends. */
  places: number[]
}

const lineOf = (node: Node, pos: number): Line => {
  let signs = ''
  const places: number[] = []
  node.forEach((child, offset) => {
    const here = pos + 1 + offset
    const text = child.text ?? (child.type.name === 'hardBreak' ? '\n' : '\ufffc')
    for (let i = 0; i < text.length; i++) places.push(here + i)
    signs += text
  })
  return { node, pos, signs, places: [...places, pos + 1 + node.content.size] }
}

export const linesIn = (doc: Node): Line[] => {
  const lines: Line[] = []
  doc.descendants((node, pos) => {
    if (node.inlineContent) lines.push(lineOf(node, pos))
  })
  return lines
}

/** How many signs before `at` are the last of `before`. */
const before = (signs: string, at: number, of: string): number => {
  let n = 0
  while (n < of.length && n < at && signs[at - 1 - n] === of[of.length - 1 - n]) n++
  return n
}

/** How many signs from `at` on are the first of `after`. */
const after = (signs: string, at: number, of: string): number => {
  let n = 0
  while (n < of.length && at + n < signs.length && signs[at + n] === of[n]) n++
  return n
}

/** A place between two signs of a line, and how many signs around it are as they were. */
export type Place = { line: Line; at: number; known: number }

const bestIn = (line: Line, spot: Spot): Place => {
  // Where nothing is as it was: after all that was written since, unless the place was the line's beginning.
  let best: Place = { line, at: spot.before === '' && spot.after !== '' ? 0 : line.signs.length, known: 0 }
  for (let at = line.signs.length; at >= 0; at--) {
    const known = before(line.signs, at, spot.before) + after(line.signs, at, spot.after)
    if (known > best.known) best = { line, at, known }
  }
  return best
}

/** So many signs in a row are no chance in a text of a hundred pages, or nearly. */
export const noChance = 12
/** Fewer than this are found anywhere, even where they are all that stood around. */
const leastKnown = 6

/**
 * The paragraph itself, when it is there; another only where more of what stood around is found, and enough of it.
 * Null when the place is nowhere any more.
 */
export const placeOf = (doc: Node, spot: Spot): Place | null => {
  const lines = linesIn(doc)
  const enough = Math.max(leastKnown, Math.min(noChance, spot.before.length + spot.after.length))
  const own = lines.find(({ node }) => spot.paragraphId !== null && node.attrs['id'] === spot.paragraphId)
  let best = own ? bestIn(own, spot) : null
  for (const line of lines) {
    const place = bestIn(line, spot)
    if (place.known >= enough && place.known > (best?.known ?? 0)) best = place
  }
  return best
}

/** Whether the words stand just there already: between the same neighbours. */
export const standsAt = ({ line, at }: Place, words: string, spot: Spot): boolean => {
  const stands = (from: number): boolean =>
    from >= 0 &&
    line.signs.startsWith(words, from) &&
    before(line.signs, from, spot.before) >= Math.min(3, spot.before.length) &&
    after(line.signs, from + words.length, spot.after) >= Math.min(3, spot.after.length)
  return stands(at) || stands(at - words.length)
}

/** The headings that what the rescue is about stands under, as the text is now: two where its doubles are far apart. */
export const headingsOf = (doc: Node, rescue: Rescue): string[] => {
  const headings = whereabouts(doc, rescue).map((end) => headingBefore(doc, end))
  return [...new Set(headings.filter((each) => each !== null))]
}

/** The words of the last heading before a position. */
const headingBefore = (doc: Node, end: number): string | null => {
  let heading: string | null = null
  doc.descendants((node, pos) => {
    if (node.isTextblock && node.attrs['level'] > 0 && pos < end && node.textContent !== '') heading = node.textContent
    return pos < end && !node.isTextblock
  })
  return heading
}

const whereabouts = (doc: Node, rescue: Rescue): number[] => {
  const lines = linesIn(doc)
  const holding = (id: string | null): number[] =>
    id === null ? [] : lines.filter(({ node }) => node.attrs['id'] === id).map(({ pos }) => pos)
  switch (rescue.kind) {
    case 'lost': {
      const place = placeOf(doc, rescue.spot)
      // Below the paragraph above, which may be a heading itself.
      return place
        ? [place.line.pos]
        : holding(aboveOf(rescue.spot))
            .slice(0, 1)
            .map((pos) => pos + 1)
    }
    case 'misplaced':
      return holding(rescue.standsIn).slice(0, 1)
    case 'doubled':
      // Two who moved one paragraph leave two of one id.
      return [...holding(rescue.first).slice(0, 1), ...holding(rescue.second).slice(-1)]
  }
}

/** The paragraph that stood before one that was gone already when the words were found. */
export const aboveOf = (spot: Spot): string | null => ('above' in spot ? spot.above : null)
