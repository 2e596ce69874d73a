import { setImmediate as nextTurn } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { newSeed, type Random, random } from '../../../support/random.ts'
import { type Story, settled, story } from '../../../support/textstory.ts'
import { moveParagraph, write } from '../../../support/writing.ts'

const rounds = process.env.LONG ? 3000 : 40
const steps = 60

/** One who writes on a bad network, with reloads, while a colleague moves and deletes the paragraphs under the pen. */
const run = async (s: Story, chance: Random): Promise<string[]> => {
  const typed: string[] = []
  let tab = s.open()
  let away = false
  const comeBack = async (): Promise<void> => {
    if (away) await s.relay.comeBack()
    away = false
  }
  const root = s.relay.doc.getXmlFragment('text')
  const deeds: (() => void | Promise<void>)[] = [
    () => s.relay.holdAcknowledgements(),
    () => s.relay.acknowledgeAll(),
    () => s.relay.acknowledgeUpTo(chance.int(10)),
    () => s.relay.askAgain(),
    () => s.relay.closeAll(1012, 'restarting'),
    () => tab.retry(),
    comeBack,
    () => root.length > 0 && moveParagraph(s.relay.doc, chance.int(root.length)),
    () => root.length > 0 && root.delete(chance.int(root.length), 1),
    async () => {
      await tab.close()
      tab = s.open({ rights: () => nextTurn(true) })
    },
    async () => {
      if (!away) await chance.pick([s.relay.goAway, s.relay.crash])()
      away = true
    },
  ]
  for (let step = 0; step < steps; step++) {
    if (chance.chance(0.5) && tab.status().state === 'open') {
      const word = `w${typed.length}`
      typed.push(word)
      write(tab, `${word} `, chance.int(3))
    } else await chance.pick(deeds)()
    for (let turns = chance.int(4); turns > 0; turns--) await nextTurn()
  }
  await comeBack()
  s.relay.acknowledgeAll()
  tab.retry()
  await settled(tab)
  const taken = Buffer.concat(s.relay.taken()).toString('latin1')
  const setAside = new Set(tab.setAside().flatMap(({ words }) => words.join(' ').split(' ')))
  return typed.filter((word) => !taken.includes(`${word} `) && !setAside.has(word))
}

test(`[P39] ${rounds} random hours under a colleague who moves and deletes: each word has reached the server alive, or is set aside`, async () => {
  const first = newSeed('moved')
  for (let round = 0; round < rounds; round++) {
    const s = await story()
    try {
      expect(await run(s, random(first + round)), `SEED=${first + round}`).toEqual([])
    } finally {
      await s.end()
    }
  }
})
