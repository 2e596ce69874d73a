import { describe, expect, test } from 'vitest'
import { type GoalFault, type GoalParagraph, goalStructure } from '../../../shared/goals.ts'
import type { TextRole } from '../../../shared/schema/form.ts'

/** A text in short: `V` a vision, `O` an overall goal, `F` a focus area, `M` a goal, with its words; ids are a, b … */
const signs: Readonly<Record<string, TextRole>> = { V: 'vision', O: 'overallGoal', F: 'focusArea', M: 'goal' }

const paragraphs = (...lines: string[]): GoalParagraph[] =>
  lines.map((line, i) => {
    const role = signs[line[0] ?? ''] ?? 'none'
    const id = String.fromCharCode(97 + i)
    return { id, role, level: 0, words: line.slice(2), goalId: role === 'goal' ? `goal-${id}` : null }
  })

const read = (lines: string[], goalsPerFocusArea: number | null = null) =>
  goalStructure(paragraphs(...lines), { goalsPerFocusArea })

const prefixes = (...names: string[]): string[] =>
  read(names.map((name) => `F ${name}`)).focusAreas.map((a) => a.prefix)

const labels = (...lines: string[]): string[] => {
  const { goalsOutside, focusAreas } = read(lines)
  return [...goalsOutside, ...focusAreas.flatMap(({ goals }) => goals)].map(({ label }) => label)
}

const codes = (faults: readonly GoalFault[]): string[] =>
  faults.map(({ code, subject }) => (subject === null ? code : `${code} ${subject}`))

const whole = ['V Nära', 'O Lika god', 'F Infrastruktur', 'M ett', 'M två', 'F Klimat', 'M tre', 'M fyra']

describe('[R28] the structure of goals', () => {
  test('is whole with one vision, one overall goal and focus areas with as many goals as the programme says', () => {
    expect(read(whole, 2).faults).toEqual([])
  })

  test('has its parts in the order of the text, whatever stands between them', () => {
    const { visions, overallGoals, focusAreas } = read(['brödtext', ...whole, 'brödtext'])
    expect([visions, overallGoals].flat().map(({ words }) => words)).toEqual(['Nära', 'Lika god'])
    expect(focusAreas.map(({ words, goals }) => [words, ...goals.map((goal) => goal.words)])).toEqual([
      ['Infrastruktur', 'ett', 'två'],
      ['Klimat', 'tre', 'fyra'],
    ])
  })

  test('of an empty text lacks vision, overall goal and focus area', () => {
    expect(codes(read([], 2).faults)).toEqual(['no-vision', 'no-overall-goal', 'no-focus-area'])
  })

  test('names each vision and overall goal beyond the first', () => {
    const { faults } = read(['V a', 'V b', 'V c', 'O d', 'O e', 'F f'])
    expect(codes(faults)).toEqual(['another-vision b', 'another-vision c', 'another-overall-goal e'])
    expect(faults[0]).toMatchObject({ words: 'b' })
  })

  test('counts the goals of each focus area by the programme’s own number', () => {
    const { faults } = read(['V a', 'O b', 'F ett', 'M c', 'F två', 'M d', 'M e', 'M f', 'F tre'], 2)
    expect(faults).toEqual([
      { code: 'too-few-goals', subject: 'c', words: 'ett', has: 1, wants: 2 },
      { code: 'too-many-goals', subject: 'e', words: 'två', has: 3, wants: 2 },
      { code: 'too-few-goals', subject: 'i', words: 'tre', has: 0, wants: 2 },
    ])
  })

  test('counts nothing where the programme lays nothing down', () => {
    expect(read(['V a', 'O b', 'F ett', 'F två', 'M c'], null).faults).toEqual([])
  })

  test('says that a goal stands before all focus areas, unless there are none to stand in', () => {
    expect(codes(read(['V a', 'O b', 'M c', 'F d']).faults)).toEqual(['goal-outside-area c'])
    expect(codes(read(['V a', 'O b', 'M c']).faults)).toEqual(['no-focus-area'])
  })

  test('says where a role stands on a paragraph without words', () => {
    const { faults } = read(['V a', 'O ', 'F c', 'M  '])
    expect(faults).toEqual([
      { code: 'empty-role', subject: 'b', role: 'overallGoal' },
      { code: 'empty-role', subject: 'd', role: 'goal' },
    ])
  })

  test('says which goal has no id, and which has another’s', () => {
    const found = paragraphs('V a', 'O b', 'F Klimat', 'M d', 'M e', 'M f').map((p) =>
      p.role === 'goal' ? { ...p, goalId: p.id === 'd' ? null : 'same' } : p,
    )
    const { faults } = goalStructure(found, { goalsPerFocusArea: null })
    expect(faults).toEqual([
      { code: 'goal-without-id', subject: 'd', label: 'KLI-1' },
      { code: 'same-goal-id', subject: 'f', label: 'KLI-3' },
    ])
  })

  test('is read also where a paragraph has no id yet', () => {
    const found = paragraphs('V a', 'V b', 'O c', 'F d').map((p) => ({ ...p, id: null }))
    expect(codes(goalStructure(found, { goalsPerFocusArea: null }).faults)).toEqual(['another-vision'])
  })
})

describe('[R30] labels', () => {
  test('count the goals of each area in the order of the text', () => {
    expect(labels(...whole)).toEqual(['INF-1', 'INF-2', 'KLI-1', 'KLI-2'])
    expect(labels('F Klimat', 'M tre', 'F Infrastruktur', 'M ett', 'M två')).toEqual(['KLI-1', 'INF-1', 'INF-2'])
  })

  test('of goals before any focus area are MÅL-1 and on', () => {
    expect(labels('M ett', 'M två', 'F Infrastruktur', 'M tre')).toEqual(['MÅL-1', 'MÅL-2', 'INF-1'])
  })

  test.each([
    ['three letters in upper case', ['Infrastruktur', 'Klimat och miljö'], ['INF', 'KLI']],
    [
      'Swedish letters kept',
      ['Näringsliv och högskola', 'Återbruk', 'Öppenhet', 'Älvar'],
      ['NÄR', 'ÅTE', 'ÖPP', 'ÄLV'],
    ],
    ['composed, however the letters were written', ['A\u030Aterbruk'], ['ÅTE']],
    ['past blanks, digits and signs', ['1. ”En ö” 2045', '– 🌲 skog'], ['ENÖ', 'SKO']],
    ['without the word that begins them all', ['Fokusområde: Infrastruktur', 'Fokusområde 2 – Klimat'], ['INF', 'KLI']],
    ['a name that only begins like that word', ['Fokusområden'], ['FOK']],
    ['longer while two share them', ['Infrastruktur', 'Information', 'Klimat'], ['INFR', 'INFO', 'KLI']],
    ['as long as it takes', ['Samhällsplanering', 'Samhällsservice'], ['SAMHÄLLSP', 'SAMHÄLLSS']],
    ['one that is the beginning of another', ['Info', 'Information'], ['INFO', 'INFOR']],
    ['the same name twice', ['Infrastruktur', 'Infrastruktur', 'INFRASTRUKTUR'], ['INF', 'INF2', 'INF3']],
    ['the same short name twice', ['IT', 'IT'], ['IT', 'IT2']],
    ['never those of goals outside the areas', ['Måltider', 'Mål'], ['MÅLT', 'MÅL2']],
    ['nothing to take letters from', ['', '2045', '🌲'], ['FOK', 'FOK2', 'FOK3']],
    ['letters of other alphabets', ['Ελλάδα', 'Œuvre'], ['ΕΛΛ', 'ŒUV']],
  ])('take their prefix from the area’s name: %s', (_what, names, expected) => {
    expect(prefixes(...names)).toEqual(expected)
  })

  test('are never shared by two areas, whatever they are called', () => {
    const names = ['Mål', 'M', 'Må', 'MÅL', 'Måla', 'Måla', 'A', 'AA', 'AAA', 'AAAA', 'AAAA', 'aaa', '', 'Fokus', 'FOK']
    expect(new Set(prefixes(...names)).size).toBe(names.length)
  })
})
