import { describe, expect, test } from 'vitest'
import { uiEn } from '../../../../shared/messages/ui.en.ts'
import { uiSv } from '../../../../shared/messages/ui.sv.ts'

/** What the sentences are made of that take more than numbers. */
const parts: Record<string, unknown[]> = {
  'deletions.theirs': [['Ordförande, Salem', 'Kommundirektör, Haninge'], 40, '14:03'],
  'deletions.mine': [40, '14:03'],
}

/** Every sentence by its path; those made of numbers and names are made once. */
const sentences = (messages: object, path = ''): Map<string, string> => {
  const found = new Map<string, string>()
  for (const [key, value] of Object.entries(messages)) {
    const at = `${path}${key}`
    if (typeof value === 'string') found.set(at, value)
    else if (typeof value === 'function') found.set(at, String(value(...(parts[at] ?? [2, 3]))))
    else for (const [inner, words] of sentences(value, `${at}.`)) found.set(inner, words)
  }
  return found
}

const sv = sentences(uiSv)
const en = sentences(uiEn)

/** The same in both languages, and rightly. */
const shared = new Set(['language.sv', 'language.en', 'textRoles.vision', 'start.period', 'tools.withKey'])

describe('the words of the interface', () => {
  test('every sentence is said in both languages', () => {
    expect([...en.keys()].sort()).toEqual([...sv.keys()].sort())
    expect([...sv.values(), ...en.values()].filter((words) => words.trim() === '')).toEqual([])
  })

  test('nothing is left untranslated', () => {
    expect([...sv.keys()].filter((key) => sv.get(key) === en.get(key) && !shared.has(key))).toEqual([])
  })

  test('the truth about saving is said in exactly these words', () => {
    expect([uiSv.saving.saved, uiSv.saving.saving, uiSv.saving.waiting(1), uiSv.saving.waiting(3)]).toEqual([
      'Sparat',
      'Sparar…',
      'Ej sparat – ingen kontakt, 1 ändring väntar på den här datorn',
      'Ej sparat – ingen kontakt, 3 ändringar väntar på den här datorn',
    ])
  })
})
