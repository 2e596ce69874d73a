/** The page of text with its tools: an editor for those who may write, the same page to read for the others. */
import type { Editor } from '@tiptap/core'
import type { Plugin } from '@tiptap/pm/state'
import { useEffect, useId, useMemo, useRef, useState } from 'react'
import type { Awareness } from 'y-protocols/awareness'
import type * as Y from 'yjs'
import { useMessages } from '../ui/language.tsx'
import type { LabelOf } from './caret.ts'
import { EditorToolbar } from './editor-toolbar.tsx'
import { FigureSaid } from './figure-said.tsx'
import { FindBar, FindOpener } from './find-bar.tsx'
import { type Insertion, insertions, named } from './insertions.ts'
import type { NewId } from './ids.ts'
import { type AskedLink, LinkDialog } from './link-dialog.tsx'
import { linkAt, removeLink, setLink } from './links.ts'
import type { Requests } from './shortcuts.ts'
import { SlashList } from './slash-list.tsx'
import { TableToolbar } from './table-toolbar.tsx'
import { Toolbars } from './toolbars.tsx'
import { readCaret } from './read-caret.ts'
import { createTextEditor, setMayWrite } from './text-editor.ts'
import { useFigures } from './use-figures.tsx'
import { useFind } from './use-find.ts'
import type { SendImage } from './use-sending.ts'
import { WritingHereHint } from './writing-here-hint.tsx'
import './editor.css'
import './caret.css'
import './footnotes.css'
import './figures.css'
import './tables.css'

/** 72 random bits: enough that no two paragraphs of the world meet, short enough for a struct of each. */
const newId: NewId = () => btoa(String.fromCharCode(...crypto.getRandomValues(new Uint8Array(9)))).replace(/[+/]/g, '_')

type Props = {
  /** A new document means a new editor. */
  doc: Y.Doc
  awareness: Awareness
  /** Calls back before each change of the others' comes into the document; returns how to stop. */
  beforeTheirs: (listener: () => void) => () => void
  user: Record<string, unknown>
  labelOf: LabelOf
  mayWrite: boolean
  /** Takes an image of a figure to where everyone can see it. */
  sendImage: SendImage
  /** What the page adds to the text's behaviour. Others mean a new editor. */
  plugins: readonly Plugin[]
  /** The editor once it is there, null when it goes: for what stands beside the text. */
  onEditor: (editor: Editor | null) => void
}

const askedLink = ({ state }: Editor): AskedLink => {
  const link = linkAt(state)
  return { href: link?.href ?? '', needsText: state.selection.empty && link === null }
}

export function TextEditor(props: Props) {
  const { doc, awareness, beforeTheirs, user, labelOf, mayWrite, sendImage, plugins, onEditor } = props
  const say = useMessages()
  const id = useId()
  const mount = useRef<HTMLDivElement>(null)
  const frame = useRef<HTMLDivElement>(null)
  const [editor, setEditor] = useState<Editor | null>(null)
  const [asking, setAsking] = useState<AskedLink | null>(null)
  const requests = useRef<Requests | null>(null)
  const figures = useFigures(sendImage)
  const find = useFind(editor, frame)
  const words = useMemo(
    () => ({
      name: say.draft.textLandmark,
      placeholder: say.draft.placeholder,
      describedBy: `${id}-help`,
      sayItem: ({ number, depth }: { number: number | null; depth: number }) =>
        number === null ? say.item.bullet(depth) : say.item.ordered(number, depth),
      sayNote: say.notes,
      sayTable: say.tables.name,
      figures: say.figures.inText,
      sayRole: { role: say.textRoles, goal: say.goals.labelled },
      slash: { all: named(insertions, say), listId: `${id}-slash` },
    }),
    [say, id],
  )

  const figuresNow = useRef(figures)
  useEffect(() => {
    figuresNow.current = figures
  })

  // The editor's life is the document's. Whether one may write is told to it below, without making it anew.
  useEffect(() => {
    if (!mount.current) return
    const asked: Requests = {
      editLink: () => setAsking(askedLink(made)),
      addFigure: () => figuresNow.current.ask(made),
      takeImage: (image) => figuresNow.current.take(made, image),
      focusToolbar: () => frame.current?.querySelector<HTMLElement>('[role=toolbar] [tabindex="0"]')?.focus(),
    }
    requests.current = asked
    const made = createTextEditor({
      mount: mount.current,
      doc,
      awareness,
      user,
      labelOf,
      words,
      newId,
      plugins,
      requests: asked,
    })
    setEditor(made)
    onEditor(made)
    return () => {
      onEditor(null)
      setEditor(null)
      made.destroy()
    }
  }, [doc, awareness, user, labelOf, words, plugins, onEditor])

  useEffect(() => (editor ? beforeTheirs(() => readCaret(editor.view)) : undefined), [editor, beforeTheirs])

  useEffect(() => {
    if (editor) setMayWrite(editor, words, mayWrite)
  }, [editor, words, mayWrite])

  const insert = (insertion: Insertion) => {
    if (editor && requests.current) insertion.run(editor.view, requests.current)
  }

  const done = (command?: ReturnType<typeof setLink>) => {
    if (editor && command) command(editor.state, editor.view.dispatch)
    setAsking(null)
    // The dialog gives the focus back to where it was; after a change that should be the text.
    if (command) setTimeout(() => editor?.commands.focus())
  }

  return (
    <div ref={frame} className="editor">
      {editor && (mayWrite || find.start) && (
        <Toolbars>
          {mayWrite && (
            <EditorToolbar
              editor={editor}
              textId={`${id}-text`}
              onLink={() => setAsking(askedLink(editor))}
              onFind={find.open}
              onInsert={insert}
            />
          )}
          {find.start && <FindBar editor={editor} start={find.start} mayWrite={mayWrite} onClose={find.close} />}
          {mayWrite && <TableToolbar editor={editor} textId={`${id}-text`} />}
        </Toolbars>
      )}
      {editor && !mayWrite && !find.start && <FindOpener onOpen={find.open} />}
      {editor && mayWrite && <FigureSaid editor={editor} />}
      {editor && mayWrite && <WritingHereHint editor={editor} />}
      <p id={`${id}-help`} className="unseen">
        {mayWrite && say.draft.editorHelp}
      </p>
      <div id={`${id}-text`} ref={mount} className="paper" />
      {editor && mayWrite && <SlashList editor={editor} listId={words.slash.listId} onChoose={insert} />}
      {figures.dialog}
      {asking && (
        <LinkDialog
          asked={asking}
          onSave={(href, text) => done(setLink(href, text))}
          onRemove={() => done(removeLink)}
          onClose={() => done()}
        />
      )}
    </div>
  )
}
