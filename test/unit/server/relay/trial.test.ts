import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import * as Y from 'yjs'
import { judge } from '../../../../server/relay/gate.ts'
import { createTrial, type Trial, type TrialLimits } from '../../../../server/relay/trial.ts'
import { Desk } from '../../../support/honest.ts'
import { paste } from '../../../support/honest-edits.ts'
import { attackedText, from, places, quadraticBomb, string, update } from '../../../support/hostile.ts'
import { random } from '../../../support/random.ts'

const state = Y.encodeStateAsUpdate(attackedText())
const letter = update(from(7, string('a', places.words)))

const trying = async (limits: Partial<TrialLimits>, story: (trial: Trial) => Promise<void>) => {
  const trial = createTrial(limits)
  try {
    await story(trial)
  } finally {
    await trial.close()
  }
}

describe('[P11] a costly update is tried first', () => {
  let trial: Trial
  beforeAll(() => {
    trial = createTrial()
  })
  afterAll(() => trial.close())

  test('and its verdict is the gate\u2019s', async () => {
    expect(await trial.tryOut({ state, update: letter, kind: 'update' })).toEqual(judge(letter, attackedText()))
  })

  test('and what the gate refuses is refused there too', async () => {
    const refused = update(from(7, string('a', places.inParagraph)))
    await expect(trial.tryOut({ state, update: refused, kind: 'update' })).rejects.toMatchObject({
      code: 'form-broken',
    })
  })

  test('a gap is said to be one', async () => {
    const gap = update(from(7, string('a', { left: [3, 0] })))
    expect(await trial.tryOut({ state, update: gap, kind: 'update' })).toEqual({ kind: 'gap' })
  })

  test('honest work passes: a paste of 1,000 blocks into 1,000, and the whole text again', async () => {
    const desk = new Desk()
    const writer = desk.join(11)
    writer.edit((tr) => paste(1_000)(tr, random(1)))
    writer.send()
    const before = Y.encodeStateAsUpdate(desk.doc)
    writer.edit((tr) => paste(1_000)(tr, random(2)))
    const [frame] = writer.outbox
    if (!frame) throw new Error('nothing sent')
    expect(await trial.tryOut({ state: before, update: frame.bytes, kind: 'step2' })).toMatchObject({
      kind: 'pass',
      costly: true,
    })
    const whole = Y.encodeStateAsUpdate(writer.doc)
    expect(await trial.tryOut({ state: before, update: whole, kind: 'step2' })).toMatchObject({
      kind: 'pass',
      overlaps: true,
    })
  })

  test('one after another, in order', async () => {
    const seen: number[] = []
    await Promise.all(
      [0, 1, 2, 3].map((n) => trial.tryOut({ state, update: letter, kind: 'update' }).then(() => seen.push(n))),
    )
    expect(seen).toEqual([0, 1, 2, 3])
  })
})

describe('quadratic-update-deadline: [P11]', () => {
  test('28 kB and 56 kB that take Yjs seconds are costly at the gate', () => {
    for (const count of [4_000, 8_000, 400]) {
      expect(judge(quadraticBomb(count), attackedText())).toMatchObject({ kind: 'pass', costly: true })
    }
  })

  test('and refused in the worker, which is stopped for it, and the next update passes', () =>
    trying({ wall: 60_000 }, async (trial) => {
      const bombs = [quadraticBomb(20_000), quadraticBomb(20_000)]
      for (const bomb of bombs) {
        await expect(trial.tryOut({ state, update: bomb, kind: 'update' })).rejects.toMatchObject({
          code: 'malformed-update',
        })
      }
      expect(await trial.tryOut({ state, update: letter, kind: 'update' })).toMatchObject({ kind: 'pass' })
    }))

  test('in small pieces it is costly as soon as the pieces together are', () => {
    const doc = attackedText()
    let costly = 0
    for (let client = 100; client < 300 && costly === 0; client++) {
      const piece = update(from(client, ...Array.from({ length: 30 }, () => string('x', { left: [1, 14] }))))
      const verdict = judge(piece, doc)
      if (verdict.kind === 'pass' && verdict.costly) costly = client
      else Y.applyUpdate(doc, piece)
    }
    expect(costly).toBeGreaterThan(0)
  })

  test('so are new structs that would each pass the whole of a long paragraph', () => {
    const doc = attackedText()
    const chain = Array.from({ length: 3_000 }, (_, i) => string('b', i === 0 ? places.words : { left: [9, i - 1] }))
    // Deleted here and there, so that Yjs does not make one item of them.
    doc.transact(() => Y.applyUpdate(doc, update(from(9, ...chain), { client: 9, ranges: [] })))
    Y.applyUpdate(doc, update({ client: 9, ranges: Array.from({ length: 1_500 }, (_, i) => [2 * i, 1] as const) }))
    const across = { left: [1, 14], right: [9, 2_999] } as const
    expect(judge(update(from(7, string('x', across))), doc)).toMatchObject({ kind: 'pass', costly: true })
    expect(judge(update(from(7, string('x', { left: [9, 2_999] }))), doc)).toMatchObject({ costly: false })
  })
})

describe('[P11] the trial itself', () => {
  test('is over when the worker hangs longer than any machine is busy', () =>
    trying({ wall: 0, look: 1, cpu: Number.POSITIVE_INFINITY }, async (trial) => {
      const bomb = quadraticBomb(20_000)
      await expect(trial.tryOut({ state, update: bomb, kind: 'update' })).rejects.toMatchObject({ code: 'too-fast' })
    }))

  test('counts what was over before anyone looked', () =>
    trying({ cpu: -1, look: 60_000 }, async (trial) => {
      const task = { state, update: letter, kind: 'update' } as const
      await expect(trial.tryOut(task)).rejects.toMatchObject({ code: 'malformed-update' })
    }))

  test('says how many may wait', () =>
    trying({ queue: 1 }, async (trial) => {
      const task = { state, update: letter, kind: 'update' } as const
      const [first, second] = [trial.tryOut(task), trial.tryOut(task)]
      await expect(trial.tryOut(task)).rejects.toMatchObject({ code: 'too-fast' })
      expect((await Promise.all([first, second])).map((verdict) => verdict.kind)).toEqual(['pass', 'pass'])
    }))

  test('[P23] tells those who wait when it is closed', async () => {
    const trial = createTrial()
    const task = { state, update: letter, kind: 'update' } as const
    const all = [trial.tryOut(task), trial.tryOut(task)].map((tried) => tried.catch((error: unknown) => error))
    await trial.close()
    expect(await Promise.all(all)).toMatchObject([{ code: 'restarting' }, { code: 'restarting' }])
    await expect(trial.tryOut(task)).rejects.toMatchObject({ code: 'restarting' })
  })

  test('a worker out of memory is an update refused, and the next one passes', () =>
    trying({ heap: 24, wall: 60_000 }, async (trial) => {
      const bomb = update({
        client: 9,
        clock: 0,
        parts: Array.from({ length: 199_000 }, () => string('å', places.words)),
      })
      await expect(trial.tryOut({ state, update: bomb, kind: 'step2' })).rejects.toMatchObject({
        code: 'malformed-update',
      })
      expect(await trial.tryOut({ state, update: letter, kind: 'update' })).toMatchObject({ kind: 'pass' })
    }))
})
