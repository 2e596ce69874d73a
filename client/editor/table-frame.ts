/** A table's frame: it scrolls where the page is narrower than the table, and the page itself does not. */
import type { EditorView, NodeView } from '@tiptap/pm/view'

/** How far an arrow key scrolls, px: about half a column. */
const step = 60

/** One who gets to the frame by Tab scrolls it; the text is not written in meanwhile. */
const scrollByKey = (frame: HTMLElement, event: KeyboardEvent): void => {
  if (event.target !== frame || !/^Arrow(Left|Right)$/.test(event.key)) return
  frame.scrollLeft += event.key === 'ArrowLeft' ? -step : step
  event.preventDefault()
  event.stopPropagation()
}

/**
 * What cannot be seen whole is reached by Tab. Not by the mouse, in a text that one writes in: a click there is meant
 * for the words, and the text would lose the focus.
 */
const reachable = (frame: HTMLElement, table: HTMLElement, view: EditorView): ResizeObserver => {
  const measure = (): void => {
    if (frame.scrollWidth > frame.clientWidth) frame.tabIndex = 0
    else frame.removeAttribute('tabindex')
  }
  frame.addEventListener('mousedown', () => {
    if (!view.editable) return
    frame.removeAttribute('tabindex')
    window.addEventListener('mouseup', measure, { once: true })
  })
  const resized = new ResizeObserver(measure)
  resized.observe(frame)
  resized.observe(table)
  return resized
}

/** The frame and the table in it; both bear the name, which is another when a table comes in before this one. */
export const framedTable = (view: EditorView, name: string): NodeView & { named(name: string): void } => {
  const frame = document.createElement('div')
  frame.className = 'text-table'
  frame.setAttribute('role', 'group')
  frame.addEventListener('keydown', (event) => scrollByKey(frame, event))
  const table = frame.appendChild(document.createElement('table'))
  const resized = reachable(frame, table, view)
  const named = (as: string): void => {
    for (const element of [frame, table]) element.setAttribute('aria-label', as)
  }
  named(name)
  return {
    dom: frame,
    contentDOM: table.appendChild(document.createElement('tbody')),
    named,
    ignoreMutation: ({ type, target }) => type === 'attributes' && (target === frame || target === table),
    destroy: () => resized.disconnect(),
  }
}
