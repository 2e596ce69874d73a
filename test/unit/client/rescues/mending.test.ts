/** One click on a card: where the words come, in a text that has gone on since. Paragraphs are called a, b, c … */
import type { Node } from '@tiptap/pm/model'
import { EditorState, Selection } from '@tiptap/pm/state'
import { ySyncPluginKey } from '@tiptap/y-tiptap'
import { describe, expect, test } from 'vitest'
import { headingsOf } from '../../../../client/rescues/finding.ts'
import { mend, takeOne } from '../../../../client/rescues/mending.ts'
import { mendedPlugin, shownIn } from '../../../../client/rescues/showing.ts'
import type { Rescue, Spot } from '../../../../shared/rescues.ts'
import { idsOf, linesOf, schema, state, text } from '../editor/lines.ts'

const kept = { id: 'r', programmeId: 'p', textId: 't', by: 'm', at: 0, state: { is: 'open' as const } }

const spot = (paragraphId: string | null, before: string, after = ''): Spot => ({ paragraphId, before, after })
const lost = (words: string, at: Spot): Rescue => ({ ...kept, kind: 'lost', words, spot: at, until: 0 })
const misplaced = (words: string, standsIn: string, at: Spot): Rescue => ({
  ...kept,
  kind: 'misplaced',
  words,
  standsIn,
  spot: at,
  until: 0,
})
const doubled = (words: string, first: string, second: string): Rescue => ({
  ...kept,
  kind: 'doubled',
  words,
  first,
  second,
})

/** The text afterwards with the marked words in brackets and the caret after them, or what stood in the way. */
const clicked = (before: EditorState, rescue: Rescue): string[] | string => {
  const mending = mend(before, rescue)
  if (mending.is !== 'possible') return mending.is
  const after = before.apply(mending.tr)
  const { from, to } = shownIn(after) ?? { from: 0, to: 0 }
  expect([after.selection.from, after.selection.to]).toEqual([to, to])
  const marked = EditorState.create({ doc: after.doc }).tr.insertText(']', to).insertText('[', from)
  return [...(mending.atCaret ? ['at the caret:'] : []), ...linesOf(marked.doc)]
}

const lines = (...each: string[]): EditorState => state(each, [mendedPlugin], { ids: true })

describe('[R35] lost words are put back', () => {
  test('in their paragraph, between what stood around them', () => {
    const before = lines('Vi bygger vägar i söder.', 'Slut.')
    expect(clicked(before, lost('många ', spot('a', 'Vi bygger ', 'vägar i söder.')))).toEqual([
      'Vi bygger [många ]vägar i söder.',
      'Slut.',
    ])
  })

  test('in a paragraph of their own where theirs stood, when it is gone and the one above it stands', () => {
    const before = lines('Ovanför.', 'Nedanför.', 'Slut.')
    const gone = { ...spot('x', 'Ett stycke som', ' togs bort helt.'), above: 'a' }
    expect(clicked(before, lost(' och mer', gone))).toEqual(['Ovanför.', '[och mer]', 'Nedanför.', 'Slut.'])
  })

  test('wherever the paragraph has been moved to', () => {
    const doc = text(['Sist.', 'Ett stycke som flyttades.'], { ids: true })
    const before = EditorState.create({ doc, plugins: [mendedPlugin] })
    expect(clicked(before, lost(' Mer.', spot('b', 'som flyttades.')))).toEqual([
      'Sist.',
      'Ett stycke som flyttades.[ Mer.]',
    ])
  })

  test('in the paragraph that theirs was joined to, found by what stood around them', () => {
    const before = lines('Först. Och sedan kom resten av det hela.')
    expect(clicked(before, lost('hela ', spot('gone', 'Och sedan kom ', 'resten av det hela.')))).toEqual([
      'Först. Och sedan kom [hela ]resten av det hela.',
    ])
  })

  test('in the half that their place went to when the paragraph was split since', () => {
    const before = lines('Vi bygger vägar.', 'Och vi kör buss varje natt.')
    expect(clicked(before, lost('bra ', spot('a', 'vägar. Och vi kör ', 'buss varje natt.')))).toEqual([
      'Vi bygger vägar.',
      'Och vi kör [bra ]buss varje natt.',
    ])
  })

  test('beside what is left of their neighbours when the rest was rewritten', () => {
    const before = lines('Helt andra ord vägar i söder.')
    expect(clicked(before, lost('många ', spot('a', 'Vi bygger ', 'vägar i söder.')))).toEqual([
      'Helt andra ord [många ]vägar i söder.',
    ])
  })

  test('after everything in their paragraph when nothing around them is left', () => {
    expect(clicked(lines('123'), lost(' Hej.', spot('a', 'Vi bygger vägar')))).toEqual(['123[ Hej.]'])
    expect(clicked(lines(''), lost('Hej.', spot('a', '')))).toEqual(['[Hej.]'])
  })

  test('first in their paragraph when they were written at its beginning', () => {
    expect(clicked(lines('123'), lost('Hej. ', spot('a', '', 'Vi bygger')))).toEqual(['[Hej. ]123'])
  })

  test('a few signs that stand anywhere are no place: the words get a paragraph of their own at the caret', () => {
    expect(clicked(lines('En rad.', 'En |annan.', 'Slut.'), lost('Hej.', spot('gone', 'En ')))).toEqual([
      'at the caret:',
      'En rad.',
      'En annan.',
      '[Hej.]',
      'Slut.',
    ])
  })

  test('into the paragraph at the caret when it is empty', () => {
    expect(clicked(lines('Ett.', '|'), lost('Hej.', spot(null, '')))).toEqual(['at the caret:', 'Ett.', '[Hej.]'])
  })

  test('in a text without a single paragraph', () => {
    const empty = EditorState.create({ doc: schema.node('doc'), plugins: [mendedPlugin] })
    expect(clicked(empty, lost('Hej.', spot('a', 'Vi')))).toEqual(['at the caret:', '[Hej.]'])
  })

  test('plain among bold words, and a break in them stays one', () => {
    const bold = schema.text('Vi bygger vägar', [schema.mark('bold')])
    const before = EditorState.create({ doc: schema.node('doc', null, schema.node('paragraph', { id: 'a' }, bold)) })
    const mending = mend(before, lost('nu\ngenast ', spot('a', 'Vi ', 'bygger')))
    if (mending.is !== 'possible') throw new Error(mending.is)
    const styled: string[] = []
    mending.tr.doc.descendants((node) => {
      if (node.isText) styled.push(`${node.marks.length > 0 ? 'bold' : 'plain'}: ${node.text}`)
    })
    expect(styled).toEqual(['bold: Vi ', 'plain: nu', 'plain: genast ', 'bold: bygger vägar'])
    expect(linesOf(mending.tr.doc)).toEqual(['Vi nu\\genast bygger vägar'])
  })

  test('in a footnote, as words of it', () => {
    const note = schema.node('footnote', null, schema.text('Se planen för 2045.'))
    const paragraph = schema.node('paragraph', { id: 'a' }, [schema.text('Vi bygger'), note, schema.text(' vägar.')])
    const before = EditorState.create({ doc: schema.node('doc', null, paragraph) })
    const mending = mend(before, lost('nya ', spot('a', 'Se ', 'planen för 2045.')))
    if (mending.is !== 'possible') throw new Error(mending.is)
    expect(mending.tr.doc.textContent).toBe('Vi byggerSe nya planen för 2045. vägar.')
  })

  test('not a second time: words that stand there again are told as mended', () => {
    const at = spot('a', 'Vi bygger ', 'vägar i söder.')
    expect(clicked(lines('Vi bygger många vägar i söder.'), lost('många ', at))).toBe('mended')
    expect(clicked(lines('Vi bygger. Mer.'), lost(' Mer.', spot('a', 'bygger.')))).toBe('mended')
  })

  test('the same words elsewhere in the paragraph are other words', () => {
    const before = lines('många Vi bygger vägar i söder.')
    expect(clicked(before, lost('många ', spot('a', 'Vi bygger ', 'vägar i söder.')))).toEqual([
      'många Vi bygger [många ]vägar i söder.',
    ])
  })
})

describe('[R35] misplaced words are moved', () => {
  test('from where they stand to where they were meant, in one step', () => {
    const before = lines('Vi bygger vägar. Och bussar.', 'Vi kör tåg.')
    expect(clicked(before, misplaced(' Och bussar.', 'a', spot('b', 'Vi kör tåg.')))).toEqual([
      'Vi bygger vägar.',
      'Vi kör tåg.[ Och bussar.]',
    ])
  })

  test('with their marks, the last of them where they stand twice', () => {
    const bold = schema.text('ja', [schema.mark('bold')])
    const doc = schema.node('doc', null, [
      schema.node('paragraph', { id: 'a' }, [schema.text('ja, nej, '), bold]),
      schema.node('paragraph', { id: 'b' }, schema.text('Svar: ')),
    ])
    const mending = mend(EditorState.create({ doc }), misplaced('ja', 'a', spot('b', 'Svar: ')))
    if (mending.is !== 'possible') throw new Error(mending.is)
    expect(linesOf(mending.tr.doc)).toEqual(['ja, nej, ', 'Svar: ja'])
    expect(mending.tr.doc.child(1).lastChild?.marks.map(({ type }) => type.name)).toEqual(['bold'])
  })

  test('not when somebody has moved them, nor when their place is no more', () => {
    const at = spot('b', 'Vi kör tåg.')
    expect(clicked(lines('Vi bygger.', 'Vi kör tåg. Och buss.'), misplaced(' Och buss.', 'a', at))).toBe('mended')
    expect(clicked(lines('Vi bygger. Och buss.'), misplaced(' Och buss.', 'a', spot('gone', 'Vi kör')))).toBe('nowhere')
  })
})

describe('[R35] of what stands twice the second is taken away', () => {
  test('the whole paragraph when it holds nothing else; what is left is marked', () => {
    const before = lines('Först.', 'Resten av stycket.', 'Resten av stycket.', 'Slut.')
    expect(clicked(before, doubled('Resten av stycket.', 'b', 'c'))).toEqual([
      'Först.',
      '[Resten av stycket.]',
      'Slut.',
    ])
  })

  test('only the words when the paragraph holds more', () => {
    const before = lines('Resten av stycket.', 'Mer. Resten av stycket. Slut.')
    expect(clicked(before, doubled('Resten av stycket.', 'a', 'b'))).toEqual(['[Resten av stycket.]', 'Mer.  Slut.'])
  })

  test('the first, when the second stands before it', () => {
    const before = lines('Lika.', 'Lika.', 'Slut.')
    const { doc } = before.apply(before.tr)
    expect(idsOf(doc)).toEqual(['a', 'b', 'c'])
    const mending = mend(before, doubled('Lika.', 'b', 'a'))
    if (mending.is !== 'possible') throw new Error(mending.is)
    expect(idsOf(mending.tr.doc)).toEqual(['b', 'c'])
  })

  test('also where both had one id, and one of them has been given another since', () => {
    const before = lines('Ett stycke.', 'Ett stycke.', 'Slut.')
    const mending = mend(before, doubled('Ett stycke.', 'a', 'a'))
    if (mending.is !== 'possible') throw new Error(mending.is)
    expect(idsOf(mending.tr.doc)).toEqual(['a', 'c'])
  })

  test('and where both stand in one paragraph', () => {
    expect(clicked(lines('Början slut slut'), doubled(' slut', 'a', 'a'))).toEqual(['Början[ slut]'])
  })

  test('the only paragraph of a quotation loses its words and stays to be written in', () => {
    const before = lines('Lika.', '> Lika.')
    expect(clicked(before, doubled('Lika.', 'a', 'b'))).toEqual(['[Lika.]', '> '])
  })

  test('not when only one is left', () => {
    expect(clicked(lines('Först.', 'Resten.'), doubled('Resten.', 'b', 'c'))).toBe('mended')
    expect(clicked(lines('Resten.', 'Annat.'), doubled('Resten.', 'a', 'b'))).toBe('mended')
  })
})

describe('[R35] when two put the same words back at once', () => {
  const one = (line: string, rescue: Rescue): string[] | null => {
    const tr = takeOne(lines(line), rescue)
    return tr && linesOf(tr.doc)
  }
  const många = lost('många ', spot('a', 'Vi bygger ', 'vägar.'))

  test('one of them is taken away', () => {
    expect(one('Vi bygger många många vägar.', många)).toEqual(['Vi bygger många vägar.'])
    expect(one('Vi ritar. många många vägar.', många)).toEqual(['Vi ritar. många vägar.'])
    const moved = misplaced('många ', 'b', spot('a', 'Vi bygger ', 'vägar.'))
    expect(one('Vi bygger många många vägar.', moved)).toEqual(['Vi bygger många vägar.'])
  })

  test('nothing is while they stand once, stand twice elsewhere, or may have stood twice before', () => {
    expect(one('Vi bygger många vägar.', många)).toBeNull()
    expect(one('Vi bygger vägar. Så många många fler.', många)).toBeNull()
    expect(one('Vi ser aaa', lost('a', spot('a', 'Vi ser a')))).toBeNull()
    expect(one('Vi ser. Vi ser.', doubled('Vi ser.', 'a', 'a'))).toBeNull()
  })
})

describe('the words that a click has put in their place are marked', () => {
  const mended = (): EditorState => {
    const before = lines('Vi bygger vägar.', 'Slut.')
    const mending = mend(before, lost('många ', spot('a', 'Vi bygger ', 'vägar.')))
    if (mending.is !== 'possible') throw new Error(mending.is)
    return before.apply(mending.tr)
  }
  const theirs = { isChangeOrigin: true }

  test('while others write before them, and until the person goes on', () => {
    const before = mended()
    expect(shownIn(before)).toEqual({ from: 11, to: 17 })
    const moved = before.apply(before.tr.insertText('Ja. ', 1).setMeta(ySyncPluginKey, theirs))
    expect(shownIn(moved)).toEqual({ from: 15, to: 21 })
    expect(shownIn(moved.apply(moved.tr.insertText('x')))).toBeNull()
    expect(shownIn(moved.apply(moved.tr.setSelection(Selection.atEnd(moved.doc))))).toBeNull()
  })

  test('and the next key adds to the text instead of taking them away', () => {
    const before = mended()
    expect(linesOf(before.apply(before.tr.insertText('x')).doc)).toEqual(['Vi bygger många xvägar.', 'Slut.'])
  })
})

describe('the heading that a card tells', () => {
  const doc: Node = text(['# Vision', 'Vi bygger vägar.', '## Mål', 'Vi kör buss varje natt.'], { ids: true })
  test.for<[why: string, rescue: Rescue, headings: string[]]>([
    ['of the paragraph', lost('x', spot('b', '')), ['Vision']],
    ['of where the words around it are now', lost('x', spot('gone', 'Vi kör buss varje')), ['Mål']],
    ['of where misplaced words stand', misplaced('x', 'd', spot('b', '')), ['Mål']],
    ['of both of two', doubled('x', 'b', 'd'), ['Vision', 'Mål']],
    ['once, of two under one', doubled('x', 'b', 'b'), ['Vision']],
    ['of the paragraph above one that is gone', lost('x', { ...spot('gone', ''), above: 'c' }), ['Mål']],
    ['of a heading itself: the one before it', lost('x', spot('c', '')), ['Vision']],
    ['nothing, before the first heading', lost('x', spot('a', '')), []],
    ['nothing, for a place that is no more', lost('x', spot('gone', 'nowhere at all')), []],
  ])('%s', ([, rescue, headings]) => {
    expect(headingsOf(doc, rescue)).toEqual(headings)
  })
})
