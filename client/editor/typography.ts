/** Swedish quotation marks and dashes for the straight ones of a keyboard. Backspace gives back what was typed. */
import { InputRule } from '@tiptap/pm/inputrules'
import type { EditorState } from '@tiptap/pm/state'

/** An address stays as it is typed. */
const address = /(?:https?:\/\/|www\.|mailto:|\S@)\S*$/i

const mayTurn = ({ doc }: EditorState, start: number, end: number): boolean => {
  const [$start, $end] = [doc.resolve(start), doc.resolve(end)]
  // Signs on both sides of a footnote's edge are no pair, and with everything selected there is no line.
  if (!$start.sameParent($end) || !$start.parent.inlineContent) return false
  const before = $start.parent.textBetween(0, $start.parentOffset, null, ' ')
  return !address.test(before) && !$start.marks().some((mark) => mark.type.name === 'link')
}

/** Bold and italic go on; the words on both sides keep theirs. */
const turnsTo = (pattern: RegExp, sign: string): InputRule =>
  new InputRule(pattern, (state, _match, start, end) =>
    mayTurn(state, start, end) ? state.tr.insertText(sign, start, end) : null,
  )

/** In Swedish both ends of a quotation have the same mark, and so has the apostrophe. */
export const typographyRules: readonly InputRule[] = [
  turnsTo(/"$/, '”'),
  turnsTo(/'$/, '’'),
  turnsTo(/(?<!-)--$/, '–'),
  turnsTo(/(?<!\.)\.\.\.$/, '…'),
]
