/**
 * The table of knock-outs and the marks in the source say the same; the runs themselves are `npm run test:knockout`.
 */
import { describe, expect, test } from 'vitest'
import { codeFiles, read } from '../../support/files.ts'
import { guardsIn, knockOut } from '../../support/guards.ts'
import { knockOutTable } from '../../support/knockouts.ts'

const table = knockOutTable()

test('every guard that is marked in the source has a knock-out, and every knock-out its guard', () => {
  const product = codeFiles().filter((file) => !file.startsWith('test/'))
  const marked = product.flatMap((file) => guardsIn(read(file)).map((guard) => `${file} ${guard}`))
  const known = table.filter(({ line }) => line === undefined).map(({ file, guard }) => `${file} ${guard}`)
  expect(known.toSorted()).toEqual(marked.toSorted())
})

test('every knock-out names a line and a test that are there', () => {
  // A contract suite's titles stand in another file than the one that runs it.
  const titles = codeFiles()
    .filter((file) => file.startsWith('test/'))
    .map(read)
  expect(table.filter(({ title }) => !titles.some((source) => source.includes(title)))).toEqual([])
  for (const entry of table) expect(knockOut(read(entry.file), entry)).not.toBe(read(entry.file))
})

describe('taking a guard away', () => {
  const source = [
    'export function accept(frame) {',
    "  if (frame.size > limit) return 'too-big' // guard: size",
    '  // guard: form',
    "  if (!frame.wellFormed) return 'form-broken'",
    '  if (frame.by !== owner) { // guard: owner',
    "    return 'foreign'",
    '  }',
    '  may: hasRole(actor) && isOpen(phase), // guard: role',
    '}',
  ].join('\n')

  const lineAfter = (guard: string, line: number, instead?: string) =>
    knockOut(source, instead === undefined ? { guard } : { guard, instead }).split('\n')[line]

  test('takes its line, or the line below when the mark stands alone', () => {
    expect(lineAfter('size', 1)).toBe('')
    expect(lineAfter('form', 3)).toBe('')
  })

  test('leaves the block of an if, which never holds', () => {
    expect(lineAfter('owner', 4)).toBe('  if (Math.random() > 1) {')
  })

  test('puts something else there when the table says so', () => {
    expect(lineAfter('role', 7, '  may: isOpen(phase),')).toBe('  may: isOpen(phase),')
  })

  test('a line without a mark is found by its words', () => {
    const entry = { guard: 'foreign', line: "return 'foreign'", instead: '    return null' }
    expect(knockOut(source, entry).split('\n')[5]).toBe('    return null')
  })

  test('a guard that is not there is no quiet success', () => {
    expect(() => knockOut(source, { guard: 'gone' })).toThrow('found 0 times')
  })
})
