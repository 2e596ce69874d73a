/** Keys and what turns into structure while one types. */
import { InputRule, inputRules, undoInputRule } from '@tiptap/pm/inputrules'
import { baseKeymap, chainCommands, liftEmptyBlock } from '@tiptap/pm/commands'
import { keymap } from '@tiptap/pm/keymap'
import { type Command, EditorState, Plugin } from '@tiptap/pm/state'
import { farEndKeys } from './far-ends.ts'
import { footnoteKeys } from './footnotes.ts'
import * as paragraphs from './paragraphs.ts'
import { insertRule, ruleOnEnter } from './rule.ts'
import { nextCell, previousCell } from './tables.ts'
import { typographyRules } from './typography.ts'

/** Removes what was typed and lets the command have its way, in one step that Backspace undoes. */
const turnsInto = (pattern: RegExp, command: (match: RegExpMatchArray) => Command): InputRule =>
  new InputRule(pattern, (state, match, start, end) => {
    const { attrs, type } = state.doc.resolve(start).parent
    if (type.name !== 'paragraph' || attrs['level'] > 0 || attrs['list'] !== 'none') return null
    const tr = state.tr.delete(start, end)
    const afterwards = EditorState.create({ doc: tr.doc, selection: tr.selection })
    const turned = command(match)(afterwards, ({ steps }) => {
      for (const step of steps) tr.step(step)
    })
    return turned ? tr : null
  })

/** `# ` … `#### ` headings, `- ` and `* ` bullets, `1. ` numbers, `> ` a quotation, `--- ` a rule; at a body paragraph's start. */
export const inputRulesPlugin = (): Plugin =>
  inputRules({
    rules: [
      turnsInto(/^(#{1,4})\s$/, (match) => paragraphs.setLevel(match[1]?.length ?? 1)),
      turnsInto(/^[-*]\s$/, () => paragraphs.toggleList('bullet')),
      turnsInto(/^1[.)]\s$/, () => paragraphs.toggleList('ordered')),
      turnsInto(/^>\s$/, () => paragraphs.toggleQuote),
      turnsInto(/^(?:---|–-)\s$/, () => insertRule),
      ...typographyRules,
    ],
  })

export type Requests = {
  /** The person wants to make, change or remove a link. */
  editLink: () => void
  /** The person wants to put a figure where the caret stands, or to change the one that is selected. */
  addFigure: () => void
  /** The person has pasted or dropped an image, and wants a figure of it. */
  takeImage: (image: File) => void
  /** The person wants to reach the toolbar from the text. */
  focusToolbar: () => void
}

const request =
  (ask: () => void): Command =>
  () => {
    ask()
    return true
  }

const inList: Command = (state) =>
  paragraphs.selectedParagraphs(state).some(({ node }) => node.attrs['list'] !== 'none')

/** In a list Tab never leaves it by accident, also when an item can go no deeper. */
const indent = (by: 1 | -1): Command => chainCommands(paragraphs.indentList(by), inList)

const levels = Object.fromEntries([0, 1, 2, 3, 4].map((level) => [`Mod-Alt-${level}`, paragraphs.setLevel(level)]))

/**
 * Escape lets the next Tab leave the text, so that the editor is no keyboard trap (WCAG 2.1.2); outside lists and
 * tables Tab always leaves it. In a list in a table it goes to the next cell, as Word has it.
 */
const tabPlugin = (): Plugin => {
  let leaving = false
  const tab = keymap({
    Tab: chainCommands(nextCell, indent(1)),
    'Shift-Tab': chainCommands(previousCell, indent(-1)),
  })
  return new Plugin({
    props: {
      handleKeyDown(view, event) {
        const wasLeaving = leaving
        leaving = event.key === 'Escape' || (leaving && event.key === 'Shift')
        if (event.key !== 'Tab' || wasLeaving) return false
        return tab.props.handleKeyDown?.call(tab, view, event) ?? false
      },
    },
  })
}

export const keysPlugins = ({ editLink, focusToolbar }: Requests): Plugin[] => [
  tabPlugin(),
  keymap(footnoteKeys),
  keymap({
    ...levels,
    ...farEndKeys,
    Enter: chainCommands(ruleOnEnter, paragraphs.leaveEmptyItem, liftEmptyBlock, paragraphs.splitParagraph),
    'Shift-Enter': paragraphs.insertBreak,
    Backspace: chainCommands(undoInputRule, paragraphs.plainerAtStart),
    'Mod-b': paragraphs.toggleStyle('bold'),
    'Mod-i': paragraphs.toggleStyle('italic'),
    'Mod-k': request(editLink),
    'Alt-F10': request(focusToolbar),
  }),
  keymap(baseKeymap),
]
