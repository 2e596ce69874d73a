/**
 * How many updates a second one text takes in from sixteen clients that each keep 32 under way: gate, apply,
 * attribution and durable acknowledgement all on, beside a raw server that does none of it, in the same run. The load
 * is one process and the server another; runs are interleaved.
 */
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import * as decoding from 'lib0/decoding'
import { WebSocket } from 'ws'
import * as Y from 'yjs'
import { message, textRoot } from '../../shared/protocol.ts'
import { quantile, ratio } from '../support/figures.ts'
import { syncFrame } from '../support/peer.ts'
import { exampleTextId, signInTo } from '../support/process.ts'
import { freePort } from '../support/running.ts'

const clients = 16
const window = 32
const each = 4000
const rounds = 3

/** Updates of one person typing at the end of a paragraph of their own, made before the clock starts. */
const typed = (client: number): Uint8Array[] => {
  const doc = new Y.Doc()
  doc.clientID = client
  const frames: Uint8Array[] = []
  const paragraph = new Y.XmlElement('paragraph')
  const words = new Y.XmlText()
  doc.on('update', (update: Uint8Array) => frames.push(syncFrame('update', update)))
  paragraph.insert(0, [words])
  doc.getXmlFragment(textRoot).insert(0, [paragraph])
  for (let i = 1; i < each; i++) words.insert(words.length, i % 6 === 0 ? ' ' : 'a')
  doc.destroy()
  return frames
}

/** Sends all frames with at most `window` unanswered; resolves when the last is answered. */
const pour = (socket: WebSocket, frames: readonly Uint8Array[], countedBy: 'frame' | 'total'): Promise<void> =>
  new Promise((resolve) => {
    let sent = 0
    let answered = 0
    const more = (): void => {
      while (sent < frames.length && sent - answered < window) socket.send(frames[sent++] ?? new Uint8Array())
      if (answered >= frames.length) resolve()
    }
    socket.on('message', (data: Buffer) => {
      if (data[0] !== message.saved) return
      answered = countedBy === 'frame' ? answered + 1 : decoding.readVarUint(decoding.createDecoder(data.subarray(1)))
      more()
    })
    more()
  })

const serve = async (script: string, args: string[]): Promise<ChildProcess> => {
  const env = { ...process.env, NODE_ENV: '', BASE_URL: '' }
  const path = join(import.meta.dirname, '../support', script)
  const server = spawn(process.execPath, [path, ...args], { env, stdio: ['ignore', 'pipe', 'inherit'] })
  if (server.stdout) await once(server.stdout, 'data')
  return server
}

const open = async (url: string, cookie?: string): Promise<WebSocket> => {
  const socket = new WebSocket(url, cookie ? { headers: { cookie } } : {})
  await once(socket, 'open')
  return socket
}

/** Updates a second. */
const measure = async (sockets: readonly WebSocket[], countedBy: 'frame' | 'total'): Promise<number> => {
  const frames = sockets.map((_, i) => typed(1000 + i))
  const began = performance.now()
  await Promise.all(sockets.map((socket, i) => pour(socket, frames[i] ?? [], countedBy)))
  return (clients * each * 1000) / (performance.now() - began)
}

const stop = async (server: ChildProcess, sockets: readonly WebSocket[]): Promise<void> => {
  for (const socket of sockets) socket.terminate()
  server.kill('SIGKILL')
  await once(server, 'exit')
}

const ours = async (): Promise<number> => {
  const directory = await mkdtemp(join(tmpdir(), 'samskriv-bench-'))
  const port = await freePort()
  const server = await serve('benchserver.ts', [String(port), directory])
  const origin = `http://127.0.0.1:${port}`
  const cookie = await signInTo(origin, 'ordforande@tyreso.example')
  const textId = await exampleTextId(origin, cookie)
  const url = `ws://127.0.0.1:${port}/sync/${textId}`
  const sockets = await Promise.all(Array.from({ length: clients }, () => open(url, cookie)))
  // Each has asked for the text and hears what the others write, as a browser does.
  for (const socket of sockets) socket.send(syncFrame('step1', Uint8Array.of(0)))
  const rate = await measure(sockets, 'total')
  await stop(server, sockets)
  await rm(directory, { recursive: true, force: true })
  return rate
}

const raw = async (): Promise<number> => {
  const port = await freePort()
  const server = await serve('rawserver.ts', [String(port)])
  const sockets = await Promise.all(Array.from({ length: clients }, () => open(`ws://127.0.0.1:${port}`)))
  const rate = await measure(sockets, 'frame')
  await stop(server, sockets)
  return rate
}

const rates = { ours: [] as number[], raw: [] as number[] }
for (let round = 0; round < rounds; round++) {
  rates.ours.push(await ours())
  rates.raw.push(await raw())
}
const median = { ours: quantile(rates.ours, 0.5), raw: quantile(rates.raw, 0.5) }
console.log(`${clients} clients, window ${window}, ${each} updates each, ${rounds} rounds; per-member limits lifted`)
console.log(`  durable, gated: ${Math.round(median.ours)} updates/s`)
console.log(`  raw:            ${Math.round(median.raw)} updates/s`)
console.log(`  ratio:          ${ratio(median.ours, median.raw)}   (bar: ≥ 4 ×)`)
