import { afterAll, beforeAll, expect, test } from 'vitest'
import { type AwarenessEntry, awarenessFrame, type Peer, syncFrame } from '../../support/peer.ts'
import { type Running, startRunning } from '../../support/running.ts'
import * as Y from 'yjs'

const chair = 'ordforande@tyreso.example'
const officer = 'handlaggare@salem.example'
let program: Running

beforeAll(async () => {
  program = await startRunning()
})
afterAll(() => program.stop())

/** The latest entry a peer has heard of a clientID. */
const heardOf = (peer: Peer, client: number): AwarenessEntry | undefined =>
  peer.heard
    .flatMap((h) => (h.type === 'awareness' ? h.states : []))
    .filter((entry) => entry.client === client)
    .at(-1)

const speak = (peer: Peer, clock: number, state: unknown, client = peer.doc.clientID): void =>
  peer.send(awarenessFrame([{ client, clock, state }]))

test("[P18] name, role and municipality are the server's, whatever the client says; the caret is the client's", async () => {
  const [one, two] = [await program.peer(chair), await program.peer(officer)]
  speak(one, 1, { user: { name: 'Statsministern', role: 'secretariat' }, cursor: { anchor: 1 }, admin: true })
  await two.until(() => heardOf(two, one.doc.clientID) !== undefined)
  const { state } = heardOf(two, one.doc.clientID) ?? {}
  expect(state).toMatchObject({
    cursor: { anchor: 1 },
    user: { name: 'Ordförande, Tyresö', role: 'chair', municipality: 'tyreso' },
  })
  expect(state).not.toHaveProperty('admin')
})

test('awareness-own-only: [P17] what a client says of others is dropped silently', async () => {
  const [one, two] = [await program.peer(chair), await program.peer(officer)]
  speak(one, 1, { cursor: 'mine' })
  await two.until(() => heardOf(two, one.doc.clientID) !== undefined)
  speak(two, 99, { cursor: 'forged' }, one.doc.clientID)
  speak(two, 100, null, one.doc.clientID)
  speak(two, 1, { cursor: 'two' })
  await one.until(() => heardOf(one, two.doc.clientID) !== undefined)
  expect(two.closed).toBeNull()
  expect(heardOf(one, one.doc.clientID)?.state).toMatchObject({ cursor: 'mine' })
})

test('[P17][P8] a clientID first heard in an awareness message is bound to the speaker', async () => {
  const [one, two] = [await program.peer(chair), await program.peer(officer)]
  speak(two, 1, { cursor: null })
  await one.until(() => heardOf(one, two.doc.clientID) !== undefined)
  const forged = new Y.Doc()
  forged.clientID = two.doc.clientID
  forged.getXmlFragment('text').insert(0, [new Y.XmlElement('paragraph')])
  one.send(syncFrame('update', Y.encodeStateAsUpdate(forged)))
  expect(await one.end()).toBe(4403)
})

test('[P17] a state above 4 kB closes with 1009', async () => {
  const peer = await program.peer(chair)
  speak(peer, 1, { cursor: 'x' })
  speak(peer, 2, { cursor: 'x'.repeat(5000) })
  expect(await peer.end()).toBe(1009)
})

test('[P19] when a connection ends its state is removed for everyone', async () => {
  const [one, two] = [await program.peer(chair), await program.peer(officer)]
  speak(one, 1, { cursor: 'here' })
  await two.until(() => heardOf(two, one.doc.clientID)?.state != null)
  one.close()
  await two.until(() => heardOf(two, one.doc.clientID)?.state === null)
})

test('[P17] a newcomer hears who is here', async () => {
  const one = await program.peer(chair)
  speak(one, 1, { cursor: 'here' })
  await one.until(() => heardOf(one, one.doc.clientID) !== undefined)
  const two = await program.peer(officer)
  await two.until(() => heardOf(two, one.doc.clientID)?.state != null)
})
