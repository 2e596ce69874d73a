/**
 * What every attack on the running program ends with: it lives, honest work is saved, and the text is what its log
 * says.
 */
import { once } from 'node:events'
import { monitorEventLoopDelay } from 'node:perf_hooks'
import { expect } from 'vitest'
import type { WebSocket } from 'ws'
import * as Y from 'yjs'
import { textRoot } from '../../shared/protocol.ts'
import type { Peer } from './peer.ts'
import type { Running } from './running.ts'

/** Everything sent before has been received when it is answered, or the socket is closed. */
export const received = async (socket: WebSocket): Promise<void> => {
  if (socket.readyState !== socket.OPEN) return
  const heard = Promise.race([once(socket, 'pong'), once(socket, 'close')])
  socket.ping()
  await heard
}

/** The text as a fresh reading of its log has it. */
export const replayed = async ({ store, textId }: Running): Promise<Y.Doc> => {
  const doc = new Y.Doc()
  doc.getXmlFragment(textRoot)
  const stored = await store.texts.load(textId)
  if (stored?.snapshot) Y.applyUpdate(doc, stored.snapshot)
  for (const { update } of stored?.entries ?? []) Y.applyUpdate(doc, update)
  return doc
}

export const same = (one: Y.Doc, two: Y.Doc): boolean =>
  Y.equalSnapshots(Y.snapshot(one), Y.snapshot(two)) &&
  one.getXmlFragment(textRoot).toString() === two.getXmlFragment(textRoot).toString()

/** Runs the attack; afterwards the program lives, somebody new and honest is saved, and live = replay. */
export const under = async (running: Running, attack: (honest: Peer) => Promise<void>): Promise<Peer> => {
  const honest = await running.peer('kommundirektor@haninge.example')
  const stalls = monitorEventLoopDelay({ resolution: 1 })
  stalls.enable()
  await attack(honest)
  honest.addParagraph('Skrivet efter anfallet.')
  await honest.allSaved()
  stalls.disable()
  process.stdout.write(`  longest stall ${Math.round(stalls.max / 1e6)} ms, clients in the same process included\n`)
  expect((await running.request('/healthz')).status).toBe(200)
  const fresh = await running.peer('registrator@salem.example')
  expect(fresh.words()).toContain('Skrivet efter anfallet.')
  expect(same(fresh.doc, await replayed(running))).toBe(true)
  return honest
}
