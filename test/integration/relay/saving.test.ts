import { afterEach, expect, test } from 'vitest'
import * as Y from 'yjs'
import { diskError, disturbed } from '../../support/disk.ts'
import { Peer } from '../../support/peer.ts'
import { type Running, startRunning } from '../../support/running.ts'

const chair = 'ordforande@tyreso.example'
const director = 'kommundirektor@haninge.example'
let program: Running | null = null

afterEach(async () => {
  await program?.stop()
  program = null
})

/** A disk whose text logs obey the test: their fsyncs wait while it is shut and fail when told to, and are counted. */
const obedient = () => {
  const state = { shut: false, failing: false, syncs: 0 }
  let open: () => void = () => {}
  let opened = new Promise<void>((resolve) => {
    open = resolve
  })
  const waiting: (() => void)[] = []
  const disk = disturbed(async (call, path) => {
    if (call !== 'sync' || !path.includes('/texts/')) return
    state.syncs++
    for (const tell of waiting.splice(0)) tell()
    if (state.shut) await opened
    if (state.failing) throw diskError('ENOSPC')
  })
  return {
    disk,
    state,
    /** Resolves when the next fsync of a text has been asked for. */
    asked: (): Promise<void> => new Promise((resolve) => waiting.push(resolve)),
    release: (): void => {
      state.shut = false
      open()
      opened = new Promise((resolve) => {
        open = resolve
      })
    },
  }
}

const start = async (disk: ReturnType<typeof obedient>): Promise<[Peer, Peer]> => {
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
  const disk = obedient()
  const [one, two] = await start(disk)
  const saved = one.saved
  const door = (await program?.door(chair)) ?? { url: '' }
  disk.state.shut = true
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
  const disk = obedient()
  const [one, two] = await start(disk)
  const saved = one.saved
  const readersDoor = (await program?.door('lasare@sodertorn.example')) ?? { url: '' }
  disk.state.failing = true
  one.addParagraph('Ryms inte.')
  const told = (peer: Peer) =>
    peer.until(() => peer.heard.some((h) => h.type === 'problem' && h.code === 'storage-failing'))
  await Promise.all([told(one), told(two)])
  disk.state.failing = false
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
  const disk = obedient()
  const [one] = await start(disk)
  disk.state.failing = true
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
  const disk = obedient()
  const [one] = await start(disk)
  disk.state.shut = true
  const asked = disk.asked()
  one.addParagraph('Den första väntar på disken.')
  await asked
  const before = disk.state.syncs
  for (let i = 0; i < 50; i++) one.type('x')
  const pong = new Promise((resolve) => one.socket.once('pong', resolve))
  one.socket.ping()
  await pong
  disk.release()
  await one.allSaved()
  expect(disk.state.syncs - before).toBe(1)
})

test('a lost acknowledgement and a re-send: [P13] the words stand once', async () => {
  const disk = obedient()
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
