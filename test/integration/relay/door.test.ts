import { once } from 'node:events'
import { connect } from 'node:net'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { limits } from '../../../shared/protocol.ts'
import { schemaVersion } from '../../../shared/schema/form.ts'
import { openSocket, Peer, upgradeStatus } from '../../support/peer.ts'
import { type Running, startRunning } from '../../support/running.ts'

const chair = 'ordforande@tyreso.example'
let program: Running
let url: string
let port: number

beforeAll(async () => {
  program = await startRunning()
  url = `${program.origin.replace('http', 'ws')}/sync/${program.textId}`
  port = Number(new URL(program.origin).port)
})
afterAll(() => program.stop())

/** Sends raw bytes and resolves to what came back before the server closed. */
const raw = async (lines: string[]): Promise<string> => {
  const socket = connect(port, '127.0.0.1')
  await once(socket, 'connect')
  let answer = ''
  socket.on('data', (data) => {
    answer += data.toString()
    socket.end()
  })
  socket.write(`${lines.join('\r\n')}\r\n\r\n`)
  await once(socket, 'close')
  return answer
}

const upgradeLines = (target: string): string[] => [
  `GET ${target} HTTP/1.1`,
  `Host: 127.0.0.1:${port}`,
  'Connection: Upgrade',
  'Upgrade: websocket',
  'Sec-WebSocket-Version: 13',
  'Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==',
]

test('upgrade-before-login-reads-nothing: [P1] without a session the upgrade is refused and nothing is sent', async () => {
  expect(await upgradeStatus({ url })).toBe(401)
  expect(await upgradeStatus({ url, cookie: 'samskriv.session_token=made.up' })).toBe(401)
})

test('upgrade-malformed-url-does-not-kill: [P1] what is no address of a text is not upgraded, and the program goes on', async () => {
  for (const target of [
    '//',
    '/%',
    '/sync/%E0%A4%A',
    '/sync/',
    `/sync/${'a'.repeat(5000)}`,
    '/sync/../../etc',
    'http://[',
  ]) {
    expect(await raw(upgradeLines(target)), target).toMatch(/^HTTP\/1\.1 (?!101)\d\d\d /)
  }
  expect(
    await raw([`GET /healthz HTTP/1.1`, `Host: 127.0.0.1:${port}`, 'Upgrade: h2c', 'Connection: Upgrade']),
  ).toMatch(/^HTTP\/1\.1 200 /)
  expect((await program.request('/healthz')).status).toBe(200)
})

test('[P1] a text that does not exist is not found, whoever asks', async () => {
  const cookie = await program.signIn(chair)
  expect(await upgradeStatus({ url: url.replace(program.textId, 'finns-inte'), cookie })).toBe(404)
})

test('origin-and-csrf-matrix: [P1][R9] a socket opens only for our own pages, or for no browser at all', async () => {
  const cookie = await program.signIn(chair)
  const status = (origin?: string): Promise<number> => upgradeStatus({ url, cookie, origin })
  expect(await status()).toBe(101)
  expect(await status(program.origin)).toBe(101)
  expect(await status(program.origin.replace('127.0.0.1', 'localhost'))).toBe(101)
  for (const origin of ['https://evil.example', 'null', 'http://127.0.0.1:1', `${program.origin}.evil.example`]) {
    expect(await status(origin), origin).toBe(403)
  }
})

test('old-schema-tab: [P3] a client of an older form is closed with 4426 before anything is read', async () => {
  const cookie = await program.signIn(chair)
  const old = new Peer({ url, cookie, query: `?schema=${schemaVersion - 1}` })
  expect(await old.end()).toBe(4426)
  expect(old.heard).toEqual([])
  const present = new Peer({ url, cookie, query: `?schema=${schemaVersion}` })
  await present.join()
  present.close()
})

test('[P4] the twenty-first socket of a member is closed with 4529, and the twenty stay', async () => {
  const cookie = await program.signIn('ordforande@salem.example')
  const peers = Array.from({ length: limits.socketsPerMember }, () => new Peer({ url, cookie }))
  await Promise.all(peers.map((peer) => peer.join()))
  const onemore = new Peer({ url, cookie })
  expect(await onemore.end()).toBe(4529)
  expect(peers.every((peer) => peer.closed === null)).toBe(true)
  for (const peer of peers) peer.close()
})

test('[P6] a text message, an unknown type and a cut frame close with 4400', async () => {
  const cookie = await program.signIn(chair)
  for (const bytes of [
    'hello',
    Uint8Array.of(9),
    Uint8Array.of(0, 2, 200),
    Uint8Array.of(0, 7, 0),
    Uint8Array.of(0, 2, 0, 1),
  ]) {
    const socket = openSocket({ url, cookie })
    await once(socket, 'open')
    socket.send(bytes)
    const [code] = await once(socket, 'close')
    expect(code, String(bytes)).toBe(4400)
  }
})
