/**
 * People who write at once, and the relay's intake between them, without sockets: each has a Y.Doc and edits it as the
 * editor does; what they say is taken in when, and in the batches, the story says. Their clock stands still until told.
 */
import { initProseMirrorDoc, updateYFragment, ySyncPluginKey } from '@tiptap/y-tiptap'
import type { Node } from '@tiptap/pm/model'
import { EditorState, type Transaction } from '@tiptap/pm/state'
import * as Y from 'yjs'
import type { Found } from '../../server/relay/found.ts'
import { takeIn, type Write } from '../../server/relay/intake.ts'
import { Replica } from '../../server/relay/replica.ts'
import type { TextEntry, Texts } from '../../server/store/store.ts'
import { textRoot } from '../../shared/protocol.ts'
import { schema } from './honest.ts'

/** What one person has sent: whose, and the frame. */
export type Said = { by: Colleague; kind: Write['kind']; update: Uint8Array }

const host = 1

/** The relay's side of one text. */
export class Desk {
  #replica: Replica
  readonly #texts: Texts
  readonly #textId: string
  /** What the room would have on disk, kept until the text is opened anew. */
  readonly #entries: TextEntry[] = []
  readonly #owners = new Map([[host, 'host']])
  readonly people: Colleague[] = []
  readonly found: Found[] = []
  now = 1_000_000

  private constructor(texts: Texts, textId: string, replica: Replica) {
    this.#texts = texts
    this.#textId = textId
    this.#replica = replica
  }

  /** A new text of these blocks in the store, and its desk. */
  static async open(texts: Texts, textId: string, blocks: readonly Node[]): Promise<Desk> {
    const doc = new Y.Doc()
    doc.clientID = host
    const root = doc.getXmlFragment(textRoot)
    const { meta } = initProseMirrorDoc(root, schema)
    updateYFragment(doc, root, schema.node('doc', null, blocks), meta)
    await texts.append(textId, [{ by: 'host', at: 0, update: Y.encodeStateAsUpdate(doc) }])
    const replica = await Replica.open(texts, textId)
    if (!replica) throw new Error('it was appended')
    return new Desk(texts, textId, replica)
  }

  get state(): Uint8Array {
    return this.#replica.state()
  }

  vector(): Uint8Array {
    return this.#replica.vector()
  }

  /** Somebody who has the text on screen as it now is. */
  join(name: string, client: number): Colleague {
    const person = new Colleague(this, name, client)
    this.#owners.set(client, name)
    this.people.push(person)
    return person
  }

  /** Takes in what was said as one batch and hands it on to everyone in contact; returns what was found in it. */
  async hear(...said: Said[]): Promise<Found[]> {
    const writes = said.map(({ by, kind, update }): Write => {
      return { source: by, by: by.name, mayWrite: true, kind, update, verdict: null }
    })
    const context = { owner: (client: number) => this.#owners.get(client), at: this.now }
    const taken = await takeIn(this.#replica, writes, context)
    for (const result of taken.results) {
      if (result.kind !== 'taken' && result.kind !== 'known') throw new Error(`not taken: ${JSON.stringify(result)}`)
    }
    for (const person of this.people) if (person.inContact) person.inbox.push(...taken.added)
    this.#entries.push(...taken.entries)
    this.found.push(...taken.found)
    return taken.found
  }

  /** Everyone has left, and somebody comes: the text is read from the disk. */
  async reopen(): Promise<void> {
    await this.#texts.append(this.#textId, this.#entries.splice(0))
    this.#replica.destroy()
    const replica = await Replica.open(this.#texts, this.#textId)
    if (!replica) throw new Error('it was appended')
    this.#replica = replica
  }

  /** The text as someone sees it who comes now. */
  page(): Node {
    const doc = new Y.Doc()
    Y.applyUpdate(doc, this.state)
    return initProseMirrorDoc(doc.getXmlFragment(textRoot), schema).doc
  }

  close(): void {
    this.#replica.destroy()
  }
}

export class Colleague {
  readonly name: string
  readonly doc = new Y.Doc()
  readonly undo: Y.UndoManager
  readonly inbox: Uint8Array[] = []
  readonly outbox: Said[] = []
  readonly #desk: Desk
  inContact = true

  constructor(desk: Desk, name: string, client: number) {
    this.#desk = desk
    this.name = name
    Y.applyUpdate(this.doc, desk.state, desk)
    this.doc.clientID = client
    this.doc.on('update', (update: Uint8Array, origin: unknown) => {
      if (origin !== desk && this.inContact) this.outbox.push({ by: this, kind: 'update', update })
    })
    this.undo = new Y.UndoManager(this.doc.getXmlFragment(textRoot), {
      trackedOrigins: new Set([ySyncPluginKey]),
      captureTimeout: 0,
    })
  }

  page(): Node {
    return initProseMirrorDoc(this.doc.getXmlFragment(textRoot), schema).doc
  }

  /** One ProseMirror transaction, written as the editor's binding does. */
  edit(change: (tr: Transaction) => Transaction): this {
    const root = this.doc.getXmlFragment(textRoot)
    const { doc, meta } = initProseMirrorDoc(root, schema)
    const next = change(EditorState.create({ doc }).tr).doc
    if (!next.eq(doc)) this.doc.transact(() => updateYFragment(this.doc, root, next, meta), ySyncPluginKey)
    return this
  }

  /** What waits to be sent, and is sent now. */
  says(): Said[] {
    return this.outbox.splice(0)
  }

  hears(): void {
    for (const update of this.inbox.splice(0)) Y.applyUpdate(this.doc, update, this.#desk)
  }

  /** What was under way goes with the contact. */
  losesContact(): void {
    this.inContact = false
    this.outbox.length = 0
    this.inbox.length = 0
  }

  /** As y-websocket does: the server asks first, and is answered before its own answer comes. */
  comesBack(): Said {
    this.inContact = true
    const update = Y.encodeStateAsUpdate(this.doc, this.#desk.vector())
    Y.applyUpdate(this.doc, Y.diffUpdate(this.#desk.state, Y.encodeStateVector(this.doc)), this.#desk)
    return { by: this, kind: 'step2', update }
  }
}
