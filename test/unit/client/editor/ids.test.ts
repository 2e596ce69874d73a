import { ySyncPluginKey } from '@tiptap/y-tiptap'
import { Fragment } from '@tiptap/pm/model'
import { describe, expect, test } from 'vitest'
import { idsPlugin } from '../../../../client/editor/ids.ts'
import { splitParagraph, setLevel } from '../../../../client/editor/paragraphs.ts'
import { readOnlyPlugin } from '../../../../client/editor/writing.ts'
import { idsOf, schema, state, text } from './lines.ts'
import type { Command, EditorState } from '@tiptap/pm/state'

const numbered = () => {
  let given = 0
  return idsPlugin(() => `new${++given}`)
}

const did = (before: EditorState, command: Command): EditorState => {
  let result = before
  command(before, (tr) => {
    result = before.apply(tr)
  })
  return result
}

describe('ids of paragraphs', () => {
  test('of a split the first half keeps the id and the second gets its own, in the same step', () => {
    const split = did(state(['ett| två', 'tre'], [numbered()], { ids: true }), splitParagraph)
    expect(idsOf(split.doc)).toEqual(['a', 'new1', 'b'])
  })

  test('what is pasted with an id that stands in the text gets another, the earlier one keeps it', () => {
    const before = state(['ett', 'två|'], [numbered()], { ids: true })
    const copied = before.apply(before.tr.insert(before.doc.content.size, text(['ett'], { ids: true }).content))
    expect(idsOf(copied.doc)).toEqual(['a', 'b', 'new1'])
  })

  test('what is cut and put in elsewhere keeps its id', () => {
    const before = state(['ett', 'två|'], [numbered()], { ids: true })
    const first = before.doc.firstChild ?? schema.node('paragraph')
    const moved = before.apply(before.tr.delete(0, first.nodeSize).insert(5, first))
    expect(idsOf(moved.doc)).toEqual(['b', 'a'])
  })

  test('a paragraph in a quotation has one too', () => {
    const before = state(['ett|'], [numbered()], { ids: true })
    const quoted = before.apply(before.tr.insert(0, Fragment.from(text(['> citat']).firstChild)))
    expect(idsOf(quoted.doc)).toEqual(['new1', 'a'])
  })

  test('a footnote and a figure have ids too, also in a line whose words alone would need none', () => {
    const before = state(['ett|'], [numbered()], { ids: true })
    const noted = before.apply(before.tr.insert(2, schema.node('footnote', null, [schema.text('källa')])))
    expect(noted.doc.nodeAt(2)?.attrs['id']).toBe('new1')
    const figured = noted.apply(noted.tr.insert(0, schema.node('figure', null, [schema.node('paragraph')])))
    expect(figured.doc.firstChild?.attrs['id']).toBe('new2')
    expect(idsOf(figured.doc)).toEqual(['new3', 'a'])
  })

  test('changed structure changes no id', () => {
    expect(idsOf(did(state(['ett|'], [numbered()], { ids: true }), setLevel(1)).doc)).toEqual(['a'])
  })

  test('what others wrote is left as it is: every open editor would give another', () => {
    const before = state(['ett|'], [numbered()], { ids: true })
    const theirs = before.tr.insert(0, schema.node('paragraph')).setMeta(ySyncPluginKey, { isChangeOrigin: true })
    expect(idsOf(before.apply(theirs).doc)).toEqual([null, 'a'])
  })

  test('a reader’s editor gives none', () => {
    const before = state(['ett|'], [readOnlyPlugin(() => false), numbered()])
    const theirs = before.tr.insertText('x', 1).setMeta(ySyncPluginKey, { isChangeOrigin: true })
    expect(idsOf(before.apply(theirs).doc)).toEqual([null])
  })
})
