/**
 * How a footnote is drawn and read. Its words stand in the paragraph, where they merge like all others. The number
 * stands in the line, and the style sheet lets the words float to a line of their own below it.
 */
import { Node } from '@tiptap/core'
import type { Decoration } from '@tiptap/pm/view'
import { nodes } from '../../shared/schema/form.ts'
import { signsIn } from './footnote-numbers.ts'
import { anyOf, attributesOf } from './node-parts.ts'

/** Neither can be written in: between them and the note the browser tells the note's words from the line's. */
const fence = (kind: 'span' | 'sup'): HTMLElement => {
  const element = document.createElement(kind)
  element.contentEditable = 'false'
  return element
}

type Drawn = { dom: HTMLElement; inLine: HTMLElement; note: HTMLElement; words: HTMLElement }

/** The words are a block in what floats: else the browser takes the note's beginning for a place in the line. */
const draw = (): Drawn => {
  const dom = document.createElement('span')
  dom.dataset['footnote'] = ''
  const note = document.createElement('span')
  note.className = 'note'
  const words = document.createElement('span')
  note.append(words)
  const inLine = fence('sup')
  // The note is read with its number, just before.
  inLine.setAttribute('aria-hidden', 'true')
  dom.append(fence('span'), note, inLine)
  return { dom, inLine, note, words }
}

/** Only a number that has changed is written: any other change beside the caret would break off an accent's typing. */
const drawSigns = ({ inLine, note }: Drawn, decorations: readonly Decoration[]): void => {
  const signs = signsIn(decorations)
  if (!signs || note.dataset['spoken'] === signs.spoken) return
  inLine.textContent = String(signs.number)
  note.dataset['number'] = String(signs.number)
  note.dataset['spoken'] = signs.spoken
  note.dataset['empty'] = signs.empty
}

export const footnote = Node.create({
  name: 'footnote',
  inline: true,
  content: anyOf(nodes.footnote.children),
  isolating: true,
  addAttributes: attributesOf('footnote'),
  parseHTML: () => [{ tag: 'span[data-footnote]' }],
  renderHTML: () => ['span', { 'data-footnote': '' }, 0],
  addNodeView:
    () =>
    ({ decorations }) => {
      const drawn = draw()
      drawSigns(drawn, decorations)
      return {
        dom: drawn.dom,
        contentDOM: drawn.words,
        update: (node, changed) => {
          if (node.type.name !== 'footnote') return false
          drawSigns(drawn, changed)
          return true
        },
        ignoreMutation: (mutation) => mutation.type !== 'selection' && !drawn.words.contains(mutation.target),
      }
    },
})
