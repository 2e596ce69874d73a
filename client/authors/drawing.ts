/**
 * The decorations of who wrote what. Making all of them takes a tenth of a second in 200 pages, so a change redraws
 * only the paragraphs that it concerns; the others' decorations are moved along.
 */
import type { Node } from '@tiptap/pm/model'
import type { EditorState, Transaction } from '@tiptap/pm/state'
import { Mapping, StepMap } from '@tiptap/pm/transform'
import { Decoration, DecorationSet } from '@tiptap/pm/view'
import { organisationOf } from './shares.ts'
import type { Writer } from './writer.ts'
import type { Placed, Written } from './written.ts'

type Range = { from: number; to: number }

/** `drawn` is what each paragraph was last drawn from; in `lost` decorations may have gone with what was replaced. */
export type Drawing = { set: DecorationSet; drawn: ReadonlyMap<string, Written>; lost: Range | null }

export const nothingDrawn: Drawing = { set: DecorationSet.empty, drawn: new Map(), lost: null }

/** The element above a paragraph; null above one that has none. */
export type LabelAbove = (paragraph: Placed) => HTMLElement | null

/** With more changed paragraphs than this, drawing all anew is quicker. */
const fewAtMost = 40

/**
 * Unknown words get an element as well, one without a look: were they plain, the editor would put them in the text node
 * that one is typing in, and Chromium then types the next key in front of them.
 */
const attributesOf = (writer: Writer): Record<string, string> => {
  if (writer.state === 'unknown') return { class: 'written-unknown' }
  const organisation = organisationOf(writer.author)
  return { class: 'written', 'data-organisation': organisation, 'data-municipality': organisation }
}

const inline = ({ pos, written: { spans } }: Placed): Decoration[] =>
  spans.map(({ from, to, writer }) => Decoration.inline(pos + 1 + from, pos + 1 + to, attributesOf(writer)))

const decorate = (paragraph: Placed, labelAbove: LabelAbove): Decoration[] => {
  const label = labelAbove(paragraph)
  const spec = { key: paragraph.key, side: -1, ignoreSelection: true, stopEvent: () => true }
  return [...(label ? [Decoration.widget(paragraph.pos, label, spec)] : []), ...inline(paragraph)]
}

const keyOf = (spec: { key?: unknown }): string | null => (typeof spec.key === 'string' ? spec.key : null)

/** The drawing with every paragraph drawn as it now is. */
export const redraw = (before: Drawing, doc: Node, placed: readonly Placed[], labelAbove: LabelAbove): Drawing => {
  const { lost } = before
  const drawn = new Map(placed.map(({ key, written }) => [key, written]))
  const changed = placed.filter(
    ({ key, pos, written }) =>
      before.drawn.get(key) !== written || (lost && pos <= lost.to && lost.from <= pos + written.size),
  )
  if (changed.length > fewAtMost) {
    const set = DecorationSet.create(
      doc,
      placed.flatMap((paragraph) => decorate(paragraph, labelAbove)),
    )
    return { set, drawn, lost: null }
  }
  const anew = new Set(changed.map(({ key }) => key))
  const oldLabels = before.set.find(undefined, undefined, (spec) => {
    const key = keyOf(spec)
    return key !== null && (anew.has(key) || !drawn.has(key))
  })
  const oldWords = changed.flatMap(({ pos, written: { size } }) =>
    before.set.find(pos + 1, pos + size - 1, (spec) => keyOf(spec) === null),
  )
  const set = before.set.remove([...oldLabels, ...oldWords]).add(
    doc,
    changed.flatMap((paragraph) => decorate(paragraph, labelAbove)),
  )
  return { set, drawn, lost: null }
}

/**
 * What has changed between two texts, as one replacement. Others' words come as a replacement of the whole text,
 * through which every label would go and come back without the focus.
 */
const difference = (before: Node, after: Node): Mapping => {
  const start = before.content.findDiffStart(after.content)
  const end = before.content.findDiffEnd(after.content)
  if (start === null || end === null) return new Mapping()
  // In "aa" → "aaa" the ends may be found on the wrong side of the start.
  const overlap = Math.max(0, start - Math.min(end.a, end.b))
  return new Mapping([new StepMap([start, end.a + overlap - start, end.b + overlap - start])])
}

const replacedBy = (mapping: Mapping): Range | null => {
  let range: Range | null = null
  mapping.maps.forEach((map, i) => {
    const later = mapping.slice(i + 1)
    map.forEach((_oldFrom, _oldTo, newFrom, newTo) => {
      const [from, to] = [later.map(newFrom, -1), later.map(newTo, 1)]
      range = range ? { from: Math.min(range.from, from), to: Math.max(range.to, to) } : { from, to }
    })
  })
  return range
}

const union = (a: Range | null, b: Range | null): Range | null =>
  a && b ? { from: Math.min(a.from, b.from), to: Math.max(a.to, b.to) } : (a ?? b)

/** The drawing moved along with a change of the text, until it is redrawn. */
export const moved = (before: Drawing, tr: Transaction, old: EditorState, isShared: boolean): Drawing => {
  const mapping = isShared ? difference(old.doc, tr.doc) : tr.mapping
  const { lost } = before
  const still = lost && { from: mapping.map(lost.from, -1), to: mapping.map(lost.to, 1) }
  return { ...before, set: before.set.map(mapping, tr.doc), lost: union(still, replacedBy(mapping)) }
}
