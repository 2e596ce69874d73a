/** The door to a text, `GET /sync/<textId>`: session, Origin and the right to read come before the upgrade (P1). */
import { upgradeWebSocket } from '@hono/node-server'
import type { Context } from 'hono'
import type { WebSocket } from 'ws'
import { Problem, type ProblemCode } from '../shared/problem.ts'
import { schemaVersion } from '../shared/schema/form.ts'
import type { Auth } from './auth/auth.ts'
import type { Admission } from './relay/connection.ts'
import type { Rooms } from './relay/rooms.ts'

type Door = {
  auth: Auth
  rooms: Rooms
  isOwnOrigin: (headers: Headers) => boolean
  admit: (textId: string, memberId: string) => Promise<Admission | ProblemCode>
}

/** Absent is fine: the gate decides. A client of an older form would delete what it does not know. */
const isOldSchema = (stated: string | undefined): boolean => stated !== undefined && Number(stated) !== schemaVersion

export const syncDoor =
  ({ auth, rooms, isOwnOrigin, admit }: Door) =>
  async (c: Context): Promise<Response> => {
    const { headers } = c.req.raw
    if (!isOwnOrigin(headers)) throw new Problem('origin-refused') // guard: origin
    const session = await auth.sessionOf(headers)
    if (!session) throw new Problem('not-signed-in') // guard: session
    const textId = c.req.param('textId') ?? ''
    const admission = await admit(textId, session.memberId)
    if (typeof admission === 'string') throw new Problem(admission) // guard: admission
    if (c.req.header('upgrade')?.toLowerCase() !== 'websocket') throw new Problem('bad-request', 'not a websocket')
    const old = isOldSchema(c.req.query('schema'))
    const upgrade = upgradeWebSocket(() => ({
      onOpen: (_event, { raw }) => {
        const socket = raw as WebSocket // the server below is ws's
        if (old) socket.close(4426, 'schema-too-old' satisfies ProblemCode)
        else void rooms.join(socket, textId, admission, session.sessionId)
      },
    }))
    // The middleware answers itself; it calls next only where there is no upgrade, and that was refused above.
    return (await upgrade(c, async () => {})) ?? c.body(null, 426)
  }
