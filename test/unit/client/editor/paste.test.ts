import { describe, expect, test } from 'vitest'
import { withoutStyles } from '../../../../client/editor/from-html.ts'
import { composedSlice, sliceOfText } from '../../../../client/editor/paste.ts'
import { linesOf, schema } from './lines.ts'

const pasted = (plain: string): string[] => linesOf(schema.node('doc', null, sliceOfText(plain, schema).content))

describe('plain text', () => {
  test('an empty line parts paragraphs, a single break stays one', () => {
    expect(pasted('ett\ntvå\n\ntre')).toEqual(['ett\\två', 'tre'])
  })

  test('Windows’ line ends, blank lines with spaces in them and many of them are the same', () => {
    expect(pasted('ett\r\n \t\r\n\r\n\r\ntvå\r\n')).toEqual(['ett', 'två'])
  })

  test('a few words are put into the paragraph they are pasted in', () => {
    const slice = sliceOfText('några ord', schema)
    expect([slice.openStart, slice.openEnd, slice.content.childCount]).toEqual([1, 1, 1])
  })

  test('nothing is nothing', () => expect(sliceOfText('', schema).size).toBe(0))

  test('indentation and spaces within are the writer’s', () => {
    expect(pasted('  a  b')).toEqual(['  a  b'])
  })
})

test('decomposed signs are composed: what looks the same is the same', () => {
  const slice = composedSlice(sliceOfText('So\u0308derto\u0308rn', schema))
  expect(slice.content.firstChild?.textContent).toBe('Södertörn')
})

describe('HTML before it is read', () => {
  test('styles are put where they have no effect and can still be asked for', () => {
    expect(withoutStyles('<b style="font-weight:normal"><P CLASS=x STYLE=\'a\'>style="mine"</P></b>')).toBe(
      '<b data-style="font-weight:normal"><P CLASS=x data-style=\'a\'>style="mine"</P></b>',
    )
  })

  test('sheets, scripts and handlers are gone', () => {
    expect(withoutStyles('<style>p{}</style><p onclick="x()">ord</p><script>y()</script >')).toBe(
      '<p data-handler="x()">ord</p>',
    )
  })
})
