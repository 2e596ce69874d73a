/** A figure on the page: its image with what can be done to it, its number, and its caption to write in. */
import type { Node } from '@tiptap/pm/model'
import { NodeSelection, Plugin } from '@tiptap/pm/state'
import type { Decoration, EditorView, NodeView, ViewMutationRecord } from '@tiptap/pm/view'
import { fileUrl } from '../../shared/files.ts'
import { numberIn } from './figure-numbers.ts'

export type FigureWords = {
  number: (number: number) => string
  /** In place of an image that is not there; the alternative text follows. */
  missing: string
  caption: string
  changeAlt: string
  remove: string
}

type Deeds = { words: FigureWords; change: () => void }

const element = <Name extends keyof HTMLElementTagNameMap>(name: Name, className: string) => {
  const made = document.createElement(name)
  made.className = className
  return made
}

/** `select`: makes the figure the selection. */
type Surroundings = { words: FigureWords; tools: HTMLElement; select: () => void }

class FigureView implements NodeView {
  readonly dom = element('figure', 'figure')
  readonly contentDOM = element('div', 'figure-words')
  readonly #image = element('img', 'figure-image')
  readonly #missing = element('p', 'figure-missing')
  readonly #number = element('span', 'figure-number')
  readonly #words: FigureWords

  constructor(shown: { node: Node; decorations: readonly Decoration[] }, { words, tools, select }: Surroundings) {
    this.#words = words
    const frame = element('div', 'figure-frame')
    frame.contentEditable = 'false'
    this.#image.loading = 'lazy'
    this.#image.draggable = false
    this.#image.addEventListener('error', () => this.#show(false))
    this.#image.addEventListener('load', () => this.#show(true))
    // Left to itself a browser puts the caret beside the image, where there is no place for one.
    frame.addEventListener('mousedown', (event) => {
      event.preventDefault()
      select()
    })
    frame.append(this.#image, this.#missing, tools)
    const caption = element('figcaption', 'figure-caption')
    this.#number.contentEditable = 'false'
    this.contentDOM.dataset['placeholder'] = words.caption
    caption.append(this.#number, this.contentDOM)
    this.dom.append(frame, caption)
    this.#draw(shown.node, shown.decorations)
  }

  /** What is as it was is not set again: an image would be fetched anew, and a caret in the caption would move. */
  update(node: Node, decorations: readonly Decoration[]): boolean {
    if (node.type.name !== 'figure') return false
    this.#draw(node, decorations)
    return true
  }

  stopEvent(event: Event): boolean {
    return event.target instanceof Element && event.target.closest('.figure-frame') !== null
  }

  ignoreMutation(mutation: ViewMutationRecord): boolean {
    return mutation.type !== 'selection' && !this.contentDOM.contains(mutation.target)
  }

  #draw(node: Node, decorations: readonly Decoration[]): void {
    const { file, alt, width, height } = node.attrs
    const number = numberIn(decorations)
    this.#number.textContent = number === null ? '' : this.#words.number(number)
    this.#image.alt = String(alt)
    this.#missing.textContent = [this.#words.missing, alt].filter(Boolean).join(' ')
    this.contentDOM.toggleAttribute('data-empty', node.textContent === '')
    if (width > 0 && height > 0) {
      this.#image.width = Number(width)
      this.#image.height = Number(height)
    }
    const source = file === null ? null : fileUrl(String(file))
    if (source === null) this.#show(false)
    else if (this.#image.getAttribute('src') !== source) {
      this.#show(true)
      this.#image.src = source
    }
  }

  #show(image: boolean): void {
    this.#image.hidden = !image
    this.#missing.hidden = image
  }
}

/**
 * For the mouse, shown while the figure is pointed at or selected. No stop for Tab, which leaves the text: by keyboard
 * one selects the figure, and Enter and Delete do the same.
 */
const toolsOf = (...deeds: { label: string; deed: () => void }[]): HTMLElement => {
  const tools = element('div', 'figure-tools')
  for (const { label, deed } of deeds) {
    const button = element('button', 'ds-button')
    button.type = 'button'
    button.tabIndex = -1
    button.dataset['variant'] = 'secondary'
    button.dataset['size'] = 'sm'
    button.textContent = label
    button.addEventListener('click', deed)
    tools.append(button)
  }
  return tools
}

const surroundings = (view: EditorView, at: () => number | undefined, { words, change }: Deeds): Surroundings => {
  const select = (): void => {
    const pos = at()
    if (pos === undefined) return
    view.dispatch(view.state.tr.setSelection(NodeSelection.create(view.state.doc, pos)))
    view.focus()
  }
  const selected = (deed: () => void) => () => {
    select()
    if (view.editable) deed()
  }
  const remove = () => view.dispatch(view.state.tr.deleteSelection())
  const tools = toolsOf(
    { label: words.changeAlt, deed: selected(change) },
    { label: words.remove, deed: selected(remove) },
  )
  return { words, tools, select }
}

/** `change`: the person wants to change the selected figure. */
export const figureDrawingPlugin = (deeds: Deeds): Plugin =>
  new Plugin({
    props: {
      nodeViews: {
        figure: (node, view, at, decorations) => new FigureView({ node, decorations }, surroundings(view, at, deeds)),
      },
    },
  })
