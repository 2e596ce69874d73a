/** What comes from a clipboard: the same letters for the same sign (NFC), our structure, and never too much at once. */
import { Fragment, type Node, type Schema, Slice } from '@tiptap/pm/model'
import { Plugin, TextSelection } from '@tiptap/pm/state'
import type { EditorView } from '@tiptap/pm/view'
import { tidied } from './pasted.ts'
import { afterNote } from './footnotes.ts'
import { fits, inPieces, weighAll } from './pieces.ts'

const composed = (content: Fragment): Fragment => {
  const nodes: Node[] = []
  content.forEach((node) => {
    if (!node.isText) nodes.push(node.copy(composed(node.content)))
    else nodes.push(node.type.schema.text((node.text ?? '').normalize('NFC'), node.marks))
  })
  return Fragment.from(nodes)
}

/** macOS hands out names in decomposed form; a text that looks the same must be the same. */
export const composedSlice = (slice: Slice): Slice => new Slice(composed(slice.content), slice.openStart, slice.openEnd)

/** Plain text: an empty line parts paragraphs, a single line break stays one. */
export const sliceOfText = (text: string, schema: Schema): Slice => {
  const { paragraph, hardBreak } = schema.nodes
  if (!paragraph || !hardBreak) throw new Error('the schema lacks paragraphs')
  const blocks = text.replace(/\r\n?/g, '\n').split(/\n[^\S\n]*\n\s*/)
  const nodes = blocks
    .filter((block, i) => block.trim() !== '' || (blocks.length === 1 && i === 0 && block !== ''))
    .map((block) => {
      const lines = block.replace(/^\n+|\n+$/g, '').split('\n')
      return paragraph.create(
        null,
        lines.flatMap((line, i) => [...(i > 0 ? [hardBreak.create()] : []), ...(line ? [schema.text(line)] : [])]),
      )
    })
  return nodes.length === 0 ? Slice.empty : new Slice(Fragment.from(nodes), 1, 1)
}

/**
 * Puts blocks in at the caret, in as many steps as their weight asks for. A paragraph with words is cut at the caret;
 * an empty one gives way.
 */
export const insertBlocks = (view: EditorView, blocks: Fragment): void => {
  const start = view.state.tr.deleteSelection()
  const $from = afterNote(start.selection.$from)
  let at = $from.pos
  if ($from.parent.isTextblock) {
    at = $from.after()
    if ($from.parent.content.size === 0) {
      start.delete($from.before(), $from.after())
      at = start.mapping.map($from.before())
    } else if ($from.parentOffset === 0) at = $from.before()
    else if ($from.parentOffset < $from.parent.content.size) {
      start.split($from.pos)
      at = $from.pos + 1
    }
  }
  let tr = start
  for (const piece of inPieces(blocks)) {
    tr.insert(at, piece)
    at += piece.reduce((size, node) => size + node.nodeSize, 0)
    tr.setSelection(TextSelection.near(tr.doc.resolve(at), -1))
    view.dispatch(tr)
    tr = view.state.tr
  }
  view.dispatch(tr.scrollIntoView())
}

const isPlain = ({ attrs }: Node): boolean =>
  attrs['level'] === 0 && attrs['list'] === 'none' && attrs['role'] === 'none'

/** An empty paragraph gives way to blocks: merged into it, the first would lose what it is. */
const givesWay = (view: EditorView, { content }: Slice): boolean => {
  const { empty, $from } = view.state.selection
  const first = content.firstChild
  const structured = content.childCount > 1 || (first?.isTextblock === true && !isPlain(first))
  return structured && empty && $from.parent.isTextblock && $from.parent.content.size === 0
}

export const pastePlugin = (): Plugin =>
  new Plugin({
    props: {
      transformPasted: composedSlice,
      clipboardTextParser: (text, $context) => sliceOfText(text, $context.doc.type.schema),
      transformPastedHTML: tidied,
      handlePaste(view, _event, slice) {
        if (fits(weighAll(slice.content)) && !givesWay(view, slice)) return false
        insertBlocks(view, slice.content)
        return true
      },
    },
  })
