/** Which words of one text stand in others: pure, and linear for texts as people write them. */

/** `length` signs from `from` on in the text looked for are those of text number `text`, from `at` on. */
export type Match = { from: number; text: number; at: number; length: number }

/** Signs that must agree before it is looked further. */
const seed = 4
/** Places looked at for one seed: a text of one word repeated must not take its square. */
const mostPlaces = 8
/** Signs of which the seeds are kept. */
const mostSigns = 300_000

const seedsOf = (texts: readonly string[], atMost: number): Map<string, { text: number; at: number }[]> => {
  const seeds = new Map<string, { text: number; at: number }[]>()
  let left = Math.min(atMost, mostSigns)
  for (const [text, words] of texts.entries()) {
    for (let at = 0; at + seed <= words.length && left > 0; at++, left--) {
      const key = words.slice(at, at + seed)
      const places = seeds.get(key)
      if (!places) seeds.set(key, [{ text, at }])
      else if (places.length < mostPlaces) places.push({ text, at })
    }
  }
  return seeds
}

/** How many signs agree from there on. */
const agreement = (...[a, from, b, at]: [string, number, string, number]): number => {
  let length = 0
  while (from + length < a.length && at + length < b.length && a[from + length] === b[at + length]) length++
  return length
}

/** The parts of [0, length) that no match holds, by where each match is and how long. */
const gaps = (length: number, taken: readonly { at: number; length: number }[]): { at: number; length: number }[] => {
  const free: { at: number; length: number }[] = []
  let from = 0
  for (const each of [...taken].sort((a, b) => a.at - b.at)) {
    if (each.at > from) free.push({ at: from, length: each.at - from })
    from = Math.max(from, each.at + each.length)
  }
  if (length > from) free.push({ at: from, length: length - from })
  return free
}

/** What is left over on both sides and is the same: pieces too short to be found by a seed. */
const leftOver = (words: string, texts: readonly string[], found: readonly Match[]): Match[] => {
  const left = gaps(
    words.length,
    found.map(({ from, length }) => ({ at: from, length })),
  )
  if (left.length === 0) return []
  const free = texts.flatMap((text, i) =>
    gaps(
      text.length,
      found.filter((each) => each.text === i),
    ).map(({ at, length }) => ({ text: i, at, length, words: text.slice(at, at + length) })),
  )
  return left.flatMap(({ at: from, length }) => {
    const same = free.find((each) => each.words === words.slice(from, from + length))
    return same ? [{ from, text: same.text, at: same.at, length }] : []
  })
}

/** Of few signs, those at the beginning or the end are enough: more would be found by its seed. */
const shortMatch = (words: string, texts: readonly string[]): Match[] => {
  if (words.length > 2 * seed) return []
  for (const [text, source] of texts.entries()) {
    const head = agreement(words, 0, source, 0)
    if (head > 1) return [{ from: 0, text, at: 0, length: head }]
    let tail = 0
    while (tail < Math.min(words.length, source.length) && words.at(-1 - tail) === source.at(-1 - tail)) tail++
    if (tail > 1) return [{ from: words.length - tail, text, at: source.length - tail, length: tail }]
  }
  return []
}

/**
 * Answers which words of a text stand in `texts` too, each at the place where most agrees. Of the texts, in their
 * order, so many signs are looked through; unless it is the same as all of one.
 */
export const matchWith = (texts: readonly string[], atMost = mostSigns): ((words: string) => Match[]) => {
  let seeds: ReturnType<typeof seedsOf> | null = null
  return (words) => {
    const same = texts.indexOf(words)
    if (same >= 0) return [{ from: 0, text: same, at: 0, length: words.length }]
    seeds ??= seedsOf(texts, atMost)
    const all: Match[] = []
    for (let from = 0; from + seed <= words.length; ) {
      let best: Match | null = null
      for (const { text, at } of seeds.get(words.slice(from, from + seed)) ?? []) {
        const length = agreement(words, from, texts[text] ?? '', at)
        if (!best || length > best.length) best = { from, text, at, length }
      }
      if (best) all.push(best)
      from += best ? best.length : 1
    }
    return all.length > 0 ? [...all, ...leftOver(words, texts, all)] : shortMatch(words, texts)
  }
}
