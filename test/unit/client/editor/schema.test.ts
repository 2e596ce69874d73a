import { expect, test } from 'vitest'
import { marks, nodes, topKinds } from '../../../../shared/schema/form.ts'
import { paragraphDom } from '../../../../client/editor/schema.ts'
import { schema } from './lines.ts'

const kindsIn = (name: string): string[] =>
  // `kind` is a key of it
  Object.keys(schema.nodes).filter((kind) => schema.nodes[name]?.contentMatch.matchType(schema.nodes[kind]!))

test('the editor knows exactly the kinds of the form, and no mark more', () => {
  expect(Object.keys(schema.nodes).sort()).toEqual(['doc', 'text', ...Object.keys(nodes)].sort())
  expect(Object.keys(schema.marks).sort()).toEqual(Object.keys(marks).sort())
})

test.each(Object.entries(nodes))('what may stand in a %s is what the form says', (name, form) => {
  expect(kindsIn(name).sort()).toEqual([...form.children].sort())
})

test('at the top stands what the form lets stand there, and also nothing', () => {
  expect(kindsIn('doc').sort()).toEqual([...topKinds].sort())
  expect(schema.node('doc').check()).toBeUndefined()
})

test.each(Object.entries(nodes))('the attributes of a %s have the form’s names and defaults', (name, form) => {
  const defaults = Object.fromEntries(Object.entries(form.attributes).map(([key, type]) => [key, type.default]))
  expect({ ...schema.nodes[name]?.create().attrs }).toEqual(defaults)
})

test.each(Object.entries(marks))(
  'a %s stores what the form lets it, and nothing of how it is shown',
  (name, attributes) => {
    expect(Object.keys(schema.marks[name]?.create().attrs ?? {})).toEqual(Object.keys(attributes))
  },
)

test('a mark never stands twice on the same words: the shared document has one place for each', () => {
  for (const type of Object.values(schema.marks)) expect(type.excludes(type)).toBe(true)
})

test('levels are drawn as h2 to h5, for the title is the h1; what is default leaves no trace in the DOM', () => {
  const tags = [0, 1, 2, 3, 4].map(
    (level) => paragraphDom({ level, list: 'none', indent: 0, role: 'none', id: null })[0],
  )
  expect(tags).toEqual(['p', 'h2', 'h3', 'h4', 'h5'])
  const attrs = { level: 0, list: 'none', indent: 0, role: 'goal', id: 'a', goalId: 'g1' }
  expect(paragraphDom(attrs)[1]).toEqual({ 'data-id': 'a', 'data-role': 'goal', 'data-goal-id': 'g1' })
})
