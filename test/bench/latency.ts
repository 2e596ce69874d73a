/**
 * From a key to *Sparat*, and from one screen to another, with eight people writing in one text: the program as it is,
 * beside the same program whose fsync does nothing, and beside the disk's own fsync. Runs are interleaved, since the
 * machine's speed drifts; ratios are what counts.
 */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, open, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import * as Y from 'yjs'
import { quantile, ratio, spread } from '../support/figures.ts'
import { Peer } from '../support/peer.ts'
import { exampleTextId, signInTo } from '../support/process.ts'
import { freePort } from '../support/running.ts'

const municipalities = ['botkyrka', 'haninge', 'huddinge', 'nykvarn', 'nynashamn', 'salem', 'sodertalje', 'tyreso']
const rounds = 3
const seconds = 10
const keysPerSecond = 8

type Samples = { saved: number[]; seen: number[] }

/** One append of a keystroke's size and its fsync, again and again, on the disk that the program writes to. */
const fsyncTimes = async (directory: string): Promise<number[]> => {
  const file = await open(join(directory, 'probe'), 'w')
  const times: number[] = []
  for (let i = 0; i < 200; i++) {
    const began = performance.now()
    await file.write(Buffer.alloc(120, i), 0, 120, i * 120)
    await file.sync()
    times.push(performance.now() - began)
  }
  await file.close()
  return times
}

const type = async (peers: readonly Peer[], into: Samples): Promise<void> => {
  const end = performance.now() + seconds * 1000
  await Promise.all(
    peers.map(async (peer, i) => {
      // Each has one other screen watched: all eight are somebody's.
      const watcher = peers[(i + 1) % peers.length] ?? peer
      while (performance.now() < end) {
        await new Promise((resolve) => setTimeout(resolve, (1000 / keysPerSecond) * (0.5 + Math.random())))
        const began = performance.now()
        peer.type('x')
        const frame = peer.sent
        const clock = Y.getState(peer.doc.store, peer.doc.clientID)
        await Promise.all([
          peer.until(() => peer.saved >= frame).then(() => into.saved.push(performance.now() - began)),
          watcher
            .until(() => Y.getState(watcher.doc.store, peer.doc.clientID) >= clock)
            .then(() => into.seen.push(performance.now() - began)),
        ])
      }
    }),
  )
}

const run = async (mode: string[], into: Samples): Promise<number[]> => {
  const directory = await mkdtemp(join(tmpdir(), 'samskriv-bench-'))
  const port = await freePort()
  const script = join(import.meta.dirname, '../support/benchserver.ts')
  const env = { ...process.env, NODE_ENV: '', BASE_URL: '' }
  const server = spawn(process.execPath, [script, String(port), directory, ...mode], {
    env,
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  await once(server.stdout, 'data')
  const origin = `http://127.0.0.1:${port}`
  const cookies = await Promise.all(municipalities.map((m) => signInTo(origin, `ordforande@${m}.example`)))
  const textId = await exampleTextId(origin, cookies[0] ?? '')
  const door = { url: `ws://127.0.0.1:${port}/sync/${textId}` }
  const peers = await Promise.all(cookies.map((cookie) => new Peer({ ...door, cookie }).join()))
  for (const peer of peers) peer.addParagraph('Här skrivs. ')
  await Promise.all(peers.map((peer) => peer.allSaved()))
  await type(peers, into)
  const fsync = await fsyncTimes(directory)
  for (const peer of peers) peer.close()
  server.kill('SIGKILL')
  await once(server, 'exit')
  await rm(directory, { recursive: true, force: true })
  return fsync
}

const durable: Samples = { saved: [], seen: [] }
const stubbed: Samples = { saved: [], seen: [] }
const fsync: number[] = []
for (let round = 0; round < rounds; round++) {
  fsync.push(...(await run([], durable)))
  await run(['--no-fsync'], stubbed)
}

const compared = (name: string, a: readonly number[], b: readonly number[]): void => {
  console.log(`${name}`)
  console.log(`  durable:  ${spread(a)}`)
  console.log(`  no fsync: ${spread(b)}`)
  const ratios = [0.5, 0.95, 0.99].map((q) => `p${q * 100} ${ratio(quantile(a, q), quantile(b, q))}`)
  console.log(`  ratio:    ${ratios.join(' · ')}   (bar: p50 ≤ 1.5 ×, p99 ≤ 2 ×)`)
}
console.log(`eight writers, ${keysPerSecond} keys/s each, ${rounds} × ${seconds} s; per-member limits lifted`)
compared('key to Sparat', durable.saved, stubbed.saved)
compared('screen to screen', durable.seen, stubbed.seen)
console.log(`fsync of 120 bytes on this disk: ${spread(fsync)}`)
