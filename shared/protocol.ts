/**
 * The wire between a text's relay and everyone who has the text open; both ends read this file.
 * Numbers 0–3 are y-websocket's own (y-protocols 1.0.7); ours begin at 100. Rules P1…: PROTOCOL.md.
 */
import * as decoding from 'lib0/decoding'
import * as encoding from 'lib0/encoding'
import { isProblemCode, type ProblemCode } from './problem.ts'

export const message = {
  sync: 0,
  awareness: 1,
  auth: 2,
  queryAwareness: 3,
  saved: 100,
  changed: 101,
  places: 102,
  problem: 103,
} as const

/** What a `sync` message says (y-protocols' sync.js). */
export const sync = { step1: 0, step2: 1, update: 2 } as const

/** The Y.Doc root that holds the text; the only root the gate lets through. */
export const textRoot = 'text'

export const limits = {
  /** One Update frame, bytes. Our client cuts paste, import and replace-all into 200 kB transactions. */
  update: 256 * 1024,
  /** A SyncStep2 carries all that was written without contact, bytes. */
  step2: 8 * 1024 * 1024,
  /** One member's awareness state as JSON, bytes. */
  awareness: 4 * 1024,
  /** A state vector of 100,000 clientIDs is below this, bytes. */
  step1: 1024 * 1024,
  socketsPerMember: 20,
  /** Sync bytes a member may send in a minute; a SyncStep2 counts once by its own limit. */
  bytesPerMinute: 2 * 1024 * 1024,
  /** New clientIDs a member may bring in a day: each makes every later keystroke dearer. */
  clientIdsPerDay: 500,
  /** Bytes waiting in one socket before its reader is called too slow. */
  backlog: 16 * 1024 * 1024,
  /** A quiet connection hears something this often, ms; y-websocket's watchdog gives up at 30,000. */
  heartbeat: 20_000,
} as const

/** A record that has changed: its noun in the plural (`programmes`, `members`) and its id. */
export type Changed = { noun: string; id: string }

export type ServerMessage =
  /** How many of this connection's SyncStep2 and Update frames are on disk, counted from its opening. */
  | { type: 'saved'; frames: number }
  | { type: 'changed'; changed: Changed }
  /** Something stands in the way, and the socket stays open. */
  | { type: 'problem'; code: ProblemCode }

export const encodeServerMessage = (m: ServerMessage): Uint8Array<ArrayBuffer> => {
  const encoder = encoding.createEncoder()
  encoding.writeVarUint(encoder, message[m.type])
  switch (m.type) {
    case 'saved':
      encoding.writeVarUint(encoder, m.frames)
      break
    case 'changed':
      encoding.writeVarString(encoder, m.changed.noun)
      encoding.writeVarString(encoder, m.changed.id)
      break
    case 'problem':
      encoding.writeVarString(encoder, m.code)
      break
    default:
      m satisfies never
  }
  return encoding.toUint8Array(encoder)
}

/** Reads the rest of one of our messages, its type already read; a code this side does not know is `internal`. */
export const decodeServerMessage = (type: number, decoder: decoding.Decoder): ServerMessage | null => {
  switch (type) {
    case message.saved:
      return { type: 'saved', frames: decoding.readVarUint(decoder) }
    case message.changed:
      return {
        type: 'changed',
        changed: { noun: decoding.readVarString(decoder), id: decoding.readVarString(decoder) },
      }
    case message.problem: {
      const code = decoding.readVarString(decoder)
      return { type: 'problem', code: isProblemCode(code) ? code : 'internal' }
    }
    default:
      return null
  }
}
