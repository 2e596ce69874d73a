/** Someone deletes half the text: it is kept before, told to everyone, and comes back with one click. */
import { expect, test } from 'vitest'
import * as Y from 'yjs'
import { deleteFrom, heardOfDeletions, keptDeletions, openDeletions, settle, undoOf } from '../../support/deletions.ts'
import { oneForEach } from '../../support/foreach.ts'
import type { Peer } from '../../support/peer.ts'

const chair = 'ordforande@salem.example'
const director = 'kommundirektor@haninge.example'
const other = 'ordforande@tyreso.example'
const fourth = 'ordforande@botkyrka.example'
const officer = 'handlaggare@salem.example'
const start = oneForEach()

const minute = 60_000
/** A clock of the test's own. */
const clock = () => {
  const time = { now: Date.parse('2026-11-24T11:00:00Z') }
  return { now: () => time.now, pass: (ms: number) => void (time.now += ms) }
}

const saved = (...peers: Peer[]) => Promise.all(peers.map((peer) => peer.allSaved()))
/** All of them read the same. */
const agree = async (...peers: Peer[]) => {
  await saved(...peers)
  const [first] = peers
  await Promise.all(peers.map((peer) => peer.until(() => peer.words() === first?.words())))
}

test('mass-delete-guard: [R37][R38] half the text deleted is kept as it was, and everyone is told who took how much', async () => {
  const time = clock()
  const program = await start({ now: time.now })
  const [taker, reader] = [await program.peer(chair), await program.peer('lasare@sodertorn.example')]
  const before = taker.words()
  deleteFrom(taker, Math.floor(taker.text.length / 2))
  await Promise.all([taker, reader].map((peer) => peer.until(() => heardOfDeletions(peer) === 1)))
  const left = taker.words()
  const [told, ...others] = await openDeletions(program)
  expect(others).toEqual([])
  expect(told).toMatchObject({ state: { is: 'open' }, at: time.now(), from: time.now() })
  expect(told?.authors).toMatchObject([{ role: 'chair', municipality: 'salem' }])
  const letters = (words: string) => words.replaceAll('\n', '').length
  expect(told?.signs).toBe(letters(before) - letters(left))
  expect(told?.share).toBeCloseTo(1 - letters(left) / letters(before))
  // The announcement comes before the deletion itself reaches anyone.
  const heard = reader.heard.map((said) => said.type)
  expect(heard.lastIndexOf('changed')).toBeLessThan(heard.lastIndexOf('update'))
  const [kept] = await keptDeletions(program)
  const file = await program.store.files.get(kept?.before ?? '')
  const doc = new Y.Doc()
  Y.applyUpdate(doc, file ?? new Uint8Array())
  expect(doc.getXmlFragment('text').length).toBeGreaterThan(taker.text.length)
})

test('mass-delete-guard: [R39] one click brings it back where it stood, and keeps what four wrote meanwhile', async () => {
  const program = await start()
  const [taker, ...writers] = [
    await program.peer(chair),
    await program.peer(director),
    await program.peer(other),
    await program.peer(fourth),
  ]
  writers.forEach((writer, i) => writer.addParagraph(`Före ${i}. `))
  await agree(taker, ...writers)
  const before = taker.words()
  // Not yet heard by the taker: words in paragraphs that are just being taken away, and in one that stays.
  writers.forEach((writer, i) => writer.type(`inne ${i} `, i + 3))
  writers[0]?.type('ovan ', 0)
  deleteFrom(taker, 1)
  await taker.until(() => heardOfDeletions(taker) > 0)
  writers.forEach((writer, i) => writer.addParagraph(`Efter ${i}.`))
  taker.type('Medan det är borta. ', 0)
  await agree(taker, ...writers)
  const [told] = await openDeletions(program)
  const answer = await settle(program, 'take-back', { email: director, id: told?.id ?? '' })
  expect(answer).toMatchObject({ status: 200, body: { state: { is: 'takenBack' } } })
  writers[1]?.addParagraph('Sist.')
  await agree(taker, ...writers)
  const after = taker.words()
  for (const words of ['ovan', 'inne 0', 'inne 1', 'inne 2', 'Efter 0.', 'Efter 1.', 'Efter 2.', 'Medan', 'Sist.']) {
    expect([words, after.split(words).length - 1]).toEqual([words, 1])
  }
  const old = after.replaceAll(/inne \d |ovan |Medan det är borta\. /g, '').split('\n')
  expect(old.filter((line) => !/^(Efter \d|Sist)\./.test(line))).toEqual(before.split('\n'))
  expect(await openDeletions(program)).toEqual([])
})

test('mass-delete-guard: [R39] what several took in several goes comes back as a whole, and a bystander is not blamed', async () => {
  const time = clock()
  const program = await start({ now: time.now })
  const [one, two, three] = [await program.peer(chair), await program.peer(director), await program.peer(other)]
  const before = one.words()
  for (let go = 0; go < 6; go++) {
    for (const peer of [one, two]) {
      deleteFrom(peer, peer.text.length - 8)
      await agree(one, two, three)
      time.pass(1500)
    }
    three.type(`Jag skriver ${go}. `, 0)
    await agree(one, two, three)
  }
  const [told, ...others] = await openDeletions(program)
  expect(others).toEqual([])
  expect(told?.authors.map(({ municipality }) => municipality).toSorted()).toEqual(['haninge', 'salem'])
  await settle(program, 'take-back', { email: chair, id: told?.id ?? '' })
  three.addParagraph('Klart.')
  await agree(one, two, three)
  const after = one.words()
  for (let go = 0; go < 6; go++) expect(after).toContain(`Jag skriver ${go}. `)
  expect(after.replaceAll(/Jag skriver \d\. /g, '')).toBe(`${before}\nKlart.`)
})

test('mass-delete-guard: [R37] undone by Ctrl+Z within the minute it settles by itself', async () => {
  const program = await start()
  const taker = await program.peer(chair)
  const before = taker.words()
  const undo = undoOf(taker)
  deleteFrom(taker, 2)
  await taker.until(() => heardOfDeletions(taker) === 1)
  undo.undo()
  await taker.until(() => heardOfDeletions(taker) === 2)
  expect(taker.words()).toBe(before)
  expect(await openDeletions(program)).toEqual([])
  expect(await keptDeletions(program)).toMatchObject([{ state: { is: 'undone' } }])
})

test('mass-delete-guard: [R39] undone later it is said to be back already, and nothing is doubled', async () => {
  const time = clock()
  const program = await start({ now: time.now })
  const taker = await program.peer(chair)
  const before = taker.words()
  const undo = undoOf(taker)
  deleteFrom(taker, 2)
  await taker.until(() => heardOfDeletions(taker) === 1)
  time.pass(2 * minute)
  undo.undo()
  await saved(taker)
  const [told] = await openDeletions(program)
  expect(await program.store.records.list('rescues')).toEqual([])
  const { body } = await settle(program, 'take-back', { email: other, id: told?.id ?? '' })
  expect(body).toMatchObject({ state: { is: 'undone' }, signs: 0 })
  expect((await program.peer(director)).words()).toBe(before)
})

test('mass-delete-guard: [R39] undone in part, only the rest comes back', async () => {
  const time = clock()
  const program = await start({ now: time.now })
  const taker = await program.peer(chair)
  const before = taker.words()
  deleteFrom(taker, 30, 60)
  await saved(taker)
  const undo = undoOf(taker)
  deleteFrom(taker, 2, 20)
  await saved(taker)
  time.pass(2 * minute)
  undo.undo()
  await saved(taker)
  const [told] = await openDeletions(program)
  await settle(program, 'take-back', { email: other, id: told?.id ?? '' })
  expect((await program.peer(director)).words()).toBe(before)
  // Nobody's words were in anybody's way: what comes back is no piece that stands twice.
  expect(await program.store.records.list('rescues')).toEqual([])
})

test('mass-delete-guard: [R37] every paragraph made a list, a cut pasted again, and a few lines deleted alarm nobody', async () => {
  const program = await start()
  const writer = await program.peer(chair)
  writer.doc.transact(() => {
    for (const node of writer.text.toArray()) {
      if (node instanceof Y.XmlElement && node.nodeName === 'paragraph') node.setAttribute('list', 'bullet')
    }
  })
  await saved(writer)
  // A paste that comes before its deletion, as a drag does, and a short text emptied.
  const copies = writer.text.toArray().map((node) => node.clone())
  writer.doc.transact(() => {
    writer.text.insert(
      writer.text.length,
      copies.filter((copy) => copy instanceof Y.XmlElement),
    )
  })
  await saved(writer)
  deleteFrom(writer, 0, writer.text.length / 2)
  await saved(writer)
  expect(await keptDeletions(program)).toEqual([])
  deleteFrom(writer, 3)
  await writer.until(() => heardOfDeletions(writer) === 1)
  expect(await openDeletions(program)).toHaveLength(1)
})

test('mass-delete-guard: [R39] it is settled once, by those who may edit, and who settled it how is on record', async () => {
  const program = await start()
  const taker = await program.peer(chair)
  deleteFrom(taker, 2)
  await taker.until(() => heardOfDeletions(taker) === 1)
  const [told] = await openDeletions(program)
  const id = told?.id ?? ''
  expect(await settle(program, 'dismiss', { email: officer, id })).toMatchObject({ status: 403 })
  expect(await settle(program, 'dismiss', { email: chair, id })).toMatchObject({ status: 200 })
  expect(await settle(program, 'take-back', { email: other, id })).toMatchObject({ status: 409 })
  const deeds: unknown[] = []
  for await (const { audit } of program.store.records.audit()) deeds.push(audit['action'])
  expect(deeds.filter((deed) => String(deed).startsWith('snapshot.'))).toEqual(['snapshot.keep', 'snapshot.dismiss'])
})

test('[P38] the log is not compacted in the minute after much was deleted, and is afterwards', async () => {
  const time = clock()
  const program = await start({ now: time.now })
  const writer = await program.peer(chair)
  const { texts } = program.store
  const compact = texts.compact.bind(texts)
  let compactions = 0
  texts.compact = (textId) => {
    compactions++
    return compact(textId)
  }
  const grow = async (words: string) => {
    for (let i = 0; i < 3; i++) writer.addParagraph(words.repeat(16_000))
    await saved(writer)
  }
  writer.type('Ett stycke att ta bort. '.repeat(30))
  await saved(writer)
  deleteFrom(writer, writer.text.length - 1)
  await saved(writer)
  await grow('vänta ')
  await grow('alltjämt ')
  expect(compactions).toBe(0)
  time.pass(minute + 1000)
  await grow('till slut ')
  await expect.poll(() => compactions).toBeGreaterThan(0)
  await expect.poll(async () => (await texts.load(program.textId))?.snapshot).not.toBeNull()
  expect(await keptDeletions(program)).toEqual([])
})
