/** Where something stands in the living text: in which paragraph, and between which words. */
import * as Y from 'yjs'
import { context, type Spot } from './found.ts'

/** An item of letters, dead or alive. */
export type Letters = Y.Item & { content: Y.ContentString }

export const isLetters = (struct: Y.Item | Y.GC | Y.Skip | null | undefined): struct is Letters =>
  struct instanceof Y.Item && struct.content instanceof Y.ContentString

/** The text that an item of letters stands in. */
export const textOf = (item: Y.Item): Y.AbstractType<unknown> | null =>
  item.parent instanceof Y.AbstractType ? item.parent : null

/** The `id` of the paragraph around a text, also of one that has just died. */
export const paragraphAround = (text: Y.AbstractType<unknown> | null): string | null => {
  for (let item = text?._item ?? null; item; item = textOf(item)?._item ?? null) {
    const type = item.content instanceof Y.ContentType ? item.content.type : null
    if (type instanceof Y.XmlElement && type.nodeName === 'paragraph') return idOf(type)
  }
  return null
}

/** Not `getAttribute`: of a dead element it says nothing. */
export const idOf = (element: Y.XmlElement): string | null => {
  const value: unknown = element._map.get('id')?.content.getContent().at(-1)
  return typeof value === 'string' ? value : null
}

/** The outermost dead box around a text that has died with it; null where the text lives. */
export const deadBoxOf = (text: Y.AbstractType<unknown>): Y.ID | null => {
  let box: Y.Item | null = null
  for (let item = text._item; item?.deleted; item = textOf(item)?._item ?? null) box = item
  return box?.id ?? null
}

/**
 * Items that are passed, most of them dead, to tell where something stands: an hour of one paragraph's typing and
 * erasing. A place is told by what is near; thousands of places in a text of a hundred thousand dead are asked for.
 */
const mostPassed = 1000

/** The last paragraph that lives before a dead box, among what stood beside it. */
export const paragraphAbove = (box: Y.Item | null): string | null => {
  let passed = 0
  for (let item = box?.left ?? null; item && passed < mostPassed; item = item.left, passed++) {
    const type = item.deleted || !(item.content instanceof Y.ContentType) ? null : item.content.type
    const id = type instanceof Y.XmlElement ? lastParagraphIn(type) : null
    if (id !== null) return id
  }
  return null
}

const lastParagraphIn = (element: Y.XmlElement): string | null => {
  if (element.nodeName === 'paragraph') return idOf(element)
  for (const child of element.toArray().reverse()) {
    const id = child instanceof Y.XmlElement ? lastParagraphIn(child) : null
    if (id !== null) return id
  }
  return null
}

/** The last `context` signs, with no half of an emoji. */
export const endOf = (words: string): string => words.slice(-context).replace(/^[\uDC00-\uDFFF]/, '')

/** The first `context` signs, with no half of an emoji. */
export const beginningOf = (words: string): string => words.slice(0, context).replace(/[\uD800-\uDBFF]$/, '')

/** Up to `context` living signs to the left of an item. */
export const wordsBefore = (item: Y.Item | null): string => {
  let words = ''
  let passed = 0
  for (let each = item; each && words.length < context && passed < mostPassed; each = each.left, passed++) {
    if (isLetters(each) && !each.deleted) words = each.content.str + words
  }
  return endOf(words)
}

/** Up to `context` living signs to the right of an item. */
export const wordsAfter = (item: Y.Item | null): string => {
  let words = ''
  let passed = 0
  for (let each = item; each && words.length < context && passed < mostPassed; each = each.right, passed++) {
    if (isLetters(each) && !each.deleted) words += each.content.str
  }
  return beginningOf(words)
}

/** The place in front of the `at`th sign of living letters. */
export const spotIn = (item: Letters, at: number): Spot => ({
  paragraphId: paragraphAround(textOf(item)),
  before: endOf(wordsBefore(item.left) + item.content.str.slice(0, at)),
  after: beginningOf(item.content.str.slice(at) + wordsAfter(item.right)),
})
