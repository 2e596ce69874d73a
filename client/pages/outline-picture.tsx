/** The structure of goals as a picture: a tile for each part, a hole where one is missing. The list below says it. */
import type { FocusArea, GoalRule, GoalStructure } from '../../shared/goals.ts'
import { useMessages } from '../ui/language.tsx'

function Tile({ name, fill }: { name: string; fill: 'there' | 'missing' | 'surplus' }) {
  return (
    <span className="goal-tile" data-fill={fill}>
      {name}
    </span>
  )
}

/** One part that there is to be exactly one of. */
function Single({ name, count }: { name: string; count: number }) {
  const say = useMessages().goals
  const fill = count === 0 ? 'missing' : count === 1 ? 'there' : 'surplus'
  const words = count === 0 ? `${name} ${say.tileMissing}` : count === 1 ? name : `${name} × ${count}`
  return <Tile name={words} fill={fill} />
}

function Column({ area, wants }: { area: FocusArea; wants: number | null }) {
  const slots = Math.max(area.goals.length, wants ?? 0)
  return (
    <span className="goal-column">
      <span className="goal-prefix">{area.prefix}</span>
      {Array.from({ length: slots }, (_, i) => {
        const goal = area.goals[i]
        const fill = !goal ? 'missing' : wants !== null && i >= wants ? 'surplus' : 'there'
        return <Tile key={goal?.label ?? `${i}`} name={goal ? `${i + 1}` : '–'} fill={fill} />
      })}
    </span>
  )
}

export function GoalPicture({ structure, rule }: { structure: GoalStructure; rule: GoalRule }) {
  const say = useMessages()
  const { visions, overallGoals, focusAreas } = structure
  const goals = focusAreas.reduce((sum, area) => sum + area.goals.length, 0)
  return (
    <div className="goal-picture" role="img" aria-label={say.goals.picture(focusAreas.length, goals)}>
      <Single name={say.textRoles.vision} count={visions.length} />
      <Single name={say.textRoles.overallGoal} count={overallGoals.length} />
      <span className="goal-columns">
        {focusAreas.map((area) => (
          <Column key={area.prefix} area={area} wants={rule.goalsPerFocusArea} />
        ))}
        {focusAreas.length === 0 && <Single name={say.textRoles.focusArea} count={0} />}
      </span>
    </div>
  )
}
