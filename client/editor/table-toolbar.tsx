/** The tools of the table that the caret stands in; elsewhere there are none. */
import type { Editor } from '@tiptap/core'
import type { Command } from '@tiptap/pm/state'
import { type ComponentType, useState } from 'react'
import { useMessages } from '../ui/language.tsx'
import { Tool, Toolbar } from '../ui/toolbar.tsx'
import * as icons from './table-icons.tsx'
import { tablePlace, widthOf } from './table-place.ts'
import * as tables from './tables.ts'
import { useEditorValue } from './use-editor.ts'

const moves = {
  rowUp: tables.moveLines('rows', -1),
  rowDown: tables.moveLines('rows', 1),
  columnLeft: tables.moveLines('columns', -1),
  columnRight: tables.moveLines('columns', 1),
}

/** Where the caret stands, counted from 1, and what can be done there; null outside tables. */
const whereOf = ({ state }: Editor) => {
  const place = tablePlace(state)
  if (!place) return null
  const { table, rows, columns } = place
  return {
    row: rows.from + 1,
    rows: table.childCount,
    column: columns.from + 1,
    columns: widthOf(table),
    header: table.attrs['header'] === 'row',
    canRowUp: moves.rowUp(state),
    canRowDown: moves.rowDown(state),
    canColumnLeft: moves.columnLeft(state),
    canColumnRight: moves.columnRight(state),
  }
}

type Action = { label: string; command: Command; Icon: ComponentType; disabled?: boolean; pressed?: boolean }

export function TableToolbar({ editor, textId }: { editor: Editor; textId: string }) {
  const say = useMessages().tables
  const where = useEditorValue(editor, whereOf)
  const [done, setDone] = useState('')
  if (!where) return null
  const rows: Action[] = [
    { label: say.rowAbove, command: tables.addLine('rows', 'before'), Icon: icons.AddRowBefore },
    { label: say.rowBelow, command: tables.addLine('rows', 'after'), Icon: icons.AddRowAfter },
    { label: say.rowUp, command: moves.rowUp, Icon: icons.MoveRowUp, disabled: !where.canRowUp },
    { label: say.rowDown, command: moves.rowDown, Icon: icons.MoveRowDown, disabled: !where.canRowDown },
    { label: say.removeRow, command: tables.removeLines('rows'), Icon: icons.RemoveRow },
  ]
  const columns: Action[] = [
    { label: say.columnBefore, command: tables.addLine('columns', 'before'), Icon: icons.AddColumnBefore },
    { label: say.columnAfter, command: tables.addLine('columns', 'after'), Icon: icons.AddColumnAfter },
    { label: say.columnLeft, command: moves.columnLeft, Icon: icons.MoveColumnLeft, disabled: !where.canColumnLeft },
    {
      label: say.columnRight,
      command: moves.columnRight,
      Icon: icons.MoveColumnRight,
      disabled: !where.canColumnRight,
    },
    { label: say.removeColumn, command: tables.removeLines('columns'), Icon: icons.RemoveColumn },
  ]
  const whole: Action[] = [
    { label: say.header, command: tables.toggleHeader, Icon: icons.HeaderRow, pressed: where.header },
    { label: say.removeTable, command: tables.removeTable, Icon: icons.RemoveTable },
  ]
  const run = ({ label, command }: Action) => {
    command(editor.state, editor.view.dispatch, editor.view)
    const now = whereOf(editor)
    // With the table its tools go, and the focus must not go with them.
    if (now) setDone(say.done(label, now))
    else editor.commands.focus()
  }
  return (
    <div className="table-tools">
      <Toolbar label={say.label} controls={textId} onEscape={() => editor.commands.focus()}>
        {[rows, columns, whole].map((group) => (
          <span key={group[0]?.label} className="tool-group">
            {group.map((action) => (
              <Tool
                key={action.label}
                label={action.label}
                disabled={action.disabled ?? false}
                {...(action.pressed !== undefined && { pressed: action.pressed })}
                onPress={() => run(action)}
              >
                <action.Icon />
              </Tool>
            ))}
          </span>
        ))}
      </Toolbar>
      <p className="unseen" role="status">
        {done}
      </p>
    </div>
  )
}
