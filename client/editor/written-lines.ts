/** Tells typing, by far the most common change, from changes of structure, without a walk through the text. */
import type { Node } from '@tiptap/pm/model'
import type { Transaction } from '@tiptap/pm/state'
import { AddMarkStep, RemoveMarkStep, ReplaceStep } from '@tiptap/pm/transform'

/** The paragraph or footnote that holds all of this, with nothing in it but words and breaks; else null. */
const lineAround = (doc: Node, from: number, to: number): Node | null => {
  const $from = doc.resolve(from)
  const { parent } = $from
  if (!parent.inlineContent || to > $from.end()) return null
  let onlyWords = true
  parent.nodesBetween($from.parentOffset, $from.parentOffset + to - from, (node) => {
    onlyWords &&= node.isLeaf
    return false
  })
  return onlyWords ? parent : null
}

/**
 * The lines, as they are now, that a transaction wrote words in; null when it changed anything else: attributes,
 * paragraphs, footnotes. A style given or taken is no change of structure and has no line here.
 */
export const linesWrittenIn = (tr: Transaction): readonly Node[] | null => {
  const lines: Node[] = []
  for (const [i, step] of tr.steps.entries()) {
    if (step instanceof AddMarkStep || step instanceof RemoveMarkStep) continue
    const [before, after] = [tr.docs[i], tr.docs[i + 1] ?? tr.doc]
    if (!(step instanceof ReplaceStep) || !before || !lineAround(before, step.from, step.to)) return null
    const line = lineAround(after, step.from, step.from + step.slice.size)
    if (!line) return null
    lines.push(line)
  }
  return lines
}
