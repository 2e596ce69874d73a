/**
 * Word's own ways: lists are paragraphs with a marker written out and a level in `mso-list`, a quotation is a class,
 * and what was changed under review stands there twice. LibreOffice and Word for the web share some of them.
 */

import { styleOf } from './from-html.ts'

/** The text as it stands when every change is accepted, and without the remarks in its margin. */
export const withoutReview = (body: HTMLElement): void => {
  const remarks = '.MsoCommentReference, .msocomanchor, .msocomtxt, [data-style*="mso-element:comment-list"]'
  for (const gone of body.querySelectorAll(`del, .msoDel, ${remarks}`)) gone.remove()
}

const wrapIn = (element: Element, wrapper: Element): void => {
  element.replaceWith(wrapper)
  wrapper.append(element)
}

/** `1.`, `b)`, `(iv)` and the like count; any other marker is a bullet. Word's round bullet is an `o` without a dot. */
const isCounting = (marker: string): boolean => /^\(?(?:\d+|[a-zåäö]|[ivxlcdm]+)(?:\.\d+)*[.)]/i.test(marker)

const levelOf = (style: string): number | null => {
  const level = /mso-list\s*:[^;]*?\blevel(\d)/i.exec(style)?.[1]
  return level === undefined ? null : Number(level)
}

const takeMarker = (block: Element): string => {
  const marker = [...block.querySelectorAll('[data-style]')].find((each) =>
    /mso-list\s*:\s*ignore/i.test(styleOf(each)),
  )
  const text = marker?.textContent ?? ''
  marker?.remove()
  return text.replace(/[\s\u00a0]+/g, '')
}

const makeItem = (block: Element, list: 'bullet' | 'ordered', level: number): void => {
  block.setAttribute('data-list', list)
  block.setAttribute('data-indent', String(Math.min(Math.max(level, 1), 9) - 1))
}

/** `MsoListBullet`, `MsoListNumber3`: lists by style alone, without a marker written out. */
const listByClass = (block: Element): void => {
  const [, kind, level] = /\bMsoList(Bullet|Number)(\d?)/.exec(block.className) ?? []
  if (kind !== undefined) makeItem(block, kind === 'Bullet' ? 'bullet' : 'ordered', Number(level || 1))
}

/** A numbered heading loses its number: headings are not list items, and the number would be typed text here. */
const listByMarker = (block: Element): void => {
  const level = levelOf(styleOf(block))
  const marker = takeMarker(block)
  if (block.tagName !== 'P') return
  if (level !== null && marker !== '') makeItem(block, isCounting(marker) ? 'ordered' : 'bullet', level)
  else if (marker === '') listByClass(block)
}

/** Word for the web writes each item in a list of its own, says how deep it is meant to be, and headings by role. */
const asSaid = (block: Element): void => {
  const level = Number(block.getAttribute('aria-level') ?? '')
  if (block.getAttribute('role') === 'heading' && level >= 1)
    block.setAttribute('data-level', String(Math.min(level, 4)))
  const depth = Number(block.closest('li')?.getAttribute('data-aria-level') ?? '')
  if (depth >= 1) block.setAttribute('data-indent', String(Math.min(depth, 9) - 1))
}

export const wordParagraphs = (body: HTMLElement): void => {
  for (const block of body.querySelectorAll('p, h1, h2, h3, h4, h5, h6')) {
    listByMarker(block)
    asSaid(block)
    if (/\bMsoTitle\b/.test(block.className)) block.setAttribute('data-level', '1')
    if (/\bMso(?:Intense)?Quote\b/.test(block.className)) wrapIn(block, block.ownerDocument.createElement('blockquote'))
  }
}
