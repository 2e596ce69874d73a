/**
 * The text's form, as one table: which node kinds and marks there are, what may stand in what, and which values an
 * attribute may take. The editor's extensions and the server's gate are both made from it.
 *
 * Structure is attributes wherever it can be: a changed attribute merges with a colleague's typing, a replaced node
 * deletes it. Hence one textblock, `paragraph`, for body text, headings, list items and goals.
 */
export const schemaVersion = 2

/** How deep nodes may stand in one another; also the gate's limit. */
export const maxDepth = 24

export const lists = ['none', 'bullet', 'ordered'] as const
export const textRoles = ['none', 'vision', 'overallGoal', 'focusArea', 'goal'] as const
export const headers = ['row', 'none'] as const
export type List = (typeof lists)[number]
export type TextRole = (typeof textRoles)[number]

export type AttributeType =
  | { type: 'integer'; min: number; max: number; default: number }
  | { type: 'oneOf'; values: readonly string[]; default: string }
  /** Letters, digits, `-` and `_`, at most `max` signs. */
  | { type: 'id'; max: number; default: null }
  /** The SHA-256 of a stored file, 64 hexadecimal digits. */
  | { type: 'file'; default: null }
  /** Words that are no part of the running text, at most `max` signs. */
  | { type: 'words'; max: number; default: '' }

export type NodeForm = {
  /** Kinds that may stand in it; `text` for a Y.XmlText. Never a minimum: an honest merge may leave any number. */
  children: readonly string[]
  attributes: Readonly<Record<string, AttributeType>>
}

const id: AttributeType = { type: 'id', max: 64, default: null }

/** No cells are merged here; the table library cannot do without the attribute. */
const span: AttributeType = { type: 'integer', min: 1, max: 1, default: 1 }

/** Of an image in its own pixels; 0 where it is not known. */
const pixels: AttributeType = { type: 'integer', min: 0, max: 20_000, default: 0 }

export const nodes = {
  paragraph: {
    children: ['text', 'hardBreak', 'footnote'],
    attributes: {
      id,
      /** 0 is body text, 1–4 headings. Level 1 renders as h2: the programme's title is the h1. */
      level: { type: 'integer', min: 0, max: 4, default: 0 },
      list: { type: 'oneOf', values: lists, default: 'none' },
      indent: { type: 'integer', min: 0, max: 8, default: 0 },
      role: { type: 'oneOf', values: textRoles, default: 'none' },
      goalId: id,
    },
  },
  blockquote: { children: ['paragraph', 'blockquote'], attributes: {} },
  hardBreak: { children: [], attributes: {} },
  /** Stands in the line where its number is read; numbered by its order in the text. */
  footnote: { children: ['text'], attributes: { id } },
  /** Whether the first row is a header is the table's affair: rows may come and go above it. */
  table: {
    children: ['tableRow'],
    attributes: { id, header: { type: 'oneOf', values: headers, default: 'row' } },
  },
  tableRow: { children: ['tableCell'], attributes: { id } },
  tableCell: { children: ['paragraph'], attributes: { colspan: span, rowspan: span } },
  /** An image from the store of files, its alternative text, and its caption as paragraphs. */
  figure: {
    children: ['paragraph'],
    attributes: {
      id,
      file: { type: 'file', default: null },
      alt: { type: 'words', max: 1000, default: '' },
      width: pixels,
      height: pixels,
    },
  },
  horizontalRule: { children: [], attributes: {} },
} as const satisfies Record<string, NodeForm>

export type NodeName = keyof typeof nodes

/** What may stand at the top of the text. */
export const topKinds: readonly NodeName[] = ['paragraph', 'blockquote', 'table', 'figure', 'horizontalRule']

/** Marks and the type of each of their attributes. A mark without attributes is written as `{}`. */
export const marks = {
  bold: {},
  italic: {},
  link: { href: 'href' },
} as const satisfies Record<string, Record<string, 'href'>>

export type MarkName = keyof typeof marks

/** At most this many signs in a link's address. */
export const maxHref = 2048

/** http, https, mailto, tel, or a place in the text (#). Anything else is no link here. */
export const isSafeHref = (href: unknown): href is string =>
  typeof href === 'string' && href.length <= maxHref && /^(?:https?:\/\/|mailto:|tel:|#)/i.test(href)

export const isAttributeValue = (type: AttributeType, value: unknown): boolean => {
  switch (type.type) {
    case 'integer':
      return typeof value === 'number' && Number.isInteger(value) && value >= type.min && value <= type.max
    case 'oneOf':
      return typeof value === 'string' && type.values.includes(value)
    case 'id':
      return typeof value === 'string' && value.length <= type.max && /^[\w-]+$/.test(value)
    case 'file':
      return typeof value === 'string' && /^[0-9a-f]{64}$/.test(value)
    case 'words':
      return typeof value === 'string' && value.length <= type.max
  }
}
