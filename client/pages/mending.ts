/** The rescues of the page's text and what is done about them: the text is the editor's, the record the server's. */
import type { Editor } from '@tiptap/core'
import { useQuery } from '@tanstack/react-query'
import { useEffect, useMemo, useState } from 'react'
import type { UiMessages } from '../../shared/messages/ui.sv.ts'
import { Problem, type ProblemCode } from '../../shared/problem.ts'
import type { Settling, ShownRescue } from '../../shared/rescues.ts'
import { records, rescues as rescuesQuery, settleRescue } from '../api.ts'
import { headingsOf } from '../rescues/finding.ts'
import { mend } from '../rescues/mending.ts'
import { makeWay, perform } from '../rescues/performing.ts'
import { useMessages } from '../ui/language.tsx'

/** How a deed ended: in the tray's own words, or in those of what stood in the way. */
export type Outcome = { is: keyof UiMessages['rescues']['said'] } | { is: 'refused'; code: ProblemCode }

/** What the person sees for themselves needs no notice; it is said to those who hear the page. */
const seen: ReadonlySet<Outcome['is']> = new Set(['lost', 'misplaced', 'doubled', 'left'])

const refetch = async (programmeId: string): Promise<readonly ShownRescue[]> => {
  const { queryKey } = rescuesQuery(programmeId)
  await records.invalidateQueries({ queryKey })
  return records.getQueryData<ShownRescue[]>(queryKey) ?? []
}

/** Null when it is on record; `instead`, what is done and said where somebody else has settled it already. */
const settle = async (rescue: ShownRescue, how: Settling, instead: () => Promise<Outcome>): Promise<Outcome | null> => {
  const { id, programmeId, words } = rescue
  try {
    await settleRescue(id, { how, length: words.length })
  } catch (error) {
    // Without an answer it may be on record or not: the text stays as it was made, and the card says what it knows.
    if (!(error instanceof Problem) || error.code === 'internal') return { is: 'notSettled' }
    if (error.code !== 'changed-meanwhile') return { is: 'refused', code: error.code }
    const open = await refetch(programmeId)
    return open.some((each) => each.id === id) ? { is: 'more' } : instead()
  }
  await refetch(programmeId)
  return null
}

const first = async (): Promise<Outcome> => ({ is: 'first' })

const mendIn = async (editor: Editor, rescue: ShownRescue): Promise<Outcome> => {
  const mending = mend(editor.state, rescue)
  switch (mending.is) {
    case 'nowhere':
      return { is: 'nowhere' }
    case 'mended':
      return (await settle(rescue, 'putBack', first)) ?? { is: 'mended' }
    case 'possible': {
      // The text first: were the record first, a window closed between the two would leave the words nowhere.
      perform(editor, mending.tr)
      // Who takes a double away at the same moment takes the same one.
      const instead = async (): Promise<Outcome> =>
        rescue.kind === 'doubled' || (await makeWay(editor, rescue)) ? { is: 'first' } : { is: 'look' }
      return (await settle(rescue, 'putBack', instead)) ?? { is: mending.atCaret ? 'atCaret' : rescue.kind }
    }
  }
}

type Say = ReturnType<typeof useMessages>

type Given = { programmeId: string; editor: Editor | null; mayWrite: boolean; connected: boolean }

const none: readonly ShownRescue[] = []

const wordsOf = (outcome: Outcome, say: Say): string => {
  if (outcome.is !== 'refused') return say.rescues.said[outcome.is]
  const { happened, kept, act } = say.problems[outcome.code]
  return [happened, kept, act].filter((part) => part !== '').join(' ')
}

/** After a deed the button that was pressed is gone; who uses the keyboard stays near it. */
const useFocusKept = (outcome: Outcome | null, editor: Editor | null): void => {
  useEffect(() => {
    if (outcome === null || document.activeElement !== document.body) return
    const near = document.getElementById('rescues') ?? editor?.view.dom
    near?.focus()
  }, [outcome, editor])
}

/** What the tray and the way to it are given; `deeds` is null for who only reads. */
export const useMending = ({ programmeId, editor, mayWrite, connected }: Given) => {
  const { data: open = none } = useQuery(rescuesQuery(programmeId))
  const say = useMessages()
  const [busy, setBusy] = useState<string | null>(null)
  const [outcome, setOutcome] = useState<Outcome | null>(null)

  // What was announced while there was no contact was not heard.
  useEffect(() => {
    if (connected) void records.invalidateQueries({ queryKey: ['rescues'] })
  }, [connected])

  const headings = useMemo(
    () => new Map(editor ? open.map((each) => [each.id, headingsOf(editor.state.doc, each)]) : []),
    [open, editor],
  )
  useFocusKept(outcome, editor)
  const does = (deed: (rescue: ShownRescue) => Promise<Outcome>) => (rescue: ShownRescue) => {
    setBusy(rescue.id)
    setOutcome(null)
    void deed(rescue)
      .then(setOutcome)
      .finally(() => setBusy(null))
  }
  const deeds =
    editor && mayWrite
      ? {
          mend: does((rescue) => mendIn(editor, rescue)),
          leave: does(async (rescue) => (await settle(rescue, 'discarded', first)) ?? { is: 'left' }),
        }
      : null
  const said = outcome && wordsOf(outcome, say)
  return {
    count: open.length,
    said,
    tray: {
      rescues: open,
      deeds,
      busy,
      notice: outcome && !seen.has(outcome.is) ? said : null,
      onNoticeRead: () => setOutcome(null),
      headingsOf: ({ id }: ShownRescue) => headings.get(id) ?? [],
    },
  }
}
