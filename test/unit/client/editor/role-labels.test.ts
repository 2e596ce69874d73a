import { ySyncPluginKey } from '@tiptap/y-tiptap'
import { EditorState, type Transaction } from '@tiptap/pm/state'
import type { DecorationSet } from '@tiptap/pm/view'
import { describe, expect, test } from 'vitest'
import { outlinePlugin } from '../../../../client/editor/outline.ts'
import { roleLabelsPlugin } from '../../../../client/editor/role-labels.ts'
import { schema, text } from './lines.ts'

const say = {
  role: { vision: 'Vision', overallGoal: 'Övergripande mål', focusArea: 'Fokusområde', goal: 'Mål' },
  goal: (label: string) => `Mål ${label}`,
}
const plugin = roleLabelsPlugin(say)
const lines = ['*vision* Nära', 'brödtext', '*focusArea* Infrastruktur', '*goal* ett', '*goal* två', 'slut']
const state = EditorState.create({ doc: text(lines, { ids: true }), plugins: [outlinePlugin(), plugin] })

const labelsOf = (of: EditorState): string[] => {
  const set: DecorationSet | undefined = plugin.getState(of)
  return (set?.find() ?? []).map((drawn) => {
    const { from, to } = drawn
    const node = of.doc.nodeAt(from)
    if (node?.nodeSize !== to - from) throw new Error('a label that is not a paragraph’s')
    // How ProseMirror keeps a decoration's attributes; its own type does not tell.
    const { attrs }: { attrs: Record<string, string> } = Object(drawn).type
    return `${attrs['data-role-label']}: ${node.textContent}`
  })
}

const posOf = (of: EditorState, words: string): number => {
  let found = -1
  of.doc.descendants((node, pos) => {
    if (node.isTextblock && node.textContent === words) found = pos
  })
  return found
}

const after = (change: (tr: Transaction) => Transaction): EditorState => state.apply(change(state.tr))
const unchanged = ['Vision: Nära', 'Fokusområde: Infrastruktur', 'Mål INF-1: ett', 'Mål INF-2: två']

describe('[R30] the role and label above a paragraph', () => {
  test('say what it is', () => {
    expect(labelsOf(state)).toEqual(unchanged)
  })

  test('stay where they are while one types before them', () => {
    expect(labelsOf(after((tr) => tr.insertText('mer ', posOf(state, 'brödtext') + 1)))).toEqual(unchanged)
  })

  test('follow the order: a goal that moves, comes or goes gives the others new labels', () => {
    const [ett, två] = [posOf(state, 'ett'), posOf(state, 'två')]
    const goal = state.doc.nodeAt(två) ?? schema.node('paragraph')
    expect(labelsOf(after((tr) => tr.delete(två, två + goal.nodeSize).insert(ett, goal))).slice(2)).toEqual([
      'Mål INF-1: två',
      'Mål INF-2: ett',
    ])
    expect(labelsOf(after((tr) => tr.setNodeAttribute(ett, 'role', 'none'))).at(-1)).toBe('Mål INF-1: två')
    expect(labelsOf(after((tr) => tr.setNodeAttribute(posOf(state, 'slut'), 'role', 'goal'))).at(-1)).toBe(
      'Mål INF-3: slut',
    )
  })

  test('follow the area’s name', () => {
    const renamed = after((tr) =>
      tr.insertText('Bygg', posOf(state, 'Infrastruktur') + 1, posOf(state, 'Infrastruktur') + 14),
    )
    expect(labelsOf(renamed)).toEqual(['Vision: Nära', 'Fokusområde: Bygg', 'Mål BYG-1: ett', 'Mål BYG-2: två'])
  })

  test('are there after a colleague’s change, which comes as a whole text', () => {
    const theirs = after((tr) =>
      tr.replaceWith(0, tr.doc.content.size, tr.doc.content).setMeta(ySyncPluginKey, { isChangeOrigin: true }),
    )
    expect(labelsOf(theirs)).toEqual(unchanged)
  })
})
