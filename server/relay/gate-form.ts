/** What may stand where in the text, asked of one struct's content: the gate's reading of the form table. */
import { Problem } from '../../shared/problem.ts'
import { type AttributeType, isAttributeValue, isSafeHref, marks, nodes, topKinds } from '../../shared/schema/form.ts'
import type { Content } from './update-struct.ts'

/** `nodes` are the kinds that may stand in it, `words` whether a Y.XmlText may. */
type Form = { nodes: ReadonlySet<string>; words: boolean; attributes: ReadonlyMap<string, AttributeType> }

const formOf = (children: readonly string[], attributes: Readonly<Record<string, AttributeType>>): Form => ({
  nodes: new Set(children.filter((kind) => kind !== 'text')),
  words: children.includes('text'),
  attributes: new Map(Object.entries(attributes)),
})

/** The text itself, a Y.XmlText in a paragraph, or a node kind. Maps, not objects: `__proto__` is just not in them. */
const forms: ReadonlyMap<string, Form> = new Map([
  ['top', formOf(topKinds, {})],
  ['text', formOf([], {})],
  ...Object.entries(nodes).map(([name, form]): [string, Form] => [name, formOf(form.children, form.attributes)]),
])

const nodeNames: ReadonlySet<string> = new Set(Object.keys(nodes))

const markAttributes: ReadonlyMap<string, Readonly<Record<string, 'href'>>> = new Map(Object.entries(marks))

const everyAttribute: readonly AttributeType[] = [...forms.values()].flatMap((form) => [...form.attributes.values()])

const broken = (detail: string): Problem => new Problem('form-broken', detail)

/** `null` ends a mark; otherwise its attributes, all of them and no other. */
const checkMark = (name: string, value: unknown) => {
  // y-tiptap writes `name--hash` for a mark that may overlap itself. None of ours may, and any number of such names on
  // one letter would make every reading of it quadratic: so they are unknown.
  const attributes = markAttributes.get(name)
  if (attributes === undefined) throw broken('mark') // guard: mark-name
  if (value === null) return
  if (typeof value !== 'object' || Array.isArray(value)) throw broken('mark value') // guard: mark-value
  const given = Object.entries(value)
  if (given.length !== Object.keys(attributes).length) throw broken('mark attributes') // guard: mark-attributes
  for (const [key, href] of given) {
    if (!Object.hasOwn(attributes, key) || !isSafeHref(href)) throw broken('href') // guard: href
  }
}

/** Refuses content that can stand in no text, wherever it is put. */
export const checkAnywhere = (content: Content) => {
  switch (content.type) {
    case 'gc':
    case 'deleted':
    case 'string':
    case 'text':
      return
    case 'element':
      if (!nodeNames.has(content.name)) throw broken('node') // guard: node-name
      return
    case 'format':
      return checkMark(content.mark, content.value)
    case 'values':
      for (const value of content.values) {
        // guard: value-anywhere
        if (!everyAttribute.some((type) => isAttributeValue(type, value))) throw broken('value')
      }
  }
}

/** Refuses content that may not be the attribute `sub` (null: a child) of a parent of this kind. */
export const checkPlaced = (content: Content, kind: string, sub: string | null) => {
  const form = forms.get(kind)
  if (form === undefined) throw broken('parent kind') // guard: parent-kind
  if (sub !== null) {
    const type = form.attributes.get(sub)
    if (type === undefined) throw broken('attribute') // guard: attribute-name
    if (content.type === 'deleted') return
    if (content.type !== 'values') throw broken('attribute content') // guard: attribute-content
    // guard: attribute-value
    if (!content.values.every((value) => isAttributeValue(type, value))) throw broken('attribute value')
    return
  }
  switch (content.type) {
    case 'gc':
    case 'deleted':
      // What was typed and deleted without contact: its kind is gone with it.
      return
    case 'string':
      if (kind !== 'text') throw broken('string') // guard: string-place
      return
    case 'format':
      if (kind !== 'text') throw broken('format') // guard: format-place
      return checkMark(content.mark, content.value)
    case 'text':
      if (!form.words) throw broken('words') // guard: words-place
      return
    case 'element':
      if (!form.nodes.has(content.name)) throw broken('child') // guard: child-kind
      return
    case 'values':
      throw broken('value as child') // guard: value-place
  }
}
