import { undoInputRule } from '@tiptap/pm/inputrules'
import { describe, expect, test } from 'vitest'
import { inputRulesPlugin } from '../../../../client/editor/shortcuts.ts'
import { keyboardAt } from './keyboard.ts'
import { schema, shown, state } from './lines.ts'

const at = (line: string) => {
  const rules = inputRulesPlugin()
  return keyboardAt(state([line], [rules]), [rules])
}

const typed = (line: string, words: string): string[] => {
  const keyboard = at(line)
  keyboard.type(words)
  return shown(keyboard.state)
}

describe('[R24] straight signs become Swedish ones as they are typed', () => {
  test.each([
    ['|', '"Mål" och "medel"', '”Mål” och ”medel”|'],
    ['|', "Södertörns 'hjärta'", 'Södertörns ’hjärta’|'],
    ['|', 'mål -- medel', 'mål – medel|'],
    ['|', '2027--2030', '2027–2030|'],
    ['|', 'och så vidare...', 'och så vidare…|'],
    ['|', 'en-, två- och tredje', 'en-, två- och tredje|'],
    ['# |', '"Rubrik"', '# ”Rubrik”|'],
    ['Ord{|}', 'Se "SCB" -- 2024', 'Ord{Se ”SCB” – 2024|}'],
    ['Ord{-}|', '-', 'Ord{-}-|'],
    ['Ord{källa}|', '"', 'Ord{källa}”|'],
  ])('in %s, %s gives %s', (line, words, result) => expect(typed(line, words)).toEqual([result]))
})

test.each([
  ['https://tyreso.se/a--b', 'https://tyreso.se/a--b'],
  ["www.salem.se/o'hara...", "www.salem.se/o'hara..."],
  ['mål--medel@salem.se', 'mål–medel@salem.se'],
  ['plan@salem--x.se', 'plan@salem--x.se'],
  ['https://tyreso.se "mål"', 'https://tyreso.se ”mål”'],
])('[R24] an address stays as it is typed: %s', (words, result) => {
  expect(typed('|', words)).toEqual([`${result}|`])
})

test('[R24] and the words of a link stay as they are typed', () => {
  const keyboard = at('Läs me|r här')
  keyboard.change((tr) => tr.addMark(5, 8, schema.mark('link', { href: 'https://salem.se' })))
  keyboard.type('"--')
  expect(shown(keyboard.state)).toEqual(['Läs me"--|r här'])
})

test.each([
  ['"', '”', '"'],
  ["'", '’', "'"],
  ['--', '–', '--'],
  ['...', '…', '...'],
])('[R24] one Backspace gives back %s, and what follows leaves it alone', (signs, turned, given) => {
  const keyboard = at('a|')
  keyboard.type(signs)
  expect(keyboard.state.doc.textContent).toBe(`a${turned}`)
  undoInputRule(keyboard.state, (tr) => keyboard.change(() => tr))
  expect(shown(keyboard.state)).toEqual([`a${given}|`])
  keyboard.type('b')
  expect(shown(keyboard.state)).toEqual([`a${given}b|`])
})

test('[R24] hyphens and dots that were given back are not turned by one more', () => {
  for (const signs of ['--', '...']) {
    const keyboard = at('a|')
    keyboard.type(signs)
    undoInputRule(keyboard.state, (tr) => keyboard.change(() => tr))
    keyboard.type(signs[0] ?? '')
    expect(keyboard.state.doc.textContent).toBe(`a${signs}${signs[0]}`)
  }
})

test('[R24] what is put in without typing stays as it is', () => {
  const keyboard = at('|')
  keyboard.change((tr) => tr.insertText('"Mål" -- \'medel\'...'))
  expect(keyboard.state.doc.textContent).toBe('"Mål" -- \'medel\'...')
})
