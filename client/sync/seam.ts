/**
 * The socket as y-websocket's provider sees it. What leaves is counted, so that `saved` can be understood, and what
 * must not leave stays here: others' awareness, text before the right to write is known, a frame above its limit.
 */
import * as decoding from 'lib0/decoding'
import * as encoding from 'lib0/encoding'
import { limits, message, sync } from '../../shared/protocol.ts'

export type TextFrame = 'step2' | 'update'

export type Outlet = {
  /** The clientID whose awareness entry is ours. */
  ownClientId(): number
  /** A frame with text has left; `number` counts them from the socket's opening. */
  sent(frame: TextFrame, number: number): void
  /** It was above its limit and has not left. */
  tooBig(frame: TextFrame): void
}

/** The entry of one client, or null when the update says nothing of it (P17: the others are not ours to send). */
export const onlyEntryOf = (clientId: number, update: Uint8Array): Uint8Array | null => {
  const decoder = decoding.createDecoder(update)
  for (let left = decoding.readVarUint(decoder); left > 0; left--) {
    const id = decoding.readVarUint(decoder)
    const clock = decoding.readVarUint(decoder)
    const state = decoding.readVarString(decoder)
    if (id !== clientId) continue
    const encoder = encoding.createEncoder()
    encoding.writeVarUint(encoder, 1)
    encoding.writeVarUint(encoder, id)
    encoding.writeVarUint(encoder, clock)
    encoding.writeVarString(encoder, state)
    return encoding.toUint8Array(encoder)
  }
  return null
}

const awarenessMessage = (update: Uint8Array): Uint8Array<ArrayBuffer> => {
  const encoder = encoding.createEncoder()
  encoding.writeVarUint(encoder, message.awareness)
  encoding.writeVarUint8Array(encoder, update)
  return encoding.toUint8Array(encoder)
}

/** A WebSocket class for one connection's provider; `Base` is what really carries the bytes. */
export const seam = (Base: typeof WebSocket, outlet: Outlet): typeof WebSocket =>
  class extends Base {
    #frames = 0
    /**
     * No Update leaves before the SyncStep2, which contains it (P26). The connection sends that one, and only for who
     * may write; so nothing at all leaves for others (P27).
     */
    #greeted = false

    override send(data: string | BufferSource | Blob): void {
      // lib0 never encodes into shared memory.
      if (data instanceof Uint8Array) this.#sendMessage(data as Uint8Array<ArrayBuffer>)
      else super.send(data)
    }

    #sendMessage(data: Uint8Array<ArrayBuffer>): void {
      const decoder = decoding.createDecoder(data)
      switch (decoding.readVarUint(decoder)) {
        case message.awareness: {
          const own = onlyEntryOf(outlet.ownClientId(), decoding.readVarUint8Array(decoder))
          if (own) super.send(awarenessMessage(own))
          return
        }
        case message.sync: {
          const kind = decoding.readVarUint(decoder)
          if (kind === sync.step1) super.send(data)
          else this.#sendText(kind === sync.step2 ? 'step2' : 'update', data, decoding.readVarUint(decoder))
          return
        }
        default:
          super.send(data)
      }
    }

    #sendText(frame: TextFrame, data: Uint8Array<ArrayBuffer>, length: number): void {
      if (this.readyState !== this.OPEN || (frame === 'update' && !this.#greeted)) return
      if (length > limits[frame]) {
        outlet.tooBig(frame)
        return
      }
      this.#greeted = true
      super.send(data)
      outlet.sent(frame, ++this.#frames)
    }
  }
