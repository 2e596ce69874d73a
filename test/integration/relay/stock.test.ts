import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import type { WebsocketProvider } from 'y-websocket'
import * as Y from 'yjs'
import { stockProvider, wordsOf } from '../../support/peer.ts'
import { type Running, startRunning } from '../../support/running.ts'

const chair = 'ordforande@tyreso.example'
const director = 'kommundirektor@haninge.example'
const reader = 'lasare@sodertorn.example'

type Client = { doc: Y.Doc; provider: WebsocketProvider; closures: number[] }

let program: Running
let clients: Client[] = []

beforeAll(async () => {
  program = await startRunning()
})
afterEach(() => {
  for (const { provider } of clients) provider.destroy()
  clients = []
})
afterAll(() => program.stop())

/** y-websocket's provider, a session cookie, and none of our code. */
const open = async (email: string, doc = new Y.Doc()): Promise<Client> => {
  const base = `${program.origin.replace('http', 'ws')}/sync`
  const door = { base, url: base, textId: program.textId, cookie: await program.signIn(email) }
  const client = { doc, ...stockProvider(door, doc) }
  clients.push(client)
  await synced(client)
  return client
}

const synced = async ({ provider }: Client): Promise<void> => {
  while (!provider.synced) await new Promise((resolve) => provider.once('sync', resolve))
}

const write = (doc: Y.Doc, words: string): void => {
  const paragraph = new Y.XmlElement('paragraph')
  paragraph.insert(0, [new Y.XmlText(words)])
  doc.getXmlFragment('text').push([paragraph])
}

const reads = async ({ doc }: Client, words: string): Promise<void> => {
  while (!wordsOf(doc).includes(words)) await new Promise((resolve) => doc.once('update', resolve))
}

const states = ({ provider }: Client): Record<string, unknown>[] => [...provider.awareness.getStates().values()]

const sees = async (client: Client, name: string): Promise<void> => {
  const found = () => states(client).some((s) => (s.user as { name?: string } | undefined)?.name === name)
  while (!found()) await new Promise((resolve) => client.provider.awareness.once('change', resolve))
}

test('[P2] a stock client joins, reads and writes', async () => {
  const [one, two] = [await open(chair), await open(director)]
  write(one.doc, 'Från en vanlig klient.')
  await reads(two, 'Från en vanlig klient.')
  write(two.doc, 'Och ett svar.')
  await reads(one, 'Och ett svar.')
  expect([...one.closures, ...two.closures]).toEqual([])
})

test('[P2] it reconnects with what was written without contact, and nothing is doubled', async () => {
  const [one, two] = [await open(chair), await open(director)]
  one.provider.disconnect()
  for (let i = 0; i < 20; i++) write(one.doc, `Utan kontakt ${i}.`)
  write(two.doc, 'Under tiden.')
  one.provider.connect()
  await reads(two, 'Utan kontakt 19.')
  await reads(one, 'Under tiden.')
  expect(wordsOf(two.doc).split('Utan kontakt 7.')).toHaveLength(2)
  expect(one.closures.filter((code) => code > 1006)).toEqual([])
})

test('[P2][P8] it changes its clientID and writes on', async () => {
  const [one, two] = [await open(chair), await open(director)]
  write(one.doc, 'Före.')
  const before = one.doc.clientID
  one.doc.clientID = 123_456
  write(one.doc, 'Efter.')
  await reads(two, 'Efter.')
  // y-websocket says good-bye under the document's clientID and knows only the one it began with.
  one.doc.clientID = before
  expect(one.closures).toEqual([])
})

test("[P2][P17] it re-sends others' awareness without being closed, and everyone keeps their own name", async () => {
  const [one, two, three] = [await open(chair), await open(director), await open('ordforande@salem.example')]
  one.provider.awareness.setLocalStateField('cursor', { anchor: 1, head: 1 })
  await Promise.all([sees(two, 'Ordförande, Tyresö'), sees(three, 'Ordförande, Tyresö')])
  for (const client of [two, three]) client.provider.awareness.setLocalStateField('cursor', { anchor: 2, head: 2 })
  await Promise.all([sees(one, 'Kommundirektör, Haninge'), sees(one, 'Ordförande, Salem')])
  await Promise.all([sees(two, 'Ordförande, Salem'), sees(three, 'Kommundirektör, Haninge')])
  expect([one, two, three].map((client) => states(client).length)).toEqual([3, 3, 3])
  expect(clients.flatMap((client) => client.closures)).toEqual([])
})

test('[P2][P5] as a reader it joins, reads live and answers the server without being closed', async () => {
  const [one, watcher] = [await open(chair), await open(reader)]
  write(one.doc, 'Läses av läsaren.')
  await reads(watcher, 'Läses av läsaren.')
  const first = one.doc.getXmlFragment('text').get(0) as Y.XmlElement
  const words = first.toArray().find((t) => t instanceof Y.XmlText)
  // Formatting that becomes redundant: the reader's own Yjs tidies it away and says so to the server.
  for (const bold of [{}, null, {}, null]) words?.format(0, 3, { bold })
  write(one.doc, 'Efter fetstilen.')
  await reads(watcher, 'Efter fetstilen.')
  expect(watcher.closures).toEqual([])
})

test('[P2][P9] typing while it connects is no gap that closes: it is contained in the SyncStep2', async () => {
  const [one, two] = [await open(chair), await open(director)]
  for (let round = 0; round < 5; round++) {
    one.provider.disconnect()
    write(one.doc, `Frånkopplad ${round}.`)
    one.provider.connect()
    one.provider.once('status', () => write(one.doc, `Ansluter ${round}.`))
    await synced(one)
    write(one.doc, `Ansluten ${round}.`)
  }
  await reads(two, 'Ansluten 4.')
  for (let round = 0; round < 5; round++) expect(wordsOf(two.doc)).toContain(`Frånkopplad ${round}.`)
  expect(one.closures.filter((code) => code > 1006)).toEqual([])
})
