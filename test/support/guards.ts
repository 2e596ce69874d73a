/**
 * Lines that keep something out are marked `guard: <name>` in a comment, at their end or on the line above. A knock-out
 * takes one such line away; a test that stays green then was never watching it.
 */
const marker = /\/\/ guard: ([\w-]+)\s*$/

export type KnockOut = {
  /** The file and the name of the mark in it. */
  file: string
  guard: string
  /** Where no mark stands, a table of rules for one: words that only the guard's line has. */
  line?: string
  /** What stands there instead; without it an `if` is made never to hold, and any other line is taken away. */
  instead?: string
  /** The test that must fail then: its file, and a part of its title. */
  test: string
  title: string
}

export const guardsIn = (source: string): string[] => source.split('\n').flatMap((line) => marker.exec(line)?.[1] ?? [])

/** An `if` that opens a block cannot simply go: its block would be left. */
const neverHolding = (line: string) => line.replace(/\bif \(.*\) \{/, 'if (Math.random() > 1) {')

const without = (line: string): string => {
  const code = line.replace(marker, '').trimEnd()
  return /^\s*(\} else )?if \(.*\) \{$/.test(code) ? neverHolding(code) : ''
}

/**
 * Which line the guard is: the one that is marked, the one below a mark that stands alone, or the one with the words.
 */
function lineOf(lines: readonly string[], { guard, line }: Pick<KnockOut, 'guard' | 'line'>): number {
  const isIt = (text: string) => (line === undefined ? marker.exec(text)?.[1] === guard : text.includes(line))
  const found = lines.flatMap((text, i) => (isIt(text) ? [i] : []))
  const [at] = found
  if (at === undefined || found.length > 1) throw new Error(`guard ${guard} is found ${found.length} times`)
  const standsAlone = line === undefined && /^\s*\/\//.test(lines[at] ?? '')
  return standsAlone ? at + 1 : at
}

/** The source with one guard gone. Throws when it is not there exactly once: a table grows old silently. */
export function knockOut(source: string, entry: Pick<KnockOut, 'guard' | 'line' | 'instead'>): string {
  const lines = source.split('\n')
  const at = lineOf(lines, entry)
  return lines.map((text, i) => (i === at ? (entry.instead ?? without(text)) : text)).join('\n')
}
