/** Sockets that break the rules of WebSocket and HTTP themselves: they send too early, too much, or never an end. */
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { connect, type Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { expect, test } from 'vitest'
import { limits } from '../../../shared/protocol.ts'
import { under } from '../../support/attack.ts'
import { type Door, Peer } from '../../support/peer.ts'
import { exampleTextId, signInTo, startProcess } from '../../support/process.ts'
import { oneForEach } from '../../support/foreach.ts'
import { freePort } from '../../support/running.ts'

const chair = 'ordforande@tyreso.example'
const officer = 'handlaggare@salem.example'
const start = oneForEach()

const raw = (...numbers: readonly number[]): Uint8Array => Uint8Array.from(numbers)

/** A socket that speaks WebSocket by hand: it never answers, and never hears. */
const byHand = async ({ url, cookie = '' }: Door, after: Uint8Array = raw()): Promise<Socket> => {
  const { hostname, port, pathname, search } = new URL(url)
  const socket = connect(Number(port), hostname)
  socket.on('error', () => undefined) // whatever the server does to it
  await once(socket, 'connect')
  const head = `GET ${pathname}${search} HTTP/1.1\r\nHost: ${hostname}:${port}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n`
  const key = 'Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n'
  socket.write(Buffer.concat([Buffer.from(`${head}${key}Cookie: ${cookie}\r\n\r\n`), after]))
  return socket
}

const masked = (payload: Uint8Array): Buffer => {
  const header = Buffer.alloc(14)
  header.set([0x82, 0xff])
  header.writeBigUInt64BE(BigInt(payload.length), 2)
  return Buffer.concat([header, payload])
}

setFlagsFromString('--expose-gc')
const collect: () => void = runInNewContext('gc')

/**
 * Bytes that somebody still holds on to. V8 gives back what it has collected beside the program, so one collection says
 * too much: the next one waits for it. Collected until it is no less.
 */
const kept = async (): Promise<number> => {
  for (let least = Number.POSITIVE_INFINITY; ; ) {
    collect()
    await new Promise((resolve) => setImmediate(resolve))
    const now = process.memoryUsage().arrayBuffers
    if (now >= least) return least
    least = now
  }
}

test('[P4] a socket turned away at the door may pour on without answering: nothing of it is kept', async () => {
  const running = await start({ allowances: { ...limits, socketsPerMember: 1 } })
  const [first, door] = [await running.peer(officer), await running.door(officer)]
  await under(running, async () => {
    const socket = await byHand(door)
    await once(socket, 'data')
    const piece = masked(new Uint8Array(1024 * 1024))
    const before = await kept()
    for (let i = 0; i < 100; i++) if (!socket.write(piece)) await once(socket, 'drain')
    const grown = (await kept()) - before
    process.stdout.write(`  ${Math.round(grown / 1e6)} MB more than before\n`)
    expect(grown).toBeLessThan(32 * 1024 * 1024)
    socket.destroy()
  })
  expect(first.closed).toBeNull()
})

test('upgrade-malformed: [P1][P3] broken WebSocket frames sent with or before the upgrade do not kill the program', async () => {
  const running = await start()
  const door = await running.door(officer)
  await under(running, async () => {
    for (const query of ['', '?schema=0']) {
      for (const bytes of [raw(0xff, 0xff, 0xff), raw(0x82, 0x01, 0x00), raw(0x88, 0x81, 0, 0, 0, 0, 7)]) {
        const socket = await byHand({ ...door, url: door.url + query }, bytes)
        await Promise.race([once(socket, 'close'), once(socket, 'data')])
        socket.destroy()
      }
    }
    for (let i = 0; i < 50; i++) (await byHand(door)).destroy()
  })
})

test('[P23] neither half a request nor a reader who never reads keeps the program from ending', async () => {
  const port = await freePort()
  const directory = await mkdtemp(`${tmpdir()}/samskriv-hostile-`)
  const running = await startProcess(port, directory)
  const cookie = await signInTo(running.origin, chair)
  const door = { url: `ws://127.0.0.1:${port}/sync/${await exampleTextId(running.origin, cookie)}`, cookie }
  const deaf = await Promise.all(Array.from({ length: 5 }, () => byHand(door)))
  const half = await Promise.all(
    [
      '',
      'GET / HTTP/1.1\r\nHost:',
      `POST /api/auth/sign-in/email HTTP/1.1\r\nHost: x\r\nContent-Length: 9\r\n\r\n{`,
    ].map(async (words) => {
      const socket = connect(port, '127.0.0.1')
      socket.on('error', () => undefined) // whatever the server does to it
      await once(socket, 'connect')
      socket.write(words)
      return socket
    }),
  )
  const peer = await new Peer(door).join()
  peer.addParagraph('Sista ordet.')
  await peer.allSaved()
  const { code, took } = await running.stop()
  for (const socket of [...deaf, ...half]) socket.destroy()
  expect(code).toBe(0)
  expect(took).toBeLessThan(5000)
  await rm(directory, { recursive: true, force: true })
})
