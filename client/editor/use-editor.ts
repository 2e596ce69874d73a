/** What a component needs to know of an editor, followed as it changes. */
import type { Editor } from '@tiptap/core'
import { useCallback, useEffect, useRef, useState, useSyncExternalStore } from 'react'

/** The value read from the editor after each of its transactions; the component renders only when it is another. */
export const useEditorValue = <T>(editor: Editor, read: (editor: Editor) => T): T => {
  const last = useRef<{ key: string; value: T } | null>(null)
  const subscribe = useCallback(
    (listener: () => void) => {
      editor.on('transaction', listener)
      return () => void editor.off('transaction', listener)
    },
    [editor],
  )
  return useSyncExternalStore(subscribe, () => {
    const value = read(editor)
    const key = JSON.stringify(value)
    if (last.current?.key !== key) last.current = { key, value }
    return last.current.value
  })
}

/** Whether the person has been in the text since it was opened. */
export const useHadFocus = (editor: Editor): boolean => {
  const [had, setHad] = useState(editor.isFocused)
  useEffect(() => {
    const remember = () => setHad(true)
    editor.on('focus', remember)
    return () => void editor.off('focus', remember)
  }, [editor])
  return had
}
