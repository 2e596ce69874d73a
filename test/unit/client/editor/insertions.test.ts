import { describe, expect, test } from 'vitest'
import { found, insertions, named, objects } from '../../../../client/editor/insertions.ts'
import { uiEn } from '../../../../shared/messages/ui.en.ts'
import { uiSv } from '../../../../shared/messages/ui.sv.ts'

const labels = (written: string, say = uiSv) => found(named(insertions, say), written).map(({ label }) => label)

describe('[R23] what can be inserted is found by the beginning of a word', () => {
  test('without a word there is everything, each once', () => {
    expect(labels('')).toHaveLength(insertions.length)
    expect(new Set(insertions.map(({ id }) => id)).size).toBe(insertions.length)
  })

  test.each([
    ['rubrik', ['Rubrik 1', 'Rubrik 2', 'Rubrik 3', 'Rubrik 4']],
    ['Rubrik 2', ['Rubrik 2']],
    ['h3', ['Rubrik 3']],
    ['heading 4', ['Rubrik 4']],
    ['rubrik1', ['Rubrik 1']],
    ['bröd', ['Brödtext']],
    ['list', ['Numrerad lista', 'Punktlista']],
    ['bild', ['Figur']],
    ['table', ['Tabell']],
    ['not', ['Fotnot']],
    ['linje', ['Avdelare']],
    ['quote', ['Citat']],
    ['mål', ['Mål', 'Övergripande mål']],
    ['focus', ['Fokusområde']],
    ['ubrik', []],
    ['finns inte', []],
  ])('%s', (written, names) => expect(labels(written)).toEqual(names))

  test('by Swedish words also when the program speaks English', () => {
    expect(labels('fotnot', uiEn)).toEqual(['Footnote'])
    expect(labels('rubrik 1', uiEn)).toEqual(['Heading 1'])
  })

  test('a name comes before another’s keyword', () => {
    expect(labels('lin', uiEn)).toEqual(['Divider'])
    expect(labels('fo')).toEqual(['Fotnot', 'Fokusområde', 'Figur'])
  })
})

test('[R23] the menu above the text has a table, a figure, a footnote and a rule, and `/` has them as well', () => {
  expect(named(objects, uiSv).map(({ label }) => label)).toEqual(['Tabell', 'Figur', 'Fotnot', 'Avdelare'])
  expect(objects.every((object) => insertions.includes(object))).toBe(true)
})

test('[R23] everything has a name in both languages', () => {
  for (const say of [uiSv, uiEn]) expect(named(insertions, say).map(({ label }) => label)).not.toContain('')
})
