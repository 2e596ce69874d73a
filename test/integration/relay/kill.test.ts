import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import * as Y from 'yjs'
import { openEmbedded } from '../../../server/store/embedded.ts'
import { exampleTextId, signInTo, startProcess } from '../../support/process.ts'
import { newSeed, random } from '../../support/random.ts'
import { freePort } from '../../support/running.ts'
import { compareWithLedgers, Writer } from '../../support/writer.ts'

const rounds = process.env.LONG ? 100 : 5
const municipalities = ['botkyrka', 'haninge', 'huddinge', 'nykvarn', 'nynashamn', 'salem', 'sodertalje', 'tyreso']

const storedText = async (directory: string, textId: string): Promise<Y.Doc> => {
  const store = await openEmbedded({ directory })
  const stored = await store.texts.load(textId)
  await store.close()
  const doc = new Y.Doc()
  doc.transact(() => {
    if (stored?.snapshot) Y.applyUpdate(doc, stored.snapshot)
    for (const entry of stored?.entries ?? []) Y.applyUpdate(doc, entry.update)
  })
  return doc
}

test(
  `[S1][P13][P14] kill -9 at ${rounds} random moments while eight people type: nothing acknowledged is lost`,
  async () => {
    const seed = newSeed('kill -9')
    const chance = random(seed)
    const directory = await mkdtemp(join(tmpdir(), 'samskriv-kill-'))
    const port = await freePort()
    let program = await startProcess(port, directory)
    const cookies = await Promise.all(municipalities.map((m) => signInTo(program.origin, `ordforande@${m}.example`)))
    const textId = await exampleTextId(program.origin, cookies[0] ?? '')
    const base = `ws://127.0.0.1:${port}/sync`
    const writers = cookies.map((cookie) => new Writer(base, textId, cookie, random(chance.int(2 ** 31))))
    let acknowledged = 0
    for (const writer of writers) {
      writer.onSaved = () => {}
    }
    const typing = setInterval(() => {
      for (const writer of writers) writer.edit()
    }, 10)
    try {
      for (let round = 0; round < rounds; round++) {
        await Promise.all(writers.map((writer) => writer.synced()))
        // How much is acknowledged before the blow is random; when it falls within a batch is the machine's to decide.
        const until = acknowledged + 50 + chance.int(400)
        await new Promise<void>((resolve) => {
          for (const writer of writers) {
            writer.onSaved = (changes) => {
              acknowledged += changes
              if (acknowledged >= until) resolve()
            }
          }
        })
        await program.kill()
        const ledgers = writers.flatMap((writer) => writer.ledger)
        const { lost, back } = compareWithLedgers(await storedText(directory, textId), ledgers)
        expect({ round, seed, lost, back }).toEqual({ round, seed, lost: [], back: 0 })
        program = await startProcess(port, directory)
      }
    } finally {
      clearInterval(typing)
    }
    // What no one acknowledged is still with its writer, and nobody holds words that the server refuses.
    await Promise.all(writers.map((writer) => writer.synced()))
    await Promise.all(writers.map((writer) => writer.allSaved()))
    expect(writers.flatMap((writer) => writer.closures.filter((code) => code > 1006))).toEqual([])
    const { code } = await program.stop()
    expect(code).toBe(0)
    const text = await storedText(directory, textId)
    const ledgers = writers.flatMap((writer) => writer.ledger)
    expect(compareWithLedgers(text, ledgers)).toEqual({ lost: [], back: 0 })
    for (const writer of writers) writer.destroy()
    await rm(directory, { recursive: true, force: true })
  },
  rounds * 30_000 + 60_000,
)
