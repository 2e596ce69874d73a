/** Which requests come from the program itself: the rule alone; over HTTP in `test/integration/http/origin.test.ts`. */
import { expect, test } from 'vitest'
import { originAllowed } from '../../../server/origin.ts'

const own = ['https://samskriv.example']

test.for<[why: string, headers: Record<string, string>, allowed: boolean]>([
  ['a page of ours', { origin: 'https://samskriv.example', 'sec-fetch-site': 'same-origin' }, true],
  ['a page of ours in an older browser', { origin: 'https://samskriv.example' }, true],
  ['a program that is no browser', {}, true],
  ['a page elsewhere', { origin: 'https://evil.example', 'sec-fetch-site': 'cross-site' }, false],
  ['a page elsewhere in an older browser', { origin: 'https://evil.example' }, false],
  ['a neighbour of the same site', { origin: 'https://wiki.samskriv.example', 'sec-fetch-site': 'same-site' }, false],
  ['without TLS', { origin: 'http://samskriv.example' }, false],
  ['another port', { origin: 'https://samskriv.example:8443' }, false],
  ['a name that begins like ours', { origin: 'https://samskriv.example.evil.example' }, false],
  ['a name that ends like ours', { origin: 'https://evilsamskriv.example' }, false],
  ['a file or a sandbox', { origin: 'null' }, false],
  ['an empty origin', { origin: '' }, false],
  ['no origin, and the browser says from elsewhere', { 'sec-fetch-site': 'cross-site' }, false],
  ['no origin, and the browser says from a neighbour', { 'sec-fetch-site': 'same-site' }, false],
  ['our origin, and the browser says from elsewhere', { origin: own[0] ?? '', 'sec-fetch-site': 'cross-site' }, false],
  ['a word we do not know', { 'sec-fetch-site': 'somewhere' }, false],
])('[R9] %s', ([, headers, allowed]) => {
  expect(originAllowed(new Headers(headers), own)).toBe(allowed)
})
