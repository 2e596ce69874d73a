/** The words in which the example's chapters are written: each makes one paragraph, or a part of one. */
import type { NewBlock, NewParagraph, NewTable, Words } from '../newtext.ts'

/** A chapter is 1, a section 2, and so on. */
export const heading = (level: number, text: string): NewParagraph => ({ words: [text], level })
export const body = (...words: Words[]): NewParagraph => ({ words })
export const bullet = (...words: Words[]): NewParagraph => ({ words, list: 'bullet' })
export const step = (...words: Words[]): NewParagraph => ({ words, list: 'ordered' })

/** An item that belongs to the one before it. */
export const under = (item: NewParagraph): NewParagraph => ({ ...item, indent: (item.indent ?? 0) + 1 })

/** A heading one below the chapter's, so that the area's goals stand under it. */
export const focusArea = (text: string): NewParagraph => ({ ...heading(2, text), role: 'focusArea' })

/** A heading one below the focus area's: what stands under it belongs to the goal. */
export const goal = (goalId: string, text: string): NewParagraph => ({ ...heading(3, text), role: 'goal', goalId })

export const bold = (text: string): Words => ({ text, marks: { bold: {} } })
export const italic = (text: string): Words => ({ text, marks: { italic: {} } })
export const link = (text: string, href: string): Words => ({ text, marks: { link: { href } } })

/** A footnote, where its number stands. */
export const note = (text: string): Words => ({ note: text })

/** The first row is the header. */
export const table = (...rows: Words[][]): NewTable => ({ kind: 'table', rows })
export const quote = (...paragraphs: NewParagraph[]): NewBlock => ({ kind: 'quote', paragraphs })
