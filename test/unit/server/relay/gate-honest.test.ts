import { expect, test } from 'vitest'
import * as Y from 'yjs'
import { judge } from '../../../../server/relay/gate.ts'
import { textRoot } from '../../../../shared/protocol.ts'
import { Desk, type Writer } from '../../../support/honest.ts'
import { any, type Edit, paste } from '../../../support/honest-edits.ts'
import { newSeed, random, type Random } from '../../../support/random.ts'

const edits = process.env.LONG ? 10_000 : 1_500

const step = (writer: Writer, edit: Edit, r: Random) => {
  const chance = r.int(100)
  if (chance < 5) writer.undo.undo()
  else if (chance < 8) writer.undo.redo()
  else writer.edit((tr) => edit(tr, r))
}

const network = (writer: Writer, r: Random) => {
  const chance = r.int(200)
  if (chance === 0) writer.disconnect()
  else if (chance === 1) writer.reload(r.int(2 ** 32))
  else if (chance < 8) writer.connect()
  if (r.chance(0.6)) writer.send(1 + r.int(4))
  if (r.chance(0.6)) writer.read(1 + r.int(4))
}

test(`[P6] ${edits} edits of three people are never refused, and all end with the same text`, () => {
  const r = random(newSeed('honest edits'))
  const desk = new Desk()
  const writers = [desk.join(r.int(2 ** 32)), desk.join(r.int(2 ** 32)), desk.join(r.int(2 ** 32))]
  for (let i = 0; i < edits; i++) {
    const writer = r.pick(writers)
    // The text is kept at a few pages, so that ten thousand edits end the same day.
    if (writer.text.length > 120) writer.edit((tr) => tr.delete(0, tr.doc.content.size >> 1))
    if (writer.text.length === 0) writer.edit((tr) => paste(20)(tr, r))
    step(writer, any, r)
    network(writer, r)
  }
  desk.settle()
  for (const writer of writers) expect(writer.text.toString()).toBe(desk.doc.getXmlFragment(textRoot).toString())
  expect(desk.gaps).toBe(0)
  for (const { doc } of writers) {
    // The whole text sent again, to the one who has it and to one who has nothing.
    const state = Y.encodeStateAsUpdate(doc)
    expect(judge(state, desk.doc, 'step2')).toMatchObject({ kind: 'pass', structs: 0, deletes: 0, overlaps: true })
    expect(judge(state, new Y.Doc(), 'step2')).toMatchObject({ kind: 'pass', overlaps: false })
  }
  process.stdout.write(`${desk.judged} frames judged, ${desk.costly} costly\n`)
})
