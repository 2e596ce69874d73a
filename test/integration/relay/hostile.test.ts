/**
 * Members who mean harm, on real sockets: the program lives, honest work is saved, and the text is what the log says.
 */
import { once } from 'node:events'
import * as encoding from 'lib0/encoding'
import { expect, test } from 'vitest'
import type { WebSocket } from 'ws'
import * as Y from 'yjs'
import { limits, message, textRoot } from '../../../shared/protocol.ts'
import { received, replayed, same, under } from '../../support/attack.ts'
import { attackedText, quadraticBomb } from '../../support/hostile.ts'
import { awarenessFrame, type Door, openSocket, syncFrame } from '../../support/peer.ts'
import { newSeed, type Random, random } from '../../support/random.ts'
import { oneForEach } from '../../support/foreach.ts'

const chair = 'ordforande@tyreso.example'
const officer = 'handlaggare@salem.example'
const reader = 'lasare@sodertorn.example'
const rounds = process.env.LONG ? 2000 : 150
const start = oneForEach()

const closing = async (socket: WebSocket): Promise<unknown> => (await once(socket, 'close'))[0]

const raw = (...numbers: readonly number[]): Uint8Array => Uint8Array.from(numbers)

const manyVectors = (count: number): Uint8Array => {
  const encoder = encoding.createEncoder()
  encoding.writeVarUint(encoder, count)
  for (let i = 0; i < count; i++) {
    encoding.writeVarUint(encoder, 2 ** 31 + i)
    encoding.writeVarUint(encoder, 1)
  }
  return encoding.toUint8Array(encoder)
}

const mutant = (bytes: Uint8Array, { int, chance }: Random): Uint8Array => {
  const copy = bytes.slice(0, chance(0.2) ? int(bytes.length) : bytes.length)
  for (let i = 1 + int(4); i > 0 && copy.length > 0; i--) copy[int(copy.length)] = int(256)
  return copy
}

const unknownVoices = (count: number, { int }: Random) =>
  Array.from({ length: count }, () => ({ client: int(2 ** 32), clock: 1, state: { cursor: 'x'.repeat(100) } }))

/** Frames that no honest client sends. `honest`: an update of a colleague's, to be bent. */
const hostileFrame = (honest: Uint8Array, chance: Random): Uint8Array => {
  const huge = [255, 255, 255, 255, 255, 255, 255, 127]
  return chance.pick([
    () => mutant(syncFrame('update', honest), chance),
    () => mutant(syncFrame('step2', honest), chance),
    () => syncFrame('update', mutant(honest, chance)),
    () => syncFrame('step2', mutant(honest, chance)),
    () => syncFrame('step1', mutant(raw(2, 1, 1, 2, 2), chance)),
    () => syncFrame('step1', raw(...huge)),
    () => syncFrame('step1', manyVectors(chance.int(20_000))),
    () => syncFrame('update', raw(...huge, ...huge)),
    () => syncFrame('step2', raw(0, ...huge)),
    () => raw(message.sync, 2, ...huge),
    () => raw(...huge),
    () => raw(message.auth, 0),
    () => raw(message.saved, 200),
    () => raw(),
    () => awarenessFrame(unknownVoices(10_000, chance)),
    () => raw(message.awareness, 9, ...huge),
    () => mutant(awarenessFrame(unknownVoices(3, chance)), chance),
    () =>
      awarenessFrame([{ client: chance.int(2 ** 32), clock: 1, state: JSON.parse('['.repeat(900) + ']'.repeat(900)) }]),
    () => syncFrame('update', quadraticBomb(2 + chance.int(3000), chance.int(2 ** 32))),
  ])()
}

const opened = async (door: Door): Promise<WebSocket> => {
  const socket = openSocket(door)
  socket.on('error', () => undefined) // whatever the server does to it
  await once(socket, 'open')
  return socket
}

test('[P6][P10][P12] hostile frames of each role: the program lives, honest words are saved, live = replay', async () => {
  const chance = random(newSeed('hostile frames'))
  const running = await start({ allowances: { ...limits, clientIdsPerDay: 1e6 } })
  const doors = await Promise.all([chair, officer, reader].map((email) => running.door(email)))
  await under(running, async (honest) => {
    const updates: Uint8Array[] = []
    honest.doc.on('update', (update: Uint8Array) => updates.push(update))
    for (let round = 0; round < rounds; round++) {
      honest.addParagraph(`Rad ${round} 🌲`)
      const socket = await opened(chance.pick(doors))
      for (let i = 1 + chance.int(5); i > 0; i--) socket.send(hostileFrame(chance.pick(updates), chance))
      if (chance.chance(0.7)) await received(socket)
      socket.terminate()
      await honest.allSaved()
    }
  })
})

test('reader-update-refused-before-relay: [P5] of a reader who goes on sending after 4430 nothing reaches the text', async () => {
  const running = await start()
  const door = await running.door(reader)
  const honest = await under(running, async () => {
    const socket = await opened(door)
    const forged = new Y.Doc()
    forged.getXmlFragment(textRoot).insert(0, [new Y.XmlElement('paragraph')])
    const bytes = syncFrame('update', Y.encodeStateAsUpdate(forged))
    for (let i = 0; i < 1000; i++) socket.send(bytes)
    expect(await closing(socket)).toBe(4430)
  })
  expect(same(honest.doc, await replayed(running))).toBe(true)
})

test.for([
  ['empty', raw(0)],
  ['large', manyVectors(40_000)],
] as const)(
  '[P10] a flood of SyncStep1 with %s vectors is answered a few times and then closed with 4529',
  async ([, vector]) => {
    const running = await start()
    const door = await running.door(officer)
    await under(running, async (honest) => {
      for (let i = 0; i < 200; i++) honest.addParagraph('Mycket text att läsa om och om igen. '.repeat(20))
      await honest.allSaved()
      const socket = await opened(door)
      let heard = 0
      socket.on('message', (data: Buffer) => {
        heard += data.length
      })
      for (let i = 0; i < 5000 && socket.readyState === socket.OPEN; i++) {
        socket.send(syncFrame('step1', vector))
        if (i % 100 === 0) await new Promise((resolve) => setImmediate(resolve))
      }
      expect(await closing(socket)).toBe(4529)
      process.stdout.write(`  ${heard} bytes were answered\n`)
    })
  },
)

test('[P10][P17] queries about who is here, by the thousand, keep nobody from writing', async () => {
  const running = await start()
  const door = await running.door(reader)
  await under(running, async () => {
    const socket = await opened(door)
    for (let i = 0; i < 20_000; i++) socket.send(raw(message.queryAwareness))
    await received(socket)
    socket.terminate()
  })
})

test('[P17] one connection speaks for a few clientIDs, however many it claims', async () => {
  const chance = random(newSeed('voices'))
  const running = await start()
  const claiming = await opened(await running.door(officer))
  await under(running, async () => {
    const speaker = await running.peer(chair)
    const own = Array.from({ length: 20 }, (_, i) => 1000 + i)
    for (const client of own) {
      speaker.doc.clientID = client
      speaker.addParagraph('Av ännu en.')
    }
    await speaker.allSaved()
    speaker.send(awarenessFrame(own.map((client) => ({ client, clock: 1, state: { cursor: null } }))))
    speaker.send(raw(message.queryAwareness))
    const present = () => speaker.heard.flatMap((h) => (h.type === 'awareness' ? h.states : []))
    await speaker.until(() => present().length > 0)
    expect(present().length).toBeLessThan(10)
    // Of strangers it claims a few as well, until its allowance for a day is used up.
    for (let i = 0; i < 200; i++) claiming.send(awarenessFrame(unknownVoices(300, chance)))
    expect(await closing(claiming)).toBe(4529)
  })
})

const nothing = syncFrame('update', raw(0, 0))

test('[P12] a hundred thousand frames and more may wait behind one that is judged, and the program lives', async () => {
  const running = await start({ allowances: { ...limits, bytesPerMinute: 1e9 } })
  await under(running, async () => {
    const liar = await running.peer(chair)
    liar.send(syncFrame('update', Y.encodeStateAsUpdate(attackedText())))
    await liar.allSaved()
    liar.send(syncFrame('update', quadraticBomb(200)))
    for (let i = 0; i < 150_000; i++) liar.send(nothing)
    await liar.allSaved()
  })
})

test('[P10] the smallest frames count as well: a flood of them closes with 4529', async () => {
  const running = await start()
  await under(running, async () => {
    const liar = await running.peer(reader)
    for (let i = 0; i < 40_000; i++) liar.send(nothing)
    expect(await liar.end()).toBe(4529)
  })
})
