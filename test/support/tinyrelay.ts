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
  /** For each of its text frames, how long the log was with it; the first `acknowledged` of them are on disk. */
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
  let doc = new Y.Doc()
  /** Holds what was acknowledged and nothing else: what is left after a crash. */
  const disk = new Y.Doc()
  let log: Uint8Array[] = []
  const guests = new Set<Guest>()
  /** Every text frame that ever came, refused ones included. */
  const frames: TextFrame[] = []
  const waiting = new Set<() => void>()
  let holding = false
  let refusal: ProblemCode | null = null
  let turnedAway = false
  let silent = false
  let connections = 0

  const somethingHappened = (): void => {
    for (const look of waiting) look()
  }

  const acknowledge = (guest: Guest, upTo = guest.taken.length): void => {
    if (upTo <= guest.acknowledged) return
    for (const update of log.slice(0, guest.taken[upTo - 1])) Y.applyUpdate(disk, update)
    guest.acknowledged = upTo
    guest.socket.send(encodeServerMessage({ type: 'saved', frames: upTo }))
  }

  const takeText = (guest: Guest, frame: TextFrame): void => {
    frames.push(frame)
    if (refusal !== null) {
      guest.socket.close(problemOf(refusal).close, refusal)
      refusal = null
      return
    }
    guest.taken.push(log.push(frame.update))
    Y.applyUpdate(doc, frame.update, guest)
    if (!holding) acknowledge(guest)
  }

  const hear = (guest: Guest, bytes: Uint8Array): void => {
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

  const show = (update: Uint8Array, origin: unknown): void => {
    for (const guest of guests) if (guest !== origin) guest.socket.send(syncMessage(sync.update, update))
  }
  doc.on('update', show)

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

  const goAway = async (): Promise<void> => {
    for (const guest of guests) guest.socket.terminate()
    http.closeAllConnections()
    http.close()
    await once(http, 'close')
  }

  return {
    get doc() {
      return doc
    },
    disk,
    frames,
    url: `ws://127.0.0.1:${port}/sync`,
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
      refusal = code
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
    goAway,
    /** As kill -9: what was not acknowledged is gone. */
    crash: async (): Promise<void> => {
      await goAway()
      log = []
      doc = new Y.Doc()
      Y.applyUpdate(doc, Y.encodeStateAsUpdate(disk))
      doc.on('update', show)
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
