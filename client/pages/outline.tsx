/**
 * The text's chapters and its structure of goals beside it; each line leads to its place and may be moved. Under 900 px
 * it folds together above the text.
 */
import type { Editor } from '@tiptap/core'
import { type KeyboardEvent, type RefObject, useEffect, useId, useRef, useState, useSyncExternalStore } from 'react'
import { type GoalRule, goalStructure } from '../../shared/goals.ts'
import { wayOf } from '../editor/move-undo.ts'
import { jumpTo, type Outline as TextOutline, outlineOf } from '../editor/outline.ts'
import { type Rows, sectionAt } from '../editor/sections.ts'
import { useEditorValue } from '../editor/use-editor.ts'
import { useKeys } from '../editor/use-find.ts'
import { Dialog } from '../ui/dialog.tsx'
import { useMessages } from '../ui/language.tsx'
import { Chapters } from './outline-chapters.tsx'
import { useDrag } from './outline-drag.ts'
import { Goals } from './outline-goals.tsx'
import { type Asked, rowsOf, useMoves } from './outline-moves.ts'
import type { RowDeeds, RowState } from './outline-row.tsx'
import './outline.css'

const useOutline = (editor: Editor): TextOutline =>
  useSyncExternalStore(
    (listener) => {
      editor.on('transaction', listener)
      return () => void editor.off('transaction', listener)
    },
    () => outlineOf(editor.state),
  )

/** Open from the start where there is room for it beside the text. */
const hasRoom = (): boolean => matchMedia('(min-width: 56.26rem)').matches

const kinds = ['chapters', 'goals'] as const

/** One stop for Tab, arrows go between the two. */
function Tabs(props: { id: string; kind: Rows['kind']; faults: number; choose: (kind: Rows['kind']) => void }) {
  const { id, kind, faults, choose } = props
  const say = useMessages().outline
  const list = useRef<HTMLDivElement>(null)
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'ArrowLeft' && event.key !== 'ArrowRight') return
    const other = kind === 'chapters' ? 'goals' : 'chapters'
    choose(other)
    list.current?.querySelector<HTMLElement>(`[data-kind="${other}"]`)?.focus()
  }
  const names = { chapters: say.chapters, goals: faults > 0 ? say.goalsWithFaults(faults) : say.goals }
  return (
    <div ref={list} role="tablist" aria-label={say.views} className="outline-tabs" onKeyDown={onKeyDown}>
      {kinds.map((each) => (
        <button
          key={each}
          type="button"
          role="tab"
          id={`${id}-${each}`}
          data-kind={each}
          data-faults={each === 'goals' && faults > 0 ? '' : undefined}
          aria-selected={each === kind}
          aria-controls={`${id}-panel`}
          tabIndex={each === kind ? 0 : -1}
          onClick={() => choose(each)}
        >
          {names[each]}
        </button>
      ))}
    </div>
  )
}

function WritersHere({ asked, answer }: { asked: Asked; answer: (anyway: boolean) => void }) {
  const say = useMessages().outline
  return (
    <Dialog title={say.writersTitle} onClose={() => answer(false)}>
      {asked.inIt.length > 0 && <p>{say.writersInIt(asked.inIt.join(', '))}</p>}
      {asked.beside.length > 0 && <p>{say.writersBeside(asked.beside.join(', '))}</p>}
      <p>{asked.areAtRisk ? say.atRisk : say.notAtRisk}</p>
      <div className="buttons">
        <button type="button" className="ds-button" onClick={() => answer(false)}>
          {say.wait}
        </button>
        <button type="button" className="ds-button" data-variant="secondary" onClick={() => answer(true)}>
          {say.moveAnyway}
        </button>
      </div>
    </Dialog>
  )
}

/** Tells when the person goes on elsewhere: by a press outside, or the focus. A line that is moved only loses it. */
const useLeft = (element: RefObject<HTMLElement | null>, leave: () => void) => {
  useEffect(() => {
    const hear = ({ target }: Event) => {
      if (target instanceof Node && !element.current?.contains(target)) leave()
    }
    document.addEventListener('pointerdown', hear)
    document.addEventListener('focusin', hear)
    return () => {
      document.removeEventListener('pointerdown', hear)
      document.removeEventListener('focusin', hear)
    }
  }, [element, leave])
}

/** What stays above the lines while they scroll ends there, px. */
const clearTop = (box: Element): number =>
  Math.max(
    box.getBoundingClientRect().top,
    ...[...box.querySelectorAll('.outline-tabs, .outline-faults')]
      .filter((part) => getComputedStyle(part).position === 'sticky')
      .map((part) => part.getBoundingClientRect().bottom),
  )

/** Where the caret stands is in sight in the list as well, without moving the page. Another list begins at its top. */
const useInSight = (current: string | null, kind: Rows['kind']) => {
  const list = useRef<HTMLDivElement>(null)
  const shown = useRef(kind)
  useEffect(() => {
    const box = list.current?.closest('.draft-outline')
    if (shown.current !== kind) {
      shown.current = kind
      if (box) box.scrollTop = 0
      return
    }
    const row = current === null ? null : list.current?.querySelector(`[data-key="${CSS.escape(current)}"]`)
    if (!box || !row || box.scrollHeight <= box.clientHeight) return
    const [outer, inner] = [box.getBoundingClientRect(), row.getBoundingClientRect()]
    const top = clearTop(box)
    if (inner.top < top) box.scrollTop -= top - inner.top
    else if (inner.bottom > outer.bottom) box.scrollTop += inner.bottom - outer.bottom
  }, [current, kind])
  return list
}

type Props = { editor: Editor; mayWrite: boolean; rule: GoalRule }

export function Outline({ editor, mayWrite, rule }: Props) {
  const id = useId()
  const say = useMessages()
  const [isOpen] = useState(hasRoom)
  const [kind, setKind] = useState<Rows['kind']>('chapters')
  const [open, setOpen] = useState<string | null>(null)
  const outline = useOutline(editor)
  const moves = useMoves(editor, outline)
  const rows = rowsOf(kind, outline)
  const current = useEditorValue(
    editor,
    ({ state }) => sectionAt(rows, state.selection.$head.index(0))?.entry.key ?? null,
  )
  const list = useInSight(current, kind)
  const { drag, press } = useDrag({
    list,
    rows,
    onDrop: (key, before) => moves.request({ kind, key, to: { before }, part: 'name' }),
  })
  const deeds: RowDeeds = {
    jump: (key) => jumpTo(editor.view, key),
    move: mayWrite ? (key, to, part) => moves.request({ kind, key, to, part }) : null,
    toggleMenu: setOpen,
    press,
  }
  const nav = useRef<HTMLElement>(null)
  useLeft(nav, () => {
    setOpen(null)
    if (moves.said.key !== null) moves.forget()
  })
  useKeys(nav, (event) => {
    if (event.key === 'Escape') return moves.forget()
    const way = wayOf(event)
    if (way === null || !mayWrite || moves.asked) return
    event.preventDefault()
    moves.step(way)
  })
  const lastKey = rows.sections.at(-1)?.entry.key ?? null
  const state: RowState = { current, open, drag, lastKey, moved: moves.said.key }
  return (
    <nav ref={nav} className="outline" aria-label={say.draft.outline}>
      <button type="button" className="skip" onClick={() => editor.view.focus()}>
        {say.outline.toText}
      </button>
      <details open={isOpen}>
        <summary>{say.draft.outline}</summary>
        <Tabs id={id} kind={kind} faults={goalStructure(outline.entries, rule).faults.length} choose={setKind} />
        <div
          ref={list}
          role="tabpanel"
          id={`${id}-panel`}
          aria-labelledby={`${id}-${kind}`}
          data-dragging={drag !== null}
        >
          {kind === 'chapters' ? (
            <Chapters rows={rows} deeds={deeds} state={state} />
          ) : (
            <Goals outline={outline} rows={rows} rule={rule} deeds={deeds} state={state} />
          )}
        </div>
      </details>
      <p role="status" className="unseen">
        {moves.said.words}
      </p>
      {moves.asked && <WritersHere asked={moves.asked} answer={moves.answer} />}
    </nav>
  )
}
