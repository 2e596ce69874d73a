import { expect, test } from 'vitest'
import { opener, openOnDesktop } from '../../../server/desktop.ts'

const url = 'http://127.0.0.1:8040'

test('a desktop gets the page opened, each in its own way', () => {
  expect(opener(url, { platform: 'darwin', env: {} })).toEqual(['open', url])
  expect(opener(url, { platform: 'win32', env: {} })).toEqual(['cmd', '/c', 'start', '', url])
  expect(opener(url, { platform: 'linux', env: { DISPLAY: ':0' } })).toEqual(['xdg-open', url])
  expect(opener(url, { platform: 'linux', env: { WAYLAND_DISPLAY: 'wayland-0' } })).toEqual(['xdg-open', url])
})

test('nothing is opened where nobody would see it', () => {
  expect(opener(url, { platform: 'linux', env: {} })).toBe(null)
  expect(opener(url, { platform: 'linux', env: { DISPLAY: ':0', CI: 'true' } })).toBe(null)
  expect(opener(url, { platform: 'darwin', env: { SSH_CONNECTION: '10.0.0.1 2 10.0.0.2 22' } })).toBe(null)
})

test('a desktop without an opener stops nothing', () => {
  const nowhere = { DISPLAY: ':0', PATH: '' }
  expect(() => openOnDesktop(url, { platform: 'linux', env: nowhere })).not.toThrow()
})
