/** Where the labels of carets go: inside the page, and none upon another. Pure; whoever draws them measures. */

/** In the page's own pixels: where the caret stands, and how large its label is. */
export type Measured = { x: number; y: number; width: number; height: number }

/** Which way the label reaches from its caret, and how many labels' heights it is lifted. */
export type Place = { side: 'right' | 'left'; lift: number }

/** Higher a label would stand over somebody else's line; then they may as well cover each other. */
const highest = 3

type Box = { left: number; right: number; top: number; bottom: number }

const boxOf = ({ x, y, width, height }: Measured, { side, lift }: Place): Box => {
  const left = side === 'right' ? x : x - width
  const bottom = y - lift * height
  return { left, right: left + width, top: bottom - height, bottom }
}

const overlap = (a: Box, b: Box): boolean =>
  a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom

/** One place for each, in their order: who comes first has the better place. `edge` is the page's right edge. */
export const placesOf = (labels: readonly Measured[], edge: number): Place[] => {
  const taken: Box[] = []
  return labels.map((label) => {
    const side = label.x + label.width > edge && label.x - label.width >= 0 ? 'left' : 'right'
    const place: Place = { side, lift: 0 }
    while (place.lift < highest && taken.some((box) => overlap(box, boxOf(label, place)))) place.lift += 1
    taken.push(boxOf(label, place))
    return place
  })
}
