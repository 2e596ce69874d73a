/** One editor on one replica of a text. It lives outside React; a new replica gets a new editor. */
import { type Command, Editor, Extension } from '@tiptap/core'
import { Collaboration } from '@tiptap/extension-collaboration'
import { Fragment } from '@tiptap/pm/model'
import { type Plugin, Selection } from '@tiptap/pm/state'
import type { Awareness } from 'y-protocols/awareness'
import type * as Y from 'yjs'
import { textRoot } from '../../shared/protocol.ts'
import { caretBlockPlugin } from './caret-block.ts'
import { caretExtension, type LabelOf } from './caret.ts'
import { figureDrawingPlugin, type FigureWords } from './figure-drawing.ts'
import { figureEditingPlugins } from './figure-editing.ts'
import { figureNumbersPlugin } from './figure-numbers.ts'
import { findPlugin } from './find-plugin.ts'
import { footnoteEdgesPlugin } from './footnote-edges.ts'
import { footnoteNumbersPlugin, type SayNote } from './footnote-numbers.ts'
import { goalIdsPlugin } from './goal-ids.ts'
import { idsPlugin, type NewId } from './ids.ts'
import { keepCaretPlugin } from './keep-caret.ts'
import { numberingPlugin, type SayItem } from './numbering.ts'
import { canStepBack, stepBack } from './move-undo.ts'
import { outlinePlugin } from './outline.ts'
import { roleLabelsPlugin, type SayRole } from './role-labels.ts'
import { insertBlocks, pastePlugin } from './paste.ts'
import { schemaExtensions } from './schema.ts'
import { tablePlugins } from './table-editing.ts'
import type { SayTable } from './table-drawing.ts'
import { inputRulesPlugin, keysPlugins, type Requests } from './shortcuts.ts'
import { slashMenuPlugin, type SlashWords } from './slash-menu.ts'
import { readOnlyPlugin, somewhereToWritePlugin } from './writing.ts'

/** What the editor says, in the language of the program. */
export type EditorWords = {
  name: string
  placeholder: string
  sayItem: SayItem
  sayNote: SayNote
  sayRole: SayRole
  sayTable: SayTable
  figures: FigureWords
  describedBy: string
  slash: SlashWords
}

export type EditorParts = {
  mount: HTMLElement
  doc: Y.Doc
  awareness: Awareness
  /** The person's own state; the server puts its own truth in its place. */
  user: Record<string, unknown>
  labelOf: LabelOf
  words: EditorWords
  requests: Requests
  newId: NewId
  /** What the page adds to the text's own behaviour. */
  plugins: readonly Plugin[]
}

/** A field to write in, or a page to read: a screen reader goes through each in its own way. */
const editorAttributes = (words: EditorWords, editable: boolean): Record<string, string> => ({
  ...(editable
    ? { role: 'textbox', 'aria-multiline': 'true', 'aria-describedby': words.describedBy, spellcheck: 'true' }
    : { role: 'article', tabindex: '0' }),
  'aria-label': words.name,
  class: 'text',
  'data-placeholder': words.placeholder,
  lang: 'sv',
})

/** The caret is kept clear of what stays in sight above and below the text, px. */
const clear = { top: 180, bottom: 60, left: 0, right: 0 }

/** Opens the editor to read; `setMayWrite` lets the person write. Undo is Yjs's, and undoes one's own changes only. */
export const createTextEditor = (parts: EditorParts): Editor => {
  const behaviour = Extension.create({
    name: 'writing',
    addCommands() {
      // In the place of the binding's own, which knows no moves.
      const step =
        (way: 'undo' | 'redo') =>
        (): Command =>
        ({ tr, view, dispatch }) => {
          tr.setMeta('preventDispatch', true)
          return dispatch ? stepBack(view, way) : canStepBack(view.state, way)
        }
      return { undo: step('undo'), redo: step('redo') }
    },
    addProseMirrorPlugins(): Plugin[] {
      const mayWrite = (): boolean => this.editor.options.editable
      return [
        readOnlyPlugin(mayWrite),
        slashMenuPlugin(parts.words.slash, parts.requests),
        footnoteEdgesPlugin(),
        ...tablePlugins(parts.words.sayTable),
        ...figureEditingPlugins({ change: parts.requests.addFigure, take: parts.requests.takeImage }),
        ...keysPlugins(parts.requests),
        inputRulesPlugin(),
        pastePlugin(),
        somewhereToWritePlugin(mayWrite),
        caretBlockPlugin(),
        keepCaretPlugin(),
        findPlugin(),
        idsPlugin(parts.newId),
        goalIdsPlugin(parts.newId),
        numberingPlugin(parts.words.sayItem),
        footnoteNumbersPlugin(parts.words.sayNote),
        figureNumbersPlugin(),
        figureDrawingPlugin({ words: parts.words.figures, change: parts.requests.addFigure }),
        outlinePlugin(),
        roleLabelsPlugin(parts.words.sayRole),
        ...parts.plugins,
      ]
    },
  })
  const editor = new Editor({
    element: parts.mount,
    editable: false,
    injectCSS: false,
    // For the moment until the binding puts the text in its place; it goes nowhere. Without it the caret has no place.
    content: { type: 'doc', content: [{ type: 'paragraph' }] },
    // Its keys clear a paragraph's attributes, its structure and id with them.
    enableCoreExtensions: { keymap: false },
    extensions: [
      ...schemaExtensions,
      behaviour,
      Collaboration.configure({ fragment: parts.doc.getXmlFragment(textRoot) }),
      caretExtension(parts.awareness, parts.user, parts.labelOf),
    ],
    editorProps: {
      attributes: editorAttributes(parts.words, false),
      scrollMargin: clear,
      scrollThreshold: clear,
    },
  })
  // In an empty text the binding leaves the caret in a place that is none.
  editor.view.dispatch(editor.state.tr.setSelection(Selection.atStart(editor.state.doc)))
  return editor
}

/** Whether the editor takes the person's writing from now on; what it says of itself changes with it. */
export const setMayWrite = (editor: Editor, words: EditorWords, mayWrite: boolean): void => {
  if (editor.options.editable === mayWrite) return
  editor.setOptions({ editable: mayWrite, editorProps: { attributes: editorAttributes(words, mayWrite) } })
}

/** Puts words back that did not become part of the text: a paragraph each, at the caret. */
export const insertWords = (editor: Editor, words: readonly string[]): void => {
  const paragraphs = words.map((w) => editor.schema.node('paragraph', null, w === '' ? [] : [editor.schema.text(w)]))
  insertBlocks(editor.view, Fragment.from(paragraphs))
  editor.commands.focus()
}
