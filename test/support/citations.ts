/** The numbered rules, and the tests that cite them in their titles, one or several, in square brackets. */

/** The rules that a document states: a list item that begins with its number in bold. */
export const statedIn = (document: string): string[] =>
  [...document.matchAll(/^- \*\*([PRS]\d+)\*\*/gm)].map(([, rule]) => rule ?? '')

const title = /\b(?:test|it|describe)(?:\.[a-zA-Z]+(?:\([^()]*\))?)*\(\s*(['"`])((?:\\.|(?!\1).)*)\1/gs
/** A table of `test.for` carries titles too: any string that begins with a citation counts. */
const tabled = /(['"`])((?:[\w…-]+: )?\[[PRS]\d[^\]]*\](?:\\.|(?!\1).)*)\1/g

/** The rules that the titles of a test file cite. */
export function citedIn(source: string): string[] {
  const titles = [...source.matchAll(title), ...source.matchAll(tabled)].map(([, , text]) => text ?? '')
  const brackets = titles.flatMap((text) => [...text.matchAll(/\[([PRS]\d+(?:\s*,\s*[PRS]\d+)*)\]/g)])
  return [...new Set(brackets.flatMap(([, rules]) => (rules ?? '').split(/\s*,\s*/)))]
}
