/** Asks the gate of an update to the attacked text (hostile.ts). */
import * as Y from 'yjs'
import { type FrameKind, judge, type Verdict } from '../../server/relay/gate.ts'
import { Problem, type ProblemCode } from '../../shared/problem.ts'
import { attackedText, from, type Part, update } from './hostile.ts'

/** The attacker's clientID; the text's own are 1 and 2. */
export const me = 7

const answer = (bytes: Uint8Array, doc: Y.Doc, kind: FrameKind): Verdict | ProblemCode => {
  try {
    return judge(bytes, doc, kind)
  } catch (error) {
    if (error instanceof Problem) return error.code
    throw error
  }
}

/** The verdict, or the code of the refusal. Any other error is thrown on, and a text changed for being asked is one. */
export const ask = (bytes: Uint8Array, doc = attackedText(), kind: FrameKind = 'update'): Verdict | ProblemCode => {
  const before = Y.encodeStateAsUpdate(doc)
  const answered = answer(bytes, doc, kind)
  if (!Buffer.from(before).equals(Y.encodeStateAsUpdate(doc))) throw new Error('the gate has changed the text')
  return answered
}

export const says = (...parts: readonly Part[]): Verdict | ProblemCode => ask(update(from(me, ...parts)))
