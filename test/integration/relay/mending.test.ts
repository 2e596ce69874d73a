/** What an honest merge leaves of a table is mended by the server, once, for everyone. */
import { expect, test } from 'vitest'
import * as Y from 'yjs'
import { oneForEach } from '../../support/foreach.ts'
import { type Peer, syncFrame } from '../../support/peer.ts'

const start = oneForEach()

const cell = (words: string): Y.XmlElement => {
  const [element, paragraph] = [new Y.XmlElement('tableCell'), new Y.XmlElement('paragraph')]
  paragraph.insert(0, [new Y.XmlText(words)])
  element.insert(0, [paragraph])
  return element
}

const row = (...words: string[]): Y.XmlElement => {
  const element = new Y.XmlElement('tableRow')
  element.insert(0, words.map(cell))
  return element
}

const tableOf = (peer: Peer): Y.XmlElement => {
  const found = peer.text.toArray().findLast((node) => node instanceof Y.XmlElement && node.nodeName === 'table')
  if (!(found instanceof Y.XmlElement)) throw new Error('no table')
  return found
}

const elementsOf = (node: Y.XmlElement) => node.toArray().filter((child) => child instanceof Y.XmlElement)
/** How many cells each row has. */
const shape = (peer: Peer): number[] => elementsOf(tableOf(peer)).map(({ length }) => length)

const addRow = (peer: Peer) => tableOf(peer).insert(2, [row('Arbete', '2035')])
const addColumn = (peer: Peer) =>
  peer.doc.transact(() => {
    for (const each of elementsOf(tableOf(peer))) each.insert(2, [cell('Alla')])
  })

/** Two who have the same table before them. */
const two = async () => {
  const program = await start()
  const [anna, bo] = [await program.peer('ordforande@salem.example'), await program.peer('ordforande@tyreso.example')]
  const table = new Y.XmlElement('table')
  table.insert(0, [row('Mål', 'År'), row('Bostäder', '2030')])
  anna.text.insert(anna.text.length, [table])
  await anna.allSaved()
  await bo.until(() => bo.text.length === anna.text.length)
  return { program, anna, bo }
}

test('[R15] one adds a row while another adds a column: all rows get as many cells, for both and for who comes later', async () => {
  const { program, anna, bo } = await two()
  bo.hold()
  const before = Y.encodeStateVector(bo.doc)
  addColumn(bo)
  addRow(anna)
  await anna.allSaved()
  bo.send(syncFrame('update', Y.encodeStateAsUpdate(bo.doc, before)))
  const whole = (peer: Peer) => peer.until(() => shape(peer).join() === '3,3,3')
  await Promise.all([whole(anna), whole(bo)])
  expect(shape(await program.peer('lasare@sodertorn.example'))).toEqual([3, 3, 3])
  const stored = await program.store.texts.load(program.textId)
  expect(stored?.entries.filter(({ by }) => by === 'samskriv')).toHaveLength(1)
})

test('[R15] who leaves a table ragged alone hears of the mending too, and nobody is said to have written it', async () => {
  const { program, anna } = await two()
  elementsOf(tableOf(anna))[0]?.delete(1, 1)
  await anna.until(() => shape(anna).join() === '2,2')
  const cookie = await program.signIn('lasare@sodertorn.example')
  const answer = await program.request(`/api/programmes/${program.programmeId}/authors`, { cookie })
  const { runs } = (await answer.json()) as { runs: { author: unknown }[] }
  expect(runs.filter(({ author }) => author === null)).toHaveLength(1)
})

test('[R15] a table that is whole costs nothing: no entry and no clientID', async () => {
  const { program, anna } = await two()
  addRow(anna)
  addColumn(anna)
  anna.doc.transact(() => tableOf(anna).delete(0, 1))
  await anna.allSaved()
  const clients = await program.store.records.list('clients')
  expect(clients.filter(({ value }) => value['by'] === 'samskriv')).toEqual([])
  expect(shape(anna)).toEqual([3, 3])
})

test('[R15][P13] who writes beside the mending is acknowledged and goes on, also after a restart of the room', async () => {
  const { program, anna, bo } = await two()
  elementsOf(tableOf(anna))[0]?.delete(1, 1)
  bo.addParagraph('Jag skriver vidare.')
  await Promise.all([anna.allSaved(), bo.allSaved()])
  await anna.until(() => shape(anna).join() === '2,2')
  anna.close()
  bo.close()
  const again = await program.peer('ordforande@haninge.example')
  expect(shape(again)).toEqual([2, 2])
  elementsOf(tableOf(again))[1]?.delete(0, 1)
  await again.until(() => shape(again).join() === '2,2')
  await again.allSaved()
})
