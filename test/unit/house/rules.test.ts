/** Every promise has a test, and every test that cites a promise cites one that was made. */
import { expect, test } from 'vitest'
import { citedIn, statedIn } from '../../support/citations.ts'
import { codeFiles, read } from '../../support/files.ts'

const documents = ['shared/PROTOCOL.md', 'shared/RULES.md', 'server/store/README.md']
const stated = documents.flatMap((document) => statedIn(read(document)))

/**
 * Contract suites are no test files themselves, but they hold titles. The tests of this house's tools cite made-up
 * rules.
 */
const citing = codeFiles().filter((file) => file.startsWith('test/') && !file.startsWith('test/unit/house/'))
const cited = citing.flatMap((file) => citedIn(read(file)).map((rule) => ({ rule, file })))

test('no rule is stated twice', () => {
  expect(stated.filter((rule, i) => stated.indexOf(rule) !== i)).toEqual([])
})

test('every rule is cited by a test', () => {
  const proved = new Set(cited.map(({ rule }) => rule))
  expect(stated.filter((rule) => !proved.has(rule))).toEqual([])
})

test('no test cites a rule that nobody stated', () => {
  expect(cited.filter(({ rule }) => !stated.includes(rule))).toEqual([])
})

test('a title may cite one rule, several, and stand in a table', () => {
  const source = `
    test('[P7] a full state re-sent passes', () => {})
    test("torn-tail: [S6] the cut is said", () => {})
    describe.each(stores)('[S1, S2] %s', () => {})
    test.for([['[R3] the officer', 1]])('%s', () => {})
    test.skipIf(!linux)('[P5][P6] both', () => {})
    // [P99] in a comment proves nothing, nor does rules['P98'] or list[S1]
  `
  expect(citedIn(source).toSorted()).toEqual(['P5', 'P6', 'P7', 'R3', 'S1', 'S2', 'S6'])
})
