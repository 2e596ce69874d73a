import { EditorState, Plugin, type PluginKey } from '@tiptap/pm/state'
import { Decoration, DecorationSet } from '@tiptap/pm/view'
import { yCursorPluginKey } from '@tiptap/y-tiptap'
import { describe, expect, test } from 'vitest'
import { caretNamesPlugin, hintAt, namesBetween, saidAgain, sayOnce } from '../../../../client/editor/writing-here.ts'
import { state } from './lines.ts'

const names = ['Salem', 'Tyresö', null]

/** The text with one's own caret where `|` stands, and the carets of the others at these places. */
const withCarets = (lines: string[], carets: Record<number, number>): EditorState => {
  const { doc, selection } = state(lines)
  const drawn = Object.entries(carets).map(([client, pos]) =>
    Decoration.widget(pos, () => document.createElement('span'), { key: client, side: 10 }),
  )
  const key: PluginKey<DecorationSet> = yCursorPluginKey
  const binding = new Plugin({
    key,
    state: { init: () => DecorationSet.create(doc, drawn), apply: (_tr, same: DecorationSet) => same },
  })
  const plugins = [binding, caretNamesPlugin((client) => names[client] ?? null)]
  return EditorState.create({ doc, selection, plugins })
}

const hinted = (lines: string[], carets: Record<number, number>) => {
  const hint = hintAt(withCarets(lines, carets))
  return hint && [hint.where, ...hint.names, hint.pos]
}

test('[R26] the writers between two places are named, each once, and those who only read are not', () => {
  const text = withCarets(['ett', 'två', 'tre'], { 0: 1, 1: 8, 2: 9 })
  expect(namesBetween(text, 0, 16)).toEqual(['Salem', 'Tyresö'])
  expect(namesBetween(text, 6, 9)).toEqual(['Tyresö'])
  expect(namesBetween(text, 11, 15)).toEqual([])
})

describe('[R26] the hint', () => {
  test('tells of another in my paragraph, wherever in it', () => {
    expect(hinted(['ett', 't|vå'], { 0: 9 })).toEqual(['here', 'Salem', 5])
    expect(hinted(['ett', 'två|'], { 0: 6 })).toEqual(['here', 'Salem', 5])
  })

  test('tells of one in the paragraph that Backspace would join with mine, only from its start', () => {
    expect(hinted(['ett', '|två'], { 0: 2 })).toEqual(['before', 'Salem', 0])
    expect(hinted(['ett', 't|vå'], { 0: 2 })).toBe(null)
  })

  test('tells of one in the paragraph that Delete would join with mine, only from its end', () => {
    expect(hinted(['ett|', 'två'], { 1: 6 })).toEqual(['after', 'Tyresö', 5])
    expect(hinted(['et|t', 'två'], { 1: 6 })).toBe(null)
  })

  test('tells of all who write in what is selected', () => {
    expect(hinted(['e[tt', 'två', 'tr]e'], { 0: 6, 1: 13 })).toEqual(['here', 'Salem', 'Tyresö', 10])
  })

  test('is not there with nobody near, at the text’s ends, or beside a quotation', () => {
    expect(hinted(['|ett', 'två', 'tre'], { 0: 11 })).toBe(null)
    expect(hinted(['ett', 'två|'], { 0: 1 })).toBe(null)
    expect(hinted(['> ett', '|två'], { 0: 2 })).toBe(null)
  })
})

test('[R26] a hint is said once, and again only after a long while', () => {
  let time = 0
  const isNew = sayOnce(() => time)
  const hint = { where: 'here', names: ['Salem'], paragraph: 'a', pos: 0 } as const
  const say = (given: Partial<{ names: string[]; pos: number }> = {}) => isNew({ ...hint, names: ['Salem'], ...given })
  expect([say(), say(), say({ pos: 7 }), say({ names: ['Tyresö'] })]).toEqual([true, false, false, true])
  time = saidAgain
  expect(say()).toBe(true)
})
