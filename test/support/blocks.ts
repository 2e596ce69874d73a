/**
 * What the server has of a text, block by block, in the signs of `reading.ts`, and for the rest: `| a | b |` a row
 * (`|= a |` a header's), `^[not]` a footnote, `---` a rule, `![alternativtext]` a figure and its caption below.
 */
import * as Y from 'yjs'
import { textRoot } from '../../shared/protocol.ts'

type Run = { insert: string; attributes?: { bold?: object; italic?: object; link?: { href: string } } }

const run = ({ insert, attributes = {} }: Run): string => {
  let words = insert
  if (attributes.italic) words = `_${words}_`
  if (attributes.bold) words = `**${words}**`
  return attributes.link ? `[${words}](${attributes.link.href})` : words
}

const inline = (node: unknown): string => {
  if (node instanceof Y.XmlText) return node.toDelta().map(run).join('')
  if (!(node instanceof Y.XmlElement)) return ''
  if (node.nodeName === 'hardBreak') return '\n'
  const inside = node.toArray().map(inline).join('')
  return node.nodeName === 'footnote' ? `^[${inside}]` : inside
}

const attribute = (node: Y.XmlElement, name: string): unknown => node.getAttributes()[name]

const sign = (node: Y.XmlElement): string => {
  const level = Number(attribute(node, 'level') ?? 0)
  if (level > 0) return `${'#'.repeat(level)} `
  const list = attribute(node, 'list')
  const marker = list === 'bullet' ? '- ' : list === 'ordered' ? '1. ' : ''
  return '  '.repeat(Number(attribute(node, 'indent') ?? 0)) + marker
}

const elements = (node: Y.XmlElement): Y.XmlElement[] => node.toArray().filter((child) => child instanceof Y.XmlElement)

const row = (cells: Y.XmlElement, header: boolean): string => {
  const words = elements(cells).map((cell) => elements(cell).flatMap(blocks).join(' / '))
  return `|${header ? '=' : ''} ${words.join(' | ')} |`
}

const blocks = (node: Y.XmlElement): string[] => {
  switch (node.nodeName) {
    case 'blockquote':
      return elements(node).flatMap((child) => blocks(child).map((line) => `> ${line}`))
    case 'table':
      return elements(node).map((each, i) => row(each, i === 0 && attribute(node, 'header') === 'row'))
    case 'horizontalRule':
      return ['---']
    case 'figure':
      return [`![${String(attribute(node, 'alt'))}]`, ...elements(node).flatMap(blocks)]
    default:
      return [sign(node) + inline(node)]
  }
}

export const blocksOf = (doc: Y.Doc): string[] =>
  doc
    .getXmlFragment(textRoot)
    .toArray()
    .flatMap((node) => (node instanceof Y.XmlElement ? blocks(node) : []))
