import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { municipalityIds } from '../../../../shared/people.ts'

const sheet = readFileSync(new URL('../../../../client/ui/municipalities.css', import.meta.url), 'utf8')

const colours = Object.fromEntries(
  [...sheet.matchAll(/\[data-municipality(?:=["'](\w+)["'])?\] \{\s*--organisation: (#[0-9a-f]{6})/g)].map(
    ([, id = 'none', colour = '']) => [id, colour],
  ),
)

/** WCAG 2.2's relative luminance. */
const luminance = (hex: string): number => {
  const [r = 0, g = 0, b = 0] = [1, 3, 5].map((i) => {
    const part = Number.parseInt(hex.slice(i, i + 2), 16) / 255
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * r + 0.7152 * g + 0.0722 * b
}

test('every municipality has its own colour, and there is one for those who have none', () => {
  expect(Object.keys(colours).sort()).toEqual([...municipalityIds, 'none'].sort())
  expect(new Set(Object.values(colours)).size).toBe(municipalityIds.length + 1)
})

test.each(Object.entries(colours))('white words on the colour of %s can be read: at least 4.5 to 1', (_id, colour) => {
  expect(1.05 / (luminance(colour) + 0.05)).toBeGreaterThanOrEqual(4.5)
})
