/** Which part of the structure of goals the selected paragraphs are. */
import type { Editor } from '@tiptap/core'
import { type TextRole, textRoles } from '../../shared/schema/form.ts'
import { useMessages } from '../ui/language.tsx'
import { roleOfSelection, setRole } from './roles.ts'
import { useEditorValue } from './use-editor.ts'

const isRole = (value: string): value is TextRole => textRoles.some((role) => role === value)

export function RoleSelect({ editor }: { editor: Editor }) {
  const say = useMessages()
  const role = useEditorValue(editor, ({ state }) => roleOfSelection(state))
  const choose = (value: string) => {
    if (isRole(value)) setRole(value)(editor.state, editor.view.dispatch)
  }
  return (
    <select
      className="tool-level tool-role"
      aria-label={say.goals.tool}
      title={say.goals.tool}
      value={role ?? ''}
      onChange={(event) => choose(event.target.value)}
    >
      {role === null && <option value="">{say.goals.mixedRoles}</option>}
      {textRoles.map((each) => (
        <option key={each} value={each}>
          {each === 'none' ? say.goals.noRole : say.textRoles[each]}
        </option>
      ))}
    </select>
  )
}
