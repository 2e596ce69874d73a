/**
 * What stands on the page, block by block, in the signs that people type for it: `## Rubrik`, `- punkt`, `1. steg`,
 * two blanks for each step in, `> citat`, `**fet**`, `_kursiv_`, `[ord](adress)`,
 * `\n` for a break within a paragraph, `{fotnot}`, `---` for a rule.
 */
import type { Locator } from 'playwright-core'

/** Runs in the page, so it may use nothing of this file. Others' carets are not part of the text. */
const readAll = (root: Element): string[] => {
  const inline = (node: Node): string => {
    if (!(node instanceof HTMLElement)) return node.textContent ?? ''
    if (node.matches('.caret, .ProseMirror-trailingBreak, .ProseMirror-separator, .note-begun .note br')) return ''
    if (node.tagName === 'BR') return '\n'
    if (node.matches('[data-footnote]'))
      return `{${[...(node.querySelector('.note')?.childNodes ?? [])].map(inline).join('')}}`
    const inside = [...node.childNodes].map(inline).join('')
    if (node.tagName === 'STRONG') return `**${inside}**`
    if (node.tagName === 'EM') return `_${inside}_`
    return node instanceof HTMLAnchorElement ? `[${inside}](${node.getAttribute('href')})` : inside
  }
  const sign = (block: HTMLElement): string => {
    if (/^H[2-5]$/.test(block.tagName)) return `${'#'.repeat(Number(block.tagName[1]) - 1)} `
    const { list, indent = '0', marker = '' } = block.dataset
    return '  '.repeat(Number(indent)) + (list === 'bullet' ? '- ' : list === 'ordered' ? `${marker} ` : '')
  }
  const blocks = (parent: Element): string[] =>
    [...parent.children].flatMap((block) => {
      if (!(block instanceof HTMLElement) || block.matches('.caret')) return []
      if (block.tagName === 'HR') return ['---']
      return block.tagName === 'BLOCKQUOTE' ? blocks(block).map((line) => `> ${line}`) : [sign(block) + inline(block)]
    })
  return blocks(root)
}

export const readBlocks = (text: Locator): Promise<string[]> => text.evaluate(readAll)
