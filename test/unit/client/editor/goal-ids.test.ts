import { ySyncPluginKey } from '@tiptap/y-tiptap'
import { Fragment, type Node } from '@tiptap/pm/model'
import { type Command, EditorState, TextSelection, type Transaction } from '@tiptap/pm/state'
import { describe, expect, test } from 'vitest'
import { goalIdsPlugin } from '../../../../client/editor/goal-ids.ts'
import { idsPlugin } from '../../../../client/editor/ids.ts'
import {
  plainerAtStart,
  setLevel,
  splitParagraph,
  toggleList,
  toggleQuote,
} from '../../../../client/editor/paragraphs.ts'
import { roleOfSelection, setRole } from '../../../../client/editor/roles.ts'
import { readOnlyPlugin } from '../../../../client/editor/writing.ts'
import { schema } from './lines.ts'

/** A paragraph: `goal-id! words` is a goal with that id, `? words` one without; ids are a, b … */
const paragraph = (line: string, i: number): Node => {
  const [, goalId = null, mark, words = ''] = /^(?:([\w-]+)?([!?]) ?)?(.*)$/.exec(line) ?? []
  const attrs = { id: String.fromCharCode(97 + i), role: mark ? 'goal' : 'none', goalId: mark === '!' ? goalId : null }
  return schema.node('paragraph', attrs, words === '' ? [] : [schema.text(words)])
}

const open = (lines: string[], mayWrite = true): EditorState => {
  let given = 0
  const newId = () => `new${++given}`
  const plugins = [readOnlyPlugin(() => mayWrite), idsPlugin(newId), goalIdsPlugin(() => `fresh-${++given}`)]
  return EditorState.create({ doc: schema.node('doc', null, lines.map(paragraph)), plugins })
}

/** As they were written; a goal's id that was given here is `new`, and no two are the same. */
const linesOf = (doc: Node): string[] => {
  const lines: string[] = []
  const given = new Set<string>()
  doc.descendants((node) => {
    if (node.type.name !== 'paragraph') return true
    const { role, goalId } = node.attrs
    const isNew = String(goalId).startsWith('fresh-')
    if (isNew && given.has(goalId)) throw new Error(`${goalId} was given twice`)
    if (isNew) given.add(goalId)
    lines.push(
      [
        isNew ? 'new' : (goalId ?? ''),
        role === 'goal' ? '! ' : role === 'none' ? '' : `${role}: `,
        node.textContent,
      ].join(''),
    )
    return false
  })
  return lines
}

const did = (before: EditorState, command: Command): EditorState => {
  let result = before
  command(before, (tr) => {
    result = before.apply(tr)
  })
  return result
}

/** With the caret at the start of the nth block. */
const inBlock = (state: EditorState, nth: number, offset = 0): EditorState => {
  let pos = 1
  for (let i = 0; i < nth; i++) pos += state.doc.child(i).nodeSize
  return state.apply(state.tr.setSelection(TextSelection.create(state.doc, pos + offset)))
}

const changed = (state: EditorState, change: (tr: Transaction) => Transaction) => state.apply(change(state.tr))
const end = (state: EditorState): number => state.doc.content.size

describe('[R29] marking', () => {
  test('gives a goal its id in the same step; other roles have none', () => {
    const state = open(['ett', 'två'])
    const marked = did(state, setRole('goal'))
    expect(linesOf(marked.doc)).toEqual(['new! ett', 'två'])
    expect(linesOf(did(state, setRole('vision')).doc)).toEqual(['vision: ett', 'två'])
    expect(roleOfSelection(marked)).toBe('goal')
  })

  test('changes neither level nor list, nor do they change it', () => {
    const goal = did(did(open(['ett']), toggleList('ordered')), setRole('goal'))
    expect(goal.doc.firstChild?.attrs).toMatchObject({ list: 'ordered', role: 'goal', goalId: 'fresh-1' })
    const heading = did(goal, setLevel(3))
    expect(heading.doc.firstChild?.attrs).toMatchObject({ level: 3, role: 'goal', goalId: 'fresh-1' })
    expect(linesOf(did(heading, toggleQuote).doc)).toEqual(['new! ett'])
  })

  test('several paragraphs at once leaves out the empty ones, and each goal gets an id of its own', () => {
    const state = open(['ett', '', 'två'])
    const all = changed(state, (tr) => tr.setSelection(TextSelection.create(tr.doc, 1, end(state) - 1)))
    expect(linesOf(did(all, setRole('goal')).doc)).toEqual(['new! ett', '', 'new! två'])
    expect(roleOfSelection(did(all, setRole('goal')))).toBeNull()
  })

  test('with the role that it has does nothing', () => {
    expect(setRole('goal')(open(['g1! ett']))).toBe(false)
  })

  test('taken away ends the goal; set again on the same paragraph in the same sitting it is the same goal', () => {
    for (const away of [setRole('none'), setRole('focusArea'), plainerAtStart]) {
      const ended = did(open(['g1! ett']), away)
      expect(ended.doc.firstChild?.attrs['goalId']).toBeNull()
      expect(linesOf(did(ended, setRole('goal')).doc)).toEqual(['g1! ett'])
    }
  })

  test('set again is another goal when the id stands elsewhere by then', () => {
    const ended = did(open(['g1! ett']), setRole('none'))
    const elsewhere = changed(ended, (tr) => tr.insert(end(ended), paragraph('g1! annat', 5)))
    expect(linesOf(did(inBlock(elsewhere, 0), setRole('goal')).doc)).toEqual(['new! ett', 'g1! annat'])
  })

  test('by two at once may leave a goal without an id; the next step of a writer gives it one', () => {
    expect(linesOf(did(inBlock(open(['? ett', 'två']), 1, 1), splitParagraph).doc)).toEqual(['new! ett', 't', 'vå'])
  })
})

describe('[R29] a goal keeps its id', () => {
  const state = open(['före', 'g1! ett', 'efter'])
  const goal = state.doc.child(1)
  const start = state.doc.child(0).nodeSize

  test('while its words are written, all of them exchanged', () => {
    const words = changed(state, (tr) => tr.insertText('Helt andra ord', start + 1, start + 1 + goal.content.size))
    expect(linesOf(words.doc)).toEqual(['före', 'g1! Helt andra ord', 'efter'])
  })

  test('of a split the first half; a third person’s split too', () => {
    expect(linesOf(did(inBlock(state, 1, 2), splitParagraph).doc)).toEqual(['före', 'g1! et', 't', 'efter'])
    const both = changed(state, (tr) => tr.split(start + 3))
    expect(linesOf(both.doc)).toEqual(['före', 'g1! et', 'new! t', 'efter'])
  })

  test('moved, and cut and pasted, before or after', () => {
    const cut = changed(state, (tr) => tr.delete(start, start + goal.nodeSize))
    expect(linesOf(cut.doc)).toEqual(['före', 'efter'])
    expect(linesOf(changed(cut, (tr) => tr.insert(0, goal)).doc)).toEqual(['g1! ett', 'före', 'efter'])
    expect(linesOf(changed(cut, (tr) => tr.insert(end(cut), goal)).doc)).toEqual(['före', 'efter', 'g1! ett'])
    const moved = changed(state, (tr) => tr.delete(start, start + goal.nodeSize).insert(0, goal))
    expect(linesOf(moved.doc)).toEqual(['g1! ett', 'före', 'efter'])
  })

  test('a copy is another goal, also when it is put before', () => {
    expect(linesOf(changed(state, (tr) => tr.insert(end(state), goal)).doc).at(-1)).toBe('new! ett')
    const before = changed(state, (tr) => tr.insert(0, goal))
    expect(linesOf(before.doc)).toEqual(['new! ett', 'före', 'g1! ett', 'efter'])
  })

  test('of two copies in a text without it the first is the goal', () => {
    const two = changed(open(['x']), (tr) => tr.insert(0, Fragment.from([goal, goal])))
    expect(linesOf(two.doc)).toEqual(['g1! ett', 'new! ett', 'x'])
  })

  test('cutting its words and pasting them with the goal elsewhere moves it: the empty paragraph is none', () => {
    const emptied = changed(state, (tr) => tr.delete(start + 1, start + goal.nodeSize - 1))
    expect(linesOf(emptied.doc)).toEqual(['före', 'g1! ', 'efter'])
    const pasted = changed(emptied, (tr) => tr.insert(end(emptied), goal))
    expect(linesOf(pasted.doc)).toEqual(['före', '', 'efter', 'g1! ett'])
  })

  test('in a quotation', () => {
    expect(linesOf(did(inBlock(state, 1), toggleQuote).doc)).toEqual(['före', 'g1! ett', 'efter'])
  })
})

describe('[R29] what is not this writer’s', () => {
  const theirs = (tr: Transaction) => tr.setMeta(ySyncPluginKey, { isChangeOrigin: true })

  test('is left as it is: two of one id that colleagues made are theirs to choose from', () => {
    const state = open(['g1! ett', 'två'])
    const doubled = state.apply(theirs(state.tr.insert(0, paragraph('g1! ett', 7))))
    expect(linesOf(doubled.doc)).toEqual(['g1! ett', 'g1! ett', 'två'])
    expect(linesOf(did(inBlock(doubled, 2, 1), splitParagraph).doc)).toEqual(['g1! ett', 'g1! ett', 't', 'vå'])
  })

  test('a reader’s editor gives no ids', () => {
    const state = open(['ett'], false)
    const after = state.apply(theirs(state.tr.setNodeAttribute(0, 'role', 'goal')))
    expect(linesOf(after.doc)).toEqual(['! ett'])
  })
})
