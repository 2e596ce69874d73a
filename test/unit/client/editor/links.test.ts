import { describe, expect, test } from 'vitest'
import { type EditorState, TextSelection } from '@tiptap/pm/state'
import { addressOf, linkAt, removeLink, setLink } from '../../../../client/editor/links.ts'
import { state } from './lines.ts'

describe('what a person may mean by an address', () => {
  test.each([
    ['https://tyreso.se/a?b=c#d', 'https://tyreso.se/a?b=c#d'],
    [' www.tyreso.se ', 'https://www.tyreso.se'],
    ['tyreso.se/väg', 'https://tyreso.se/väg'],
    ['namn@tyreso.se', 'mailto:namn@tyreso.se'],
    ['mailto:namn@tyreso.se', 'mailto:namn@tyreso.se'],
    ['08-578 291 00', 'tel:0857829100'],
    ['#vision', '#vision'],
    ['javascript:alert(1)', null],
    ['JaVaScRiPt:alert(1)', null],
    ['data:text/html,x', null],
    ['vbscript:x', null],
    ['//evil.example', null],
    ['två ord', null],
    ['', null],
  ])('%j', (written, meant) => expect(addressOf(written)).toBe(meant))
})

const did = (before: EditorState, command: ReturnType<typeof setLink>): EditorState => {
  let result = before
  command(before, (tr) => {
    result = before.apply(tr)
  })
  return result
}

const linkedWords = ({ doc }: EditorState): string[] => {
  const found: string[] = []
  doc.descendants((node) => {
    for (const mark of node.marks) found.push(`${node.text} → ${JSON.stringify(mark.attrs)}`)
  })
  return found
}

describe('links in the text', () => {
  const linked = () => did(state(['se [Tyresö] nu']), setLink('https://tyreso.se', ''))

  test('the selected words become one, and only the address is stored', () => {
    expect(linkedWords(linked())).toEqual(['Tyresö → {"href":"https://tyreso.se"}'])
  })

  test('the caret anywhere in it finds the whole of it, also where part of it is bold', () => {
    const before = linked()
    const bold = before.apply(before.tr.addMark(4, 6, before.schema.mark('bold')))
    expect(linkAt(bold)).toEqual({ from: 4, to: 10, href: 'https://tyreso.se' })
  })

  test('it is changed and removed with only the caret in it', () => {
    const made = linked()
    const caret = made.apply(made.tr.setSelection(TextSelection.create(made.doc, 6)))
    expect(linkedWords(did(caret, setLink('https://a.se', '')))).toEqual(['Tyresö → {"href":"https://a.se"}'])
    expect(linkedWords(did(caret, removeLink))).toEqual([])
  })

  test('with nothing selected the given words are written', () => {
    expect(linkedWords(did(state(['a|']), setLink('https://a.se', 'ny')))).toEqual(['ny → {"href":"https://a.se"}'])
    expect(did(state(['a|']), setLink('https://a.se', '')).doc.textContent).toBe('a')
  })
})
