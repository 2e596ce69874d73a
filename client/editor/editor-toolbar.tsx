/** The tools above the text. Each shows whether it is on where the caret stands. */
import type { Editor } from '@tiptap/core'
import type { Command } from '@tiptap/pm/state'
import { yUndoPluginKey } from '@tiptap/y-tiptap'
import * as icons from '../ui/icons.tsx'
import { useMessages } from '../ui/language.tsx'
import { Tool, Toolbar } from '../ui/toolbar.tsx'
import { InsertMenu } from './insert-menu.tsx'
import type { Insertion } from './insertions.ts'
import { linkAt } from './links.ts'
import * as paragraphs from './paragraphs.ts'
import { RoleSelect } from './role-select.tsx'
import { tablePlace } from './table-place.ts'
import { useEditorValue, useHadFocus } from './use-editor.ts'

/** What the tools show, read from where the selection stands. */
const toolsOf = (editor: Editor) => {
  const { state } = editor
  const attrs = paragraphs.selectedParagraphs(state).map(({ node }) => node.attrs)
  const every = (key: string, value: unknown): boolean => attrs.length > 0 && attrs.every((a) => a[key] === value)
  const can = (command: Command): boolean => command(state)
  const undoManager: { undoStack: unknown[]; redoStack: unknown[] } | undefined =
    yUndoPluginKey.getState(state)?.undoManager
  return {
    level: attrs[0] && every('level', attrs[0]['level']) ? Number(attrs[0]['level']) : null,
    bold: editor.isActive('bold'),
    italic: editor.isActive('italic'),
    link: linkAt(state) !== null,
    bullet: every('list', 'bullet'),
    ordered: every('list', 'ordered'),
    quote: editor.isActive('blockquote'),
    inTable: tablePlace(state) !== null,
    canIndent: can(paragraphs.indentList(1)),
    canOutdent: can(paragraphs.indentList(-1)),
    canUndo: (undoManager?.undoStack.length ?? 0) > 0,
    canRedo: (undoManager?.redoStack.length ?? 0) > 0,
  }
}

const nothingOn = { bold: false, italic: false, link: false, bullet: false, ordered: false, quote: false }

export function EditorToolbar(props: {
  editor: Editor
  textId: string
  onLink: () => void
  onFind: () => void
  onInsert: (insertion: Insertion) => void
}) {
  const { editor, onLink, onFind, onInsert } = props
  const { tools: say, find } = useMessages()
  const tools = useEditorValue(editor, toolsOf)
  // Until then the caret stands at the text's beginning, where nobody has put it.
  const on = useHadFocus(editor) ? tools : nothingOn
  const run = (command: Command) => () => {
    command(editor.state, editor.view.dispatch, editor.view)
  }
  const named = (name: string, key: string) => say.withKey(name, key)
  return (
    <Toolbar label={say.label} controls={props.textId} onEscape={() => editor.commands.focus()}>
      <select
        className="tool-level"
        aria-label={say.level}
        title={say.level}
        value={tools.level ?? ''}
        onChange={(event) => run(paragraphs.setLevel(Number(event.target.value)))()}
      >
        {tools.level === null && <option value="">–</option>}
        {say.levels.map((name, level) => (
          <option key={name} value={level} disabled={level > 0 && tools.inTable}>
            {name}
          </option>
        ))}
      </select>
      <Tool label={named(say.bold, 'Ctrl+B')} pressed={on.bold} onPress={run(paragraphs.toggleStyle('bold'))}>
        <b aria-hidden="true">{say.bold[0]}</b>
      </Tool>
      <Tool label={named(say.italic, 'Ctrl+I')} pressed={on.italic} onPress={run(paragraphs.toggleStyle('italic'))}>
        <i aria-hidden="true">{say.italic[0]}</i>
      </Tool>
      <Tool label={named(say.link, 'Ctrl+K')} pressed={on.link} onPress={onLink}>
        <icons.LinkIcon />
      </Tool>
      <Tool label={say.bullet} pressed={on.bullet} onPress={run(paragraphs.toggleList('bullet'))}>
        <icons.BulletIcon />
      </Tool>
      <Tool label={say.ordered} pressed={on.ordered} onPress={run(paragraphs.toggleList('ordered'))}>
        <icons.OrderedIcon />
      </Tool>
      <Tool label={say.outdent} disabled={!tools.canOutdent} onPress={run(paragraphs.indentList(-1))}>
        <icons.OutdentIcon />
      </Tool>
      <Tool label={say.indent} disabled={!tools.canIndent} onPress={run(paragraphs.indentList(1))}>
        <icons.IndentIcon />
      </Tool>
      <Tool label={say.quote} pressed={on.quote} onPress={run(paragraphs.toggleQuote)}>
        <icons.QuoteIcon />
      </Tool>
      <RoleSelect editor={editor} />
      <InsertMenu onInsert={onInsert} />
      <Tool label={named(find.tool, 'Ctrl+F')} onPress={onFind}>
        <icons.SearchIcon />
      </Tool>
      <Tool label={named(say.undo, 'Ctrl+Z')} disabled={!tools.canUndo} onPress={() => void editor.commands.undo()}>
        <icons.UndoIcon />
      </Tool>
      <Tool label={named(say.redo, 'Ctrl+Y')} disabled={!tools.canRedo} onPress={() => void editor.commands.redo()}>
        <icons.RedoIcon />
      </Tool>
    </Toolbar>
  )
}
