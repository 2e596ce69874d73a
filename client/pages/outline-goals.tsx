/** The outline by the structure of goals: what is missing, a picture of it, and its parts in the order of the text. */
import { type GoalRule, goalStructure } from '../../shared/goals.ts'
import type { Entry, Outline } from '../editor/outline.ts'
import type { Rows } from '../editor/sections.ts'
import { useMessages } from '../ui/language.tsx'
import { Faults } from './outline-faults.tsx'
import { GoalPicture } from './outline-picture.tsx'
import { OutlineRow, type RowDeeds, type RowState } from './outline-row.tsx'
import './outline-goals.css'

type Shown = { entry: Entry; tag: string; depth: number }

/** Each part with what it is called by: its role, its area's prefix, its label. */
const shownOf = (outline: Outline, roles: Readonly<Record<string, string>>): Shown[] => {
  const { focusAreas, goalsOutside } = outline.goals
  const labels = [...goalsOutside, ...focusAreas.flatMap((area) => area.goals)].map(({ label }) => label)
  let [area, goal] = [0, 0]
  const parts = outline.entries.flatMap((entry): Shown[] => {
    switch (entry.role) {
      case 'none':
        return []
      case 'focusArea':
        return [{ entry, tag: focusAreas[area++]?.prefix ?? '', depth: 1 }]
      case 'goal':
        return [{ entry, tag: labels[goal++] ?? '', depth: area === 0 ? 1 : 2 }]
      case 'vision':
      case 'overallGoal':
        return [{ entry, tag: roles[entry.role] ?? '', depth: 1 }]
    }
  })
  const first = ['vision', 'overallGoal'] as const
  const statements = first.flatMap((role) => parts.filter(({ entry }) => entry.role === role))
  return [...statements, ...parts.filter((part) => !statements.includes(part))]
}

type Props = {
  outline: Outline
  rows: Rows
  rule: GoalRule
  deeds: RowDeeds
  state: RowState
}

export function Goals({ outline, rows, rule, deeds, state }: Props) {
  const say = useMessages()
  const structure = goalStructure(outline.entries, rule)
  const shown = shownOf(outline, say.textRoles)
  const movable = new Set(rows.sections.map(({ entry }) => entry.key))
  // Of two with one id it is the later that is too many.
  const jump = (id: string) => {
    const entry = outline.entries.findLast((each) => each.id === id)
    if (entry) deeds.jump(entry.key)
  }
  return (
    <>
      <Faults faults={structure.faults} mayWrite={deeds.move !== null} jump={jump} />
      <GoalPicture structure={structure} rule={rule} />
      {shown.length === 0 && <p className="outline-none">{say.outline.noGoals}</p>}
      <ol className="goal-list">
        {shown.map(({ entry, tag, depth }) => {
          const words = entry.words || say.goals.empty
          return (
            <li key={entry.key} data-depth={depth} data-role={entry.role}>
              <OutlineRow
                rowKey={entry.key}
                name={`${tag} ${words}`}
                isMovable={movable.has(entry.key)}
                deeds={deeds}
                state={state}
              >
                <span className="goal-tag">{tag}</span> {words}
              </OutlineRow>
            </li>
          )
        })}
      </ol>
    </>
  )
}
