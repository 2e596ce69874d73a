import { describe, expect, test } from 'vitest'
import { uiSv } from '../../../../shared/messages/ui.sv.ts'
import {
  apart,
  gathering,
  joined,
  type Kind,
  openAnnouncements,
  repeated,
  sentenceOf,
  type Told,
  type Who,
} from '../../../../client/editor/announcements.ts'

const say = uiSv.others
const salem: Who = { id: 's', name: 'Ordförande, Salem', short: 'Salem' }
const tyreso: Who = { id: 't', name: 'Ordförande, Tyresö', short: 'Tyresö' }
const wrote = (who: Who | null, where: string | null, kind: Kind = 'wrote'): Told => ({ who, kind, where })

describe('[R25] a sentence says who, what and where', () => {
  test.each<[Told[], string]>([
    [[wrote(salem, 'Vision')], 'Ordförande, Salem skrev i avsnittet Vision'],
    [[wrote(salem, null)], 'Ordförande, Salem skrev i textens början'],
    [[wrote(null, 'Vision', 'removed')], 'Någon tog bort stycken i avsnittet Vision'],
    [[wrote(salem, 'Vision', 'moved')], 'Ordförande, Salem flyttade stycken i avsnittet Vision'],
    [[wrote(salem, 'Vision'), wrote(tyreso, 'Inledning')], 'Salem och Tyresö skrev i Vision och Inledning'],
    [
      [wrote(salem, 'Vision'), wrote(tyreso, 'Mål', 'removed')],
      'Ordförande, Salem skrev i avsnittet Vision. Ordförande, Tyresö tog bort stycken i avsnittet Mål',
    ],
  ])('%#', (told, sentence) => expect(sentenceOf(told, say)).toBe(sentence))

  test('no more than three of anything are named', () => {
    expect(joined(['A', 'B', 'C'], say)).toBe('A, B och C')
    expect(joined(['A', 'B', 'A', 'C', 'D', 'E'], say)).toBe('A, B och 3 till')
  })
})

/** A page whose clock the test sets. */
const page = () => {
  let time = 0
  let timers: { at: number; call: () => void }[] = []
  let hidden = false
  const said: [number, string][] = []
  const announcements = openAnnouncements({
    say,
    now: () => time,
    later(ms, call) {
      const timer = { at: time + ms, call }
      timers.push(timer)
      return () => {
        timers = timers.filter((other) => other !== timer)
      }
    },
    isHidden: () => hidden,
    announce: (sentence) => said.push([time, sentence]),
  })
  return {
    said,
    announcements,
    hear: (...told: Told[]) => announcements.hear(told),
    hide: (is: boolean) => {
      hidden = is
    },
    pass(ms: number): void {
      const end = time + ms
      for (;;) {
        const [next] = timers.filter(({ at }) => at <= end).sort((a, b) => a.at - b.at)
        if (!next) break
        timers = timers.filter((timer) => timer !== next)
        time = next.at
        next.call()
      }
      time = end
    },
  }
}

describe('[R25] sentences are coalesced', () => {
  test('the first is said some seconds after it began, once for all its keys', () => {
    const { hear, pass, said } = page()
    for (let key = 0; key < 20; key += 1) {
      hear(wrote(salem, 'Vision'))
      pass(100)
    }
    pass(apart)
    expect(said).toEqual([[gathering, 'Ordförande, Salem skrev i avsnittet Vision']])
  })

  test('however much is written, at most one is said in ten seconds', () => {
    const { hear, pass, said } = page()
    for (let key = 0; key < 600; key += 1) {
      hear(wrote(key % 2 ? salem : tyreso, `Avsnitt ${Math.floor(key / 50)}`))
      pass(100)
    }
    const pauses = said.slice(1).map(([at], i) => at - (said[i]?.[0] ?? 0))
    expect(said.length).toBeGreaterThan(4)
    expect(Math.min(...pauses)).toBeGreaterThanOrEqual(apart)
  })

  test('who writes on in the same section is told of now and then, not every ten seconds', () => {
    const { hear, pass, said } = page()
    for (let second = 0; second < 120; second += 1) {
      hear(wrote(salem, 'Vision'))
      pass(1000)
    }
    expect(said.map(([, sentence]) => sentence)).toEqual([said[0]?.[1], said[0]?.[1]])
    expect((said[1]?.[0] ?? 0) - (said[0]?.[0] ?? 0)).toBeGreaterThanOrEqual(repeated)
  })

  test('nothing is said of what was done while the page was hidden', () => {
    const { hear, pass, hide, said } = page()
    hide(true)
    hear(wrote(salem, 'Vision'))
    hide(false)
    pass(apart)
    hear(wrote(tyreso, 'Mål'))
    hide(true)
    pass(apart)
    expect(said).toEqual([])
  })

  test('nothing is said once it is stopped', () => {
    const { hear, pass, said, announcements } = page()
    hear(wrote(salem, 'Vision'))
    announcements.stop()
    pass(apart)
    expect(said).toEqual([])
  })
})
