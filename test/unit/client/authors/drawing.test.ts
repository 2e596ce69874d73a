import { EditorState } from '@tiptap/pm/state'
import type { Decoration } from '@tiptap/pm/view'
import { describe, expect, test } from 'vitest'
import { type Drawing, moved, nothingDrawn, redraw } from '../../../../client/authors/drawing.ts'
import type { Writer } from '../../../../client/authors/writer.ts'
import type { Placed, Written } from '../../../../client/authors/written.ts'
import { schema, text } from '../editor/lines.ts'
import { anna, bo } from './page.ts'

const by = { anna: { state: 'told', author: anna, at: 0 }, bo: { state: 'told', author: bo, at: 0 } } as const

/** A paragraph as one person wrote it; its key is its first word. */
const written = (words: string, writer: Writer = by.anna): Written => ({
  size: words.length + 2,
  text: words,
  spans: words === '' ? [] : [{ from: 0, to: words.length, writer }],
})

const place = (paragraphs: readonly Written[]): Placed[] => {
  let pos = 0
  return paragraphs.map((each) => {
    const placed = { key: each.text.split(' ')[0] ?? '', pos, written: each }
    pos += each.size
    return placed
  })
}

const docOf = (paragraphs: readonly Written[]) => text(paragraphs.map((each) => each.text))

/** A label is never drawn here: it is known by its key. */
// A widget may be a function that makes it; only a view calls that.
const label = (() => null) as unknown as () => HTMLElement
const labelAbove = ({ written: { spans } }: Placed) => (spans.length > 0 ? (label as unknown as HTMLElement) : null)

const said = ({ from, to, spec }: Decoration, doc: EditorState['doc']): string =>
  typeof spec.key === 'string' ? `${from} above ${spec.key}` : `${from} ${doc.textBetween(from, to)}`

const drawn = ({ set }: Drawing, doc: EditorState['doc']): string[] =>
  set
    .find()
    .map((each) => said(each, doc))
    .toSorted((a, b) => Number.parseInt(a, 10) - Number.parseInt(b, 10))

/** A text that is drawn, then changed, then drawn again, must be drawn as if it had been so from the beginning. */
const becomes = (before: readonly Written[], after: readonly Written[], isShared: boolean): void => {
  const old = EditorState.create({ schema, doc: docOf(before) })
  const first = redraw(nothingDrawn, old.doc, place(before), labelAbove)
  const now = docOf(after)
  const whole = old.tr.replaceWith(0, old.doc.content.size, now.content)
  const start = old.doc.content.findDiffStart(now.content)
  const end = old.doc.content.findDiffEnd(now.content)
  const part =
    start === null || end === null || start > Math.min(end.a, end.b)
      ? whole
      : old.tr.replace(start, end.a, now.slice(start, end.b))
  const tr = isShared ? whole : part
  const second = redraw(moved(first, tr, old, isShared), tr.doc, place(after), labelAbove)
  const fresh = redraw(nothingDrawn, tr.doc, place(after), labelAbove)
  expect(drawn(second, tr.doc)).toEqual(drawn(fresh, tr.doc))
}

const [one, two, three, empty] = [written('ett ord'), written('två ord'), written('tre ord'), written('')]

const changes: [what: string, before: Written[], after: Written[]][] = [
  ['words are added', [one, two], [written('ett ord till'), two]],
  ['words are taken away', [one, two], [one, written('två')]],
  ['another writes in it', [one, two], [written('ett ord', by.bo), two]],
  ['one is put first', [two, three], [one, two, three]],
  ['one is put last', [one, two], [one, two, three]],
  ['one is taken from between', [one, two, three], [one, three]],
  ['the first is taken away', [one, two], [two]],
  ['two change at once, the one between does not', [one, two, three], [written('ett'), two, written('tre ord nu')]],
  ['the same again is put beside it', [written('aa aa'), empty], [written('aa aa aa'), empty]],
  ['two change places', [one, two, three], [three, two, one]],
  ['all is emptied', [one, two], [empty]],
  ['an empty one is written in', [empty], [one]],
]

describe.each([
  ['by oneself', false],
  ['by others, as the whole text anew', true],
])('%s', (_who, isShared) => {
  test.each(changes)('[R13] drawn again as if from the beginning: %s', (_what, before, after) => {
    becomes(before, after, isShared)
  })
})

test('a hundred paragraphs changed at once are drawn again as well', () => {
  const many = Array.from({ length: 100 }, (_, i) => written(`p${i} ord`))
  becomes(
    many,
    many.map((each) => written(`${each.text} till`)),
    true,
  )
})

test('what did not change is moved along', () => {
  const paragraphs = [one, two, three]
  const old = EditorState.create({ schema, doc: docOf(paragraphs) })
  const first = redraw(nothingDrawn, old.doc, place(paragraphs), labelAbove)
  const tr = old.tr.insertText(' till', 8)
  const after = [written('ett ord till'), two, three]
  const second = redraw(moved(first, tr, old, false), tr.doc, place(after), labelAbove)
  const last = (drawing: Drawing) => drawing.set.find().findLast(({ spec }) => spec.key === undefined)
  expect(last(second)?.from).toBe((last(first)?.from ?? 0) + 5)
})
