import { EditorState, TextSelection } from '@tiptap/pm/state'
import { ySyncPluginKey } from '@tiptap/y-tiptap'
import { expect, test } from 'vitest'
import { findingIn, findPlugin, found, lookFor, matchesNow, stepTo } from '../../../../client/editor/find-plugin.ts'
import { state, text } from './lines.ts'

/** A search plugin without its watch, which needs a window. */
const withoutWindow = () => {
  const plugin = findPlugin()
  delete plugin.spec.view
  return plugin
}

/** A text that is searched, step by step. */
const searching = (lines: string[]) => {
  let now = state(lines, [withoutWindow()])
  const dispatch = (tr: typeof now.tr): void => {
    now = now.apply(tr)
  }
  return {
    state: () => now,
    dispatch,
    look: (words: string) => lookFor({ words, matchCase: false, wholeWord: false })(now, dispatch),
    step: (by: 1 | -1) => stepTo(by)(now, dispatch),
    type: (words: string, pos: number) => dispatch(now.tr.insertText(words, pos)),
    close: () => lookFor(null)(now, dispatch),
    found: () => found(now),
    drawn: () =>
      findingIn(now)
        .set.find()
        .map(({ from, to }) => now.doc.textBetween(from, to)),
    chosen: () => now.selection.from,
  }
}

test('the first place from the caret on is chosen, and counted', () => {
  const text = searching(['mål', 'ett| mål', 'mål'])
  text.look('mål')
  expect(text.found()).toEqual({ count: 3, at: 2 })
  expect(text.drawn()).toEqual(['mål', 'mål', 'mål'])
})

test('one goes on from place to place, and from the last to the first, both ways', () => {
  const text = searching(['|mål mål', 'mål'])
  text.look('mål')
  const seen = ([1, 1, 1, -1, -1] as const).map((by) => {
    text.step(by)
    return text.found().at
  })
  expect(seen).toEqual([2, 3, 1, 3, 2])
})

test('with the caret somewhere else, the next place is the one after it and the one before it', () => {
  const text = searching(['|mål mål mål'])
  text.look('mål')
  const away = (): void => text.dispatch(text.state().tr.setSelection(TextSelection.create(text.state().doc, 5)))
  away()
  expect(text.found()).toEqual({ count: 3, at: null })
  text.step(1)
  expect(text.found().at).toBe(2)
  away()
  text.step(-1)
  expect(text.found().at).toBe(1)
})

test('while one writes what is drawn moves along, and the places are looked up when they are asked for', () => {
  const text = searching(['|mål', 'mål'])
  text.look('mål')
  text.type('ett mål till, ', 1)
  expect(text.drawn()).toEqual(['mål', 'mål'])
  expect(findingIn(text.state()).isStale).toBe(true)
  expect(matchesNow(text.state()).map(({ from }) => from)).toEqual([5, 15, 20])
  text.step(1)
  expect([text.found().count, text.drawn().length]).toEqual([3, 3])
})

test('another’s change comes as a whole new text, and is searched anew', () => {
  const before = searching(['mål'])
  before.look('mål')
  const { doc } = state(['nytt', 'mål'])
  const tr = before.state().tr.replaceWith(0, before.state().doc.content.size, doc.content)
  before.dispatch(tr.setMeta(ySyncPluginKey, { isChangeOrigin: true }))
  expect(before.drawn()).toEqual(['mål'])
  expect(matchesNow(before.state()).map(({ from }) => from)).toEqual([7])
})

test('of ten thousand places only those around are drawn', () => {
  const text = searching(Array.from({ length: 1000 }, () => 'e e e e e e e e e e'))
  text.look('e')
  expect(text.found()).toEqual({ count: 10_000, at: 1 })
  expect(text.drawn().length).toBeLessThanOrEqual(400)
})

test('closing leaves nothing drawn and the chosen place selected', () => {
  const text = searching(['|ett mål'])
  text.look('mål')
  text.close()
  expect([text.drawn(), text.found(), text.chosen()]).toEqual([[], { count: 0, at: null }, 5])
})

test('nothing found leaves the caret where it was', () => {
  const text = searching(['ett| mål'])
  expect(text.look('vision')).toBe(false)
  expect([text.found(), text.chosen()]).toEqual([{ count: 0, at: null }, 4])
})

test('a text that nobody searches carries nothing', () => {
  const plain = EditorState.create({ doc: text(['mål']), plugins: [withoutWindow()] })
  expect(findingIn(plain.apply(plain.tr.insertText('x', 1))).set.find()).toEqual([])
})
