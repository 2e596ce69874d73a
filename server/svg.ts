/**
 * Drawings made harmless: of an SVG only what draws is kept, by name. Nothing in the result runs, moves, follows a link
 * or asks for anything outside itself (R18).
 */
import sanitizeHtml from 'sanitize-html'
import { Problem } from '../shared/problem.ts'
import { elements, presentation, safeDeclarations, safeRules, safeValue, structural } from './svg-form.ts'
import { paintingCost, type Reference } from './svg-cost.ts'

export type Drawing = { svg: string; width: number; height: number }

const namespace = 'http://www.w3.org/2000/svg'

/** Longer than a screen is wide; a drawing that says nothing of its size is given the usual width. */
const edgeAtMost = 20_000
const usualWidth = 1200

/** Elements, counting each use of one: a few hundred bytes can ask a browser to paint a thousand million. */
const paintedAtMost = 200_000

/** Deeper than any drawing program goes; XML readers stop at 256. */
const depthAtMost = 100

type Attributes = Record<string, string>

const refuse = (why: string): never => {
  throw new Problem('not-an-image', why)
}

/** `href` and `xlink:href` only to a place in the drawing itself. */
const localTarget = (attributes: Attributes): string | null => {
  const href = attributes['href'] ?? attributes['xlink:href'] ?? ''
  return /^#[\w.:-]+$/.test(href.trim()) ? href.trim() : null
}

const kept = (attributes: Attributes): Attributes => {
  const safe: Attributes = {}
  for (const [name, value] of Object.entries(attributes)) {
    if (name === 'style') safe[name] = safeDeclarations(value)
    else if (name === 'id') safe[name] = /^[\w.:-]+$/.test(value) ? value : ''
    else if (presentation.has(name) || structural.has(name)) safe[name] = safeValue(value) ? value : ''
  }
  const target = localTarget(attributes)
  if (target) safe['href'] = target
  // An attribute without a value is no XML.
  return Object.fromEntries(Object.entries(safe).filter(([, value]) => value !== ''))
}

/** Points and pixels of a length; null for a percentage and for nonsense. */
const pixels = (length: string | undefined): number | null => {
  const match = /^\s*([\d.]+)\s*(px|pt|pc|mm|cm|in)?\s*$/.exec(length ?? '')
  const per = { px: 1, pt: 4 / 3, pc: 16, mm: 96 / 25.4, cm: 96 / 2.54, in: 96 }
  // The pattern lets through these units only.
  const value = Number(match?.[1]) * per[(match?.[2] ?? 'px') as keyof typeof per]
  return value > 0 && Number.isFinite(value) ? value : null
}

const sizeOf = (root: Attributes): { width: number; height: number; viewBox: string } => {
  const box = (root['viewBox'] ?? '')
    .trim()
    .split(/[\s,]+/)
    .map(Number)
  const [x = 0, y = 0, boxWidth = 0, boxHeight = 0] = box.length === 4 && box.every(Number.isFinite) ? box : []
  const hasBox = boxWidth > 0 && boxHeight > 0
  const [ownWidth, ownHeight] = [pixels(root['width']), pixels(root['height'])]
  if (!hasBox && !(ownWidth && ownHeight)) return refuse('a drawing without a size')
  const ratio = hasBox ? boxHeight / boxWidth : (ownHeight ?? 1) / (ownWidth ?? 1)
  const width = ownWidth ?? (ownHeight ? ownHeight / ratio : usualWidth)
  const height = ownHeight ?? width * ratio
  const scale = Math.min(1, edgeAtMost / Math.max(width, height))
  const whole = (edge: number): number => Math.max(1, Math.round(edge * scale))
  return {
    width: whole(width),
    height: whole(height),
    viewBox: hasBox ? [x, y, boxWidth, boxHeight].join(' ') : `0 0 ${width} ${height}`,
  }
}

const parser = { xmlMode: true, lowerCaseTags: false, lowerCaseAttributeNames: false }

/** A first reading: the names of what is left out, and as much of the drawing's own style sheets as is let through. */
const lookThrough = (source: string): { foreign: string[]; css: string } => {
  const foreign = new Set<string>()
  const sheets: string[] = []
  const collect = (text: string, tag: string): string => {
    // The filter is given escaped text. What else needs escaping is in no rule that is let through.
    if (tag === 'style') sheets.push((sheets.pop() ?? '') + text.replaceAll('&gt;', '>'))
    return ''
  }
  const onOpenTag = (name: string): void => {
    if (!elements.has(name)) foreign.add(name)
    if (name === 'style') sheets.push('')
  }
  sanitizeHtml(source, { allowedTags: [], nonTextTags: [], textFilter: collect, onOpenTag, parser })
  foreign.delete('a')
  return { foreign: [...foreign], css: sheets.map(safeRules).join('') }
}

/** Throws `not-an-image` for what is no SVG, and for one that would take a browser for ever to paint. */
export const harmlessDrawing = (source: string): Drawing => {
  // Entities can unfold to gigabytes, and mean something else to each reader of XML.
  if (/<!ENTITY|<!DOCTYPE[^>]*\[/i.test(source)) return refuse('a document with entities') // guard: svg-entities
  const { foreign, css } = lookThrough(source)
  let root: ReturnType<typeof sizeOf> | null = null
  const open: string[] = []
  const references: Reference[] = []
  const transform = (name: string, attributes: Attributes): sanitizeHtml.Tag => {
    if (root === null) {
      if (name !== 'svg') return refuse(`the document is a ${name.slice(0, 40)}`)
      root = sizeOf(attributes)
      const { width, height, viewBox } = root
      const own = { ...kept(attributes), width: String(width), height: String(height), viewBox }
      return { tagName: 'svg', attribs: { xmlns: namespace, ...own } }
    }
    if (name === 'a') return { tagName: 'g', attribs: kept({ ...attributes, href: '', 'xlink:href': '' }) }
    return { tagName: name, attribs: kept(attributes) }
  }
  const svg = sanitizeHtml(source, {
    allowedTags: [...elements],
    allowedAttributes: false,
    // With all that is in it.
    nonTextTags: foreign, // guard: svg-elements
    nestingLimit: depthAtMost,
    transformTags: { '*': transform },
    selfClosing: [],
    parseStyleAttributes: false,
    onOpenTag: (_name, attributes) => {
      const id = attributes['id'] ?? ''
      references.push({ within: [...new Set(open.filter((each) => each !== ''))], id, attributes })
      open.push(id)
    },
    onCloseTag: () => void open.pop(),
    parser,
  })
  if (root === null) return refuse('no drawing in it')
  if (paintingCost(references) > paintedAtMost) return refuse('a drawing that never ends') // guard: svg-cost
  const { width, height } = root as ReturnType<typeof sizeOf> // The compiler does not see that `transform` was called.
  return { svg: withStyles(svg, css), width, height }
}

/** What stood around the drawing is left out, and signs that no XML may hold. */
const withStyles = (svg: string, css: string): string => {
  const start = svg.indexOf('<svg')
  const inside = svg.indexOf('>', start) + 1
  const body = svg.slice(inside, svg.lastIndexOf('</svg>'))
  const drawing = `${svg.slice(start, inside)}${css && `<style>${css}</style>`}${body}</svg>\n`
  // oxlint-disable-next-line no-control-regex -- these are what it is about
  return drawing.replace(/[\0-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]/g, '')
}
