/**
 * HTML from a clipboard, made plainer before it is read: what Word, LibreOffice, Google Docs and web pages each have
 * their own way of writing comes out in one. On a document of its own, in which nothing runs and nothing is fetched.
 */
import { blocks, styleOf, withoutGaps, withoutStyles } from './from-html.ts'
import { notesInPlace } from './pasted-notes.ts'
import { replaceBy, simpleTables } from './pasted-tables.ts'
import { withoutReview, wordParagraphs } from './pasted-word.ts'

/** What our own editor writes there says so, and is left as it is. */
const isOurs = (html: string): boolean => /\bdata-pm-slice=/.test(html)

const isHidden = (element: Element): boolean => /(?:display\s*:\s*none|mso-hide\s*:\s*all)/i.test(styleOf(element))

/** Word keeps blanks and tabs apart in elements full of hard spaces. */
const isBlankRun = (element: Element): boolean => /mso-(?:spacerun|tab-count)\s*:/i.test(styleOf(element))

const withoutUnseen = (body: HTMLElement): void => {
  const unseen = 'script, style, meta, link, title, template, xml, br[clear], br.Apple-interchange-newline'
  for (const element of body.querySelectorAll(unseen)) element.remove()
  for (const element of body.querySelectorAll('[data-style]')) {
    if (isHidden(element)) element.remove()
    else if (isBlankRun(element)) element.textContent = ' '
  }
}

const ownLine = `${blocks}, hr`

const isEmpty = (block: Element): boolean =>
  !/[^\s\u00a0]/.test(block.textContent ?? '') && !block.querySelector(ownLine) && !block.closest('td, th')

/** Mail and web pages write paragraphs as `div`; in a list item only a real one is the item itself. */
const paragraphsOf = (body: HTMLElement): void => {
  for (const div of body.querySelectorAll('div')) {
    if (!div.querySelector(ownLine) && !isEmpty(div)) replaceBy(div, 'p')
  }
}

/** Images come in by their own way, with the words that describe them. Of others' figures the caption is kept. */
const withoutImages = (body: HTMLElement): void => {
  for (const figure of body.querySelectorAll('figure')) figure.replaceWith(...figure.childNodes)
  for (const caption of body.querySelectorAll('figcaption')) replaceBy(caption, 'p')
  for (const image of body.querySelectorAll('img, picture, svg, video, audio, canvas')) image.remove()
}

/** An empty paragraph is how others make room; here room is the style sheet's. Cells may be empty. */
const withoutEmptyLines = (body: HTMLElement): void => {
  for (const block of body.querySelectorAll('p, div, h1, h2, h3, h4, h5, h6')) if (isEmpty(block)) block.remove()
}

/** Word ends paragraphs, and fills cells, with a hard space that nobody typed. */
const withoutHardEnds = (body: HTMLElement): void => {
  for (const block of body.querySelectorAll('p, h1, h2, h3, h4, h5, h6, li, td, th')) {
    let last: Node | null = block
    while (last?.lastChild) last = last.lastChild
    if (last instanceof Text) last.data = last.data.replace(/\s*\u00a0\s*$/, '')
  }
}

export const tidied = (html: string): string => {
  if (isOurs(html)) return withoutStyles(html)
  const { body } = new DOMParser().parseFromString(withoutStyles(html), 'text/html')
  withoutUnseen(body)
  withoutReview(body)
  notesInPlace(body)
  withoutImages(body)
  paragraphsOf(body)
  wordParagraphs(body)
  simpleTables(body)
  withoutHardEnds(body)
  withoutEmptyLines(body)
  return withoutGaps(body.innerHTML)
}
