/** Everything that can be put into the text or made of a paragraph by name: from the menu, and with `/` in the text. */
import type { Command } from '@tiptap/pm/state'
import type { EditorView } from '@tiptap/pm/view'
import type { UiMessages } from '../../shared/messages/ui.sv.ts'
import { insertFootnote } from './footnotes.ts'
import * as paragraphs from './paragraphs.ts'
import { setRole } from './roles.ts'
import { insertRule } from './rule.ts'
import type { Requests } from './shortcuts.ts'
import { insertTable } from './tables.ts'

export type Insertion = {
  id: string
  name: (say: UiMessages) => string
  /** Other words that people may look for it by, in Swedish and English whatever the program's language is. */
  keywords: string
  /** The keys that do the same, as they are shown. */
  keys?: string
  run: (view: EditorView, requests: Pick<Requests, 'addFigure'>) => void
}

/** The focus is in the text afterwards. */
const does =
  (command: Command): Insertion['run'] =>
  (view) => {
    command(view.state, view.dispatch, view)
    view.focus()
  }

const level = (number: number): Insertion => ({
  id: `level-${number}`,
  name: (say) => say.tools.levels[number] ?? '',
  keywords:
    number === 0 ? 'brödtext stycke vanlig text body paragraph normal' : `rubrik${number} heading ${number} h${number}`,
  keys: `Ctrl+Alt+${number}`,
  run: does(paragraphs.setLevel(number)),
})

/** What the menu above the text offers. */
export const objects: readonly Insertion[] = [
  { id: 'table', name: (say) => say.insert.table, keywords: 'tabell rutor table grid', run: does(insertTable) },
  {
    id: 'figure',
    name: (say) => say.insert.figure,
    keywords: 'figur bild foto diagram figure image picture photo',
    run: (_view, requests) => requests.addFigure(),
  },
  {
    id: 'footnote',
    name: (say) => say.insert.footnote,
    keywords: 'fotnot not källa footnote note source',
    keys: 'Ctrl+Alt+F',
    run: does(insertFootnote),
  },
  {
    id: 'rule',
    name: (say) => say.insert.rule,
    keywords: 'avdelare linje streck horizontal rule divider line',
    run: does(insertRule),
  },
]

const roles = (['vision', 'overallGoal', 'focusArea', 'goal'] as const).map(
  (role): Insertion => ({
    id: role,
    name: (say) => say.textRoles[role],
    keywords: {
      vision: 'vision',
      overallGoal: 'övergripande mål overall',
      focusArea: 'fokusområde focus',
      goal: 'mål goal',
    }[role],
    run: does(setRole(role)),
  }),
)

/** What `/` in the text offers, in this order. */
export const insertions: readonly Insertion[] = [
  ...[1, 2, 3, 4, 0].map(level),
  {
    id: 'bullet',
    name: (say) => say.tools.bullet,
    keywords: 'punktlista bullet list',
    run: does(paragraphs.toggleList('bullet')),
  },
  {
    id: 'ordered',
    name: (say) => say.tools.ordered,
    keywords: 'numrerad lista ordered numbered list',
    run: does(paragraphs.toggleList('ordered')),
  },
  { id: 'quote', name: (say) => say.tools.quote, keywords: 'citat quote', run: does(paragraphs.toggleQuote) },
  ...objects,
  ...roles,
]

/** An insertion with its name in the language of the program. */
export type NamedInsertion = Insertion & { label: string }

export const named = (all: readonly Insertion[], say: UiMessages): readonly NamedInsertion[] =>
  all.map((insertion) => ({ ...insertion, label: insertion.name(say) }))

/**
 * Those of which each written word begins a word: first whose name begins so ("mål" is Mål before Övergripande mål),
 * then whose name has it, then whose keywords do.
 */
export const found = (all: readonly NamedInsertion[], written: string): readonly NamedInsertion[] => {
  const words = written.toLocaleLowerCase('sv').split(/\s+/).filter(Boolean)
  const hits = (text: string): boolean => {
    const parts = text.toLocaleLowerCase('sv').split(/\s+/)
    return words.every((word) => parts.some((part) => part.startsWith(word)))
  }
  const rank = ({ label, keywords }: NamedInsertion): number => {
    if (hits(label)) return label.toLocaleLowerCase('sv').startsWith(words[0] ?? '') ? 0 : 1
    return hits(`${label} ${keywords}`) ? 2 : 3
  }
  return [0, 1, 2].flatMap((wanted) => all.filter((each) => rank(each) === wanted))
}
