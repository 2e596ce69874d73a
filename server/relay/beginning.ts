/** Reads what a text begins with from its document (R42). Touches the first blocks only, however long it is. */
import * as Y from 'yjs'
import type { Beginning, StillBlock, StillNote, StillParagraph, StillWords } from '../../shared/beginning.ts'
import { textRoot } from '../../shared/protocol.ts'
import { countItems } from '../../shared/schema/counting.ts'
import {
  type AttributeType,
  type headers,
  isAttributeValue,
  isSafeHref,
  type List,
  type NodeName,
  nodes,
  type TextRole,
} from '../../shared/schema/form.ts'

export type Extent = {
  /** Blocks at the top of the text. */
  blocks: number
  /** Signs in all, where one block alone is longer than two screens. */
  signs: number
}

/** About two screens of a large window. */
const twoScreens: Extent = { blocks: 40, signs: 15_000 }

/** What a paragraph, row or cell takes of the signs besides its words: there may be thousands of empty ones. */
const perPart = 20

type Names<Name extends NodeName> = keyof (typeof nodes)[Name]['attributes'] & string

/** The attributes' types are the form's; what does not fit its type is as if it were not there. */
const valueOf = <Name extends NodeName>(element: Y.XmlElement, name: Name, key: Names<Name>): unknown => {
  const types: Readonly<Record<string, AttributeType>> = nodes[name].attributes
  const type = types[key]
  const value: unknown = element.getAttribute(key)
  return type === undefined || (value !== undefined && isAttributeValue(type, value)) ? value : type.default
}

function* childrenOf(parent: Y.XmlFragment): Generator<Y.XmlElement | Y.XmlText> {
  for (let child: unknown = parent.firstChild; child; ) {
    if (!(child instanceof Y.XmlElement || child instanceof Y.XmlText)) return
    yield child
    child = child.nextSibling
  }
}

function* elementsOf(parent: Y.XmlFragment, kind: NodeName): Generator<Y.XmlElement> {
  for (const child of childrenOf(parent)) if (child instanceof Y.XmlElement && child.nodeName === kind) yield child
}

/** A reading of one text: what it may still take, and what it has counted so far. */
class Reading {
  #left: number
  #notes = 0
  #tables = 0
  #figures = 0

  constructor(signs: number) {
    this.#left = signs
  }

  /** Up to so many blocks; null where a kind is unknown: what is newer than this program stays unseen. */
  blocks(parent: Y.XmlFragment, atMost: number): StillBlock[] {
    const read: StillBlock[] = []
    const counting = countItems()
    for (const child of childrenOf(parent)) {
      if (read.length >= atMost || this.#left <= 0) break
      const block = child instanceof Y.XmlElement ? this.#block(child, counting) : null
      if (block?.kind !== 'paragraph') counting.interrupt()
      if (block) read.push(block)
    }
    return read
  }

  #block(element: Y.XmlElement, counting: ReturnType<typeof countItems>): StillBlock | null {
    this.#left -= perPart
    switch (element.nodeName) {
      case 'paragraph':
        return this.#paragraph(element, counting)
      case 'blockquote':
        return { kind: 'quote', blocks: this.blocks(element, Infinity) }
      case 'table':
        return this.#table(element)
      case 'figure':
        return this.#figure(element)
      case 'horizontalRule':
        return { kind: 'rule' }
      default:
        return null
    }
  }

  #paragraph(element: Y.XmlElement, counting: ReturnType<typeof countItems>): StillParagraph {
    // `valueOf` has checked each against the form's type.
    const list = valueOf(element, 'paragraph', 'list') as List
    const indent = valueOf(element, 'paragraph', 'indent') as number
    const level = valueOf(element, 'paragraph', 'level') as number
    const role = valueOf(element, 'paragraph', 'role') as TextRole
    return {
      kind: 'paragraph',
      level,
      list,
      indent,
      number: counting.next({ list, indent }),
      role,
      runs: this.#runs(element),
    }
  }

  #runs(paragraph: Y.XmlElement): (StillWords | StillNote)[] {
    const runs: (StillWords | StillNote)[] = []
    for (const child of childrenOf(paragraph)) {
      if (this.#left <= 0) break
      if (child instanceof Y.XmlText) runs.push(...this.#words(child))
      else if (child.nodeName === 'hardBreak') runs.push({ text: '\n' })
      else if (child.nodeName === 'footnote') runs.push(this.#note(child))
    }
    return runs
  }

  #note(element: Y.XmlElement): StillNote {
    this.#notes += 1
    const number = this.#notes
    const texts = [...childrenOf(element)].filter((child) => child instanceof Y.XmlText)
    return { number, note: texts.flatMap((text) => this.#words(text)) }
  }

  #words(text: Y.XmlText): StillWords[] {
    const words: StillWords[] = []
    // Yjs types what a delta holds as `any`.
    const delta: { insert: unknown; attributes?: Record<string, unknown> }[] = text.toDelta()
    for (const { insert, attributes = {} } of delta) {
      if (typeof insert !== 'string' || this.#left <= 0) continue
      const { link } = attributes
      const href: unknown = typeof link === 'object' && link !== null && 'href' in link ? link.href : null
      words.push({
        text: insert.slice(0, this.#left),
        ...(attributes['bold'] ? { bold: true as const } : {}),
        ...(attributes['italic'] ? { italic: true as const } : {}),
        ...(isSafeHref(href) ? { href } : {}),
      })
      this.#left -= insert.length
    }
    return words
  }

  #paragraphs(parent: Y.XmlElement): StillParagraph[] {
    return this.blocks(parent, Infinity).filter((block) => block.kind === 'paragraph')
  }

  #table(element: Y.XmlElement): StillBlock {
    this.#tables += 1
    const number = this.#tables
    const header = valueOf(element, 'table', 'header') as (typeof headers)[number] // checked by `valueOf`
    const rows: StillParagraph[][][] = []
    for (const row of elementsOf(element, 'tableRow')) {
      // The first row is cut by nothing: a table of half a row would be drawn wider than it is.
      if (rows.length > 0 && this.#left <= 0) break
      const cells = [...elementsOf(row, 'tableCell')]
      this.#left -= perPart * cells.length
      rows.push(cells.map((cell) => this.#paragraphs(cell)))
    }
    return { kind: 'table', number, hasHeader: header === 'row', rows }
  }

  #figure(element: Y.XmlElement): StillBlock {
    this.#figures += 1
    const number = this.#figures
    return {
      kind: 'figure',
      number,
      // Checked by `valueOf`.
      file: valueOf(element, 'figure', 'file') as string | null,
      alt: valueOf(element, 'figure', 'alt') as string,
      width: valueOf(element, 'figure', 'width') as number,
      height: valueOf(element, 'figure', 'height') as number,
      caption: this.#paragraphs(element),
    }
  }
}

/** What the document begins with; it is left as it is. */
export const readBeginning = (doc: Y.Doc, { blocks, signs }: Extent = twoScreens): Beginning => ({
  blocks: new Reading(signs).blocks(doc.getXmlFragment(textRoot), blocks),
})
