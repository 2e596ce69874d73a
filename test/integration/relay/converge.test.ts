import { expect, test } from 'vitest'
import * as Y from 'yjs'
import { newSeed, random } from '../../support/random.ts'
import { startRunning } from '../../support/running.ts'
import { compareWithLedgers, Writer } from '../../support/writer.ts'

const rounds = process.env.LONG ? 50 : 3
const edits = 20 * 12
const municipalities = ['botkyrka', 'haninge', 'huddinge', 'nykvarn', 'nynashamn', 'salem', 'sodertalje', 'tyreso']

/** A person's pace, spread over the event loop; ends after so many edits, whatever the machine's speed. */
const typeAtRandom = async (writer: Writer, chance: ReturnType<typeof random>): Promise<void> => {
  for (let i = 0; i < edits; i++) {
    writer.edit()
    if (chance.chance(0.02)) writer.provider.disconnect()
    else if (!writer.provider.shouldConnect && chance.chance(0.2)) writer.provider.connect()
    await new Promise((resolve) => setTimeout(resolve, chance.int(166)))
  }
  writer.provider.connect()
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
      await Promise.all(writers.map((writer) => writer.allSaved()))
      const server = new Y.Doc()
      const stored = await program.store.texts.load(program.textId)
      if (stored?.snapshot) Y.applyUpdate(server, stored.snapshot)
      for (const entry of stored?.entries ?? []) Y.applyUpdate(server, entry.update)
      const wanted = Y.encodeStateVector(server)
      for (const writer of writers) {
        while (!Buffer.from(Y.encodeStateVector(writer.doc)).equals(Buffer.from(wanted))) {
          await new Promise((resolve) => writer.doc.once('update', resolve))
        }
      }
      const words = JSON.stringify(server.getXmlFragment('text').toJSON())
      for (const writer of writers) expect(JSON.stringify(writer.doc.getXmlFragment('text').toJSON())).toBe(words)
      const ledgers = writers.flatMap((writer) => writer.ledger)
      expect(compareWithLedgers(server, ledgers)).toEqual({ lost: [], back: 0 })
      expect(writers.flatMap((writer) => writer.closures.filter((code) => code >= 4400))).toEqual([])
      for (const writer of writers) writer.destroy()
    }
    await program.stop()
  },
  rounds * 90_000,
)
