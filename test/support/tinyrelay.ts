/**
 * The network under a test's control: a relay of a few lines that speaks y-protocols over real sockets, and does only
 * what it is told: acknowledge now or when asked, refuse, close, be gone. It knows nothing of gates and disks.
 */
import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import * as decoding from 'lib0/decoding'
import * as encoding from 'lib0/encoding'
import { type WebSocket, WebSocketServer } from 'ws'
import * as Y from 'yjs'
import { type ProblemCode, problemOf } from '../../shared/problem.ts'
import { encodeServerMessage, message, type ServerMessage, sync } from '../../shared/protocol.ts'

export type TextFrame = { kind: 'step2' | 'update'; update: Uint8Array }

type Guest = {
  socket: WebSocket
  /** For each of its text frames, its number among everyone's; the first `acknowledged` of them are in the text. */
  taken: number[]
  acknowledged: number
  entries: { client: number; clock: number }[]
}

const syncMessage = (kind: number, bytes: Uint8Array): Uint8Array => {
  const encoder = encoding.createEncoder()
  encoding.writeVarUint(encoder, message.sync)
  encoding.writeVarUint(encoder, kind)
  encoding.writeVarUint8Array(encoder, bytes)
  return encoding.toUint8Array(encoder)
}

const awarenessEntries = (update: Uint8Array): { client: number; clock: number }[] => {
  const decoder = decoding.createDecoder(update)
  return Array.from({ length: decoding.readVarUint(decoder) }, () => {
    const entry = { client: decoding.readVarUint(decoder), clock: decoding.readVarUint(decoder) }
    decoding.readVarString(decoder)
    return entry
  })
}

export type TinyRelay = Awaited<ReturnType<typeof tinyRelay>>

export const tinyRelay = async () => {
  /** What is on disk, and nothing else: what anyone is shown, and what is left after a crash. */
  const doc = new Y.Doc()
  /** Everyone's frames in order; the first `stored` of them are in `doc`. */
  let log: Uint8Array[] = []
  let stored = 0
  const guests = new Set<Guest>()
  /** Every text frame that ever came, refused ones included. */
  const frames: TextFrame[] = []
  const waiting = new Set<() => void>()
  let holding = false
  let refusal: { code: ProblemCode; words: string; once: boolean } | null = null
  let turnedAway = false
  let silent = false
  let connections = 0

  const somethingHappened = (): void => {
    for (const look of waiting) look()
  }

  const store = (upTo = log.length): void => {
    for (; stored < upTo; stored++) {
      const update = log[stored]
      if (update) Y.applyUpdate(doc, update)
    }
  }

  const acknowledge = (guest: Guest, upTo = guest.taken.length): void => {
    if (upTo <= guest.acknowledged) return
    store(guest.taken[upTo - 1])
    guest.acknowledged = upTo
    guest.socket.send(encodeServerMessage({ type: 'saved', frames: upTo }))
  }

  const takeText = (guest: Guest, frame: TextFrame): void => {
    frames.push(frame)
    if (refusal !== null && Buffer.from(frame.update).includes(refusal.words)) {
      guest.socket.close(problemOf(refusal.code).close, refusal.code)
      if (refusal.once) refusal = null
      return
    }
    guest.taken.push(log.push(frame.update))
    if (!holding) acknowledge(guest)
  }

  const hear = (guest: Guest, bytes: Uint8Array): void => {
    if (!guests.has(guest)) return
    const decoder = decoding.createDecoder(bytes)
    const type = decoding.readVarUint(decoder)
    if (type === message.awareness) {
      const update = decoding.readVarUint8Array(decoder)
      guest.entries.push(...awarenessEntries(update))
      for (const other of guests) if (other !== guest) other.socket.send(bytes)
    } else if (type === message.sync) {
      const kind = decoding.readVarUint(decoder)
      const payload = decoding.readVarUint8Array(decoder)
      if (kind !== sync.step1) takeText(guest, { kind: kind === sync.step2 ? 'step2' : 'update', update: payload })
      else if (!silent) guest.socket.send(syncMessage(sync.step2, Y.encodeStateAsUpdate(doc, payload)))
    }
    somethingHappened()
  }

  doc.on('update', (update: Uint8Array) => {
    for (const guest of guests) guest.socket.send(syncMessage(sync.update, update))
  })

  let http = createServer()
  const sockets = new WebSocketServer({ noServer: true })
  const listen = async (port: number): Promise<number> => {
    http = createServer()
    http.on('upgrade', (request, socket, head) => {
      connections += 1
      if (turnedAway) {
        socket.end('HTTP/1.1 401 Unauthorized\r\nContent-Length: 0\r\n\r\n')
        somethingHappened()
        return
      }
      sockets.handleUpgrade(request, socket, head, (ws) => {
        const guest: Guest = { socket: ws, taken: [], acknowledged: 0, entries: [] }
        guests.add(guest)
        ws.on('message', (data: Buffer) => hear(guest, new Uint8Array(data)))
        ws.on('close', () => {
          guests.delete(guest)
          somethingHappened()
        })
        ws.send(syncMessage(sync.step1, Y.encodeStateVector(doc)))
        somethingHappened()
      })
    })
    http.listen(port, '127.0.0.1')
    await once(http, 'listening')
    return (http.address() as AddressInfo).port // not a pipe: it listens on a port
  }
  const port = await listen(0)

  const disappear = async (): Promise<void> => {
    for (const guest of guests) guest.socket.terminate()
    guests.clear()
    http.closeAllConnections()
    http.close()
    await once(http, 'close')
  }

  return {
    doc,
    frames,
    url: `ws://127.0.0.1:${port}/sync`,
    /** Of the text frames, those that are on disk. */
    taken: () => log.slice(0, stored),
    guests: () => guests.size,
    connections: () => connections,
    /** The awareness entries that those now connected have sent. */
    entries: () => [...guests].flatMap((guest) => guest.entries),
    holdAcknowledgements: () => {
      holding = true
    },
    acknowledgeAll: () => {
      holding = false
      for (const guest of guests) acknowledge(guest)
    },
    /** Of everyone's frames, only the first `n` are on disk. */
    acknowledgeUpTo: (n: number) => {
      for (const guest of guests) acknowledge(guest, Math.min(n, guest.taken.length))
    },
    say: (said: ServerMessage) => {
      for (const guest of guests) guest.socket.send(encodeServerMessage(said))
    },
    askAgain: () => {
      for (const guest of guests) guest.socket.send(syncMessage(sync.step1, Y.encodeStateVector(doc)))
    },
    refuseNext: (code: ProblemCode) => {
      refusal = { code, words: '', once: true }
    },
    /** Whoever sends text with these words in it is refused, each time. */
    refuse: (words: string, code: ProblemCode) => {
      refusal = { code, words, once: false }
    },
    closeAll: (code: number, reason = '') => {
      for (const guest of guests) guest.socket.close(code, reason)
    },
    turnAway: (yes: boolean) => {
      turnedAway = yes
    },
    /** It lets people in and tells them nothing of the text. */
    keepSilent: (yes: boolean) => {
      silent = yes
    },
    /** The connections are gone; what had come in is stored all the same, and nobody was told. */
    goAway: async (): Promise<void> => {
      store()
      await disappear()
    },
    /** As kill -9: what was not stored is gone. */
    crash: async (): Promise<void> => {
      log = log.slice(0, stored)
      await disappear()
    },
    comeBack: () => listen(port),
    until: (holds: () => boolean): Promise<void> =>
      new Promise((resolve) => {
        const look = (): void => {
          if (!holds()) return
          waiting.delete(look)
          resolve()
        }
        waiting.add(look)
        look()
      }),
  }
}
