/**
 * How HTML from a clipboard becomes our form: structure is kept as attributes, styling is dropped. These are parse
 * rules, not a rewriting of HTML: nothing is parsed that the browser has not parsed already, nothing is fetched.
 */
import type { TagParseRule, ParseRule } from '@tiptap/pm/model'
import { type AttributeType, isAttributeValue, isSafeHref, nodes } from '../../shared/schema/form.ts'

/** What begins a line of its own. */
export const blocks = 'p, div, h1, h2, h3, h4, h5, h6, ul, ol, blockquote, table, section, article'
const deepestIndent = nodes.paragraph.attributes.indent.max

/** `goalId` is written `data-goal-id`. */
export const dataName = (attributeName: string): string =>
  `data-${attributeName.replace(/[A-Z]/g, (c) => `-${c.toLowerCase()}`)}`

/** What our own editor wrote into the clipboard; anything that is not a value of the form is left at its default. */
const ownAttributes = (element: HTMLElement): Record<string, unknown> => {
  const attrs: Record<string, unknown> = {}
  for (const [key, type] of Object.entries<AttributeType>(nodes.paragraph.attributes)) {
    const raw = element.getAttribute(dataName(key))
    if (raw === null) continue
    const value = type.type === 'integer' ? Number(raw) : raw
    if (isAttributeValue(type, value)) attrs[key] = value
  }
  return attrs
}

/** The list an element stands in: its kind, and how deep lists are nested in one another. */
const placeInList = (item: Element): Record<string, unknown> => {
  let depth = -1
  for (let at: Element | null = item; at; at = at.parentElement) if (at.matches('ul, ol')) depth += 1
  return {
    list: item.parentElement?.tagName === 'OL' ? 'ordered' : 'bullet',
    indent: Math.min(Math.max(depth, 0), deepestIndent),
  }
}

/** A block in a list item: the first is the item itself, the next ones are body text as far in. */
const blockInItem = (element: Element): Record<string, unknown> => {
  const item = element.closest('li')
  if (!item) return {}
  const place = placeInList(item)
  return item.querySelector(blocks) === element ? place : { indent: place['indent'] }
}

/** An item that begins with a block is that block's affair; else the item is a paragraph itself. */
const beginsWithBlock = (item: HTMLElement): boolean => {
  const first = [...item.childNodes].find((n) => n.nodeType === 1 || n.textContent?.trim())
  return first instanceof Element && first.matches(blocks)
}

const heading = (tag: string, level: number): TagParseRule => ({
  tag,
  getAttrs: (element) => ({ level, ...ownAttributes(element) }),
})

export const paragraphRules: TagParseRule[] = [
  { tag: 'p', getAttrs: (element) => ({ ...blockInItem(element), ...ownAttributes(element) }) },
  { tag: 'li', getAttrs: (element) => (beginsWithBlock(element) ? false : placeInList(element)) },
  heading('h1', 1),
  heading('h2', 2),
  heading('h3', 3),
  heading('h4', 4),
  heading('h5', 4),
  heading('h6', 4),
]

/**
 * What a `style` attribute said. The page's policy lets no foreign style take effect, not even in the clipboard's own
 * document, and reports each: `withoutStyles` has put them aside as text.
 */
export const styleOf = (element: Element): string => element.getAttribute('data-style') ?? ''

/** The property itself: Word writes `mso-bidi-font-weight:normal` on what is bold. */
const styled = (property: string, values: string): RegExp =>
  new RegExp(`(?<![\\w-])${property}\\s*:\\s*(?:${values})`, 'i')

/** Google Docs writes bold as a style. */
export const boldStyle = styled('font-weight', 'bold|[6-9]\\d\\d')

const hasStyle = (pattern: RegExp) => (element: HTMLElement) => pattern.test(styleOf(element)) && null

export const boldRules: ParseRule[] = [
  { tag: 'strong' },
  // Google Docs wraps everything in <b style="font-weight:normal">.
  { tag: 'b', getAttrs: (element) => !styled('font-weight', 'normal|400').test(styleOf(element)) && null },
  { tag: 'span[data-style]', consuming: false, getAttrs: hasStyle(boldStyle) },
]

export const italicRules: ParseRule[] = [
  { tag: 'em' },
  { tag: 'i', getAttrs: (element) => !styled('font-style', 'normal').test(styleOf(element)) && null },
  { tag: 'span[data-style]', consuming: false, getAttrs: hasStyle(styled('font-style', 'italic')) },
]

/** Takes style sheets, scripts and handlers out of HTML that is to be read, and puts `style` where it has no effect. */
export const withoutStyles = (html: string): string =>
  html
    .replace(/<(style|script)\b[\s\S]*?<\/\1\s*>/gi, '')
    .replace(/<[a-z][^>]*>/gi, (tag) =>
      tag.replace(/([\s"'])style\s*=/gi, '$1data-style=').replace(/([\s"'])on[a-z]+\s*=/gi, '$1data-handler='),
    )

/**
 * Takes away blanks and breaks after a block: Google Docs wraps its blocks in an inline element and writes an empty
 * line as a break between them, and each would be read as a paragraph.
 */
export const withoutGaps = (html: string): string =>
  html.replace(/(<\/(?:p|h[1-6]|ul|ol|table|blockquote)\s*>)(?:\s|<br\b[^>]*>)+(?=<)/gi, '$1')

/** An address that is no link here loses its mark and keeps its words. */
export const linkRules: TagParseRule[] = [
  {
    tag: 'a[href]',
    getAttrs: (element) => {
      const href = element.getAttribute('href')
      return isSafeHref(href) ? { href } : false
    },
  },
]
