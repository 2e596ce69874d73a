/** The figures of an editor, as far as React is concerned: which dialog is open, and what comes of it. */
import type { Editor } from '@tiptap/core'
import type { Command } from '@tiptap/pm/state'
import { useState } from 'react'
import { type AskedFigure, FigureDialog } from './figure-dialog.tsx'
import { figureAt, type FoundFigure, insertFigure, removeFigure, setAlt } from './figure-editing.ts'
import { type SendImage, useSending } from './use-sending.ts'

type Asking = { editor: Editor; asked: AskedFigure; found: FoundFigure | null }

const askedIn = (found: FoundFigure | null): AskedFigure => {
  if (!found) return { kind: 'new', given: false }
  const { alt, file } = found.node.attrs
  // The form's table says so of these attributes.
  return { kind: 'change', alt: String(alt), file: file as string | null }
}

/** `ask`: for a new figure, or for the one that is selected. `take`: for a new one of this image. */
export const useFigures = (send: SendImage) => {
  const [asking, setAsking] = useState<Asking | null>(null)
  const { sending, begin, forget } = useSending(send)

  const ask = (editor: Editor): void => {
    const found = figureAt(editor.state)
    setAsking({ editor, asked: askedIn(found), found })
  }
  const take = (editor: Editor, image: File): void => {
    begin(image)
    setAsking({ editor, asked: { kind: 'new', given: true }, found: null })
  }

  const done = (command?: Command) => {
    forget()
    setAsking(null)
    if (!command || !asking) return
    const { editor } = asking
    command(editor.state, editor.view.dispatch)
    // The dialog gives the focus back to where it was; after a change that should be the text.
    setTimeout(() => editor.commands.focus())
  }
  const dialog = asking && (
    <FigureDialog
      asked={asking.asked}
      sending={sending}
      send={begin}
      onInsert={(image, alt) => done(insertFigure(image, alt))}
      onChange={(alt) => done(asking.found ? setAlt(asking.found, alt) : undefined)}
      onRemove={() => done(removeFigure)}
      onClose={() => done()}
    />
  )
  return { ask, take, dialog }
}
