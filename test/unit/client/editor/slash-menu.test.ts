import { TextSelection } from '@tiptap/pm/state'
import { describe, expect, test, vi } from 'vitest'
import { insertions, named } from '../../../../client/editor/insertions.ts'
import type { Requests } from '../../../../client/editor/shortcuts.ts'
import { slashMenuOf, slashMenuPlugin } from '../../../../client/editor/slash-menu.ts'
import { uiSv } from '../../../../shared/messages/ui.sv.ts'
import { keyboardAt } from './keyboard.ts'
import { linesOf, shown, state, text } from './lines.ts'

const at = (lines: string[]) => {
  const ask = vi.fn<() => void>
  const requests: Requests = { addFigure: ask(), takeImage: ask(), editLink: ask(), focusToolbar: ask() }
  const plugin = slashMenuPlugin({ all: named(insertions, uiSv), listId: 'list' }, requests)
  const keyboard = keyboardAt(state(lines, [plugin]), [plugin])
  const attributes = () => {
    const { attributes: of } = plugin.props
    return typeof of === 'function' ? of(keyboard.state) : of
  }
  const hits = () => slashMenuOf(keyboard.state)?.hits.map(({ label }) => label) ?? null
  const chosen = () => {
    const menu = slashMenuOf(keyboard.state)
    return menu?.hits[menu.chosen ?? -1]?.label ?? null
  }
  return { keyboard, requests, attributes, hits, chosen }
}

describe('[R23] a slash opens the list', () => {
  test.each([
    ['at a paragraph’s start', '|', true],
    ['after a blank', 'Ett |', true],
    ['after a line break', 'Ett\\|', true],
    ['in a heading', '# |', true],
    ['not in a word', 'km|', false],
    ['not after a note', 'Ord{not}|', false],
    ['not in a note', 'Ord{|}', false],
  ])('%s', (_where, line, opens) => {
    const { keyboard, hits } = at([line])
    keyboard.type('/')
    expect(hits()?.length ?? 0).toBe(opens ? insertions.length : 0)
    expect(keyboard.state.doc.textContent).toContain('/')
  })
})

describe('[R23] the list', () => {
  test('narrows down, and opens again when a letter goes', () => {
    const { keyboard, hits } = at(['|'])
    keyboard.type('/rubrik 2')
    expect(hits()).toEqual(['Rubrik 2'])
    keyboard.type('x')
    expect(hits()).toEqual([])
    keyboard.change((tr) => tr.delete(tr.selection.head - 1, tr.selection.head))
    expect(hits()).toEqual(['Rubrik 2'])
  })

  test('goes round with the arrows', () => {
    const { keyboard, chosen } = at(['|'])
    keyboard.type('/fo')
    expect(chosen()).toBe('Fotnot')
    keyboard.press('ArrowUp')
    expect(chosen()).toBe('Figur')
    keyboard.press('ArrowDown')
    keyboard.press('ArrowDown')
    expect(chosen()).toBe('Fokusområde')
  })

  test.each(['Enter', 'Tab'])('inserts what is chosen with %s, in the place of what was typed', (key) => {
    const { keyboard, hits } = at(['Ord | mer'])
    keyboard.type('/fotn')
    expect(keyboard.press(key)).toBe(true)
    expect(shown(keyboard.state)).toEqual(['Ord{|} mer'])
    expect(hits()).toBe(null)
  })

  test('turns the paragraph into what is chosen', () => {
    const { keyboard } = at(['Mål |'])
    keyboard.type('/h2')
    keyboard.press('Enter')
    expect(linesOf(keyboard.state.doc)).toEqual(['## Mål '])
  })

  test('asks for a figure where that is chosen', () => {
    const { keyboard, requests } = at(['|'])
    keyboard.type('/figur')
    keyboard.press('Enter')
    expect(requests.addFigure).toHaveBeenCalledOnce()
    expect(linesOf(keyboard.state.doc)).toEqual([''])
  })

  test.each([
    ['an empty paragraph', '|', 'Rubrik 1'],
    ['an empty heading', '## |', 'Rubrik 1'],
    ['the middle of words', 'Ord | och mer', null],
    ['the end of words', 'Ord |', null],
    ['the beginning of words', '|Ord', null],
  ])('begins in %s with what can be meant there', (_where, line, first) => {
    const { keyboard, chosen } = at([line])
    keyboard.type('/')
    expect(chosen()).toBe(first)
  })

  test('lets Enter be Enter among words, until an arrow or a letter chooses', () => {
    const { keyboard, hits } = at(['Ord | och mer'])
    keyboard.type('/')
    expect(keyboard.press('Enter')).toBe(false)
    keyboard.change((tr) => tr.split(tr.selection.head))
    expect([hits(), linesOf(keyboard.state.doc)]).toEqual([null, ['Ord /', ' och mer']])

    const other = at(['Ord | och mer'])
    other.keyboard.type('/')
    other.keyboard.press('ArrowUp')
    expect(other.chosen()).toBe('Mål')
    other.keyboard.press('ArrowDown')
    expect(other.chosen()).toBe('Rubrik 1')
    other.keyboard.type('f')
    expect(other.chosen()).toBe('Figur')
    other.keyboard.change((tr) => tr.delete(tr.selection.head - 1, tr.selection.head))
    expect(other.chosen()).toBe(null)
    other.keyboard.press('Tab')
    expect(other.chosen()).toBe('Rubrik 1')
  })

  test('lets Enter be Enter when nothing has that name', () => {
    const { keyboard } = at(['|'])
    keyboard.type('/xyz')
    expect(keyboard.press('Enter')).toBe(false)
  })

  test('closes with Escape and leaves what was typed; the next letter does not open it', () => {
    const { keyboard, hits } = at(['|'])
    keyboard.type('/ta')
    expect(keyboard.press('Escape')).toBe(true)
    expect(keyboard.press('Escape')).toBe(false)
    keyboard.type('b')
    expect([hits(), shown(keyboard.state)]).toEqual([null, ['/tab|']])
  })

  test.each([' och', '/', 'en mycket lång mening som går vidare'])('closes when one writes on: %s', (words) => {
    const { keyboard, hits } = at(['2045 |'])
    keyboard.type(`/${words}`)
    expect(hits() ?? []).toEqual([])
  })

  test('stays, on the same choice, when a colleague’s writing comes as a new text', () => {
    const { keyboard, chosen } = at(['Ett', '|'])
    keyboard.type('/fo')
    keyboard.press('ArrowDown')
    keyboard.change((tr) => {
      tr.replaceWith(0, tr.doc.content.size, text(['Ett och mer', '/fo']).content)
      return tr.setSelection(TextSelection.atEnd(tr.doc))
    })
    expect(chosen()).toBe('Fokusområde')
  })
})

test('[R23] the text says which list belongs to it, and which option is chosen', () => {
  const { keyboard, attributes } = at(['|'])
  expect(attributes()).toEqual({})
  keyboard.type('/fo')
  keyboard.press('ArrowDown')
  expect(attributes()).toEqual({
    'aria-autocomplete': 'list',
    'aria-controls': 'list',
    'aria-activedescendant': 'list-focusArea',
  })
})

test('[R23] the text names the list, and no option, where none is chosen', () => {
  const { keyboard, attributes } = at(['Ord |'])
  keyboard.type('/')
  expect(attributes()).toEqual({ 'aria-autocomplete': 'list', 'aria-controls': 'list' })
})
