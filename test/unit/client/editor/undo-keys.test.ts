import { expect, test } from 'vitest'
import { wayOf } from '../../../../client/editor/move-undo.ts'

const nothing = { altKey: false, ctrlKey: false, metaKey: false, shiftKey: false }

test.each([
  ['Ctrl+Z', { key: 'z', ctrlKey: true }, 'undo'],
  ['Cmd+Z', { key: 'z', metaKey: true }, 'undo'],
  ['Ctrl+Shift+Z', { key: 'Z', ctrlKey: true, shiftKey: true }, 'redo'],
  ['Ctrl+Y', { key: 'y', ctrlKey: true }, 'redo'],
  ['Z', { key: 'z' }, null],
  ['Ctrl+Alt+Z', { key: 'z', ctrlKey: true, altKey: true }, null],
  ['Ctrl+Shift+Y', { key: 'Y', ctrlKey: true, shiftKey: true }, null],
  ['Ctrl+X', { key: 'x', ctrlKey: true }, null],
] as const)('%s leads the way it does in the text', (_name, pressed, way) => {
  // Of an event no more than this is read.
  expect(wayOf({ ...nothing, ...pressed } as KeyboardEvent)).toBe(way)
})
