import { expect, test } from 'vitest'
import { openTelling } from '../../../../client/authors/telling.ts'
import type { AuthorRun } from '../../../../shared/authors.ts'
import { anna, run } from './page.ts'

/** A clock of the test's own, and a server that answers when it is told to. */
const server = () => {
  let now = 0
  let timers: { due: number; call: () => void }[] = []
  const open: { answer: (runs: AuthorRun[]) => void; fail: () => void }[] = []
  const asked: number[] = []
  let toldTimes = 0
  const telling = openTelling({
    ask: () => {
      asked.push(now)
      return new Promise((answer, reject) => open.push({ answer, fail: () => reject(new Error('no contact')) }))
    },
    now: () => now,
    later: (ms, call) => {
      const timer = { due: now + ms, call }
      timers.push(timer)
      return () => {
        timers = timers.filter((each) => each !== timer)
      }
    },
    onTold: () => {
      toldTimes += 1
    },
  })
  const settle = async (deed: (one: (typeof open)[number]) => void): Promise<void> => {
    const one = open.shift()
    if (one) deed(one)
    // The answer's promise and the one that waits for it.
    await Promise.resolve()
    await Promise.resolve()
    await Promise.resolve()
  }
  return {
    telling,
    asked,
    toldTimes: () => toldTimes,
    answers: (...runs: AuthorRun[]) => settle(({ answer }) => answer(runs)),
    fails: () => settle(({ fail }) => fail()),
    passes(ms: number) {
      const until = now + ms
      for (;;) {
        const due = timers.toSorted((a, b) => a.due - b.due).find((timer) => timer.due <= until)
        if (!due) break
        timers = timers.filter((timer) => timer !== due)
        now = due.due
        due.call()
      }
      now = until
    },
  }
}

test('[R13] unknown words are asked for soon, once for many, and never while an answer is under way', async () => {
  const one = server()
  one.telling.start()
  one.telling.want('unknown')
  await one.answers()
  for (let i = 0; i < 50; i += 1) one.telling.want('unknown')
  one.passes(2999)
  expect(one.asked).toEqual([0])
  one.passes(1)
  expect(one.asked).toEqual([0, 3000])
  one.passes(60_000)
  expect(one.asked).toHaveLength(2)
})

test('[R13] words of somebody who is here can wait; an unknown one among them does not', async () => {
  const one = server()
  one.telling.start()
  await one.answers(run(1, 0, 5, anna))
  one.telling.want('here')
  one.passes(4000)
  expect(one.asked).toEqual([0])
  one.telling.want('unknown')
  one.passes(300)
  expect(one.asked).toEqual([0, 4300])
  expect(one.telling.told()).toEqual({ state: 'told', runs: [run(1, 0, 5, anna)] })
})

test('[R13] without contact it is said, asked again, and what was told before stays', async () => {
  const one = server()
  one.telling.start()
  await one.fails()
  expect(one.telling.told()).toEqual({ state: 'failed' })
  one.passes(15_000)
  await one.answers(run(1, 0, 5, anna))
  one.telling.want('unknown')
  one.passes(3000)
  await one.fails()
  expect(one.telling.told()).toMatchObject({ state: 'told' })
  expect(one.toldTimes()).toBe(3)
})

test('turned off it asks nothing more, and an answer that comes late is not heard', async () => {
  const one = server()
  one.telling.start()
  one.telling.stop()
  await one.answers()
  one.telling.want('unknown')
  one.passes(60_000)
  expect([one.asked, one.toldTimes()]).toEqual([[0], 0])
})
