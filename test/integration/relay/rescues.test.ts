/** From two clients on real sockets to a card: what the relay finds is on record before anybody hears *Sparat*. */
import { afterEach, beforeEach, expect, test } from 'vitest'
import * as Y from 'yjs'
import type { ShownRescue } from '../../../shared/rescues.ts'
import { syncFrame } from '../../support/peer.ts'
import { type Running, startRunning } from '../../support/running.ts'
import { tempdir } from '../../support/tempdir.ts'

let program: Running

beforeEach(async () => {
  program = await startRunning()
})
afterEach(() => program.stop())

const reader = 'lasare@sodertorn.example'

const open = async (running = program): Promise<ShownRescue[]> => {
  const cookie = await running.signIn(reader)
  const answer = await running.request(`/api/programmes/${running.programmeId}/rescues`, { cookie })
  return answer.json()
}

const said = { kind: 'lost', words: ' Viktigt.', state: { is: 'open' }, author: { name: 'Ordförande, Salem' } }

/** One types in the last paragraph and another deletes it, neither having seen the other's. */
const collide = async (running: Running): Promise<{ announced: () => string[] }> => {
  const typist = await running.peer('ordforande@salem.example')
  typist.addParagraph('Ett stycke som tas bort.')
  const other = await running.peer('kommundirektor@haninge.example')
  await typist.allSaved()
  await other.until(() => other.words().includes('som tas bort.'))
  typist.type(' Viktigt.')
  other.text.delete(other.text.length - 1, 1)
  await Promise.all([typist.allSaved(), other.allSaved()])
  const heard = other.heard
  return { announced: () => heard.flatMap((each) => (each.type === 'changed' ? [each.changed.noun] : [])) }
}

test('[R33] words typed where another deletes are on a card by their author, and everybody is told there is one', async () => {
  const { announced } = await collide(program)
  expect(await open()).toMatchObject([said])
  expect(announced()).toContain('rescues')
})

test('[R33] saved means that the card is on disk: it is there when the program starts again', async () => {
  const directory = await tempdir()
  const first = await startRunning({ directory })
  await collide(first)
  await first.stop()
  const second = await startRunning({ directory })
  expect(await open(second)).toMatchObject([said])
  await second.stop()
})

test('[R33] what somebody types on unaware, key by key, is one card with its blanks, and the place it began at', async () => {
  const typist = await program.peer('ordforande@salem.example')
  typist.addParagraph('Ett stycke som tas bort.')
  await typist.allSaved()
  const unaware = new Y.Doc()
  Y.applyUpdate(unaware, Y.encodeStateAsUpdate(typist.doc))
  const other = await program.peer('kommundirektor@haninge.example')
  other.text.delete(other.text.length - 1, 1)
  await other.allSaved()
  unaware.on('update', (update: Uint8Array) => typist.send(syncFrame('update', update)))
  for (const key of ' Helt ny mening.') {
    const paragraph = unaware.getXmlFragment('text').toArray().at(-1)
    const words = paragraph instanceof Y.XmlElement ? paragraph.toArray()[0] : null
    if (words instanceof Y.XmlText) words.insert(words.length, key)
    await typist.allSaved()
  }
  const cards = await open()
  expect(cards.map(({ words }) => words)).toEqual([' Helt ny mening.'])
  expect(cards).toMatchObject([{ spot: { before: 'Ett stycke som tas bort.', after: '' } }])
})

test('[R33] what two write beside each other is nobody’s card', async () => {
  const typist = await program.peer('ordforande@salem.example')
  const other = await program.peer('kommundirektor@haninge.example')
  typist.addParagraph('Ett.')
  other.addParagraph('Två.')
  await Promise.all([typist.allSaved(), other.allSaved()])
  typist.type(' Mer.')
  other.type(' Också.')
  await Promise.all([typist.allSaved(), other.allSaved()])
  expect(await open()).toEqual([])
})
