/**
 * The structure of goals (målstruktur) as the text says it: vision, overall goal, focus areas with their goals and
 * labels, and what is missing or too many. It knows paragraphs as data only: the editor, freezing and the official
 * files ask the same question.
 */
import type { TextRole } from './schema/form.ts'

/** A paragraph of the text, as far as the structure asks. */
export type GoalParagraph = { id: string | null; role: TextRole; goalId: string | null; level: number; words: string }

/** The id of a paragraph that has one; a fault leads there. */
export type ParagraphId = string | null

export type Statement = { id: ParagraphId; words: string }
export type Goal = Statement & { goalId: string | null; label: string }
export type FocusArea = Statement & { prefix: string; goals: Goal[] }

/** What stands between the text and a valid structure. `subject` is the paragraph it is about, null the whole text. */
export type GoalFault =
  | { code: 'no-vision' | 'no-overall-goal' | 'no-focus-area'; subject: null }
  | { code: 'another-vision' | 'another-overall-goal'; subject: ParagraphId; words: string }
  | { code: 'too-few-goals' | 'too-many-goals'; subject: ParagraphId; words: string; has: number; wants: number }
  | { code: 'goal-outside-area' | 'goal-without-id' | 'same-goal-id'; subject: ParagraphId; label: string }
  | { code: 'empty-role'; subject: ParagraphId; role: Exclude<TextRole, 'none'> }

export type GoalStructure = {
  visions: Statement[]
  overallGoals: Statement[]
  focusAreas: FocusArea[]
  /** Goals that stand before any focus area. */
  goalsOutside: Goal[]
  faults: GoalFault[]
}

/** Of a programme: how many goals each focus area has; null where nothing is laid down. */
export type GoalRule = { goalsPerFocusArea: number | null }

const prefixLength = 3

/** The prefix of goals outside every focus area, which no focus area may take. */
const outsidePrefix = 'MÅL'

/** What a focus area without a letter is called by. */
const nameless = 'FOKUSOMRÅDE'

/** Its letters in upper case. Each area's name may begin with what it is ("Fokusområde 1: …"), which parts nobody. */
const lettersOf = (words: string): string[] => {
  const name = words.normalize('NFC').replace(/^\s*fokusområde(?!\p{L})/iu, '')
  const letters = name.toLocaleUpperCase('sv').match(/\p{L}/gu) ?? []
  return letters.length > 0 ? letters : nameless.split('')
}

/**
 * As few letters of each name as tell them apart, three at least. Names without enough letters to differ are told
 * apart by a number: INF, INF2.
 */
const prefixesOf = (names: readonly string[]): string[] => {
  const letters = names.map(lettersOf)
  const lengths = letters.map(() => prefixLength)
  const prefix = (i: number): string => (letters[i] ?? []).slice(0, lengths[i]).join('')
  const isTaken = (i: number): boolean =>
    prefix(i) === outsidePrefix || letters.some((_, other) => other !== i && prefix(other) === prefix(i))
  const canGrow = (i: number): boolean => (letters[i]?.length ?? 0) > (lengths[i] ?? 0)
  for (;;) {
    const growing = letters.map((_, i) => i).filter((i) => isTaken(i) && canGrow(i))
    if (growing.length === 0) break
    for (const i of growing) lengths[i] = (lengths[i] ?? prefixLength) + 1
  }
  const times = new Map<string, number>([[outsidePrefix, 1]])
  return letters.map((own, i) => {
    // Two of one name have grown to all of it in vain.
    const alike = isTaken(i) ? own.slice(0, prefixLength).join('') : prefix(i)
    const nth = (times.get(alike) ?? 0) + 1
    times.set(alike, nth)
    return nth === 1 ? alike : `${alike}${nth}`
  })
}

const goalsOf = (areas: readonly FocusArea[], outside: readonly Goal[]): Goal[] => [
  ...outside,
  ...areas.flatMap(({ goals }) => goals),
]

const countFaults = ({ focusAreas }: Pick<GoalStructure, 'focusAreas'>, wants: number | null): GoalFault[] => {
  if (wants === null) return []
  return focusAreas.flatMap(({ id, words, goals }): GoalFault[] => {
    const has = goals.length
    if (has === wants) return []
    return [{ code: has < wants ? 'too-few-goals' : 'too-many-goals', subject: id, words, has, wants }]
  })
}

const idFaults = (goals: readonly Goal[]): GoalFault[] => {
  const seen = new Set<string>()
  return goals.flatMap(({ id, goalId, label }): GoalFault[] => {
    if (goalId === null) return [{ code: 'goal-without-id', subject: id, label }]
    if (seen.has(goalId)) return [{ code: 'same-goal-id', subject: id, label }]
    seen.add(goalId)
    return []
  })
}

const emptyFaults = (paragraphs: readonly GoalParagraph[]): GoalFault[] =>
  paragraphs.flatMap(({ id, role, words }): GoalFault[] =>
    role !== 'none' && words.trim() === '' ? [{ code: 'empty-role', subject: id, role }] : [],
  )

const faultsOf = (paragraphs: readonly GoalParagraph[], found: Omit<GoalStructure, 'faults'>, rule: GoalRule) => {
  const { visions, overallGoals, focusAreas, goalsOutside } = found
  const faults: GoalFault[] = []
  if (visions.length === 0) faults.push({ code: 'no-vision', subject: null })
  for (const { id, words } of visions.slice(1)) faults.push({ code: 'another-vision', subject: id, words })
  if (overallGoals.length === 0) faults.push({ code: 'no-overall-goal', subject: null })
  for (const { id, words } of overallGoals.slice(1)) faults.push({ code: 'another-overall-goal', subject: id, words })
  if (focusAreas.length === 0) faults.push({ code: 'no-focus-area', subject: null })
  else for (const { id, label } of goalsOutside) faults.push({ code: 'goal-outside-area', subject: id, label })
  faults.push(...countFaults(found, rule.goalsPerFocusArea))
  faults.push(...emptyFaults(paragraphs), ...idFaults(goalsOf(focusAreas, goalsOutside)))
  return faults
}

/** The structure of a text's paragraphs, given in the order of the text. */
export const goalStructure = (paragraphs: readonly GoalParagraph[], rule: GoalRule): GoalStructure => {
  const statements = (role: TextRole): Statement[] =>
    paragraphs.flatMap((p) => (p.role === role ? [{ id: p.id, words: p.words }] : []))
  const areas = statements('focusArea')
  const prefixes = prefixesOf(areas.map(({ words }) => words))
  const focusAreas = areas.map((area, i): FocusArea => ({ ...area, prefix: prefixes[i] ?? nameless, goals: [] }))
  const goalsOutside: Goal[] = []
  let entered = 0
  for (const { id, role, goalId, words } of paragraphs) {
    if (role === 'focusArea') entered++
    if (role !== 'goal') continue
    const area = focusAreas[entered - 1]
    const goals = area?.goals ?? goalsOutside
    goals.push({ id, goalId, words, label: `${area?.prefix ?? outsidePrefix}-${goals.length + 1}` })
  }
  const found = { visions: statements('vision'), overallGoals: statements('overallGoal'), focusAreas, goalsOutside }
  return { ...found, faults: faultsOf(paragraphs, found, rule) }
}
