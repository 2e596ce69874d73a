/** One document's way to the server: y-websocket's provider, its socket seen through our seam, its messages heard. */
import * as decoding from 'lib0/decoding'
import * as encoding from 'lib0/encoding'
import type { Awareness } from 'y-protocols/awareness'
import { WebsocketProvider } from 'y-websocket'
import * as Y from 'yjs'
import { decodeServerMessage, message, type ServerMessage, sync } from '../../shared/protocol.ts'
import { schemaVersion } from '../../shared/schema/form.ts'
import { holding } from './holding.ts'
import { seam, type TextFrame } from './seam.ts'
import { isAheadOf } from './unsent.ts'

export type Place = { url: string; textId: string; WebSocket: typeof WebSocket }

/** `opened` is false when the server was not reached, or refused us before the socket stood. */
export type Closed = { code: number; reason: string; opened: boolean }

export type Listener = {
  /** A socket is open; nothing is known of the text yet. */
  opened(): void
  /** The server's text has come. */
  synced(): void
  /** Something of the others' has come and is taken in next. */
  incoming(): void
  /** Asked first of each close that is not our own: whether the provider is to come back by itself. */
  comesBack(code: number, reason: string): boolean
  /** Null when we closed it. */
  closed(how: Closed | null): void
  /** Asked once the server has said what it holds: may our text leave on this connection? */
  mayGreet(vector: Uint8Array, isAhead: boolean): Promise<boolean>
  /** Whether there are changes made here that no server has acknowledged. */
  hasUnsent(): boolean
  sent(frame: TextFrame, number: number): void
  tooBig(frame: TextFrame): void
  heard(said: ServerMessage): void
}

export type Connection = {
  /** Ask the server now, whatever was before. */
  connect(): void
  /** Stay away until `connect`. */
  stop(): void
  /** True of a transaction that brought in what the server said. */
  isOriginOf(origin: unknown): boolean
  destroy(): void
}

const step2Message = (doc: Y.Doc, vector: Uint8Array): Uint8Array<ArrayBuffer> => {
  const encoder = encoding.createEncoder()
  encoding.writeVarUint(encoder, message.sync)
  encoding.writeVarUint(encoder, sync.step2)
  encoding.writeVarUint8Array(encoder, Y.encodeStateAsUpdate(doc, vector))
  return encoding.toUint8Array(encoder)
}

/** Nothing happens before `connect`: what this computer keeps is read first. */
export const connection = (doc: Y.Doc, awareness: Awareness, place: Place, listener: Listener): Connection => {
  let opened = false
  const held = holding(listener.hasUnsent)
  const provider = new WebsocketProvider(place.url, place.textId, doc, {
    connect: false,
    // Two tabs would talk past the server, which decides who may write.
    disableBc: true,
    awareness,
    params: { schema: String(schemaVersion) },
    shouldReconnect: (event) => listener.comesBack(event.code, event.reason),
    WebSocketPolyfill: seam(place.WebSocket, {
      ownClientId: () => awareness.clientID,
      sent: listener.sent,
      tooBig: listener.tooBig,
    }),
  })

  /** The stock answer would go at once; ours waits until the right to write is known for this connection. */
  const answer = async (vector: Uint8Array): Promise<void> => {
    const socket = provider.ws
    const isAhead = isAheadOf(doc, vector)
    held.begin(isAhead)
    const may = await listener.mayGreet(vector, isAhead)
    // Another connection has begun, or none: this answer is nobody's any more.
    if (socket === null || socket !== provider.ws) return
    if (may) socket.send(step2Message(doc, vector))
    held.end()
  }

  const stockSync = provider.messageHandlers[message.sync]
  provider.messageHandlers[message.sync] = (encoder, decoder, ...rest) => {
    const ahead = decoding.clone(decoder)
    if (decoding.readVarUint(ahead) === sync.step1) void answer(decoding.readVarUint8Array(ahead))
    else {
      held.come(() => {
        listener.incoming()
        stockSync?.(encoder, decoder, ...rest)
      })
    }
  }
  for (const type of [message.saved, message.changed, message.places, message.problem]) {
    provider.messageHandlers[type] = (_encoder, decoder) => {
      const said = decodeServerMessage(type, decoder)
      if (said) listener.heard(said)
    }
  }
  provider.on('status', ({ status }) => {
    if (status !== 'connected') return
    opened = true
    listener.opened()
  })
  provider.on('sync', (isSynced) => {
    if (!isSynced) return
    // The others forgot us with the last connection, and believe only a newer entry.
    awareness.setLocalState(awareness.getLocalState())
    listener.synced()
  })
  provider.on('connection-close', (event) => {
    const how = event && { code: event.code, reason: event.reason, opened }
    opened = false
    held.drop()
    // The provider is in the middle of closing; whoever hears of it may want to connect or stop at once.
    queueMicrotask(() => listener.closed(how))
  })

  return {
    connect() {
      if (provider.ws !== null) provider.disconnect()
      provider.wsUnsuccessfulReconnects = 0
      provider.connect()
    },
    stop: () => provider.disconnect(),
    isOriginOf: (origin) => origin === provider,
    destroy: () => provider.destroy(),
  }
}
