/**
 * A hand-made client on a real socket: everything it sends is under the test's control, everything it hears is kept.
 * `stockProvider` is the other kind: y-websocket's own provider with a session cookie and none of our code.
 */
import { once } from 'node:events'
import * as decoding from 'lib0/decoding'
import * as encoding from 'lib0/encoding'
import { WebSocket } from 'ws'
import { WebsocketProvider } from 'y-websocket'
import * as Y from 'yjs'
import { decodeServerMessage, message, type ServerMessage, sync, textRoot } from '../../shared/protocol.ts'

export type Heard =
  | { type: 'step1' | 'step2' | 'update'; bytes: Uint8Array }
  | { type: 'awareness'; bytes: Uint8Array; states: AwarenessEntry[] }
  | ServerMessage

export type AwarenessEntry = { client: number; clock: number; state: { user?: Record<string, unknown> } | null }
export type Door = { url: string; cookie?: string | undefined; origin?: string | undefined; query?: string }

const kinds = ['step1', 'step2', 'update'] as const

const readAwareness = (bytes: Uint8Array): AwarenessEntry[] => {
  const decoder = decoding.createDecoder(bytes)
  return Array.from({ length: decoding.readVarUint(decoder) }, () => ({
    client: decoding.readVarUint(decoder),
    clock: decoding.readVarUint(decoder),
    state: JSON.parse(decoding.readVarString(decoder)),
  }))
}

const hear = (data: Uint8Array): Heard => {
  const decoder = decoding.createDecoder(data)
  const type = decoding.readVarUint(decoder)
  if (type === message.sync) {
    const kind = kinds[decoding.readVarUint(decoder)]
    if (!kind) throw new Error('unknown sync kind')
    return { type: kind, bytes: decoding.readVarUint8Array(decoder) }
  }
  if (type === message.awareness) {
    const bytes = decoding.readVarUint8Array(decoder)
    return { type: 'awareness', bytes, states: readAwareness(bytes) }
  }
  const ours = decodeServerMessage(type, decoder)
  if (!ours) throw new Error(`unknown message ${type}`)
  return ours
}

export const syncFrame = (kind: keyof typeof sync, bytes: Uint8Array): Uint8Array => {
  const encoder = encoding.createEncoder()
  encoding.writeVarUint(encoder, message.sync)
  encoding.writeVarUint(encoder, sync[kind])
  encoding.writeVarUint8Array(encoder, bytes)
  return encoding.toUint8Array(encoder)
}

export const awarenessFrame = (entries: { client: number; clock: number; state: unknown }[]): Uint8Array => {
  const inner = encoding.createEncoder()
  encoding.writeVarUint(inner, entries.length)
  for (const { client, clock, state } of entries) {
    encoding.writeVarUint(inner, client)
    encoding.writeVarUint(inner, clock)
    encoding.writeVarString(inner, JSON.stringify(state))
  }
  const encoder = encoding.createEncoder()
  encoding.writeVarUint(encoder, message.awareness)
  encoding.writeVarUint8Array(encoder, encoding.toUint8Array(inner))
  return encoding.toUint8Array(encoder)
}

export const openSocket = ({ url, cookie, origin, query = '' }: Door): WebSocket =>
  new WebSocket(url + query, { headers: { ...(cookie && { cookie }), ...(origin && { origin }) } })

/** Resolves to the HTTP status of a refused upgrade, or 101. */
export const upgradeStatus = (door: Door): Promise<number> =>
  new Promise((resolve, reject) => {
    const socket = openSocket(door)
    socket.on('open', () => {
      socket.close()
      resolve(101)
    })
    socket.on('unexpected-response', (_, response) => {
      resolve(response.statusCode ?? 0)
      socket.terminate()
    })
    socket.on('error', reject)
  })

export class Peer {
  readonly doc = new Y.Doc()
  readonly socket: WebSocket
  readonly heard: Heard[] = []
  closed: { code: number; reason: string } | null = null
  /** How many SyncStep2 and Update frames it has sent. */
  sent = 0
  #listeners = new Set<() => void>()
  #sending = false

  constructor(door: Door) {
    this.socket = openSocket(door)
    this.socket.binaryType = 'nodebuffer'
    this.socket.on('message', (data: Buffer) => this.#take(hear(new Uint8Array(data))))
    this.socket.on('close', (code, reason) => {
      this.closed = { code, reason: reason.toString() }
      this.#tell()
    })
    this.socket.on('error', () => this.#tell())
  }

  get text(): Y.XmlFragment {
    return this.doc.getXmlFragment(textRoot)
  }

  get saved(): number {
    return this.heard.reduce((n, h) => (h.type === 'saved' ? h.frames : n), 0)
  }

  /** Connects, exchanges the two steps, and from then on sends each local change as it is made. */
  async join(): Promise<this> {
    await once(this.socket, 'open')
    this.send(syncFrame('step1', Y.encodeStateVector(this.doc)))
    await this.until(() => this.heard.some((h) => h.type === 'step2'))
    if (!this.#sending) this.doc.on('update', this.#relay)
    this.#sending = true
    return this
  }

  /** One frame as it is; sync writes are counted. */
  send(bytes: Uint8Array): void {
    if (bytes[0] === message.sync && (bytes[1] ?? 0) > sync.step1) this.sent++
    this.socket.send(bytes)
  }

  /** Stops sending local changes by itself. */
  hold(): void {
    this.doc.off('update', this.#relay)
    this.#sending = false
  }

  /** Types at the end of the paragraph with this number (the last by default); makes one when there is none. */
  type(words: string, at = -1): void {
    this.doc.transact(() => {
      const paragraphs = this.text.toArray()
      const found = at < 0 ? paragraphs.at(-1) : paragraphs[at]
      const paragraph = found instanceof Y.XmlElement ? found : new Y.XmlElement('paragraph')
      if (!(found instanceof Y.XmlElement)) this.text.insert(0, [paragraph])
      const last = paragraph.toArray().at(-1)
      if (last instanceof Y.XmlText) last.insert(last.length, words)
      else paragraph.insert(paragraph.length, [new Y.XmlText(words)])
    })
  }

  addParagraph(words: string): void {
    const paragraph = new Y.XmlElement('paragraph')
    paragraph.insert(0, [new Y.XmlText(words)])
    this.text.insert(this.text.length, [paragraph])
  }

  /** Everything it has sent is acknowledged. */
  allSaved(): Promise<void> {
    return this.until(() => this.saved === this.sent)
  }

  /** Resolves when the condition holds; it is asked after each thing heard. Rejects if the socket closes first. */
  until(condition: () => boolean): Promise<void> {
    return new Promise((resolve, reject) => {
      const check = (): void => {
        if (condition()) {
          this.#listeners.delete(check)
          resolve()
        } else if (this.closed) {
          this.#listeners.delete(check)
          reject(new Error(`closed with ${this.closed.code} ${this.closed.reason}`))
        }
      }
      this.#listeners.add(check)
      check()
    })
  }

  /** Resolves to the close code. */
  async end(): Promise<number> {
    await this.until(() => this.closed !== null)
    return this.closed?.code ?? 0
  }

  words(): string {
    return wordsOf(this.doc)
  }

  close(): void {
    this.socket.terminate()
  }

  #relay = (update: Uint8Array, origin: unknown): void => {
    if (origin !== this) this.send(syncFrame('update', update))
  }

  #take(heard: Heard): void {
    this.heard.push(heard)
    if (heard.type === 'step2' || heard.type === 'update') Y.applyUpdate(this.doc, heard.bytes, this)
    if (heard.type === 'step1' && this.answersStep1)
      this.send(syncFrame('step2', Y.encodeStateAsUpdate(this.doc, heard.bytes)))
    this.#tell()
  }

  /** A test may leave the server's question unanswered. */
  answersStep1 = true

  #tell(): void {
    // A listener that has been answered leaves the set, which a Set allows while it is walked.
    for (const listener of this.#listeners) listener()
  }
}

/** The text's plain words, a paragraph a line. */
export const wordsOf = (doc: Y.Doc): string => {
  const read = (node: unknown): string => {
    if (node instanceof Y.XmlText) {
      return node
        .toDelta()
        .map((d: { insert?: unknown }) => (typeof d.insert === 'string' ? d.insert : ''))
        .join('')
    }
    if (node instanceof Y.XmlElement) return node.toArray().map(read).join('')
    return ''
  }
  return doc.getXmlFragment(textRoot).toArray().map(read).join('\n')
}

/** The stock provider with a session cookie; `socketClosures` keeps every close code it has seen. */
export const stockProvider = (
  door: Door & { textId: string; base: string },
  doc: Y.Doc,
): { provider: WebsocketProvider; closures: number[] } => {
  const closures: number[] = []
  const headers = { ...(door.cookie && { cookie: door.cookie }) }
  class WithCookie extends WebSocket {
    constructor(url: string, protocols: string[]) {
      super(url, protocols, { headers })
      this.on('close', (code) => closures.push(code))
    }
  }
  // y-websocket asks for the browser's constructor; ws has the same methods
  const polyfill = WithCookie as unknown as typeof globalThis.WebSocket
  const provider = new WebsocketProvider(door.base, door.textId, doc, { WebSocketPolyfill: polyfill, disableBc: true })
  return { provider, closures }
}
