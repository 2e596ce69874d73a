/** What counts as a mass deletion: steps in, findings out, no clock but the test's. */
import { expect, test } from 'vitest'
import { type Finding, Guard } from '../../../../server/relay/guard.ts'

/** A text of so many signs; `said` is all that the guard found, step by step. */
const textOf = (length: number) => {
  let signs = length
  const guard = new Guard()
  let now = 1_000_000
  const said: Finding[] = []
  const step = (deleted: number, inserted: number): void => {
    signs += inserted - deleted
    said.push(guard.note({ deleted, inserted, at: now }, () => signs))
  }
  const story = {
    guard,
    said,
    start: now,
    deletes: (n: number) => (step(n, 0), story),
    writes: (n: number) => (step(0, n), story),
    replaces: (deleted: number, inserted: number) => (step(deleted, inserted), story),
    after: (ms: number) => ((now += ms), story),
    kinds: () => said.map(({ kind }) => kind),
  }
  return story
}

test('[R37] more than a fifth in one go is a loss, a fifth is none', () => {
  expect(textOf(10_000).deletes(2000).kinds()).toEqual(['calm'])
  expect(textOf(10_000).deletes(2001).said).toMatchObject([{ kind: 'loss', signs: 2001, share: 0.2001 }])
})

test('[R37] more than 20,000 signs is a loss however long the text', () => {
  expect(textOf(1_000_000).deletes(20_000).kinds()).toEqual(['calm'])
  expect(textOf(1_000_000).deletes(20_001).kinds()).toEqual(['loss'])
})

test('[R37] below 500 signs nothing is, in a text of a few lines', () => {
  expect(textOf(499).deletes(499).kinds()).toEqual(['calm'])
  expect(textOf(500).deletes(500).kinds()).toEqual(['loss'])
})

test('[R37] small deletions add up within a minute, and only within one', () => {
  const story = textOf(10_000)
  for (let i = 0; i < 5; i++) story.deletes(450).after(10_000)
  expect(story.kinds()).toEqual(['calm', 'calm', 'calm', 'calm', 'loss'])
  expect(story.said.at(-1)).toMatchObject({ signs: 2250, from: story.start })
  const slow = textOf(10_000)
  for (let i = 0; i < 5; i++) slow.deletes(450).after(16_000)
  expect(new Set(slow.kinds())).toEqual(new Set(['calm']))
})

test('[R37] it is the net that counts: what is written or pasted in the minute is set off, before or after', () => {
  expect(textOf(10_000).replaces(10_000, 9000).kinds()).toEqual(['calm'])
  expect(textOf(10_000).writes(4000).after(20_000).deletes(4000).kinds()).toEqual(['calm', 'calm'])
  expect(textOf(10_000).deletes(1900).after(5000).writes(1900).after(5000).deletes(1900).kinds()).toEqual([
    'calm',
    'calm',
    'calm',
  ])
})

test('[R37] what comes back within the minute settles it: a paste of what was cut, an undo', () => {
  const story = textOf(10_000).deletes(3000).after(30_000).writes(500).after(1000).writes(2000)
  expect(story.kinds()).toEqual(['loss', 'calm', 'regained'])
  expect(story.said.at(-1)).toMatchObject({ from: story.start })
  expect(textOf(10_000).deletes(3000).after(61_001).writes(3000).kinds()).toEqual(['loss', 'calm'])
})

test('[R37] two who delete and write around the limit are told of once, not at every step', () => {
  const story = textOf(10_000).deletes(3000)
  for (let i = 0; i < 10; i++) story.after(1000).writes(1100).after(1000).deletes(1100)
  expect(new Set(story.kinds().slice(1))).toEqual(new Set(['calm']))
})

test('[R38] one that grows is told again, as the same, when it has grown by enough to matter', () => {
  const story = textOf(10_000).deletes(3000)
  story.after(2000).deletes(100).after(2000).deletes(700).after(2000).deletes(700)
  expect(story.kinds()).toEqual(['loss', 'calm', 'loss', 'calm'])
  expect(story.said[2]).toMatchObject({ from: story.start, signs: 3800, share: 0.38 })
})

test('[R38] a second one after the minute is another', () => {
  const story = textOf(10_000).deletes(3000).after(61_001).deletes(3000)
  expect(story.kinds()).toEqual(['loss', 'loss'])
  expect(story.said[1]).toMatchObject({ from: story.start + 61_001, signs: 3000 })
})

test('[P38] the log is held while 500 signs went within the minute, whatever was written', () => {
  const story = textOf(100_000).deletes(499)
  expect(story.guard.watches).toBe(false)
  story.replaces(1, 5000)
  expect(story.guard.watches).toBe(true)
  story.after(61_001).writes(1)
  expect(story.guard.watches).toBe(false)
})

test('[R37] the length of the text is asked for only when so much went that it matters', () => {
  const guard = new Guard()
  const never = () => expect.unreachable('asked')
  for (let at = 0; at < 100; at++) guard.note({ deleted: 4, inserted: 9, at: at * 100 }, never)
})
