/** The mass deletions of the page's text: who is told of them, and what is done about them. */
import type { Editor } from '@tiptap/core'
import { useQuery } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import { municipalities } from '../../shared/people.ts'
import { Problem, type ProblemCode } from '../../shared/problem.ts'
import type { SettledDeletion, ShownDeletion } from '../../shared/snapshots.ts'
import { deletions as deletionsQuery, records, settleDeletion } from '../api.ts'
import type { Banner, Deeds } from '../deletions/banner.tsx'
import { forgetUndo } from '../editor/forget-undo.ts'
import { nameAndRole } from '../presence/people-here.ts'
import { useMessages } from '../ui/language.tsx'

type Outcome = { is: SettledDeletion['is'] } | { is: 'refused'; code: ProblemCode }

type Given = { programmeId: string; memberId: string; editor: Editor | null; mayWrite: boolean; connected: boolean }

type Say = ReturnType<typeof useMessages>

const none: readonly ShownDeletion[] = []

const settle = async (id: string, deed: keyof Deeds): Promise<Outcome> => {
  try {
    return { is: (await settleDeletion(id, deed === 'takeBack' ? 'take-back' : 'dismiss')).is }
  } catch (error) {
    return { is: 'refused', code: error instanceof Problem ? error.code : 'internal' }
  } finally {
    await records.invalidateQueries({ queryKey: ['snapshots'] })
  }
}

const wordsOf = (outcome: Outcome, say: Say): string => {
  if (outcome.is !== 'refused') return say.deletions.said[outcome.is]
  if (outcome.code === 'changed-meanwhile') return say.deletions.said.first
  const { happened, kept, act } = say.problems[outcome.code]
  return [happened, kept, act].filter((part) => part !== '').join(' ')
}

/** Whose deletion was brought back undoes it no more. */
const useUndoForgotten = (all: readonly ShownDeletion[], { memberId, editor }: Given): void => {
  const wereOpen = useRef<ReadonlySet<string>>(new Set())
  useEffect(() => {
    const back = all.some(({ id, by, state }) => {
      return state.is === 'takenBack' && by.includes(memberId) && wereOpen.current.has(id)
    })
    wereOpen.current = new Set(all.flatMap(({ id, state }) => (state.is === 'open' ? [id] : [])))
    if (back && editor) forgetUndo(editor)
  }, [all, memberId, editor])
}

/** What the banner is given. */
export const useDeletions = (given: Given): Banner => {
  const { programmeId, memberId, editor, mayWrite, connected } = given
  const say = useMessages()
  const { data: all = none } = useQuery(deletionsQuery(programmeId))
  const [busy, setBusy] = useState<Banner['busy']>(null)
  const [outcome, setOutcome] = useState<Outcome | null>(null)
  useUndoForgotten(all, given)

  // What was announced while there was no contact was not heard.
  useEffect(() => {
    if (connected) void records.invalidateQueries({ queryKey: ['snapshots'] })
  }, [connected])

  // The button that was pressed is gone; who uses the keyboard goes on in the text.
  useEffect(() => {
    if (outcome !== null && document.activeElement === document.body) editor?.view.dom.focus()
  }, [outcome, editor])

  const does = (deed: keyof Deeds) => (id: string) => {
    setBusy({ id, deed })
    setOutcome(null)
    void settle(id, deed)
      .then(setOutcome)
      .finally(() => setBusy(null))
  }
  return {
    deletions: all.filter(({ state }) => state.is === 'open'),
    memberId,
    whoOf: ({ authors }) =>
      authors.map((author) => {
        const { municipality } = author
        return [nameAndRole(author, say), ...(municipality ? [municipalities[municipality]] : [])].join(', ')
      }),
    deeds: mayWrite ? { takeBack: does('takeBack'), meant: does('meant') } : null,
    busy,
    said: outcome && wordsOf(outcome, say),
    onRead: () => setOutcome(null),
  }
}
