import { afterAll, beforeAll, expect, test } from 'vitest'
import * as Y from 'yjs'
import { syncFrame } from '../../support/peer.ts'
import { type Running, startRunning } from '../../support/running.ts'

const chair = 'ordforande@tyreso.example'
const director = 'kommundirektor@haninge.example'
const reader = 'lasare@sodertorn.example'
let program: Running

beforeAll(async () => {
  program = await startRunning()
})
afterAll(() => program.stop())

test('[P13] two people write, each hears the other, and all of it is acknowledged', async () => {
  const [one, two] = [await program.peer(chair), await program.peer(director)]
  one.addParagraph('Tyresö skriver.')
  two.addParagraph('Haninge skriver.')
  await Promise.all([one.allSaved(), two.allSaved()])
  await one.until(() => one.words().includes('Haninge skriver.'))
  await two.until(() => two.words().includes('Tyresö skriver.'))
  expect(one.words()).toBe(two.words())
})

test('[P13] a frame sent twice is acknowledged twice and written once', async () => {
  const peer = await program.peer(chair)
  peer.hold()
  const before = Y.encodeStateVector(peer.doc)
  peer.addParagraph('Bara en gång.')
  const frame = syncFrame('update', Y.encodeStateAsUpdate(peer.doc, before))
  peer.send(frame)
  peer.send(frame)
  await peer.allSaved()
  const fresh = await program.peer(director)
  expect(fresh.words().split('Bara en gång.')).toHaveLength(2)
})

test('[P5] reader-update-refused-before-relay: a reader reads live, and what they send reaches nobody', async () => {
  const [writer, watcher] = [await program.peer(chair), await program.peer(reader)]
  await watcher.allSaved()
  writer.addParagraph('Läsaren ser detta.')
  await watcher.until(() => watcher.words().includes('Läsaren ser detta.'))
  watcher.addParagraph('Läsaren skriver ändå.')
  expect(await watcher.end()).toBe(4430)
  expect(watcher.closed?.reason).toBe('not-your-role')
  writer.addParagraph('Efteråt.')
  await writer.allSaved()
  const fresh = await program.peer(director)
  expect(fresh.words()).toContain('Efteråt.')
  expect(fresh.words()).not.toContain('Läsaren skriver ändå.')
})

test('[P5] a reader cannot delete either, but a delete set that says nothing new passes', async () => {
  const watcher = await program.peer(reader)
  watcher.hold()
  watcher.send(syncFrame('step2', Y.encodeStateAsUpdate(watcher.doc)))
  await watcher.allSaved()
  watcher.doc.on('update', (update: Uint8Array) => watcher.send(syncFrame('update', update)))
  watcher.text.delete(0, 1)
  expect(await watcher.end()).toBe(4430)
})

test('[P9] clock-gap-never-pending: a gap before the first SyncStep2 is dropped and counted when that one is stored', async () => {
  const peer = await program.peer(chair)
  await peer.allSaved()
  peer.hold()
  const start = Y.encodeStateVector(peer.doc)
  peer.addParagraph('Första halvan.')
  const middle = Y.encodeStateVector(peer.doc)
  peer.addParagraph('Andra halvan.')
  const asked = peer.heard.filter((h) => h.type === 'step1').length
  const saved = peer.saved
  peer.answersStep1 = false
  peer.send(syncFrame('update', Y.encodeStateAsUpdate(peer.doc, middle)))
  await peer.until(() => peer.heard.filter((h) => h.type === 'step1').length === asked + 1)
  expect(peer.saved).toBe(saved)
  peer.send(syncFrame('step2', Y.encodeStateAsUpdate(peer.doc, start)))
  await peer.allSaved()
  const fresh = await program.peer(director)
  expect(fresh.words()).toContain('Första halvan.\nAndra halvan.')
})

test('[P10] an Update above 256 kB closes with 1009 and is not acknowledged', async () => {
  const peer = await program.peer(chair)
  await peer.allSaved()
  peer.addParagraph('x'.repeat(300 * 1024))
  expect(await peer.end()).toBe(1009)
  expect(peer.saved).toBe(peer.sent - 1)
})

test("[P8] foreign-clientid-refused: words under a colleague's clientID are refused, and nobody hears them", async () => {
  const [owner, forger] = [await program.peer(chair), await program.peer(director)]
  owner.addParagraph('Mina ord.')
  await owner.allSaved()
  await forger.until(() => forger.words().includes('Mina ord.'))
  const forged = new Y.Doc()
  Y.applyUpdate(forged, Y.encodeStateAsUpdate(forger.doc))
  forged.clientID = owner.doc.clientID
  const before = Y.encodeStateVector(forged)
  const paragraph = new Y.XmlElement('paragraph')
  paragraph.insert(0, [new Y.XmlText('Förfalskat.')])
  forged.getXmlFragment('text').insert(0, [paragraph])
  forger.send(syncFrame('update', Y.encodeStateAsUpdate(forged, before)))
  expect(await forger.end()).toBe(4403)
  owner.addParagraph('Efter förfalskningen.')
  await owner.allSaved()
  expect((await program.peer(director)).words()).not.toContain('Förfalskat.')
})

test("[P8] Yjs's own change of clientID is no forgery: the same member writes on under the new one", async () => {
  const peer = await program.peer(chair)
  peer.addParagraph('Före bytet.')
  peer.doc.clientID = peer.doc.clientID === 7 ? 8 : 7
  peer.addParagraph('Efter bytet.')
  await peer.allSaved()
  expect((await program.peer(director)).words()).toContain('Före bytet.\nEfter bytet.')
})
