/**
 * When a caret says whose it is: for a while after it has moved, and while it is pointed at. A label that stayed would
 * cover the words of the line above for as long as its owner thinks.
 */
import { type EditorState, Plugin, PluginKey } from '@tiptap/pm/state'
import type { DecorationSet, EditorView } from '@tiptap/pm/view'
import { ySyncPluginKey, yCursorPluginKey } from '@tiptap/y-tiptap'
import { placesOf } from './caret-places.ts'

/** Long enough to be read, ms. */
const shownFor = 2000

/** A caret's paragraph and where in it; `moves` counts how often its owner has moved it. */
type Stand = { place: string; moves: number }
type Stands = ReadonlyMap<string, Stand>

const labelsKey = new PluginKey<Stands>('caretLabels')

const standsIn = (state: EditorState, before: Stands, byOwner: boolean): Stands => {
  const carets: DecorationSet | undefined = yCursorPluginKey.getState(state)
  const stands = new Map<string, Stand>()
  for (const { from, spec } of carets?.find() ?? []) {
    if (typeof spec['key'] !== 'string') continue
    const at = state.doc.resolve(from)
    const place = `${at.parent.attrs['id'] ?? at.index(0)} ${at.parentOffset}`
    const last = before.get(spec['key'])
    const moved = !last || (byOwner && last.place !== place)
    stands.set(spec['key'], { place, moves: (last?.moves ?? 0) + (moved ? 1 : 0) })
  }
  return stands
}

/** Labels on one page, shown and hidden by attributes: the page's policy allows no inline styles. */
class Labels {
  readonly #view: EditorView
  readonly #shown = new Map<string, { moves: number; timer: number | null }>()
  #frame: number | null = null

  constructor(view: EditorView) {
    this.#view = view
    this.update(view)
  }

  update(view: EditorView): void {
    const stands = labelsKey.getState(view.state)
    for (const [client, { moves }] of stands ?? [])
      if (this.#shown.get(client)?.moves !== moves) this.#show(client, moves)
    for (const [client, { timer }] of this.#shown) {
      if (stands?.has(client)) continue
      if (timer !== null) clearTimeout(timer)
      this.#shown.delete(client)
    }
    // Also where nothing has moved: the editor may have drawn a caret anew.
    if (this.#shown.size > 0) this.#frame ??= requestAnimationFrame(() => this.#draw())
  }

  destroy(): void {
    for (const { timer } of this.#shown.values()) if (timer !== null) clearTimeout(timer)
    if (this.#frame !== null) cancelAnimationFrame(this.#frame)
  }

  #show(client: string, moves: number): void {
    const last = this.#shown.get(client)?.timer
    if (last) clearTimeout(last)
    const timer = window.setTimeout(() => {
      this.#shown.set(client, { moves, timer: null })
      this.#draw()
    }, shownFor)
    this.#shown.set(client, { moves, timer })
  }

  #isShown(caret: HTMLElement): boolean {
    return (this.#shown.get(caret.dataset['client'] ?? '')?.timer ?? null) !== null
  }

  /** First everything is measured, then everything changed: one layout, however many carets. */
  #draw(): void {
    this.#frame = null
    const page = this.#view.dom.getBoundingClientRect()
    const carets = [...this.#view.dom.querySelectorAll<HTMLElement>('.caret')]
    carets.sort((a, b) => Number(this.#isShown(b)) - Number(this.#isShown(a)))
    const measured = carets.map((caret) => {
      const { left, top } = caret.getBoundingClientRect()
      const { offsetWidth: width = 0, offsetHeight: height = 0 } =
        caret.querySelector<HTMLElement>('.caret-label') ?? {}
      return { x: left - page.left, y: top - page.top, width, height }
    })
    const places = placesOf(measured, page.width)
    for (const [i, caret] of carets.entries()) {
      caret.dataset['side'] = places[i]?.side ?? 'right'
      caret.dataset['lift'] = String(places[i]?.lift ?? 0)
      caret.dataset['label'] = this.#isShown(caret) ? 'shown' : 'hidden'
    }
  }
}

/** Stands after the plugin that keeps the carets: it reads what that one has decided. */
export const caretLabelsPlugin = (): Plugin =>
  new Plugin<Stands>({
    key: labelsKey,
    state: {
      init: (_, state) => standsIn(state, new Map(), true),
      apply: (tr, before, _, state) => {
        const carets = tr.getMeta(yCursorPluginKey) !== undefined
        if (!tr.docChanged && !carets) return before
        // What is written here pushes the others' carets along; that is no move of theirs.
        return standsIn(state, before, carets || ySyncPluginKey.getState(state)?.isChangeOrigin === true)
      },
    },
    view: (view) => new Labels(view),
  })
