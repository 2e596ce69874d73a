/** Whose words, and how many: of a paragraph person by person, of the text organisation by organisation. */
import type { Author } from '../../shared/authors.ts'
import { type MunicipalityId, municipalityIds } from '../../shared/people.ts'
import type { Writer } from './writer.ts'
import type { Written } from './written.ts'

/** `shared` is those who speak for no municipality, `start` what no member wrote. */
export type Organisation = MunicipalityId | 'shared' | 'start'

export const organisationOf = (author: Author | null): Organisation =>
  author === null ? 'start' : (author.municipality ?? 'shared')

/** What one author, in one role, wrote of a paragraph. `since` and `until` are null for what was written just now. */
export type Share = { author: Author | null; words: number; since: number | null; until: number | null }

const authorOf = (writer: Writer): Author | null | undefined => {
  switch (writer.state) {
    case 'told':
    case 'here':
      return writer.author
    case 'unknown':
      return undefined
  }
}

/** Signs without a blank between them, with a letter or digit among them. */
const word = /\S*[\p{L}\p{N}]\S*/gu

const same = (a: Author | null, b: Author | null): boolean =>
  a?.memberId === b?.memberId && a?.role === b?.role && a?.municipality === b?.municipality

const count = ({ text, spans }: Written): Share[] => {
  const starts = [...text.matchAll(word)].map(({ index }) => index)
  const shares: Share[] = []
  for (const { from, to, writer } of spans) {
    const author = authorOf(writer)
    if (author === undefined) continue
    const words = starts.filter((start) => from <= start && start < to).length
    const at = writer.state === 'told' ? writer.at : null
    const share = shares.find((each) => same(each.author, author))
    if (share) {
      share.words += words
      if (at !== null) share.since = Math.min(share.since ?? at, at)
      share.until = at === null || share.until === null ? null : Math.max(share.until, at)
    } else shares.push({ author, words, since: at, until: at })
  }
  return shares
}

/** What was read of a paragraph never changes; it is read anew. */
const counted = new WeakMap<Written, readonly Share[]>()

/**
 * Who wrote a paragraph, in the order of the text. A word belongs to who wrote its first sign, or one mended letter
 * would count as a word; who only mended is named nevertheless, with no words.
 */
export const sharesOf = (written: Written): readonly Share[] => {
  const before = counted.get(written)
  if (before) return before
  const shares = count(written)
  counted.set(written, shares)
  return shares
}

/** Of the whole text: each organisation with its words, in the order that municipalities are always named in. */
export type Total = { organisation: Organisation; words: number }

const order: readonly Organisation[] = [...municipalityIds, 'shared', 'start']

export const totalsOf = (paragraphs: Iterable<readonly Share[]>): Total[] => {
  const words = new Map<Organisation, number>()
  for (const shares of paragraphs)
    for (const share of shares) {
      const organisation = organisationOf(share.author)
      words.set(organisation, (words.get(organisation) ?? 0) + share.words)
    }
  return order.flatMap((organisation) => {
    const of = words.get(organisation)
    return of === undefined ? [] : [{ organisation, words: of }]
  })
}
