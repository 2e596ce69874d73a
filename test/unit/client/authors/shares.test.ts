import { expect, test } from 'vitest'
import { sharesOf, totalsOf } from '../../../../client/authors/shares.ts'
import type { Writer } from '../../../../client/authors/writer.ts'
import type { Author } from '../../../../shared/authors.ts'
import { anna, author, bo } from './page.ts'

const told = (by: Author | null, at = 0): Writer => ({ state: 'told', author: by, at })

/** A paragraph of stretches, each with its writer. */
const paragraph = (...stretches: [words: string, writer: Writer][]) => {
  let from = 0
  const spans = stretches.map(([words, writer]) => {
    const span = { from, to: from + words.length, writer }
    from = span.to
    return span
  })
  return { size: from + 2, text: stretches.map(([words]) => words).join(''), spans }
}

const shares = (...stretches: [string, Writer][]) =>
  sharesOf(paragraph(...stretches)).map(({ author: by, words, since, until }) => [by?.name, words, since, until])

test('a word is counted for who wrote its first sign, and who only mended is named with none', () => {
  expect(shares(['Vi kör b', told(anna, 1)], ['u', told(bo, 2)], ['ssar – nu.', told(anna, 3)])).toEqual([
    ['Anna', 4, 1, 3],
    ['Bo', 0, 2, 2],
  ])
})

test('what was written just now has no time yet, and is later than all that the log has told', () => {
  const now: Writer = { state: 'here', author: anna }
  expect(shares(['ett ', told(anna, 5)], ['två ', now], ['tre', told(anna, 2)])).toEqual([['Anna', 3, 2, null]])
})

test('[R13] one who wrote in two roles is two: each under the role of its day', () => {
  const later = author('Anna', null, 'secretariat')
  expect(shares(['ett ', told(anna)], ['två', told(later)]).map(([name]) => name)).toEqual(['Anna', 'Anna'])
})

test('whose words nobody knows yet are left out rather than guessed', () => {
  expect(shares(['ett ', { state: 'unknown' }], ['två', told(bo)])).toEqual([['Bo', 1, 0, 0]])
})

test('of the whole text: organisations in their order, the shared ones and the start last', () => {
  const secretariat = author('Sekretariatet', null, 'secretariat')
  const paragraphs = [
    sharesOf(paragraph(['ett två ', told(anna)], ['tre', told(null)])),
    sharesOf(paragraph(['ett ', told(bo)], ['två tre ', told(secretariat)], ['fyra', told(anna)])),
  ]
  expect(totalsOf(paragraphs)).toEqual([
    { organisation: 'haninge', words: 1 },
    { organisation: 'tyreso', words: 3 },
    { organisation: 'shared', words: 2 },
    { organisation: 'start', words: 1 },
  ])
})
