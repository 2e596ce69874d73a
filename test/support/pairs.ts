/** Two people at once, in every way that what they do can reach the relay. */
import type { Node } from '@tiptap/pm/model'
import type { Transaction } from '@tiptap/pm/state'
import type { Found } from '../../server/relay/found.ts'
import type { Texts } from '../../server/store/store.ts'
import { type Colleague, Desk } from './colleagues.ts'
import { paragraph, schema } from './honest.ts'

export type Edit = (tr: Transaction) => Transaction

export const ways = [
  'Ada is heard first',
  'Bo is heard first',
  'both in one batch, Ada first',
  'both in one batch, Bo first',
  'Ada was without contact',
  'Bo was without contact',
] as const
export type Way = (typeof ways)[number]

export const ada = 10
export const bo = 20

const cell = (words: string, id: string): Node => schema.node('tableCell', {}, [paragraph(words, { id })])
const row = (id: string, ...cells: Node[]): Node => schema.node('tableRow', { id }, cells)

/** Three paragraphs, the first with a footnote in some stories, a quote and a table of two rows. */
export const blocks = (): Node[] => [
  paragraph('Kommunerna bygger bostäder tillsammans.', { id: 'p1' }),
  paragraph('Trafiken ska bli bättre.', { id: 'p2' }),
  paragraph('Skolorna växer.', { id: 'p3' }),
  schema.node('blockquote', {}, [paragraph('Citatet står här.', { id: 'q1' })]),
  schema.node('table', { id: 't1' }, [
    row('r1', cell('Mål', 'c1'), cell('År', 'c2')),
    row('r2', cell('Arbete', 'c3'), cell('2045', 'c4')),
  ]),
  paragraph('Sista stycket.', { id: 'p4' }),
]

export type Pair = { desk: Desk; ada: Colleague; bo: Colleague; found: Found[] }

let texts = 0

/** What Ada and Bo do, neither knowing of the other, and what the relay finds in it. */
export const pair = async (store: Texts, way: Way, doings: { ada: Edit[]; bo: Edit[] }): Promise<Pair> => {
  const desk = await Desk.open(store, `pair${texts++}`, blocks())
  const people = { ada: desk.join('ada', ada), bo: desk.join('bo', bo) }
  if (way === 'Ada was without contact') people.ada.losesContact()
  if (way === 'Bo was without contact') people.bo.losesContact()
  for (const doing of doings.ada) people.ada.edit(doing)
  for (const doing of doings.bo) people.bo.edit(doing)
  switch (way) {
    case 'Ada is heard first':
      await desk.hear(...people.ada.says())
      await desk.hear(...people.bo.says())
      break
    case 'Bo is heard first':
      await desk.hear(...people.bo.says())
      await desk.hear(...people.ada.says())
      break
    case 'both in one batch, Ada first':
      await desk.hear(...people.ada.says(), ...people.bo.says())
      break
    case 'both in one batch, Bo first':
      await desk.hear(...people.bo.says(), ...people.ada.says())
      break
    case 'Ada was without contact':
      await desk.hear(...people.bo.says())
      desk.now += 3_600_000
      await desk.hear(people.ada.comesBack())
      break
    case 'Bo was without contact':
      await desk.hear(...people.ada.says())
      desk.now += 3_600_000
      await desk.hear(people.bo.comesBack())
      break
    default:
      way satisfies never
  }
  return { desk, ...people, found: desk.found }
}

/** The text's paragraphs as lines. */
export const linesOf = (desk: Desk): string[] => {
  const lines: string[] = []
  desk.page().descendants((node) => {
    if (node.type.name === 'paragraph') lines.push(node.textContent)
  })
  return lines
}
