import { describe, expect, test } from 'vitest'
import { findPlugin, lookFor } from '../../../../client/editor/find-plugin.ts'
import { inRounds, replaceAll, replaceChosen } from '../../../../client/editor/find-replacing.ts'
import { asOneUndo } from '../../../../client/editor/find-undo.ts'
import { find } from '../../../../client/editor/finding.ts'
import { bound, fitsTheRelay, readUpdate } from './bound.ts'
import { linesOf, schema, text } from './lines.ts'

/** A text that is being searched, in Yjs too. */
const searched = (lines: string[], words: string) => {
  const plugin = findPlugin()
  // It watches a window, and there is none.
  delete plugin.spec.view
  const made = bound(text(lines), [plugin])
  lookFor({ words, matchCase: false, wholeWord: false })(made.state, made.dispatch)
  const all = (other: string): number => asOneUndo(made.state, () => replaceAll(made, other))
  return { ...made, lines: () => linesOf(made.state.doc), dispatch: made.dispatch, all, made }
}

/** Steps that belong together follow one another before anything else happens: then all of them are done. */
const undone = (): Promise<void> => new Promise((done) => setImmediate(done))

describe('[R27] replacing all', () => {
  test('replaces every place at once, several in a paragraph too, and tells how many', () => {
    const { all, lines, words } = searched(['# Mål', 'mål, mål och mål', '> mål\\mål', 'annat'], 'mål')
    expect(all('målen')).toBe(6)
    expect(lines()).toEqual(['# målen', 'målen, målen och målen', '> målen\\målen', 'annat'])
    expect(words()).toEqual(['målen', 'målen, målen och målen', 'målenmålen', 'annat'])
  })

  test('with nothing takes the words away, and with longer or the same words finds them but once', () => {
    expect(searched(['a b a', 'a'], 'a').all('')).toBe(3)
    const { all, lines } = searched(['a a', 'a'], 'a')
    expect([all('aa'), ...lines()]).toEqual([3, 'aa aa', 'aa'])
  })

  test('writes anew the found words only: those between two places stay their writers’', () => {
    const { all, updates } = searched(['mål som andra har skrivit mål som andra har skrivit mål'], 'mål')
    all('syfte')
    expect(updates.flatMap((update) => readUpdate(update).words)).toEqual(['syfte', 'syfte', 'syfte'])
  })

  test('keeps the marks of what it replaces', () => {
    const bold = schema.text('mål', [schema.mark('bold')])
    const doc = schema.node('doc', null, [schema.node('paragraph', null, [schema.text('ett '), bold])])
    const plugin = findPlugin()
    delete plugin.spec.view
    const made = bound(doc, [plugin])
    lookFor({ words: 'mål', matchCase: false, wholeWord: false })(made.state, made.dispatch)
    replaceAll(made, 'syfte')
    expect(made.state.doc.firstChild?.lastChild?.marks.map(({ type }) => type.name)).toEqual(['bold'])
    expect(made.fragment.toString()).toContain('<bold>syfte</bold>')
  })

  test('of six thousand places goes in updates the relay takes, and is undone and redone in one step', async () => {
    const before = Array.from({ length: 2000 }, (_, i) => `mål ${i} mål och mål`)
    const { all, words, updates, undoManager, dispatch, made } = searched(before, 'mål')
    dispatch(made.state.tr.insertText('Först. ', 1))
    expect(all('ett mycket längre mål än förut')).toBe(6_000)
    const after = words()
    expect(after.some((line) => /^mål|mål mål/.test(line))).toBe(false)

    undoManager.undo()
    await undone()
    expect(words()).toEqual([`Först. ${before[0]}`, ...before.slice(1)])
    undoManager.redo()
    await undone()
    expect(words()).toEqual(after)
    undoManager.undo()
    await undone()
    undoManager.undo()
    expect(words()).toEqual(before)
    expect(updates.filter((update) => !fitsTheRelay(update))).toEqual([])
  })

  test('leaves alone what is no longer what was found', () => {
    const { made, lines } = searched(['mål', 'mål'], 'mål')
    const { dispatch } = made
    let isFirst = true
    // As when something else changes the text between two pieces, here of one place each.
    made.dispatch = (tr) => {
      dispatch(tr)
      if (isFirst) dispatch(made.state.tr.delete(1, 3))
      isFirst = false
    }
    expect(replaceAll(made, 'syfte', { bytes: 150_000, structs: 3 })).toBe(1)
    expect(lines()).toEqual(['l', 'syfte'])
  })
})

test('the chosen place is replaced and the next chosen, round to the first', () => {
  const { made, lines, dispatch } = searched(
    ['|mål mål', 'mål'].map((line) => line.replace('|', '')),
    'mål',
  )
  for (const words of ['ett', 'två', 'tre']) {
    const tr = replaceChosen(made.state, words)
    if (tr) dispatch(tr)
  }
  expect(lines()).toEqual(['ett två', 'tre'])
  expect(replaceChosen(made.state, 'fyra')).toBe(null)
})

test('rounds take one place of each paragraph, the last ones first', () => {
  const doc = text(['a a a', 'a', 'a a'])
  const rounds = inRounds(doc, find(doc, { words: 'a', matchCase: false, wholeWord: false }))
  expect(rounds.map((round) => round.map(({ from }) => from))).toEqual([[13, 8, 5], [11, 3], [1]])
})
