/**
 * Lines that keep something out are marked `guard: <name>` in a comment, at their end or on the line above. A knock-out
 * takes one such line away; a test that stays green then was never watching it.
 */
const marker = /\/\/ guard: ([\w-]+)\s*$/

export type KnockOut = {
  /** The file and the name of the mark in it. */
  file: string
  guard: string
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

/** The source with one guard gone. Throws when the mark is not there exactly once: a table grows old silently. */
export function knockOut(source: string, { guard, instead }: Pick<KnockOut, 'guard' | 'instead'>): string {
  const lines = source.split('\n')
  const marked = lines.flatMap((line, i) => (marker.exec(line)?.[1] === guard ? [i] : []))
  const [at] = marked
  if (at === undefined || marked.length > 1) throw new Error(`guard ${guard} is marked ${marked.length} times`)
  const standsAlone = /^\s*\/\//.test(lines[at] ?? '')
  const line = standsAlone ? at + 1 : at
  return lines.map((text, i) => (i === line ? (instead ?? without(text)) : text)).join('\n')
}
