/** One editor on one replica of a text. It lives outside React; a new replica gets a new editor. */
import { Editor, Extension } from '@tiptap/core'
import { Collaboration } from '@tiptap/extension-collaboration'
import { Fragment } from '@tiptap/pm/model'
import type { Plugin } from '@tiptap/pm/state'
import type { Awareness } from 'y-protocols/awareness'
import type * as Y from 'yjs'
import { textRoot } from '../../shared/protocol.ts'
import { caretExtension, type LabelOf } from './caret.ts'
import { idsPlugin, type NewId } from './ids.ts'
import { numberingPlugin, type SayItem } from './numbering.ts'
import { insertBlocks, pastePlugin } from './paste.ts'
import { schemaExtensions } from './schema.ts'
import { inputRulesPlugin, keysPlugins, type Requests } from './shortcuts.ts'
import { readOnlyPlugin, somewhereToWritePlugin } from './writing.ts'

/** What the editor says, in the language of the program. */
export type EditorWords = { name: string; placeholder: string; sayItem: SayItem; describedBy: string }

export type EditorParts = {
  mount: HTMLElement
  doc: Y.Doc
  awareness: Awareness
  /** The person's own state; the server puts its own truth in its place. */
  user: Record<string, unknown>
  labelOf: LabelOf
  mayWrite: boolean
  words: EditorWords
  requests: Requests
  newId: NewId
}

const editorAttributes = (words: EditorWords): Record<string, string> => ({
  role: 'textbox',
  'aria-multiline': 'true',
  'aria-label': words.name,
  'aria-describedby': words.describedBy,
  'data-placeholder': words.placeholder,
  lang: 'sv',
  spellcheck: 'true',
})

/**
 * Opens the editor. `setMayWrite` changes afterwards whether it takes the person's writing; undo is Yjs's and undoes
 * one's own changes only.
 */
export const createTextEditor = (parts: EditorParts): Editor => {
  const behaviour = Extension.create({
    name: 'writing',
    addProseMirrorPlugins(): Plugin[] {
      const mayWrite = (): boolean => this.editor.options.editable
      return [
        readOnlyPlugin(mayWrite),
        ...keysPlugins(parts.requests),
        inputRulesPlugin(),
        pastePlugin(),
        somewhereToWritePlugin(mayWrite),
        idsPlugin(parts.newId),
        numberingPlugin(parts.words.sayItem),
      ]
    },
  })
  return new Editor({
    element: parts.mount,
    editable: parts.mayWrite,
    injectCSS: false,
    // Its keys clear a paragraph's attributes, its structure and id with them.
    enableCoreExtensions: { keymap: false },
    extensions: [
      ...schemaExtensions,
      behaviour,
      Collaboration.configure({ fragment: parts.doc.getXmlFragment(textRoot) }),
      caretExtension(parts.awareness, parts.user, parts.labelOf),
    ],
    editorProps: {
      attributes: ({ doc }) => ({
        ...editorAttributes(parts.words),
        class: doc.childCount > 1 || doc.textContent !== '' ? 'text' : 'text text-empty',
      }),
    },
  })
}

export const setMayWrite = (editor: Editor, mayWrite: boolean): void => {
  if (editor.options.editable !== mayWrite) editor.setEditable(mayWrite, false)
}

/** Puts words back that did not become part of the text: a paragraph each, at the caret. */
export const insertWords = (editor: Editor, words: readonly string[]): void => {
  const paragraphs = words.map((w) => editor.schema.node('paragraph', null, w === '' ? [] : [editor.schema.text(w)]))
  insertBlocks(editor.view, Fragment.from(paragraphs))
  editor.commands.focus()
}
