/** kill -9 while a process appends, commits and compacts: what it said was on disk is there, life after life. */
import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { expect, test } from 'vitest'
import { openEmbedded } from '../../../server/store/embedded.ts'
import { type Acknowledged, wrongWith } from '../../support/life.ts'
import { newSeed, random } from '../../support/random.ts'
import { tempdir } from '../../support/tempdir.ts'

const rounds = process.env.LONG ? 100 : 5

const program = join(import.meta.dirname, '../../support/lifeprocess.ts')

/** Runs a life until it has acknowledged so much, or until its own fatal call; returns what it acknowledged. */
const liveAndDie = async (args: readonly (string | number)[], enough: number): Promise<Acknowledged[]> => {
  const child = spawn(process.execPath, [program, ...args.map(String)], { stdio: ['ignore', 'pipe', 'inherit'] })
  const acknowledged: Acknowledged[] = []
  const ended = new Promise<NodeJS.Signals | null>((resolve) => child.once('exit', (_, signal) => resolve(signal)))
  for await (const line of createInterface({ input: child.stdout })) {
    acknowledged.push(JSON.parse(line) as Acknowledged) // lifeprocess.ts writes these
    if (acknowledged.length === enough) child.kill('SIGKILL')
  }
  expect(await ended).toBe('SIGKILL')
  return acknowledged
}

test(`[S1, S2, S9, S13] ${rounds} lives on one folder, each killed at random: nothing acknowledged is lost`, async () => {
  const seed = newSeed('kill')
  const chance = random(seed)
  const directory = await tempdir()
  const acknowledged: Acknowledged[] = []
  for (let round = 0; round < rounds; round++) {
    // By turns between two calls to the disk, and from outside at any moment.
    const fatalCall = round % 2 ? 15 + chance.int(150) : 0
    const args = [directory, seed + round, `life${round}`, fatalCall]
    acknowledged.push(...(await liveAndDie(args, fatalCall ? 0 : 10 + chance.int(100))))
    const store = await openEmbedded({ directory })
    expect([seed, round, await wrongWith(store, acknowledged)]).toEqual([seed, round, []])
    await store.close()
  }
})
