/** The signs before the items of lists, in the text as it is edited and as it stands still. */

const bullets = ['•', '–', '▪']

/** `depth` from 1; `number` is null for a bullet. */
export const markerOf = ({ number, depth }: { number: number | null; depth: number }): string =>
  number === null ? (bullets[(depth - 1) % 3] ?? '•') : `${number}.`
