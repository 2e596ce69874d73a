import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { expect, test } from 'vitest'
import * as Y from 'yjs'
import { limits } from '../../../shared/protocol.ts'
import { attackedText, quadraticBomb } from '../../support/hostile.ts'
import { Peer, syncFrame } from '../../support/peer.ts'
import { exampleTextId, signInTo, startProcess } from '../../support/process.ts'
import { oneForEach } from '../../support/foreach.ts'
import { freePort } from '../../support/running.ts'

const chair = 'ordforande@tyreso.example'
const director = 'kommundirektor@haninge.example'
const start = oneForEach()

test('[P10] more than two megabytes in a minute closes with 4529, and the next minute is open again', async () => {
  let clock = Date.parse('2026-11-24T12:00:00Z')
  const running = await start({ now: () => clock })
  const peer = await running.peer(chair)
  await peer.allSaved()
  const piece = 'x'.repeat(200_000)
  for (let i = 0; i < limits.bytesPerMinute / piece.length; i++) peer.addParagraph(piece)
  expect(await peer.end()).toBe(4529)
  clock += 60_000
  const back = await running.peer(chair)
  back.hold()
  back.send(syncFrame('step2', Y.encodeStateAsUpdate(peer.doc)))
  await back.allSaved()
})

test('[P8][P10] more new clientIDs in a day than a person can need are refused with 4529', async () => {
  const allowances = { ...limits, clientIdsPerDay: 3 }
  const running = await start({ allowances })
  const peer = await running.peer(chair)
  for (let i = 0; i < 3; i++) {
    peer.doc.clientID = 1000 + i
    peer.addParagraph(`Ny identitet ${i}.`)
    await peer.allSaved()
  }
  peer.doc.clientID = 2000
  peer.addParagraph('En för mycket.')
  expect(await peer.end()).toBe(4529)
})

test('[P11] quadratic-update-deadline: a costly frame is refused, and nobody else has waited for it', async () => {
  const running = await start()
  const [bomber, writer] = [await running.peer(chair), await running.peer(director)]
  await writer.allSaved()
  bomber.send(syncFrame('update', Y.encodeStateAsUpdate(attackedText())))
  await bomber.allSaved()
  bomber.send(syncFrame('update', quadraticBomb(6000)))
  writer.addParagraph('Skrivs medan bomben provas.')
  await writer.allSaved()
  expect(bomber.closed).toBeNull()
  expect(await bomber.end()).toBe(4400)
  const fresh = await running.peer(director)
  expect(fresh.words()).toContain('Skrivs medan bomben provas.')
})

test('[P21] a socket whose reader lets too much pile up is closed with 4508, and the others go on', async () => {
  // The kernel's own buffers take some megabytes first; a low bound keeps the test small.
  const running = await start({ allowances: { ...limits, bytesPerMinute: 1e9, backlog: 1024 * 1024 } })
  const [writer, slow, quick] = [await running.peer(chair), await running.peer(director), await running.peer(chair)]
  const closed = once(slow.socket, 'close')
  slow.socket.pause()
  for (let i = 0; i < 60; i++) writer.addParagraph('x'.repeat(200_000))
  await writer.allSaved()
  await quick.until(() => quick.text.length === writer.text.length)
  slow.socket.resume()
  const [code] = await closed
  expect(code).toBe(4508)
})

test('[P23] at shutdown all that was sent is on disk, sockets are told to come back, and it takes under five seconds', async () => {
  const port = await freePort()
  const directory = await mkdtemp(`${tmpdir()}/samskriv-stop-`)
  const first = await startProcess(port, directory)
  const cookie = await signInTo(first.origin, chair)
  const textId = await exampleTextId(first.origin, cookie)
  const peers = await Promise.all(
    Array.from({ length: 5 }, () => new Peer({ url: `ws://127.0.0.1:${port}/sync/${textId}`, cookie }).join()),
  )
  for (const [i, peer] of peers.entries()) peer.addParagraph(`Sista ordet från ${i}.`)
  await Promise.all(peers.map((peer) => peer.allSaved()))
  const closings = peers.map((peer) => peer.end())
  const { code, took } = await first.stop()
  expect(code).toBe(0)
  expect(took).toBeLessThan(5000)
  expect(await Promise.all(closings)).toEqual([1012, 1012, 1012, 1012, 1012])
  const second = await startProcess(port, directory)
  const back = await new Peer({ url: `ws://127.0.0.1:${port}/sync/${textId}`, cookie }).join()
  for (const i of peers.keys()) expect(back.words()).toContain(`Sista ordet från ${i}.`)
  back.close()
  await second.stop()
  await rm(directory, { recursive: true, force: true })
})
