import { setImmediate as nextTurn } from 'node:timers/promises'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { TextSession } from '../../../../client/sync/status.ts'
import {
  changed,
  contactLost,
  count,
  nothing,
  type Pending,
  saved,
  step2Sent,
  updateSent,
} from '../../../../client/sync/pending.ts'
import { newSeed, type Random, random } from '../../../support/random.ts'
import { type Story, saving, settled, story } from '../../../support/textstory.ts'
import { read, write } from '../../../support/writing.ts'

const rounds = process.env.LONG ? 3000 : 40
const steps = 60

const words = (paragraphs: readonly string[]): string[] => paragraphs.join(' ').split(' ').filter(Boolean).sort()

/** Says so at once if the screen says saved and the disk does not have what stands on the screen. */
const watch = (s: Story, session: TextSession, lies: string[]): void => {
  const look = (): void => {
    if (saving(session)?.state !== 'saved') return
    const onDisk = new Set(words(read(s.relay.doc)))
    const missing = words(read(session.replica().doc)).filter((word) => !onDisk.has(word))
    if (missing.length > 0) lies.push(`said saved without ${missing.join()}`)
  }
  session.subscribe(look)
  look()
}

const run = async (s: Story, chance: Random): Promise<void> => {
  const lies: string[] = []
  const typed: string[] = []
  const open = (): TextSession => {
    const opened = s.open()
    watch(s, opened, lies)
    return opened
  }
  const tabs = [open(), open()]
  let away = false
  const comeBack = async (): Promise<void> => {
    if (away) await s.relay.comeBack()
    away = false
  }
  const deeds: (() => void | Promise<void>)[] = [
    () => s.relay.holdAcknowledgements(),
    () => s.relay.acknowledgeAll(),
    () => s.relay.acknowledgeUpTo(chance.int(10)),
    () => s.relay.askAgain(),
    () => s.relay.closeAll(1012, 'restarting'),
    () => chance.pick(tabs).retry(),
    () => void s.page.dispatchEvent(new Event('online')),
    async () => {
      const which = chance.int(tabs.length)
      await tabs[which]?.close()
      tabs[which] = open()
    },
    async () => {
      if (!away) await chance.pick([s.relay.goAway, s.relay.crash])()
      away = true
    },
    comeBack,
  ]
  for (let step = 0; step < steps && lies.length === 0; step++) {
    const tab = chance.pick(tabs)
    if (chance.chance(0.6) && tab.status().state === 'open') {
      const word = `w${typed.length}`
      typed.push(word)
      write(tab, `${word} `, chance.int(3))
    } else await chance.pick(deeds)()
    for (let turns = chance.int(4); turns > 0; turns--) await nextTurn()
  }
  await comeBack()
  s.relay.acknowledgeAll()
  for (const tab of tabs) tab.retry()
  for (const tab of tabs) await settled(tab)
  expect(lies, `SEED=${chance.seed}`).toEqual([])
  expect(words(read(s.relay.doc)), `SEED=${chance.seed}`).toEqual(typed.sort())
}

test(`[P25] [P26] ${rounds} random hours of two tabs, bad network, crashes and reloads: never saved without being on disk, and nothing lost or doubled`, async () => {
  const first = newSeed('truth')
  for (let round = 0; round < rounds; round++) {
    const s = await story()
    try {
      await run(s, random(first + round))
    } finally {
      await s.end()
    }
  }
})

type Event = 'write' | 'writeUnsent' | 'step2' | 'disconnect' | { saved: number }

test('[P25] [P13] the count is never below the number of changes in no acknowledged frame', () => {
  const event: fc.Arbitrary<Event> = fc.oneof(
    fc.constantFrom<Event>('write', 'write', 'writeUnsent', 'step2', 'disconnect'),
    fc.record({ saved: fc.nat(8) }),
  )
  fc.assert(
    fc.property(fc.array(event, { maxLength: 60 }), (events) => {
      let pending: Pending = nothing
      // The oracle: each change by number, those the server has on disk, and what each frame of this connection held.
      let written = 0
      const onDisk = new Set<number>()
      let frames: number[][] = []
      let acknowledged = 0
      for (const e of events) {
        if (e === 'write' || e === 'writeUnsent') {
          pending = changed(pending)
          const change = written++
          if (e === 'write') pending = updateSent(pending, frames.push([change]))
        } else if (e === 'step2') {
          const all = Array.from({ length: written }, (_, change) => change)
          pending = step2Sent(pending, frames.push(all))
        } else if (e === 'disconnect') {
          pending = contactLost(pending)
          frames = []
          acknowledged = 0
        } else if (e.saved <= frames.length && e.saved > acknowledged) {
          acknowledged = e.saved
          for (const change of frames.slice(0, acknowledged).flat()) onDisk.add(change)
          pending = saved(pending, acknowledged)
        }
        expect(count(pending)).toBeGreaterThanOrEqual(written - onDisk.size)
        expect(count(pending)).toBeLessThanOrEqual(written)
      }
    }),
    { numRuns: 2000 },
  )
})
