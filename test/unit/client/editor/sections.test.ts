import { EditorState } from '@tiptap/pm/state'
import { describe, expect, test } from 'vitest'
import { outlineOf, outlinePlugin } from '../../../../client/editor/outline.ts'
import {
  chapterRows,
  goalRows,
  nextPlace,
  ordinalOf,
  otherPlaces,
  type Rows,
  sectionAt,
} from '../../../../client/editor/sections.ts'
import { schema, text } from './lines.ts'

/** A line as in `lines.ts`, or a heading with a role: `## focusArea: words`. */
const outline = (...lines: string[]) => {
  const doc = text(lines, { ids: true })
  const blocks = doc.children.map((node) => {
    const [, role, words] = /^(focusArea|goal|vision): (.*)$/.exec(node.textContent) ?? []
    return role && words ? node.type.create({ ...node.attrs, role }, schema.text(words)) : node
  })
  return outlineOf(EditorState.create({ doc: schema.node('doc', null, blocks), plugins: [outlinePlugin()] }))
}

const section = (rows: Rows, words: string) => {
  const found = rows.sections.find(({ entry }) => entry.words === words)
  if (!found) throw new Error(`no line ${words}`)
  return found
}

/** What a line has with it: the blocks it takes along. */
const extent = (rows: Rows, words: string): [number, number] => [section(rows, words).from, section(rows, words).to]

/** Before which line each place is; `end` is after the last. */
const places = (rows: Rows, words: string): string[] =>
  otherPlaces(rows, section(rows, words)).map(({ row }) => rows.sections[row]?.entry.words ?? 'end')

const next = (rows: Rows, words: string, direction: 'up' | 'down'): string | null => {
  const place = nextPlace(rows, section(rows, words), direction)
  return place && (rows.sections[place.row]?.entry.words ?? 'end')
}

describe('chapters', () => {
  const rows = chapterRows(
    outline(
      'inledning',
      '# A',
      'a',
      '## A1',
      '### A1x',
      'ord',
      '## A2',
      '# B',
      'b',
      '## B1',
      '# C',
      '> ## citat',
      'slut',
    ),
  )

  test('take along everything until the next heading of their level or above', () => {
    expect(extent(rows, 'A')).toEqual([1, 7])
    expect(extent(rows, 'A1')).toEqual([3, 6])
    expect(extent(rows, 'A1x')).toEqual([4, 6])
    expect(extent(rows, 'B')).toEqual([7, 10])
    expect(extent(rows, 'C')).toEqual([10, 13])
  })

  test('are no headings in quotations', () => {
    expect(rows.sections.map(({ entry }) => entry.words)).toEqual(['A', 'A1', 'A1x', 'A2', 'B', 'B1', 'C'])
  })

  test('go before headings of their level or above, never into themselves', () => {
    expect(places(rows, 'A')).toEqual(['C', 'end'])
    expect(places(rows, 'C')).toEqual(['A', 'B'])
    expect(places(rows, 'A1')).toEqual(['B', 'B1', 'C', 'end'])
    expect(places(rows, 'A2')).toEqual(['A1', 'B1', 'C', 'end'])
    expect(places(rows, 'B1')).toEqual(['A1', 'A2', 'B', 'end'])
    expect(places(rows, 'A1x')).toEqual(['A1', 'B', 'B1', 'C', 'end'])
  })

  test('[R32] go up and down one line of their kind at a time, at the end into the next chapter', () => {
    expect([next(rows, 'A', 'up'), next(rows, 'A', 'down')]).toEqual([null, 'C'])
    expect([next(rows, 'B', 'up'), next(rows, 'B', 'down')]).toEqual(['A', 'end'])
    expect([next(rows, 'A1', 'up'), next(rows, 'A1', 'down')]).toEqual([null, 'B'])
    expect([next(rows, 'A2', 'up'), next(rows, 'A2', 'down')]).toEqual(['A1', 'B1'])
    expect([next(rows, 'B1', 'up'), next(rows, 'C', 'down')]).toEqual(['B', null])
  })

  test('say which of how many they are under one chapter', () => {
    expect(ordinalOf(rows, section(rows, 'B'))).toEqual({ number: 2, of: 3 })
    expect(ordinalOf(rows, section(rows, 'A2'))).toEqual({ number: 2, of: 2 })
    expect(ordinalOf(rows, section(rows, 'B1'))).toEqual({ number: 1, of: 1 })
  })

  test('are found by the block one stands in, the innermost', () => {
    expect([0, 1, 3, 5, 6, 12].map((block) => sectionAt(rows, block)?.entry.words ?? null)).toEqual([
      null,
      'A',
      'A1',
      'A1x',
      'A2',
      'C',
    ])
  })
})

describe('focus areas and goals', () => {
  const lines = [
    '# Mål',
    '## focusArea: INF',
    'om',
    '### goal: i1',
    'mer',
    '#### räknas',
    '### goal: i2',
    '## paus',
    '## focusArea: KLI',
    '### goal: k1',
    '## focusArea: NÄR',
    '# Efter',
  ]
  const rows = goalRows(outline(...lines))

  test('take along what stands under them', () => {
    expect(extent(rows, 'INF')).toEqual([1, 7])
    expect(extent(rows, 'i1')).toEqual([3, 6])
    expect(extent(rows, 'k1')).toEqual([9, 10])
    expect(extent(rows, 'NÄR')).toEqual([10, 11])
  })

  test('[R32] a goal goes within its area and into the next, also one without goals', () => {
    expect([next(rows, 'i1', 'up'), next(rows, 'i1', 'down')]).toEqual([null, 'KLI'])
    expect([next(rows, 'i2', 'up'), next(rows, 'i2', 'down')]).toEqual(['i1', 'k1'])
    expect([next(rows, 'k1', 'up'), next(rows, 'k1', 'down')]).toEqual(['KLI', 'end'])
    expect(nextPlace(rows, section(rows, 'k1'), 'up')?.at).toBe(7)
    expect(nextPlace(rows, section(rows, 'k1'), 'down')?.at).toBe(11)
  })

  test('[R32] an area goes past areas with all of its goals', () => {
    expect([next(rows, 'INF', 'up'), next(rows, 'INF', 'down')]).toEqual([null, 'NÄR'])
    expect([next(rows, 'KLI', 'up'), next(rows, 'KLI', 'down')]).toEqual(['INF', 'end'])
    expect(nextPlace(rows, section(rows, 'NÄR'), 'up')?.at).toBe(7)
    expect(nextPlace(rows, section(rows, 'KLI'), 'down')?.at).toBe(11)
  })

  test('are counted among their like', () => {
    expect(ordinalOf(rows, section(rows, 'KLI'))).toEqual({ number: 2, of: 3 })
    expect(ordinalOf(rows, section(rows, 'i2'))).toEqual({ number: 2, of: 2 })
  })

  test('without headings end at the next role or heading; an area has its goals', () => {
    const plain = goalRows(
      outline(
        '*focusArea* F',
        'om F',
        '*goal* ett',
        'om ett',
        '*goal* två',
        '*vision* V',
        '*goal* tre',
        '# Rubrik',
        'x',
      ),
    )
    expect(extent(plain, 'F')).toEqual([0, 5])
    expect(extent(plain, 'ett')).toEqual([2, 4])
    expect(extent(plain, 'två')).toEqual([4, 5])
    expect(extent(plain, 'tre')).toEqual([6, 7])
  })

  test('an area has its goals also where all are headings of one level', () => {
    const flat = goalRows(outline('# focusArea: F', '# goal: ett', '# goal: två', '# Efter'))
    expect(extent(flat, 'F')).toEqual([0, 3])
    expect(extent(flat, 'ett')).toEqual([1, 2])
  })
})
