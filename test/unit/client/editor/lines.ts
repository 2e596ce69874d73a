/**
 * A small language for texts: a line is a paragraph. `# ` to `#### ` headings, `- ` bullets, `1. ` numbers, two spaces
 * a step in, `> ` in a quotation, `*goal* `  a role, `\` a line break, `{…}` a footnote, `---` a rule; `|` is the caret, `[` and `]` a selection.
 */
import { getSchema } from '@tiptap/core'
import type { Node } from '@tiptap/pm/model'
import { type Command, EditorState, type Plugin, TextSelection } from '@tiptap/pm/state'
import { schemaExtensions } from '../../../../client/editor/schema.ts'

export const schema = getSchema(schemaExtensions)

const words = (piece: string): Node[] => (piece ? [schema.text(piece)] : [])

const inline = (text: string): Node[] =>
  text.split(/(\\|\{[^}]*\})/).flatMap((piece) => {
    if (piece === '\\') return [schema.node('hardBreak')]
    return piece.startsWith('{') ? [schema.node('footnote', null, words(piece.slice(1, -1)))] : words(piece)
  })

const paragraph = (line: string, id?: string): Node => {
  const [, steps = '', heading, item, number, role, text = ''] =
    /^((?: {2})*)(?:(#{1,4}) |(- )|(\d+\. )|\*(\w+)\* )?(.*)$/.exec(line) ?? []
  const list = item ? 'bullet' : number ? 'ordered' : 'none'
  const attrs = { id: id ?? null, level: heading?.length ?? 0, list, indent: steps.length / 2, role: role ?? 'none' }
  return schema.node('paragraph', attrs, inline(text))
}

/** The text of these lines; with `ids` the paragraphs are called a, b, c … */
export const text = (lines: string[], { ids = false } = {}): Node => {
  const blocks: Node[] = []
  let quoted: Node[] = []
  const endQuote = (): void => {
    if (quoted.length > 0) blocks.push(schema.node('blockquote', null, quoted))
    quoted = []
  }
  lines.forEach((line, i) => {
    const id = ids ? String.fromCharCode(97 + i) : undefined
    if (line.startsWith('> ') || line === '>') return void quoted.push(paragraph(line.slice(2), id))
    endQuote()
    blocks.push(line === '---' ? schema.node('horizontalRule') : paragraph(line, id))
  })
  endQuote()
  return schema.node('doc', null, blocks)
}

const signs = /[|[\]]/g

const places = (doc: Node): Record<string, number> => {
  const found: Record<string, number> = {}
  let signsBefore = 0
  doc.descendants((node, pos) => {
    for (const { 0: sign, index } of (node.text ?? '').matchAll(signs)) found[sign] = pos + index - signsBefore++
  })
  return found
}

/** A state with its caret or selection where the signs stand. */
export const state = (lines: string[], plugins: Plugin[] = [], { ids = false } = {}): EditorState => {
  const at = places(text(lines))
  const doc = text(
    lines.map((line) => line.replace(signs, '')),
    { ids },
  )
  const from = at['|'] ?? at['['] ?? 1
  return EditorState.create({ doc, plugins, selection: TextSelection.create(doc, from, at['|'] ?? at[']'] ?? from) })
}

const lineOf = ({ attrs, content }: Node): string => {
  let words = ''
  content.forEach((node) => {
    if (node.type.name === 'footnote') words += `{${node.textContent}}`
    else words += node.type.name === 'hardBreak' ? '\\' : (node.text ?? '')
  })
  const heading = attrs['level'] > 0 ? `${'#'.repeat(attrs['level'])} ` : ''
  const item = { bullet: '- ', ordered: '1. ' }[String(attrs['list'])] ?? ''
  const role = attrs['role'] === 'none' ? '' : `*${attrs['role']}* `
  return `${'  '.repeat(attrs['indent'])}${heading}${item}${role}${words}`
}

/** The lines of a text, to compare. */
export const linesOf = (doc: Node, prefix = ''): string[] => {
  const lines: string[] = []
  doc.forEach((node) => {
    if (node.isTextblock) lines.push(prefix + lineOf(node))
    else if (node.type.name === 'horizontalRule') lines.push('---')
    else lines.push(...linesOf(node, `${prefix}> `))
  })
  return lines
}

/** The lines with the caret in them. */
export const shown = ({ tr, selection, doc }: EditorState): string[] => {
  if (!selection.$head.parent.inlineContent) return linesOf(doc)
  return linesOf(tr.insert(selection.head, schema.text('|')).doc)
}

/** Does it and shows what came of it; `null` when the command says that it is not its business. */
export const after = (before: EditorState, command: Command): string[] | null => {
  let result: string[] | null = null
  command(before, (tr) => {
    result = shown(before.apply(tr))
  })
  return result
}

/** The ids of the paragraphs in their order. */
export const idsOf = (doc: Node): unknown[] => {
  const ids: unknown[] = []
  doc.descendants((node) => {
    if (node.isTextblock) ids.push(node.attrs['id'])
  })
  return ids
}
