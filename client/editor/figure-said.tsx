/** Says to those who hear the text which figure they have come to, and what the keys do there. */
import type { Editor } from '@tiptap/core'
import { NodeSelection } from '@tiptap/pm/state'
import { useMessages } from '../ui/language.tsx'
import { useEditorValue } from './use-editor.ts'

const selectedAlt = ({ state: { selection } }: Editor): string | null =>
  selection instanceof NodeSelection && selection.node.type.name === 'figure'
    ? String(selection.node.attrs['alt'])
    : null

export function FigureSaid({ editor }: { editor: Editor }) {
  const say = useMessages().figures
  const alt = useEditorValue(editor, selectedAlt)
  return (
    <p role="status" className="unseen">
      {alt !== null && say.selected(alt)}
    </p>
  )
}
