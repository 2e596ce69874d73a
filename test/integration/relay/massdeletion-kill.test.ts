/** The machine dies while much of a text is being deleted: no deletion stays untold (R38). */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import * as Y from 'yjs'
import { openEmbedded } from '../../../server/store/embedded.ts'
import type { ShownDeletion } from '../../../shared/snapshots.ts'
import { deleteFrom, heardOfDeletions, keptDeletions, openDeletions, settle } from '../../support/deletions.ts'
import { oneForEach } from '../../support/foreach.ts'
import { Peer, wordsOf } from '../../support/peer.ts'
import { exampleTextId, signInTo, startProcess } from '../../support/process.ts'
import { freePort } from '../../support/running.ts'

const chair = 'ordforande@salem.example'
const start = oneForEach()

const folder = () => mkdtemp(join(tmpdir(), 'samskriv-deletion-'))

test('mass-delete-guard: [R38] a deletion that was on disk when the program died, and told to nobody, is told when the text is opened', async () => {
  const directory = await folder()
  const program = await start({ directory })
  const taker = await program.peer(chair)
  const before = taker.words()
  taker.type('Ett ord till. ', 0)
  await taker.allSaved()
  await program.stop()
  // As a kill leaves it between the log's fsync and the record's.
  const store = await openEmbedded({ directory })
  const doc = new Y.Doc()
  const stored = await store.texts.load(program.textId)
  for (const { update } of stored?.entries ?? []) Y.applyUpdate(doc, update)
  const vector = Y.encodeStateVector(doc)
  const text = doc.getXmlFragment('text')
  text.delete(2, text.length - 2)
  const by = (await store.records.byKey(`member.email:${chair}`))?.id ?? ''
  const at = Date.now()
  await store.texts.append(program.textId, [{ by, at, update: Y.encodeStateAsUpdate(doc, vector) }])
  await store.close()

  const again = await start({ directory })
  expect(await openDeletions(again)).toEqual([])
  const reader = await again.peer('lasare@sodertorn.example')
  const [told] = await openDeletions(again)
  expect(told?.authors).toMatchObject([{ role: 'chair', municipality: 'salem' }])
  expect(told?.at).toBe(at)
  await settle(again, 'take-back', { email: chair, id: told?.id ?? '' })
  await reader.until(() => reader.words().length > before.length)
  expect(reader.words().replace('Ett ord till. ', '')).toBe(before)
  reader.close()
  await again.stop()
  // Told once: the next opening has nothing to tell.
  const third = await start({ directory })
  await third.peer(chair)
  expect(await keptDeletions(third)).toHaveLength(1)
  await third.stop()
  await rm(directory, { recursive: true })
})

/** What the taker has come to know when the power goes. */
const moments: Record<string, (taker: Peer) => Promise<void>> = {
  'the deletion was sent': async () => undefined,
  'it was told': (taker) => taker.until(() => heardOfDeletions(taker) > 0),
  'it was acknowledged': (taker) => taker.allSaved(),
}

test.for(Object.entries(moments))(
  'mass-delete-guard: [R38] kill -9 when %s: on restart it is told, or has not happened',
  async ([, known]) => {
    const directory = await folder()
    const port = await freePort()
    let program = await startProcess(port, directory)
    const cookie = await signInTo(program.origin, chair)
    const textId = await exampleTextId(program.origin, cookie)
    const door = { url: `ws://127.0.0.1:${port}/sync/${textId}`, cookie }
    const taker = await new Peer(door).join()
    await taker.allSaved()
    const before = taker.words()
    deleteFrom(taker, 2)
    await known(taker)
    await program.kill()
    const store = await openEmbedded({ directory })
    const stored = await store.texts.load(textId)
    await store.close()
    const doc = new Y.Doc()
    for (const { update } of stored?.entries ?? []) Y.applyUpdate(doc, update)
    const happened = wordsOf(doc) !== before

    program = await startProcess(port, directory)
    const reader = await new Peer(door).join()
    const programmes = (await (await fetch(`${program.origin}/api/programmes`, { headers: { cookie } })).json()) as {
      id: string
    }[]
    const asked = await fetch(`${program.origin}/api/programmes/${programmes[0]?.id}/snapshots`, {
      headers: { cookie },
    })
    const told = (await asked.json()) as ShownDeletion[]
    expect(told).toHaveLength(happened ? 1 : 0)
    reader.close()
    await program.stop()
    await rm(directory, { recursive: true })
  },
)
