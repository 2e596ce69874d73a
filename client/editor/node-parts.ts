/** What every node kind of the editor takes from the form's table: what may stand in it, and its attributes. */
import type { Attribute } from '@tiptap/core'
import { type AttributeType, type NodeName, nodes } from '../../shared/schema/form.ts'

/** Content expressions end in `*`, never `+`: an honest merge may leave any number. */
export const anyOf = (kinds: readonly string[]): string => (kinds.length === 0 ? '' : `(${kinds.join(' | ')})*`)

/** Attributes are drawn by the node and read by its parse rules, as the values depend on one another. */
const attribute = (type: AttributeType): Partial<Attribute> => ({
  default: type.default,
  rendered: false,
  parseHTML: () => null,
})

export const attributesOf = (name: NodeName) => () =>
  Object.fromEntries(Object.entries<AttributeType>(nodes[name].attributes).map(([key, type]) => [key, attribute(type)]))
