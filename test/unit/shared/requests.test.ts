/** What a new programme must say. */
import { expect, test } from 'vitest'
import { municipalityIds } from '../../../shared/people.ts'
import { programmeInput } from '../../../shared/requests.ts'

const input = (given: object) =>
  programmeInput.safeParse({ title: 'SUP 2045', horizonYear: 2045, period: { fromYear: 2027, toYear: 2030 }, ...given })

test('the eight of Södertörn decide on it when nobody else is named', () => {
  expect(input({}).data?.municipalities).toEqual(municipalityIds)
  expect(input({ municipalities: ['salem', 'tyreso'] }).data?.municipalities).toEqual(['salem', 'tyreso'])
})

test('[R28] how many goals a focus area has is the programme’s own rule, and there need be none', () => {
  expect(input({}).data?.goalsPerFocusArea).toBeNull()
  expect(input({ goalsPerFocusArea: 2 }).data?.goalsPerFocusArea).toBe(2)
})

test.for<[why: string, given: object, path: string]>([
  ['no title', { title: '  ' }, 'title'],
  ['a title like a book', { title: 'å'.repeat(201) }, 'title'],
  ['half a year', { horizonYear: 2045.5 }, 'horizonYear'],
  ['a period that ends before it begins', { period: { fromYear: 2030, toYear: 2027 } }, 'period.toYear'],
  ['nobody to decide on it', { municipalities: [] }, 'municipalities'],
  ['focus areas without goals', { goalsPerFocusArea: 0 }, 'goalsPerFocusArea'],
  ['one municipality twice', { municipalities: ['salem', 'salem'] }, 'municipalities'],
])('%s is refused', ([, given, path]) => {
  expect(input(given).error?.issues.map((issue) => issue.path.join('.'))).toEqual([path])
})
