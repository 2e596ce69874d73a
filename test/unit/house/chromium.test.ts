import { afterEach, expect, test, vi } from 'vitest'
import { chromiumPath } from '../../../.tools/chromium.mjs'

afterEach(() => {
  vi.unstubAllEnvs()
})

test('CHROMIUM in the environment decides, and one that cannot be run is none', () => {
  vi.stubEnv('CHROMIUM', process.execPath)
  expect(chromiumPath()).toBe(process.execPath)
  vi.stubEnv('CHROMIUM', '/there/is/none')
  expect(chromiumPath()).toBe(null)
})
