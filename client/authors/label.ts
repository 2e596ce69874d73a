/**
 * The row above a paragraph that names who wrote it, and under it, once asked for, each of them: who, in which role,
 * how much and when. Made once per paragraph and filled anew as the paragraph changes, so that what is open stays
 * open and the focus where it is.
 */
import { type Organisation, organisationOf, type Share } from './shares.ts'
import type { Author } from '../../shared/authors.ts'

/** What is said, in the language of the program. */
export type AuthorWords = {
  organisation: (organisation: Organisation) => string
  /** Name and role. */
  who: (author: Author) => string
  counted: (words: number) => string
  /** What a screen reader says of a paragraph's label: who wrote it, and how it begins. */
  label: (names: string, beginning: string) => string
  justNow: string
}

export type Label = {
  readonly element: HTMLElement
  readonly button: HTMLButtonElement
  fill(shares: readonly Share[], beginning: string): void
}

/** The minute in Sweden, as ISO writes it: who compares with a day in the minutes should not have to count hours. */
const minute = new Intl.DateTimeFormat('sv-SE', {
  dateStyle: 'short',
  timeStyle: 'short',
  timeZone: 'Europe/Stockholm',
})

const when = ({ since, until }: Share, words: AuthorWords): string => {
  const last = until === null ? words.justNow : minute.format(until)
  const first = since === null ? last : minute.format(since)
  return first === last ? last : `${first} – ${last}`
}

const make = <K extends keyof HTMLElementTagNameMap>(
  tag: K,
  className: string,
  ...inside: (string | Node)[]
): HTMLElementTagNameMap[K] => {
  const element = document.createElement(tag)
  if (className !== '') element.className = className
  element.append(...inside)
  return element
}

/** The organisation's mark: its colour, and the line that its words stand on. The name beside it says it in words. */
const sign = (organisation: Organisation): HTMLElement => {
  const element = make('span', 'written-sign')
  element.dataset['organisation'] = organisation
  element.dataset['municipality'] = organisation
  return element
}

const organisationsOf = (shares: readonly Share[]): Organisation[] => [
  ...new Set(shares.map(({ author }) => organisationOf(author))),
]

const line = (share: Share, words: AuthorWords): HTMLElement => {
  const organisation = organisationOf(share.author)
  const parts = [...(share.author ? [words.who(share.author)] : []), words.counted(share.words), '']
  return make(
    'li',
    '',
    sign(organisation),
    make(
      'span',
      '',
      make('strong', '', words.organisation(organisation)),
      ` · ${parts.join(' · ')}`,
      make('span', 'written-when', when(share, words)),
    ),
  )
}

export const createLabel = (key: string, words: AuthorWords): Label => {
  const names = make('span', 'written-names')
  const button = make('button', 'written-button', names)
  const list = make('ul', 'written-list')
  const element = make('div', 'written-by', button, list)
  let shown: readonly Share[] | null = null
  button.type = 'button'
  button.tabIndex = -1
  button.dataset['written'] = key
  list.id = `written-${key}`
  list.hidden = true
  button.setAttribute('aria-controls', list.id)
  button.setAttribute('aria-expanded', 'false')
  button.addEventListener('click', () => {
    list.hidden = !list.hidden
    button.setAttribute('aria-expanded', String(!list.hidden))
  })
  return {
    element,
    button,
    fill(shares, beginning) {
      if (shares === shown) return
      shown = shares
      const organisations = organisationsOf(shares)
      names.replaceChildren(...organisations.map((each) => make('span', '', sign(each), words.organisation(each))))
      // Not as hidden words: the browser's search would find the paragraph's beginning twice.
      button.setAttribute('aria-label', words.label(organisations.map(words.organisation).join(', '), beginning))
      list.replaceChildren(...shares.map((share) => line(share, words)))
    },
  }
}
