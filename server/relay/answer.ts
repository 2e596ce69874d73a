/** What is done about one frame that was taken in or could not be: acknowledged, asked about, held, refused. */
import { Problem } from '../../shared/problem.ts'
import { sync } from '../../shared/protocol.ts'
import type { Connection, Frame } from './connection.ts'
import type { RoomContext } from './context.ts'
import { encodeSync } from './frames.ts'
import type { Result } from './intake.ts'
import type { LiveText } from './livetext.ts'

/** Whose frames they are: the room, as far as answering needs it. */
export type Desk = {
  text: LiveText
  context: Pick<RoomContext, 'owners' | 'trial'>
  /** Frames that have waited are ready to be taken in. */
  again: (frames: readonly Frame[]) => void
  refuse: (connection: Connection, error: unknown) => void
}

/** Keeps the frame, and what comes after it on its connection, until that has happened. */
const hold = (desk: Desk, frame: Frame, until: Promise<void>): void => {
  const { connection } = frame
  connection.hold(frame)
  until.then(
    () => desk.again(connection.release()),
    (error: unknown) => {
      connection.release()
      desk.refuse(connection, error)
    },
  )
}

const claim = async ({ context }: Desk, connection: Connection, clients: readonly number[]): Promise<void> => {
  for (const client of clients) await context.owners.claim(client, connection.admission.memberId)
}

const tryOut = async ({ text, context }: Desk, frame: Frame): Promise<void> => {
  const { update, kind } = frame
  frame.verdict = await context.trial.tryOut({ state: text.state(), update, kind })
}

export const answer = (desk: Desk, frame: Frame, result: Result): void => {
  const { connection } = frame
  switch (result.kind) {
    case 'taken':
    case 'known':
      connection.settle(frame)
      break
    case 'gap': {
      const next = connection.gap(frame)
      if (next === 'refuse') desk.refuse(connection, new Problem('malformed-update', 'a gap that is not filled'))
      if (next === 'ask') connection.send(encodeSync(sync.step1, desk.text.vector()))
      break
    }
    case 'unclaimed':
      hold(desk, frame, claim(desk, connection, result.clients))
      break
    case 'costly':
      hold(desk, frame, tryOut(desk, frame))
      break
    case 'held':
      connection.wait(frame)
      break
    case 'refused':
      desk.refuse(connection, result.problem)
      break
    default:
      result satisfies never
  }
}
