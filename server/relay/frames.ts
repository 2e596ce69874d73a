/** Frames as y-websocket reads and writes them: a sync frame is type, kind, and one length-prefixed block of bytes. */
import * as decoding from 'lib0/decoding'
import * as encoding from 'lib0/encoding'
import { Problem } from '../../shared/problem.ts'
import { message, sync } from '../../shared/protocol.ts'

export type Incoming =
  | { type: 'step1'; vector: Uint8Array }
  | { type: 'step2' | 'update'; update: Uint8Array }
  | { type: 'awareness'; states: Uint8Array }
  | { type: 'queryAwareness' }

const block = (decoder: decoding.Decoder): Uint8Array => {
  const bytes = decoding.readVarUint8Array(decoder)
  if (decoding.hasContent(decoder)) throw new Problem('malformed-update', 'bytes after the frame')
  return bytes
}

const readSync = (decoder: decoding.Decoder): Incoming => {
  const kind = decoding.readVarUint(decoder)
  switch (kind) {
    case sync.step1:
      return { type: 'step1', vector: block(decoder) }
    case sync.step2:
      return { type: 'step2', update: block(decoder) }
    case sync.update:
      return { type: 'update', update: block(decoder) }
    default:
      throw new Problem('malformed-update', `sync kind ${kind}`)
  }
}

/** One frame from a client; throws `malformed-update` on anything that y-websocket would not send. */
export const readFrame = (bytes: Uint8Array): Incoming => {
  const decoder = decoding.createDecoder(bytes)
  try {
    const type = decoding.readVarUint(decoder)
    switch (type) {
      case message.sync:
        return readSync(decoder)
      case message.awareness:
        return { type: 'awareness', states: block(decoder) }
      case message.queryAwareness:
        return { type: 'queryAwareness' }
      default:
        throw new Problem('malformed-update', `message type ${type}`)
    }
  } catch (error) {
    if (error instanceof Problem) throw error
    // lib0 throws plain errors at the end of the bytes and on integers out of range
    throw new Problem('malformed-update', String(error))
  }
}

export const encodeSync = (kind: number, bytes: Uint8Array): Uint8Array => {
  const encoder = encoding.createEncoder()
  encoding.writeVarUint(encoder, message.sync)
  encoding.writeVarUint(encoder, kind)
  encoding.writeVarUint8Array(encoder, bytes)
  return encoding.toUint8Array(encoder)
}

/** An awareness message about nobody: harmless to every client, and proof that the connection lives (P20). */
export const heartbeat = Uint8Array.of(message.awareness, 1, 0)
