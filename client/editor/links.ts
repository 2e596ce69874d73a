/** Links: which one the caret stands in, and what a person may mean by an address. */
import type { Mark } from '@tiptap/pm/model'
import type { Command, EditorState } from '@tiptap/pm/state'
import { isSafeHref } from '../../shared/schema/form.ts'

export type PlacedLink = { from: number; to: number; href: string }

/** The link that the caret or the selection's start stands in, from its first letter to its last. */
export const linkAt = (state: EditorState): PlacedLink | null => {
  const { $from } = state.selection
  const isLink = (mark: Mark): boolean => mark.type.name === 'link'
  const inside = $from.parent.childAfter($from.parentOffset)
  const node = inside.node?.marks.some(isLink) ? inside : $from.parent.childBefore($from.parentOffset)
  const mark = node.node?.marks.find(isLink)
  if (!mark) return null
  let first = node.index
  let last = node.index
  const same = (index: number): boolean => $from.parent.maybeChild(index)?.marks.some((m) => m.eq(mark)) === true
  while (first > 0 && same(first - 1)) first -= 1
  while (same(last + 1)) last += 1
  let from = $from.start()
  let to = from
  $from.parent.forEach((child, offset, index) => {
    if (index === first) from = $from.start() + offset
    if (index === last) to = $from.start() + offset + child.nodeSize
  })
  return { from, to, href: String(mark.attrs['href']) }
}

/** The address meant: `www.tyreso.se` is a web address, `a@b.se` an e-mail address; null when it is none. */
export const addressOf = (written: string): string | null => {
  const text = written.trim()
  if (/\s/.test(text.replace(/^tel:|^\+?[\d\s()-]+$/, ''))) return null
  if (/^\+?[\d\s()-]{5,}$/.test(text)) return `tel:${text.replace(/[\s()-]/g, '')}`
  const safe: boolean = isSafeHref(text) // as a guard it would say that other text is no text
  if (safe) return text
  if (/^[^\s@:/]+@[^\s@:/]+\.[^\s@:/]+$/.test(text)) return `mailto:${text}`
  return /^[\w-]+(?:\.[\w-]+)+(?:[/?#:]\S*)?$/u.test(text) ? `https://${text}` : null
}

/**
 * Makes the selected words a link, or changes the one the caret stands in. Without either, `text` is written as one.
 */
export const setLink =
  (href: string, text: string): Command =>
  (state, dispatch) => {
    const type = state.schema.marks['link']
    if (!type) return false
    const mark = type.create({ href })
    const { empty, from, to } = state.selection
    const range = empty ? linkAt(state) : { from, to }
    const { tr } = state
    if (range) tr.addMark(range.from, range.to, mark)
    else if (text) tr.replaceSelectionWith(state.schema.text(text, [mark]), false)
    else return false
    dispatch?.(tr.scrollIntoView())
    return true
  }

export const removeLink: Command = (state, dispatch) => {
  const type = state.schema.marks['link']
  const link = linkAt(state)
  if (!type || !link) return false
  const { empty, from, to } = state.selection
  dispatch?.(state.tr.removeMark(empty ? link.from : from, empty ? link.to : to, type))
  return true
}
