/** Who takes a text away and who brings it back, over the program's own doors. */
import { expect } from 'vitest'
import * as Y from 'yjs'
import type { ShownDeletion, Snapshot } from '../../shared/snapshots.ts'
import type { Peer } from './peer.ts'
import type { Running } from './running.ts'

export const openDeletions = async (program: Running, email = 'lasare@sodertorn.example'): Promise<ShownDeletion[]> => {
  const cookie = await program.signIn(email)
  const answer = await program.request(`/api/programmes/${program.programmeId}/snapshots`, { cookie })
  expect(answer.status).toBe(200)
  const all = (await answer.json()) as ShownDeletion[] // our own server's answer
  return all.filter(({ state }) => state.is === 'open')
}

/** All that were ever kept, settled ones too. */
export const keptDeletions = async ({ store }: Running): Promise<Snapshot[]> =>
  (await store.records.list('snapshots')).map(({ value }) => value as Snapshot) // written by our own commands

export const settle = async (program: Running, deed: 'take-back' | 'dismiss', by: { email: string; id: string }) => {
  const cookie = await program.signIn(by.email)
  const headers = { origin: program.origin }
  const answer = await program.request(`/api/snapshots/${by.id}/${deed}`, { method: 'POST', cookie, headers })
  return { status: answer.status, body: (await answer.json()) as { signs?: number; state?: unknown; code?: string } }
}

/** As a select-all and Delete: one transaction. */
export const deleteFrom = (peer: Peer, index: number, length = peer.text.length - index): void =>
  peer.doc.transact(() => peer.text.delete(index, length))

export const undoOf = (peer: Peer): Y.UndoManager => new Y.UndoManager(peer.text, { trackedOrigins: new Set([null]) })

export const heardOfDeletions = (peer: Peer): number =>
  peer.heard.filter((said) => said.type === 'changed' && said.changed.noun === 'snapshots').length
