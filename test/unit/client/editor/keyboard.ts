/** A keyboard without a browser: signs go through the plugins' own handling, as the view would hand them on. */
import type { EditorState, Plugin, Transaction } from '@tiptap/pm/state'
import type { EditorView } from '@tiptap/pm/view'

export type Keyboard = {
  readonly view: EditorView
  readonly state: EditorState
  /** What no plugin takes is put in as it is. */
  type(words: string): void
  /** Whether a plugin took the key. */
  press(key: string): boolean
  /** A change that is not typed here. */
  change(make: (tr: Transaction) => Transaction): void
}

export const keyboardAt = (start: EditorState, plugins: readonly Plugin[]): Keyboard => {
  let now = start
  const dispatch = (tr: Transaction) => {
    now = now.apply(tr)
  }
  // The plugins read no more of a view than this.
  const view = {
    composing: false,
    get state() {
      return now
    },
    dispatch,
    focus: () => undefined,
  } as unknown as EditorView
  const asSign = (sign: string): void => {
    const { from, to } = now.selection
    const plain = () => now.tr.insertText(sign, from, to)
    const taken = plugins.some((each) => each.props.handleTextInput?.call(each, view, from, to, sign, plain))
    if (!taken) dispatch(plain())
  }
  return {
    view,
    get state() {
      return now
    },
    type: (words) => words.split('').forEach(asSign),
    press: (key) => {
      // Of an event they read no more than this.
      const event = {
        key,
        isComposing: false,
        ctrlKey: false,
        altKey: false,
        metaKey: false,
        shiftKey: false,
      } as KeyboardEvent
      return plugins.some((each) => each.props.handleKeyDown?.call(each, view, event))
    },
    change: (make) => dispatch(make(now.tr)),
  }
}
