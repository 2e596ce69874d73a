import { afterEach, expect, test } from 'vitest'
import * as Y from 'yjs'
import { Peer } from '../../support/peer.ts'
import { type Running, startRunning } from '../../support/running.ts'
import { type TextDisk, textDisk } from '../../support/textdisk.ts'

const chair = 'ordforande@tyreso.example'
const director = 'kommundirektor@haninge.example'
let program: Running | null = null

afterEach(async () => {
  await program?.stop()
  program = null
})

const start = async (disk: TextDisk): Promise<[Peer, Peer]> => {
  program = await startRunning({ disk: disk.disk })
  const peers: [Peer, Peer] = [await program.peer(chair), await program.peer(director)]
  // Both have written before, so that no clientID is new.
  for (const peer of peers) peer.addParagraph('Först.')
  await Promise.all(peers.map((peer) => peer.allSaved()))
  const [one, two] = peers
  await two.until(() => two.words() === one.words())
  return peers
}

test('ack-means-durable: [P13][P14] while the fsync hangs nothing is acknowledged and nobody sees the words', async () => {
  const disk = textDisk()
  const [one, two] = await start(disk)
  const saved = one.saved
  const door = (await program?.door(chair)) ?? { url: '' }
  disk.hold()
  const asked = disk.asked()
  one.addParagraph('Ännu inte på disk.')
  await asked
  // A newcomer, and a question to each of the two: all that the server had to say before has been heard when answered.
  const newcomer = new Peer(door)
  const joined = newcomer.join()
  const pings = [one, two].map((peer) => new Promise((resolve) => peer.socket.once('pong', resolve)))
  one.socket.ping()
  two.socket.ping()
  await Promise.all(pings)
  expect(one.saved).toBe(saved)
  expect(two.words()).not.toContain('Ännu inte på disk.')
  expect(newcomer.words()).not.toContain('Ännu inte på disk.')
  disk.release()
  await one.allSaved()
  await two.until(() => two.words().includes('Ännu inte på disk.'))
  await joined
  expect(newcomer.words()).toContain('Ännu inte på disk.')
  newcomer.close()
})

test('[P15][S7] when an append fails everyone is told, the text is read on, and nothing more is acknowledged', async () => {
  const disk = textDisk()
  const [one, two] = await start(disk)
  const saved = one.saved
  const readersDoor = (await program?.door('lasare@sodertorn.example')) ?? { url: '' }
  disk.fail()
  one.addParagraph('Ryms inte.')
  const told = (peer: Peer) =>
    peer.until(() => peer.heard.some((h) => h.type === 'problem' && h.code === 'storage-failing'))
  await Promise.all([told(one), told(two)])
  disk.mend()
  two.addParagraph('Inte heller.')
  const again = () => two.heard.filter((h) => h.type === 'problem').length
  await two.until(() => again() > 1)
  expect(one.saved).toBe(saved)
  expect([one.closed, two.closed]).toEqual([null, null])
  const reader = await new Peer(readersDoor).join()
  await told(reader)
  expect(reader.words()).toContain('Först.')
  expect(reader.words()).not.toContain('Ryms inte.')
  expect((await program?.request('/healthz'))?.status).toBe(503)
  reader.close()
})

test('[P13][P15] what was refused by a full disk is sent again to the program started anew, and written once', async () => {
  const disk = textDisk()
  const [one] = await start(disk)
  disk.fail()
  one.addParagraph('Ryms inte än.')
  await one.until(() => one.heard.some((h) => h.type === 'problem'))
  const directory = program?.directory ?? ''
  await program?.service.stop()
  await program?.store.close()
  const second = await startRunning({ directory })
  const back = await second.peer(chair)
  Y.applyUpdate(back.doc, Y.encodeStateAsUpdate(one.doc))
  await back.allSaved()
  const fresh = await second.peer(director)
  expect(fresh.words().split('Ryms inte än.')).toHaveLength(2)
  await second.stop()
  program = null
})

test('[P16][S8] the frames of one tick share one fsync', async () => {
  const disk = textDisk()
  const [one] = await start(disk)
  disk.hold()
  const asked = disk.asked()
  one.addParagraph('Den första väntar på disken.')
  await asked
  const before = disk.syncs()
  for (let i = 0; i < 50; i++) one.type('x')
  const pong = new Promise((resolve) => one.socket.once('pong', resolve))
  one.socket.ping()
  await pong
  disk.release()
  await one.allSaved()
  expect(disk.syncs() - before).toBe(1)
})

test('a lost acknowledgement and a re-send: [P13] the words stand once', async () => {
  const disk = textDisk()
  const [one] = await start(disk)
  one.addParagraph('Sänt två gånger.')
  await one.allSaved()
  one.close()
  const back = await program?.peer(chair)
  if (back) Y.applyUpdate(back.doc, Y.encodeStateAsUpdate(one.doc))
  await back?.allSaved()
  const fresh = await program?.peer(director)
  expect(fresh?.words().split('Sänt två gånger.')).toHaveLength(2)
})
