import { initProseMirrorDoc } from '@tiptap/y-tiptap'
import * as encoding from 'lib0/encoding'
import { describe, expect, test } from 'vitest'
import * as Y from 'yjs'
import { textRoot } from '../../../../shared/protocol.ts'
import { maxDepth } from '../../../../shared/schema/form.ts'
import { ask, me, says } from '../../../support/ask.ts'
import {
  attackedText,
  deletedRun,
  element,
  embed,
  format,
  formatJson,
  from,
  fromClock,
  type Part,
  type Place,
  places,
  string,
  struct,
  type,
  update,
  values,
  xmlText,
} from '../../../support/hostile.ts'
import { schema } from '../../../support/honest.ts'

const { words, top, inParagraph, level, inQuote, swept } = places

/** What an editor would make of the text if there were no gate. */
const naivePage = (part: Part) => {
  const doc = attackedText()
  Y.applyUpdate(doc, update(from(me, part)))
  return initProseMirrorDoc(doc.getXmlFragment(textRoot), schema).doc
}

const before: Place = { right: [1, 2] }

describe('poison-types: [P6] five forms after which a naive text opens for nobody', () => {
  test.each<[string, Part]>([
    ['a map at top level', type(1, top)],
    ['text at top level', xmlText(top)],
    ['a raw string in a paragraph', string('a', inParagraph)],
    ['a map in a paragraph', type(1, inParagraph)],
  ])('%s', (_, part) => {
    expect(() => naivePage(part)).toThrow(TypeError)
    expect(says(part)).toBe('form-broken')
  })

  test('a link whose address is a list, of which every editor asks what only words have', () => {
    const part = format('link', { href: ['https://a.example'] }, before)
    expect(naivePage(part).firstChild?.firstChild?.marks[0]?.attrs.href).toEqual(['https://a.example'])
    expect(says(part)).toBe('form-broken')
  })

  test('unknown-names-refused: one unknown mark on one letter, and a naive editor deletes the paragraph', () => {
    const part = format('comment', {}, before)
    expect(naivePage(part).textContent).toBe('')
    expect(says(part)).toBe('form-broken')
  })
})

describe('unknown-names-refused: [P6] names that the form does not have', () => {
  test.each<[string, Part]>([
    ['a root', element('paragraph', { root: 'prosemirror' })],
    ['a root by the name of __proto__', element('paragraph', { root: '__proto__' })],
    ['a node', element('heading', top)],
    ['a node by the name of constructor', element('constructor', top)],
    ['a node by the name of text', element('text', inParagraph)],
    ['a node by the name of top, where things are swept up', element('top', swept)],
    ['a node where things are swept up', element('script', swept)],
    ['a mark', format('comment', {}, words)],
    ['a mark by the name of __proto__', format('__proto__', {}, words)],
    ['a mark where things are swept up', format('comment', {}, swept)],
    ['a mark that overlaps itself, which none of ours does', format('bold--AAAAAAAA', {}, words)],
    ['an attribute', values({ parent: [1, 0], sub: 'onclick' }, 'a')],
    ['an attribute by the name of __proto__', values({ parent: [1, 0], sub: '__proto__' }, 'a')],
    ['an attribute of another node', values({ parent: [1, 16], sub: 'level' }, 1)],
    ['an attribute of the text itself', values({ root: textRoot, sub: 'level' }, 1)],
    ['a deleted attribute', deletedRun(1, { parent: [1, 0], sub: 'prototype' })],
  ])('%s', (_, part) => {
    expect(says(part)).toBe('form-broken')
  })
})

describe('[P6] values and places that the form does not have', () => {
  const link = (json: string) => formatJson('link', json, words)
  test.each<[string, Part]>([
    ['a level of five', values(level, 5)],
    ['a level of a half', values(level, 1.5)],
    ['a level as a word', values(level, '1')],
    ['a level of null', values(level, null)],
    ['a level of undefined', values(level, undefined)],
    ['a level of true', values(level, true)],
    ['one good level and one bad', values(level, 1, 9)],
    ['an id with a space', values({ parent: [1, 0], sub: 'id' }, 'a b')],
    ['an id that is too long', values({ parent: [1, 0], sub: 'id' }, 'a'.repeat(65))],
    ['a list of lists', values({ parent: [1, 0], sub: 'list' }, ['none'])],
    ['words as an attribute', string('a', { parent: [1, 0], sub: 'level' })],
    ['a node as an attribute', element('paragraph', { parent: [1, 0], sub: 'level' })],
    ['a node after an attribute', element('hardBreak', level)],
    ['a value among the words', values(words, 1)],
    ['a value that no attribute has, where things are swept up', values(swept, 'a'.repeat(1001))],
    ['a paragraph in a paragraph', element('paragraph', inParagraph)],
    ['a paragraph among the words', element('paragraph', words)],
    ['a line break at top level', element('hardBreak', top)],
    ['words in a quote', string('a', inQuote)],
    ['bold in a paragraph', format('bold', {}, inParagraph)],
    ['a parent that is a word', xmlText({ parent: [1, 5] })],
    ['neighbours in two parents', string('a', { left: [1, 14], right: [1, 1] })],
    ['neighbours the wrong way round', element('blockquote', { left: [1, 16], right: [1, 0] })],
    ['neighbours the wrong way round in one word', string('a', { left: [1, 5], right: [1, 4] })],
    ['a child and an attribute as neighbours', element('hardBreak', { left: [1, 1], right: [1, 15] })],
    ['an embed', embed({ image: 'a' }, words)],
    ['JSON', struct(2, words, () => {})],
    ['bytes', struct(3, words, () => {})],
    ['a document in the document', struct(9, words, () => {})],
    ['an array', type(0, inParagraph)],
    ['a plain text', type(2, inParagraph)],
    ['a fragment', type(4, inQuote)],
    ['bold that is true', format('bold', true, words)],
    ['bold that is a list', format('bold', [], words)],
    ['bold with an attribute', format('bold', { weight: 900 }, words)],
    ['a link without an address', link('{}')],
    ['a link with two attributes', link('{"href":"#a","target":"_blank"}')],
    ['a link with another attribute', link('{"target":"#a"}')],
    ['a link with __proto__', link('{"__proto__":"#a"}')],
    ['a link to javascript', link('{"href":"javascript:alert(1)"}')],
    ['a link to data', link('{"href":" data:text/html,x"}')],
  ])('%s', (_, part) => {
    expect(says(part)).toBe('form-broken')
  })
})

test('[P6] two new structs in two parents are nobody\u2019s neighbours', () => {
  const torn = string('b', { left: [me, 0], right: [me, 1] })
  expect(says(string('a', words), element('hardBreak', inParagraph), torn)).toBe('form-broken')
})

test('[P6] nothing is put into a node that the form has no longer', () => {
  const doc = attackedText()
  Y.applyUpdate(doc, update(from(8, element('heading', top))))
  expect(ask(update(from(me, element('paragraph', { parent: [8, 0] }))), doc)).toBe('form-broken')
  expect(ask(update(from(me, deletedRun(1, { parent: [8, 0] }))), doc)).toBe('form-broken')
})

describe('nesting-and-value-depth: [P6]', () => {
  const nested = (depth: number) =>
    from(me, ...Array.from({ length: depth }, (_, i) => element('blockquote', i === 0 ? top : { parent: [me, i - 1] })))

  test('nodes stand in one another as deep as the form says, and no deeper', () => {
    expect(ask(update(nested(maxDepth)))).toMatchObject({ kind: 'pass' })
    expect(ask(update(nested(maxDepth + 1)))).toBe('form-broken')
  })

  test('also when the deep ones are there already', () => {
    const doc = attackedText()
    Y.applyUpdate(doc, update(nested(maxDepth - 1)))
    const deeper = (count: number) =>
      Array.from({ length: count }, (_, i) => element('blockquote', { parent: [me, maxDepth - 2 + i] }))
    expect(ask(update(fromClock(me, maxDepth - 1, ...deeper(1))), doc)).toMatchObject({ kind: 'pass' })
    expect(ask(update(fromClock(me, maxDepth - 1, ...deeper(2))), doc)).toBe('form-broken')
  })

  test('a value has no depth at all: 100,000 lists in one another are refused at the first', () => {
    const lists = struct(8, level, (e) => {
      encoding.writeVarUint(e, 1)
      for (let i = 0; i < 100_000; i++) encoding.writeUint8Array(e, new Uint8Array([117, 1]))
    })
    expect(says(lists)).toBe('form-broken')
  })

  test('a mark with 5,000 lists in one another is refused', () => {
    expect(says(formatJson('link', `${'['.repeat(5_000)}${']'.repeat(5_000)}`, words))).toBe('form-broken')
  })
})
