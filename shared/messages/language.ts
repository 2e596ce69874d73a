/** The languages a person may choose between; Swedish is the first, and what an unknown wish falls back on. */
export const languages = ['sv', 'en'] as const
export type Language = (typeof languages)[number]

const isLanguage = (tag: string): tag is Language => languages.some((known) => known === tag)

/** The language asked for in an `Accept-Language` header: the one with the highest weight of those we have. */
export const language = (acceptLanguage: string | null | undefined): Language => {
  const wishes = (acceptLanguage ?? '').split(',').flatMap((part) => {
    const [tag = '', ...parameters] = part.split(';').map((piece) => piece.trim().toLowerCase())
    const primary = tag.split('-', 1)[0] ?? ''
    const q = parameters.find((p) => p.startsWith('q='))
    const weight = q === undefined ? 1 : Number.parseFloat(q.slice(2))
    return isLanguage(primary) && weight > 0 ? [{ language: primary, weight }] : []
  })
  // The first of the equally wished: sorting is stable.
  return wishes.sort((a, b) => b.weight - a.weight)[0]?.language ?? 'sv'
}
