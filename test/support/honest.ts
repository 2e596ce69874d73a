/**
 * People who write, without a browser: each has a Y.Doc and edits it the way the editor does, through a ProseMirror
 * transaction and y-tiptap's own `updateYFragment`. What they send goes through the gate, in the order it was sent.
 */
import { initProseMirrorDoc, updateYFragment, ySyncPluginKey } from '@tiptap/y-tiptap'
import { type Node, Schema } from '@tiptap/pm/model'
import { EditorState, type Transaction } from '@tiptap/pm/state'
import * as Y from 'yjs'
import { judge, onlyNew, type FrameKind, type Verdict } from '../../server/relay/gate.ts'
import { textRoot } from '../../shared/protocol.ts'
import { marks, nodes, topKinds } from '../../shared/schema/form.ts'

const attributesOf = (attributes: Record<string, { default: unknown }>) =>
  Object.fromEntries(Object.entries(attributes).map(([name, type]) => [name, { default: type.default }]))

const contentOf = (children: readonly string[]): string => (children.length > 0 ? `(${children.join('|')})*` : '')
const inline: ReadonlySet<string> = new Set(['hardBreak', 'footnote'])

/** The form table as a ProseMirror schema, as the editor's extensions make it. */
export const schema = new Schema({
  nodes: {
    doc: { content: `(${topKinds.join('|')})*` },
    text: {},
    ...Object.fromEntries(
      Object.entries(nodes).map(([name, form]) => [
        name,
        {
          content: contentOf(form.children),
          attrs: attributesOf(form.attributes),
          inline: inline.has(name),
        },
      ]),
    ),
  },
  marks: Object.fromEntries(
    Object.entries(marks).map(([name, attributes]) => [
      name,
      { attrs: Object.fromEntries(Object.keys(attributes).map((key) => [key, {}])) },
    ]),
  ),
})

export const paragraph = (words: string, attributes: Record<string, unknown> = {}): Node =>
  schema.node('paragraph', attributes, words === '' ? [] : [schema.text(words)])

/** `early`: sent before its connection's SyncStep2, as Yjs's own tidying of marks may be; a gap is no fault then. */
type Frame = { kind: FrameKind; bytes: Uint8Array; early: boolean }

/** The relay's text and the gate before it. What it refuses is thrown, as the test's failure. */
export class Desk {
  readonly doc = new Y.Doc()
  readonly writers: Writer[] = []
  judged = 0
  gaps = 0
  costly = 0

  constructor() {
    this.doc.getXmlFragment(textRoot)
    this.doc.on('update', (update: Uint8Array) => {
      for (const writer of this.writers) if (writer.online) writer.inbox.push(update)
    })
  }

  join(clientID?: number): Writer {
    const writer = new Writer(this, new Y.Doc(), clientID)
    this.writers.push(writer)
    return writer
  }

  /** Judges and applies frames in one transaction, as a room does with a tick's batch. */
  take(frames: readonly Frame[]): Verdict[] {
    return this.doc.transact(() => frames.map((frame) => this.#takeOne(frame)))
  }

  /** Everything that is under way arrives, everywhere. */
  settle(): void {
    for (const writer of this.writers) writer.connect()
    while (this.writers.some((writer) => writer.outbox.length + writer.inbox.length > 0)) {
      for (const writer of this.writers) {
        writer.send()
        writer.read()
      }
    }
  }

  #takeOne({ kind, bytes, early }: Frame): Verdict {
    const verdict = judge(bytes, this.doc, kind)
    this.judged++
    if (verdict.kind === 'gap') {
      if (!early) this.gaps++
      return verdict
    }
    if (verdict.costly) this.costly++
    if (verdict.structs + verdict.deletes > 0) {
      Y.applyUpdate(this.doc, verdict.overlaps ? onlyNew(bytes, this.doc) : bytes)
    }
    if (this.doc.store.pendingStructs ?? this.doc.store.pendingDs) throw new Error('something is pending')
    return verdict
  }
}

export class Writer {
  doc: Y.Doc
  undo: Y.UndoManager
  online = true
  readonly outbox: Frame[] = []
  readonly inbox: Uint8Array[] = []
  readonly #desk: Desk
  #stepping = false

  constructor(desk: Desk, doc: Y.Doc, clientID?: number) {
    this.#desk = desk
    if (clientID !== undefined) doc.clientID = clientID
    this.doc = doc
    this.undo = this.#listen(doc)
    this.connect(true)
  }

  get text(): Y.XmlFragment {
    return this.doc.getXmlFragment(textRoot)
  }

  /** What stands on the screen. */
  page(): Node {
    return initProseMirrorDoc(this.text, schema).doc
  }

  /** One ProseMirror transaction, written to the Y.Doc as the editor's binding does. */
  edit(change: (tr: Transaction) => Transaction): void {
    const { doc, meta } = initProseMirrorDoc(this.text, schema)
    const { tr } = EditorState.create({ doc })
    const next = change(tr).doc
    if (next.eq(doc)) return
    this.doc.transact(() => updateYFragment(this.doc, this.text, next, meta), ySyncPluginKey)
  }

  /** Sends up to `most` of what waits, as one batch. */
  send(most = Number.POSITIVE_INFINITY): Verdict[] {
    return this.online && this.outbox.length > 0 ? this.#desk.take(this.outbox.splice(0, most)) : []
  }

  /** Takes in up to `most` of what has come. */
  read(most = Number.POSITIVE_INFINITY): void {
    for (const update of this.inbox.splice(0, most)) Y.applyUpdate(this.doc, update, this.#desk)
  }

  /** Contact is lost: what was under way is lost with it. */
  disconnect(): void {
    this.online = false
    this.outbox.length = 0
    this.inbox.length = 0
  }

  /** Contact again: both sides say what the other lacks. */
  connect(anyway = false): void {
    if (this.online && !anyway) return
    this.online = true
    this.#stepping = true
    Y.applyUpdate(this.doc, Y.encodeStateAsUpdate(this.#desk.doc, Y.encodeStateVector(this.doc)), this.#desk)
    const bytes = Y.encodeStateAsUpdate(this.doc, Y.encodeStateVector(this.#desk.doc))
    this.outbox.push({ kind: 'step2', bytes, early: false })
    this.#stepping = false
  }

  /** Closes the page and opens it again without contact: IndexedDB gives the text back, under a new clientID. */
  reload(clientID?: number): void {
    this.disconnect()
    const doc = new Y.Doc()
    if (clientID !== undefined) doc.clientID = clientID
    Y.applyUpdate(doc, Y.encodeStateAsUpdate(this.doc), this.#desk)
    this.doc.destroy()
    this.doc = doc
    this.undo = this.#listen(doc)
  }

  #listen(doc: Y.Doc): Y.UndoManager {
    doc.on('update', (bytes: Uint8Array, origin: unknown) => {
      if (origin !== this.#desk && this.online) this.outbox.push({ kind: 'update', bytes, early: this.#stepping })
    })
    return new Y.UndoManager(doc.getXmlFragment(textRoot), {
      trackedOrigins: new Set([ySyncPluginKey]),
      captureTimeout: 0,
    })
  }
}
