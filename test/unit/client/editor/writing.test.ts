import { AllSelection } from '@tiptap/pm/state'
import { ySyncPluginKey } from '@tiptap/y-tiptap'
import { describe, expect, test } from 'vitest'
import { readOnlyPlugin, somewhereToWritePlugin } from '../../../../client/editor/writing.ts'
import { linesOf, shown, state } from './lines.ts'

const remote = { isChangeOrigin: true }

describe('one who may not write', () => {
  const reading = () => state(['ett|'], [readOnlyPlugin(() => false)])

  test('changes nothing, whatever makes the change', () => {
    const before = reading()
    expect(linesOf(before.apply(before.tr.insertText('x')).doc)).toEqual(['ett'])
    expect(linesOf(before.apply(before.tr.setNodeAttribute(0, 'level', 1)).doc)).toEqual(['ett'])
    expect(linesOf(before.apply(before.tr.delete(0, 5).setMeta('addToHistory', false)).doc)).toEqual(['ett'])
  })

  test('sees what the others write', () => {
    const before = reading()
    expect(linesOf(before.apply(before.tr.insertText('!').setMeta(ySyncPluginKey, remote)).doc)).toEqual(['ett!'])
  })

  test('may select and copy', () => {
    const before = reading()
    expect(before.applyTransaction(before.tr.setMeta('any', true)).transactions).toHaveLength(1)
  })
})

describe('there is always somewhere to write', () => {
  test('when everything is taken away an empty paragraph stays', () => {
    const before = state(['ett|', '> två'], [somewhereToWritePlugin(() => true)])
    expect(linesOf(before.apply(before.tr.delete(0, before.doc.content.size)).doc)).toEqual([''])
  })

  test('and the caret stands in it, also when everything was selected', () => {
    const all = state(['ett|', '> två'], [somewhereToWritePlugin(() => true)])
    const selected = all.apply(all.tr.setSelection(new AllSelection(all.doc)))
    expect(shown(selected.apply(selected.tr.deleteSelection()))).toEqual(['|'])
  })

  test('when another takes everything away nothing is written: both would', () => {
    const before = state(['ett|'], [somewhereToWritePlugin(() => true)])
    const theirs = before.tr.delete(0, before.doc.content.size).setMeta(ySyncPluginKey, remote)
    expect(linesOf(before.apply(theirs).doc)).toEqual([])
  })
})
