/**
 * Shows in the editor who wrote what, for as long as it is turned on; when it is off nothing of it runs. One per
 * replica of a text. The truth is what the server's log has told; newer words are their writers' by the relay.
 */
import { Plugin, PluginKey } from '@tiptap/pm/state'
import type { EditorView } from '@tiptap/pm/view'
import { ySyncPluginKey } from '@tiptap/y-tiptap'
import type * as Y from 'yjs'
import { type Drawing, moved, nothingDrawn, redraw } from './drawing.ts'
import type { AuthorWords } from './label.ts'
import { createLabels } from './labels.ts'
import { sharesOf, type Total, totalsOf } from './shares.ts'
import { openTelling, type TellingParts } from './telling.ts'
import { type WhoIsHere, type WritersOf, whoWasHere, writersOf } from './writer.ts'
import { type Placed, paragraphAround, paragraphsOf, type Reading, type Written, writtenIn } from './written.ts'

export type Shown = { state: 'off' } | { state: 'asking' } | { state: 'failed' } | { state: 'on'; totals: Total[] }

export type Reveal = {
  readonly plugin: Plugin
  turn(on: boolean): void
  shown(): Shown
  subscribe(listener: () => void): () => void
}

export type RevealParts = Omit<TellingParts, 'onTold'> & {
  text: Y.XmlFragment
  whoIsHere: WhoIsHere
  words: AuthorWords
}

/**
 * Words get their colour so long after they are written, ms: in 200 pages a drawing takes several keys' time, and who
 * types should not wait for it at each.
 */
const apart = 200

const isTold = ({ spans }: Written): boolean => spans.every(({ writer }) => writer.state === 'told')

export const createReveal = (parts: RevealParts): Reveal => {
  const { text, words, later } = parts
  const whoIsHere = whoWasHere(parts.whoIsHere)
  const key = new PluginKey<Drawing>('authors')
  const listeners = new Set<() => void>()
  const labels = createLabels(words, () => view?.focus())
  let view: EditorView | null = null
  let on = false
  let isDue = false
  let shown: Shown = { state: 'off' }
  let writers: WritersOf = writersOf([], whoIsHere)
  /** What each paragraph held when it was last read; left out once it has changed. */
  let known = new WeakMap<Y.XmlElement, { written: Written; by: WritersOf }>()

  const become = (next: Shown): void => {
    if (JSON.stringify(next) === JSON.stringify(shown)) return
    shown = next
    for (const listener of listeners) listener()
  }

  const telling = openTelling({
    ...parts,
    onTold: () => {
      const told = telling.told()
      if (told.state === 'told') writers = writersOf(told.runs, whoIsHere)
      drawNow()
    },
  })

  const read: Reading = (paragraph) => {
    const before = known.get(paragraph)
    // What the log has told of it does not tell again: then its paragraph need not be drawn anew.
    if (before && (before.by === writers || isTold(before.written))) return before.written
    const written = writtenIn(paragraph, writers)
    known.set(paragraph, { written, by: writers })
    return written
  }

  /** Asks for what the log has not told of yet. */
  const askFor = (placed: readonly Placed[]): void => {
    const has = (state: 'unknown' | 'here'): boolean =>
      placed.some(({ written }) => written.spans.some(({ writer }) => writer.state === state))
    if (has('unknown')) telling.want('unknown')
    else if (has('here')) telling.want('here')
  }

  const draw = (from: EditorView): Drawing | null => {
    const told = telling.told()
    if (!on) return nothingDrawn
    if (told.state !== 'told') {
      become({ state: told.state })
      return nothingDrawn
    }
    const { state } = from
    const { placed, size } = paragraphsOf(text, read)
    // The editor is a key ahead of the shared text: what comes of it will be looked at.
    if (size !== state.doc.content.size) return null
    const drawing = redraw(key.getState(state) ?? nothingDrawn, state.doc, placed, labels.above)
    labels.arrange(placed)
    labels.stopAt(state.selection.head)
    askFor(placed)
    become({ state: 'on', totals: totalsOf(placed.map(({ written }) => sharesOf(written))) })
    return drawing
  }

  const drawNow = (): void => {
    isDue = false
    const drawing = view && draw(view)
    if (view && drawing) view.dispatch(view.state.tr.setMeta(key, drawing))
  }

  /** Draws anew, once for all that happens until then. */
  const look = (): void => {
    if (isDue) return
    isDue = true
    later(apart, () => {
      if (isDue) drawNow()
    })
  }

  const forget = ({ changed }: Y.Transaction): void => {
    for (const part of changed.keys()) {
      const paragraph = paragraphAround(part)
      if (paragraph) known.delete(paragraph)
    }
    look()
  }

  const plugin: Plugin<Drawing> = new Plugin<Drawing>({
    key,
    state: {
      init: () => nothingDrawn,
      apply(tr, before, old) {
        const drawing: Drawing | undefined = tr.getMeta(key)
        if (drawing) return drawing
        return on && tr.docChanged ? moved(before, tr, old, tr.getMeta(ySyncPluginKey) !== undefined) : before
      },
    },
    props: { decorations: (state) => plugin.getState(state)?.set },
    view: (made) => {
      view = made
      if (on) look()
      return {
        update: ({ state }, before) => {
          if (on && !state.selection.eq(before.selection)) labels.stopAt(state.selection.head)
        },
        destroy: () => {
          view = null
        },
      }
    },
  })

  return {
    plugin,
    turn(next) {
      if (next === on) return
      on = next
      if (on) {
        text.doc?.on('beforeObserverCalls', forget)
        telling.start()
        become({ state: 'asking' })
      } else {
        text.doc?.off('beforeObserverCalls', forget)
        telling.stop()
        known = new WeakMap()
        become({ state: 'off' })
      }
      drawNow()
    },
    shown: () => shown,
    subscribe: (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}
