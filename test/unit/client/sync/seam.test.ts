import * as decoding from 'lib0/decoding'
import { expect, test } from 'vitest'
import { applyAwarenessUpdate, Awareness, encodeAwarenessUpdate } from 'y-protocols/awareness'
import * as Y from 'yjs'
import { onlyEntryOf } from '../../../../client/sync/seam.ts'

const present = (name: string): Awareness => {
  const awareness = new Awareness(new Y.Doc())
  awareness.setLocalState({ name })
  return awareness
}

test('awareness-own-only: [P17] of an awareness update only our own entry leaves, as it was', () => {
  const [me, ...others] = ['jag', 'Botkyrka', 'Haninge'].map(present)
  if (me === undefined) throw new Error('nobody is here')
  for (const other of others) applyAwarenessUpdate(me, encodeAwarenessUpdate(other, [other.clientID]), 'test')
  const all = encodeAwarenessUpdate(me, [...me.getStates().keys()].reverse())
  const own = onlyEntryOf(me.clientID, all)
  expect(own).toEqual(encodeAwarenessUpdate(me, [me.clientID]))
  expect(decoding.readVarUint(decoding.createDecoder(own ?? new Uint8Array([0])))).toBe(1)
  const theirs = encodeAwarenessUpdate(
    me,
    others.map((other) => other.clientID),
  )
  expect(onlyEntryOf(me.clientID, theirs)).toBeNull()
  for (const awareness of [me, ...others]) awareness.destroy()
})
