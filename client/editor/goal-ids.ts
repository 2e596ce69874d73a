/**
 * A goal's id, given when it is marked and kept for ever: through writing, levels, moves, cutting, pasting. Of a copy
 * the goal that stood in the text before keeps it, wherever the copy is put. Two that colleagues made at once are left
 * as they are: the outline says so, and a person decides which of them goes.
 */
import type { Node } from '@tiptap/pm/model'
import { Plugin, PluginKey, type Transaction } from '@tiptap/pm/state'
import { AttrStep } from '@tiptap/pm/transform'
import type { NewId } from './ids.ts'
import { isTypingInBody } from './outline.ts'
import { fromYjs } from './writing.ts'

type Goal = { pos: number; id: string | null; goalId: string | null; isEmpty: boolean }

/** The goal that each paragraph last was, by the paragraph's id: for the one who takes its role away by a slip. */
type Earlier = ReadonlyMap<string, string>

const goalsOf = (doc: Node): Goal[] => {
  const goals: Goal[] = []
  doc.descendants((node, pos) => {
    if (node.type.name !== 'paragraph') return !node.isTextblock
    const { role, id, goalId } = node.attrs
    if (role === 'goal') goals.push({ pos, id, goalId, isEmpty: node.content.size === 0 })
    return false
  })
  return goals
}

/** Whether a paragraph of the text after the transactions was put in by them. */
const arrivals = (transactions: readonly Transaction[]): ((pos: number) => boolean) => {
  const ranges: { from: number; to: number }[] = []
  for (const tr of transactions)
    for (const map of tr.mapping.maps) {
      for (const range of ranges) Object.assign(range, { from: map.map(range.from, 1), to: map.map(range.to, -1) })
      map.forEach((_oldStart, _oldEnd, from, to) => ranges.push({ from, to }))
    }
  return (pos) => ranges.some(({ from, to }) => from <= pos && pos < to)
}

type Mend = { pos: number; goalId: string } | { pos: number; goalId: null }

/**
 * Whoever cuts a goal's words leaves its paragraph, empty, and pastes the goal with its id elsewhere: then the goal has
 * moved, and what it left is none.
 */
const shellsOf = (goals: readonly Goal[], arrived: (pos: number) => boolean): Goal[] => {
  const put = new Set(goals.filter(({ pos, isEmpty }) => arrived(pos) && !isEmpty).map(({ goalId }) => goalId))
  return goals.filter(({ pos, goalId, isEmpty }) => isEmpty && !arrived(pos) && goalId !== null && put.has(goalId))
}

type Given = { arrived: (pos: number) => boolean; give: (goal: Goal) => string }

const mends = (goals: readonly Goal[], { arrived, give }: Given): Mend[] => {
  const shells = new Set(shellsOf(goals, arrived))
  const taken = new Set(goals.filter((goal) => !arrived(goal.pos) && !shells.has(goal)).map(({ goalId }) => goalId))
  return goals.flatMap((goal): Mend[] => {
    const { pos, goalId } = goal
    if (shells.has(goal)) return [{ pos, goalId: null }]
    if (goalId !== null && !arrived(pos)) return []
    const isNew = goalId === null || taken.has(goalId)
    const given = isNew ? give(goal) : goalId
    taken.add(given)
    return isNew ? [{ pos, goalId: given }] : []
  })
}

/** What the goals were that a transaction takes the role from. */
const remember = (tr: Transaction, earlier: Earlier): Earlier => {
  const left = tr.steps.flatMap((step, i): [string, string][] => {
    if (!(step instanceof AttrStep) || (step.attr !== 'role' && step.attr !== 'goalId')) return []
    const { role, id, goalId } = tr.docs[i]?.nodeAt(step.pos)?.attrs ?? {}
    return role === 'goal' && typeof id === 'string' && typeof goalId === 'string' ? [[id, goalId]] : []
  })
  return left.length > 0 ? new Map([...earlier, ...left]) : earlier
}

const key = new PluginKey<Earlier>('goalIds')

/** Only for what this person writes, as with the ids of paragraphs. */
export const goalIdsPlugin = (newId: NewId): Plugin<Earlier> =>
  new Plugin<Earlier>({
    key,
    state: { init: () => new Map<string, string>(), apply: (tr, earlier) => remember(tr, earlier) },
    appendTransaction: (transactions, _before, after) => {
      const own = transactions.filter((tr) => tr.docChanged && !fromYjs(tr))
      if (own.every(isTypingInBody)) return null
      const goals = goalsOf(after.doc)
      const inUse = new Set(goals.map(({ goalId }) => goalId))
      const give = ({ id, goalId }: Goal): string => {
        const was = goalId === null && id !== null ? key.getState(after)?.get(id) : undefined
        return was !== undefined && !inUse.has(was) ? was : newId()
      }
      const { tr } = after
      for (const { pos, goalId } of mends(goals, { arrived: arrivals(transactions), give })) {
        tr.setNodeAttribute(pos, 'goalId', goalId)
        if (goalId === null) tr.setNodeAttribute(pos, 'role', 'none')
      }
      return tr.docChanged ? tr : null
    },
  })
