/**
 * A person at y-websocket's own provider who edits at random and keeps a ledger of what they typed and deleted, sign
 * by sign. The ledgers, not the server, are what the end is compared with.
 */
import * as decoding from 'lib0/decoding'
import { WebSocket } from 'ws'
import { WebsocketProvider } from 'y-websocket'
import * as Y from 'yjs'
import { message, sync, textRoot } from '../../shared/protocol.ts'
import type { Random } from './random.ts'

type Range = { client: number; clock: number; length: number }
/** What one local transaction typed and deleted, and whether the server has said that it is on disk. */
export type LedgerEntry = { typed: (Range & { text: string })[]; deleted: Range[]; acknowledged: boolean }

const readLocal = (update: Uint8Array): Pick<LedgerEntry, 'typed' | 'deleted'> => {
  const { structs, ds } = Y.decodeUpdate(update)
  const typed = structs.flatMap((s) =>
    s instanceof Y.Item && s.content instanceof Y.ContentString
      ? [{ client: s.id.client, clock: s.id.clock, length: s.length, text: s.content.str }]
      : [],
  )
  const deleted = [...ds.clients].flatMap(([client, ranges]) =>
    ranges.map((range) => ({ client, clock: range.clock, length: range.len })),
  )
  return { typed, deleted }
}

/** The nearest place at or after `at` that is not inside a surrogate pair: no editor puts a caret there. */
const whole = (words: Y.XmlText, at: number): number => {
  const text = words.toJSON().replace(/<[^>]*>/g, '')
  const place = Math.min(at, words.length)
  const unit = text.charCodeAt(place)
  return unit >= 0xdc00 && unit <= 0xdfff ? place + 1 : place
}

export class Writer {
  readonly doc = new Y.Doc()
  readonly provider: WebsocketProvider
  readonly ledger: LedgerEntry[] = []
  readonly closures: number[] = []
  /** Called with each acknowledgement, and how many changes it acknowledged. */
  onSaved: (changes: number) => void = () => {}
  #random: Random
  #frames = 0
  /** Which ledger entries each frame of this connection carries. */
  #carried = new Map<number, LedgerEntry[]>()

  constructor(base: string, textId: string, cookie: string, random: Random) {
    this.#random = random
    const opened = (socket: WebSocket): void => {
      this.#frames = 0
      this.#carried = new Map()
      socket.on('close', (code) => this.closures.push(code))
    }
    const sent = (data: Uint8Array): void => this.#count(data)
    class Counting extends WebSocket {
      constructor(url: string, protocols: string[]) {
        super(url, protocols, { headers: { cookie } })
        opened(this)
      }
      override send(data: Uint8Array): void {
        sent(data)
        super.send(data)
      }
    }
    // Before the provider's own listener, so that an entry is there when its frame is sent.
    this.doc.on('update', (update: Uint8Array, origin: unknown) => {
      if (origin !== this.provider) this.ledger.push({ ...readLocal(update), acknowledged: false })
    })
    // ws has what y-websocket uses of the browser's constructor
    const polyfill = Counting as unknown as typeof globalThis.WebSocket
    const options = { WebSocketPolyfill: polyfill, disableBc: true, maxBackoffTime: 200 }
    this.provider = new WebsocketProvider(base, textId, this.doc, options)
    this.provider.messageHandlers[message.saved] = (_encoder, decoder) => this.#saved(decoding.readVarUint(decoder))
  }

  get unacknowledged(): number {
    return this.ledger.filter((entry) => !entry.acknowledged).length
  }

  async synced(): Promise<void> {
    while (!this.provider.synced) await new Promise((resolve) => this.provider.once('sync', resolve))
  }

  /** Everything typed is on disk, as far as this client has been told. */
  async allSaved(): Promise<void> {
    while (this.unacknowledged > 0) {
      await new Promise<void>((resolve) => {
        this.onSaved = () => resolve()
      })
    }
  }

  /** One edit: mostly typing; sometimes a deletion, a new paragraph, another level, bold. */
  edit(): void {
    const random = this.#random
    const text = this.doc.getXmlFragment(textRoot)
    const elements = text.toArray().filter((p) => p instanceof Y.XmlElement)
    const paragraphs = elements.filter(({ nodeName }) => nodeName === 'paragraph')
    this.doc.transact(() => {
      const what = random.int(20)
      if (paragraphs.length === 0 || (what === 0 && paragraphs.length < 60)) {
        const paragraph = new Y.XmlElement('paragraph')
        paragraph.insert(0, [new Y.XmlText(`${this.doc.clientID % 1000} `)])
        text.insert(random.int(text.length + 1), [paragraph])
        return
      }
      const paragraph = random.pick(paragraphs)
      const [words] = paragraph.toArray().filter((t) => t instanceof Y.XmlText)
      if (what === 1)
        paragraph.setAttribute('level', random.int(5) as unknown as string) // attributes may be numbers
      else if (!words) paragraph.insert(0, [new Y.XmlText('ny ')])
      else if (what === 2) words.format(0, whole(words, 5), { bold: random.chance(0.5) ? {} : null })
      else if (what < 6 && words.length > 3) {
        const from = whole(words, random.int(words.length - 2))
        words.delete(from, whole(words, from + 1 + random.int(2)) - from)
      } else {
        const at = whole(words, random.int(words.length + 1))
        words.insert(at, random.pick(['a', 'ord ', 'å', 'kommun', '🌲', '. ']))
      }
    })
  }

  destroy(): void {
    this.provider.destroy()
    this.doc.destroy()
  }

  #count(data: Uint8Array): void {
    if (data[0] !== message.sync || data[1] === sync.step1) return
    this.#frames++
    const waiting = this.ledger.filter((entry) => !entry.acknowledged)
    this.#carried.set(this.#frames, data[1] === sync.step2 ? waiting : waiting.slice(-1))
  }

  #saved(frames: number): void {
    let changes = 0
    for (const [number, entries] of this.#carried) {
      if (number > frames) break
      for (const entry of entries) {
        if (!entry.acknowledged) changes++
        entry.acknowledged = true
      }
      this.#carried.delete(number)
    }
    this.onSaved(changes)
  }
}

const covers = (ranges: readonly Range[], client: number, clock: number): boolean =>
  ranges.some((r) => r.client === client && clock >= r.clock && clock < r.clock + r.length)

/**
 * What the ledgers say must stand in the text, held against it: signs typed by acknowledged entries that are missing
 * though nobody deleted them, and signs that stand though an acknowledged entry deleted them. Both are to be 0.
 */
export const compareWithLedgers = (text: Y.Doc, ledgers: readonly LedgerEntry[]): { lost: string[]; back: number } => {
  const everDeleted = ledgers.flatMap((entry) => entry.deleted)
  const standing = new Map<number, Range[]>()
  for (const [client, structs] of text.store.clients) {
    const alive = structs.filter((s) => s instanceof Y.Item && !s.deleted)
    const ranges = alive.map((s) => ({ client, clock: s.id.clock, length: s.length }))
    standing.set(client, ranges)
  }
  const lost: string[] = []
  let back = 0
  for (const entry of ledgers) {
    if (!entry.acknowledged) continue
    for (const { client, clock, length, text: typed } of entry.typed) {
      for (let i = 0; i < length; i++) {
        const stands = covers(standing.get(client) ?? [], client, clock + i)
        if (!stands && !covers(everDeleted, client, clock + i)) lost.push(typed[i] ?? '')
      }
    }
    for (const { client, clock, length } of entry.deleted) {
      for (let i = 0; i < length; i++) if (covers(standing.get(client) ?? [], client, clock + i)) back++
    }
  }
  return { lost, back }
}
