/** Moving a line of the outline: by key, button or mouse, told in words, with a warning where others write. */
import type { Editor } from '@tiptap/core'
import { useEffect, useRef, useState } from 'react'
import { moveUndoably } from '../editor/move-undo.ts'
import { type Move, rangeOf, writtenAnew } from '../editor/moving.ts'
import { type Outline, outlineOf, placeOfEntry, show } from '../editor/outline.ts'
import {
  chapterRows,
  goalRows,
  nextPlace,
  ordinalOf,
  otherPlaces,
  type Rows,
  type Section,
} from '../editor/sections.ts'
import { writersIn } from '../editor/writing-here.ts'
import { useMessages } from '../ui/language.tsx'

/** The part of a line that has the focus, and has it again when the line has moved. */
export type Part = 'name' | 'handle' | 'up' | 'down'

export const partOf = (target: EventTarget): Part => {
  const part = target instanceof HTMLElement ? target.dataset['part'] : undefined
  return part === 'handle' || part === 'up' || part === 'down' ? part : 'name'
}

export type Destination = 'up' | 'down' | { before: string | null }

export type MoveRequest = { kind: Rows['kind']; key: string; to: Destination; part: Part }

/** A move that waits for the person's word, as others write where it happens. */
export type Asked = { request: MoveRequest; inIt: string[]; beside: string[]; areAtRisk: boolean }

export type Moves = {
  request: (request: MoveRequest) => void
  asked: Asked | null
  answer: (anyway: boolean) => void
  /** The last step back or forth again, from here as from the tools; false when there is none. */
  step: (way: 'undo' | 'redo') => boolean
  /** What was moved last is seen no longer. */
  forget: () => void
  /** What was done last, for those who hear it; `key` for those who see it. */
  said: { words: string; key: string | null }
}

export const rowsOf = (kind: Rows['kind'], outline: Outline): Rows =>
  kind === 'chapters' ? chapterRows(outline) : goalRows(outline)

/** A goal goes by its label and its words, all else by its words. */
export const nameOf = ({ goals }: Outline, { entry }: Section, empty: string): string => {
  const all = [...goals.goalsOutside, ...goals.focusAreas.flatMap((area) => area.goals)]
  const goal = entry.role === 'goal' ? all.find(({ id }) => id === entry.id) : undefined
  return [...(goal ? [goal.label] : []), entry.words || empty].join(' ')
}

const findSection = (rows: Rows, key: string): Section | undefined =>
  rows.sections.find(({ entry }) => entry.key === key)

type Planned = { move: Move; section: Section; outline: Outline } | 'gone' | 'at-end'

/** Read from the text as it is now: it may be another than when the person looked. */
const plan = (editor: Editor, { kind, key, to }: MoveRequest): Planned => {
  const outline = outlineOf(editor.state)
  const rows = rowsOf(kind, outline)
  const section = findSection(rows, key)
  if (!section) return 'gone'
  const place =
    typeof to === 'string'
      ? nextPlace(rows, section, to)
      : otherPlaces(rows, section).find(({ row }) => (rows.sections[row]?.entry.key ?? null) === to.before)
  if (!place) return typeof to === 'string' ? 'at-end' : 'gone'
  return { move: { from: section.from, to: section.to, at: place.at }, section, outline }
}

const writersAt = (editor: Editor, move: Move): Omit<Asked, 'request'> => {
  const { doc } = editor.state
  const writers = (blocks: { from: number; to: number }): string[] => {
    const { from, to } = rangeOf(doc, blocks)
    return writersIn(editor, from, to)
  }
  const inIt = writers(move)
  const atRisk = writers(writtenAnew(doc, move))
  return { inIt, beside: atRisk.filter((name) => !inIt.includes(name)), areAtRisk: atRisk.length > 0 }
}

/** The focus goes back to the part it was on: where a line is put elsewhere, the browser takes it away. */
const useFocusAgain = (outline: Outline) => {
  const wanted = useRef<{ key: string; part: Part } | null>(null)
  useEffect(() => {
    if (!wanted.current) return
    const { key, part } = wanted.current
    wanted.current = null
    document.querySelector<HTMLElement>(`.outline [data-key="${CSS.escape(key)}"] [data-part="${part}"]`)?.focus()
  }, [outline])
  return (key: string, part: Part): void => {
    wanted.current = { key, part }
  }
}

/** The part of a line that has the focus now. */
const focusedPart = (): { key: string; part: Part } | null => {
  const { activeElement } = document
  const key = activeElement?.closest<HTMLElement>('.outline [data-key]')?.dataset['key']
  return activeElement && key !== undefined ? { key, part: partOf(activeElement) } : null
}

export const useMoves = (editor: Editor, outline: Outline): Moves => {
  const say = useMessages()
  const [asked, setAsked] = useState<Asked | null>(null)
  const [said, setSaid] = useState<Moves['said']>({ words: '', key: null })
  const focusAgain = useFocusAgain(outline)

  const tell = (words: string, key: string | null = null) => setSaid({ words, key })

  const carryOut = (request: MoveRequest) => {
    const planned = plan(editor, request)
    if (planned === 'gone' || planned === 'at-end') return tell(say.outline.gone)
    if (!moveUndoably(editor.view, planned.move)) return tell(say.outline.tooHeavy)
    focusAgain(request.key, request.part)
    const now = outlineOf(editor.state)
    const rows = rowsOf(request.kind, now)
    const section = findSection(rows, request.key)
    if (!section) return
    const { number, of } = ordinalOf(rows, section)
    tell(say.outline.moved(nameOf(now, section, say.draft.emptyHeading), number, of), request.key)
    const pos = placeOfEntry(editor.state, request.key)
    if (pos !== null) show(editor.view, pos)
  }

  const request = (wish: MoveRequest) => {
    const planned = plan(editor, wish)
    if (planned === 'gone') return tell(say.outline.gone)
    if (planned === 'at-end') {
      const section = findSection(rowsOf(wish.kind, outline), wish.key)
      const name = section ? nameOf(outline, section, say.draft.emptyHeading) : ''
      return tell(wish.to === 'up' ? say.outline.atTop(name) : say.outline.atBottom(name))
    }
    const writers = writersAt(editor, planned.move)
    if (writers.inIt.length + writers.beside.length > 0) setAsked({ request: wish, ...writers })
    else carryOut(wish)
  }

  const answer = (anyway: boolean) => {
    const wish = asked?.request
    setAsked(null)
    if (anyway && wish) carryOut(wish)
  }

  const step = (way: 'undo' | 'redo'): boolean => {
    const at = focusedPart()
    if (!editor.commands[way]()) return false
    if (at) focusAgain(at.key, at.part)
    tell(say.outline[way])
    return true
  }

  const forget = () => setSaid((last) => ({ ...last, key: null }))

  return { request, asked, answer, step, forget, said }
}
