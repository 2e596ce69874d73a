import { createHash } from 'node:crypto'
import { expect, test } from 'vitest'
import * as Y from 'yjs'
import { newSeed, type Random, random } from '../../support/random.ts'
import { startRunning } from '../../support/running.ts'
import { compareWithLedgers, Writer } from '../../support/writer.ts'

const rounds = process.env.LONG ? 50 : 3
const edits = 20 * 12
const municipalities = ['botkyrka', 'haninge', 'huddinge', 'nykvarn', 'nynashamn', 'salem', 'sodertalje', 'tyreso']

/** Ms between two edits: twelve a second, as eight quick typists would at their keenest. */
const pace = 83

/** Edits at that pace, now and then without contact; ends after so many edits, however slow the machine. */
const typeAtRandom = (writer: Writer, chance: Random): Promise<void> =>
  new Promise((done) => {
    let left = edits
    const typing = setInterval(() => {
      writer.edit()
      if (chance.chance(0.02)) writer.provider.disconnect()
      else if (!writer.provider.shouldConnect && chance.chance(0.2)) writer.provider.connect()
      if (--left > 0) return
      clearInterval(typing)
      writer.provider.connect()
      done()
    }, pace)
  })

const words256 = (doc: Y.Doc): string =>
  createHash('sha256')
    .update(JSON.stringify(doc.getXmlFragment('text').toJSON()))
    .digest('hex')

/**
 * All is on disk, and everyone has heard all of it: the server tells each in one order, so a last word by the first
 * writer comes after everything. Twice, since Yjs answers formatting it hears of with deletions of its own.
 */
const allHeard = async (writers: readonly Writer[]): Promise<void> => {
  const [first] = writers
  if (!first) return
  for (let round = 0; round < 2; round++) {
    await Promise.all(writers.map((writer) => writer.allSaved()))
    first.doc.getXmlFragment('text').insert(0, [new Y.XmlElement('paragraph')])
    const clock = Y.getState(first.doc.store, first.doc.clientID)
    for (const writer of writers) {
      while (Y.getState(writer.doc.store, first.doc.clientID) < clock) {
        await new Promise((resolve) => writer.doc.once('update', resolve))
      }
    }
  }
  await Promise.all(writers.map((writer) => writer.allSaved()))
}

test(
  `[P2][P13] eight people edit at random for twenty seconds, ${rounds} rounds: equal at the end, and their ledgers agree`,
  async () => {
    const program = await startRunning()
    const cookies = await Promise.all(municipalities.map((m) => program.signIn(`kommundirektor@${m}.example`)))
    const base = `${program.origin.replace('http', 'ws')}/sync`
    for (let round = 0; round < rounds; round++) {
      const seed = newSeed(`converge, round ${round + 1}`)
      const chance = random(seed)
      const writers = cookies.map((cookie) => new Writer(base, program.textId, cookie, random(chance.int(2 ** 31))))
      await Promise.all(writers.map((writer) => typeAtRandom(writer, random(chance.int(2 ** 31)))))
      await Promise.all(writers.map((writer) => writer.synced()))
      await allHeard(writers)
      const server = new Y.Doc()
      const stored = await program.store.texts.load(program.textId)
      server.transact(() => {
        if (stored?.snapshot) Y.applyUpdate(server, stored.snapshot)
        for (const entry of stored?.entries ?? []) Y.applyUpdate(server, entry.update)
      })
      const words = words256(server)
      expect(writers.map((writer) => words256(writer.doc))).toEqual(writers.map(() => words))
      const ledgers = writers.flatMap((writer) => writer.ledger)
      expect(compareWithLedgers(server, ledgers)).toEqual({ lost: [], back: 0 })
      // 1005 and 1006 are our own disconnecting; the server closed nobody.
      expect(writers.flatMap((writer) => writer.closures.filter((code) => code > 1006))).toEqual([])
      for (const writer of writers) writer.destroy()
    }
    await program.stop()
  },
  rounds * 90_000,
)
