import { expect, test } from 'vitest'
import { itemsOf } from '../../../../client/editor/numbering.ts'
import { text } from './lines.ts'

/** Each item as depth and number; a bullet is `•`. */
const numbers = (...lines: string[]): string[] =>
  itemsOf(text(lines)).map(({ depth, number }) => `${depth}:${number ?? '•'}`)

test('items are numbered in their order', () => {
  expect(numbers('1. a', '1. b', '1. c')).toEqual(['1:1', '1:2', '1:3'])
})

test('deeper items have their own numbers, and the outer ones go on after them', () => {
  expect(numbers('1. a', '  1. b', '  1. c', '1. d', '  1. e')).toEqual(['1:1', '2:1', '2:2', '1:2', '2:1'])
})

test('text as far in as an item belongs to it; text at the margin and headings begin anew', () => {
  expect(numbers('1. a', '  mer om a', '1. b')).toEqual(['1:1', '1:2'])
  expect(numbers('1. a', 'stycke', '1. b', '# R', '1. c')).toEqual(['1:1', '1:1', '1:1'])
})

test('a bullet of the same depth ends the numbers', () => {
  expect(numbers('1. a', '- b', '1. c')).toEqual(['1:1', '1:•', '1:1'])
})

test('an item that begins deep has no number missing before it', () => {
  expect(numbers('    1. a', '    1. b', '1. c')).toEqual(['3:1', '3:2', '1:1'])
})

test('a quotation counts for itself', () => {
  expect(numbers('1. a', '> 1. q', '> 1. r', '1. b')).toEqual(['1:1', '1:1', '1:2', '1:1'])
})
