/** A text in an editor's state and in Yjs at once, bound as in the browser but without one. */
import type { Node } from '@tiptap/pm/model'
import { EditorState, Plugin, type Transaction } from '@tiptap/pm/state'
import { updateYFragment, ySyncPluginKey, yUndoPluginKey } from '@tiptap/y-tiptap'
import * as Y from 'yjs'

const limits = { structs: 5_000, bytes: 256 * 1024 }

/** What an update holds: its new structs, the words in them, and its weight. */
export const readUpdate = (update: Uint8Array) => {
  const { structs } = Y.decodeUpdate(update)
  const words = structs.flatMap((struct) =>
    struct instanceof Y.Item && struct.content instanceof Y.ContentString ? [struct.content.str] : [],
  )
  return { structs: structs.length, bytes: update.length, words }
}

export const fitsTheRelay = (update: Uint8Array): boolean => {
  const { structs, bytes } = readUpdate(update)
  return structs < limits.structs && bytes < limits.bytes
}

export const bound = (doc: Node, plugins: Plugin[] = []) => {
  const ydoc = new Y.Doc()
  const fragment = ydoc.getXmlFragment('text')
  const binding = { mapping: new Map(), isOMark: new Map() }
  const updates: Uint8Array[] = []
  let now = EditorState.create({ doc })
  const write = (): void => {
    ydoc.transact(() => updateYFragment(ydoc, fragment, now.doc, binding), ySyncPluginKey)
  }
  write()
  const undoManager = new Y.UndoManager(fragment, { trackedOrigins: new Set([ySyncPluginKey]) })
  const undo = new Plugin({ key: yUndoPluginKey, state: { init: () => ({ undoManager }), apply: (_tr, same) => same } })
  now = EditorState.create({ doc, plugins: [undo, ...plugins] })
  ydoc.on('update', (update: Uint8Array) => updates.push(update))
  return {
    ydoc,
    fragment,
    undoManager,
    /** What has been written to Yjs since. */
    updates,
    get state() {
      return now
    },
    dispatch(tr: Transaction): void {
      now = now.apply(tr)
      if (tr.docChanged) write()
    },
    /** The paragraphs' words, as Yjs has them. */
    words: (): string[] => fragment.toArray().map((block) => block.toString().replace(/<[^>]*>/g, '')),
  }
}
