/** What keeps a note whole: selections, pasted words, and the place to write in an empty one. */
import { Fragment, type Node, type ResolvedPos, Slice } from '@tiptap/pm/model'
import { type EditorState, Plugin, TextSelection, type Transaction } from '@tiptap/pm/state'
import { Decoration, DecorationSet } from '@tiptap/pm/view'
import { inNote, isNote } from './footnotes.ts'

/** Outside the note that the place stands in, on the side asked for; elsewhere the place itself. */
const outside = ($pos: ResolvedPos, after: boolean): number =>
  isNote($pos.parent) ? (after ? $pos.after() : $pos.before()) : $pos.pos

/**
 * A selection that reaches out of a note, or into one, takes the whole of it: cut at its edge, a note's words would run
 * out into the line. The moving end leaves the note in the direction it came from.
 */
const wholeNotes = (before: EditorState, { selection, tr }: EditorState): Transaction | null => {
  const { $anchor, $head } = selection
  if (!(selection instanceof TextSelection) || $anchor.sameParent($head)) return null
  if (!isNote($anchor.parent) && !isNote($head.parent)) return null
  const forward = $head.pos > $anchor.pos
  const onward = $head.pos === before.selection.head ? forward : $head.pos > before.selection.head
  return tr.setSelection(TextSelection.create(tr.doc, outside($anchor, !forward), outside($head, onward)))
}

/** The words of what is pasted, without paragraphs, breaks and notes: a blank stands where one of them began. */
export const inlineWords = (content: Fragment): Node[] => {
  const words: Node[] = []
  content.forEach((node) => {
    if (node.isText) return void words.push(node)
    const inside = inlineWords(node.content)
    const needsBlank = words.length > 0 && !(words.at(-1)?.text ?? '').endsWith(' ')
    if (needsBlank) words.push(node.type.schema.text(' '))
    words.push(...inside)
  })
  return words
}

/** An empty note has nothing that a caret could stand in; the browser's own filler gives it a line. */
const filler = ({ doc, selection }: EditorState): DecorationSet | null => {
  const $note = inNote(selection)
  if (!$note || $note.parent.content.size > 0) return null
  return DecorationSet.create(doc, [
    Decoration.widget($note.pos, () => document.createElement('br'), { raw: true, side: 1, key: 'filler' }),
    Decoration.node($note.before(), $note.after(), { class: 'note-begun' }),
  ])
}

export const footnoteEdgesPlugin = (): Plugin =>
  new Plugin({
    appendTransaction: (_transactions, before, after) => wholeNotes(before, after),
    props: {
      decorations: filler,
      handlePaste(view, _event, slice) {
        if (!inNote(view.state.selection)) return false
        const words = new Slice(Fragment.from(inlineWords(slice.content)), 0, 0)
        view.dispatch(view.state.tr.replaceSelection(words).scrollIntoView().setMeta('paste', true))
        return true
      },
    },
  })
