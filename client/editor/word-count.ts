/** How many words a text has, footnotes and captions and tables with it. Counted when there is time, never at a key. */
import type { Node } from '@tiptap/pm/model'
import { eachRun } from './runs.ts'

const segmenter = new Intl.Segmenter('sv', { granularity: 'word' })

/** As a reader counts: what a hyphen holds together ("e-post") is one word, and a number is one too. */
export const countWords = (text: string): number => {
  let count = 0
  /** How the words so far end: `joined` is a word and a hyphen after it. */
  let end: 'word' | 'joined' | 'other' = 'other'
  for (const { segment, isWordLike } of segmenter.segment(text)) {
    if (isWordLike) {
      if (end !== 'joined') count += 1
      end = 'word'
    } else end = end === 'word' && /^[-\u2011]$/.test(segment) ? 'joined' : 'other'
  }
  return count
}

/** As a written page of 11 points has it; at least one. */
export const pagesOf = (words: number): number => Math.max(1, Math.round(words / 500))

export type Stretch = { from: number; to: number }

export type Count = {
  /** The words of a stretch; null when time ran out first. What was counted until then is not counted again. */
  words(doc: Node, stretch: Stretch, hasTime: () => boolean): number | null
  /** Forgets the runs that were not met since the last time: call it when the whole text has been counted. */
  tidy(): void
}

/**
 * Remembers the count of each run by its words, not by its node: the binding makes every node anew when somebody else
 * writes. In 100,000 words the first count takes half a second in small pieces, each later one some milliseconds.
 */
export const openCount = (): Count => {
  let known = new Map<string, number>()
  let met = new Map<string, number>()
  const countRun = (text: string): number => {
    const count = met.get(text) ?? known.get(text) ?? countWords(text)
    met.set(text, count)
    return count
  }
  return {
    words(doc, { from, to }, hasTime) {
      let sum = 0
      let pos = 0
      for (const block of doc.children) {
        const end = pos + block.nodeSize
        if (end > from && pos < to) {
          if (!hasTime()) return null
          eachRun(block, pos + 1, (run) => {
            sum += countRun(run.text.slice(Math.max(0, from - run.pos), Math.max(0, to - run.pos)))
          })
        }
        pos = end
      }
      return sum
    },
    tidy() {
      known = met
      met = new Map()
    },
  }
}
